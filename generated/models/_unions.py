"""How the variant of a union is chosen where the tag alone does not say it. Written by codegen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel

MISSING_TAG = "(no tag)"
OTHER_TAG = "(another tag)"


def tagged(field: str, *tags: str, missing: bool, other: bool) -> Callable[[Any], str | None]:
    """A discriminator by `field`: its value where that is one of `tags`, else the variants that do without.

    `missing` and `other` say whether there are variants for a value without the field, and with one that is no tag;
    where there are none, an unknown tag is returned as it is, and pydantic names it and the known ones in its error.
    """
    known = frozenset(tags)
    unknown = OTHER_TAG if other else None

    def choose(value: Any) -> str | None:
        if isinstance(value, dict):
            if field not in value:
                return MISSING_TAG if missing else unknown
            tag = value[field]
        elif isinstance(value, BaseModel):
            tag = getattr(value, field, None)
            if tag is None:
                return MISSING_TAG if missing else unknown
        else:
            return unknown
        if type(tag) is not str:
            return unknown
        return tag if tag in known or unknown is None else unknown

    return choose
