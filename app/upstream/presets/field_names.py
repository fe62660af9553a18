"""What the fields of an upstream are called where it is configured, for errors that say what to change."""

from __future__ import annotations

from typing import Literal, NamedTuple


class InvalidPreset(Exception):
    """What is wrong, as the end of a sentence that begins with the upstream's place."""


class FieldNames(NamedTuple):
    """Of an entry of UPSTREAMS_FILE, or of the settings for a single upstream."""

    url: str
    api_version: str
    assignment: str

    def value(self, field: Literal["url", "api_version"], value: str) -> str:
        """How the field is set to that value."""
        return self.assignment.format(self.url if field == "url" else self.api_version, value)


OF_ENTRY = FieldNames("url", "api_version", '{} = "{}"')
OF_SETTINGS = FieldNames("UPSTREAM_URL", "UPSTREAM_API_VERSION", "{}={}")
