"""A preset: what naming a provider configures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any
from urllib.parse import urlsplit

from app.upstream.presets.adaptation import Adaptation


@dataclass(frozen=True, slots=True)
class Preset:
    """Defaults for an upstream; what its entry sets has precedence."""

    name: str
    url: str = ""
    """Its usual base URL; empty if each customer has another one."""
    hosts: tuple[str, ...] = ()
    """Patterns of its hosts, by which an upstream without a preset gets this one."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """Fields of `Upstream`."""
    adaptation: Adaptation | None = None
    key_header: str = ""
    """The header that has the key; empty for a bearer token."""

    def serves(self, url: str) -> bool:
        """Whether the URL's host is one of its hosts."""
        host = urlsplit(url).hostname or ""
        return any(fnmatchcase(host, pattern) for pattern in self.hosts)

    def base_url(self, url: str) -> str:
        """The base URL for a configured one: a bare host of the provider gets the provider's path."""
        parts = urlsplit(url)
        # A bare host has got /v1 before.
        if not self.url or not self.serves(url) or parts.path not in ("", "/", "/v1"):
            return url
        return f"{parts.scheme}://{parts.netloc}{urlsplit(self.url).path}"
