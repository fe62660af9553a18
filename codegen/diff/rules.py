"""The names that oasdiff gives to changes. One that it has no check for has no name."""

from __future__ import annotations

import re
from typing import Any

from codegen.diff.keywords import LOWER, UPPER

_SCHEMA = {
    ("field", "removed", "request"): "request-property-removed",
    ("field", "removed", "response"): "response-optional-property-removed",
    ("required", "added", "request"): "request-property-became-required",
    ("required", "removed", "request"): "request-property-became-optional",
    ("required", "added", "response"): "response-property-became-required",
    ("required", "removed", "response"): "response-property-became-optional",
}
_ASPECTS = {
    ("enum value", "added"): "enum-value-added",
    ("enum value", "removed"): "enum-value-removed",
    ("enum", "changed"): "became-enum",
    ("variant", "added"): "any-of-added",
    ("variant", "removed"): "any-of-removed",
    ("discriminator", "added"): "discriminator-added",
    ("discriminator", "removed"): "discriminator-removed",
    ("discriminator", "changed"): "discriminator-mapping-changed",
}


_BOUNDS = (*LOWER, *UPPER, "pattern", "multipleOf")


def of_schema(direction: str, subject: str, what: str, change: str) -> str | None:
    """For a change within a schema; `subject` is `property`, `body` or `parameter`."""
    name = _SCHEMA.get((what, change, direction))
    aspect = _ASPECTS.get((what, change))
    return name or (f"{direction}-{subject}-{aspect}" if aspect else None)


def new_field(direction: str, *, required: bool) -> str:
    """For a field that did not exist."""
    need = "required" if required else "optional"
    return f"new-{need}-request-property" if direction == "request" else f"response-{need}-property-added"


def types(direction: str, subject: str, removed: set[str], added: set[str]) -> str:
    """For types that are accepted no more or are new; `null` alone has names of its own."""
    if removed | added == {"null"}:
        return f"{direction}-{subject}-became-{'' if added else 'not-'}nullable"
    return f"{direction}-{subject}-type-changed"


def bound(direction: str, subject: str, keyword: str, before: Any, after: Any) -> str | None:
    """For a bound that is set, unset, increased or decreased."""
    name = re.sub(r"([A-Z])", r"-\1", keyword).lower()
    name = name.replace("maximum", "max").replace("minimum", "min")
    if keyword not in _BOUNDS:
        return None
    if keyword == "pattern":
        change = "added" if before is None else "removed" if after is None else "changed"
    elif before is None or after is None:
        change = "set" if before is None else "unset"
    elif keyword == "multipleOf":
        change = "changed"
    elif isinstance(before, str) or isinstance(after, str):
        # A limit that includes its value, and one that does not: two checks of oasdiff.
        return None
    else:
        change = "increased" if after > before else "decreased"
    return f"{direction}-{subject}-{name}-{change}"
