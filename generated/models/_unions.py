"""Discriminators for unions whose tag alone does not select the variant. Written by codegen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel

MISSING_TAG = "(no tag)"
OTHER_TAG = "(another tag)"


def tagged(field: str, *tags: str, missing: bool, other: bool) -> Callable[[Any], str | None]:
    """A discriminator by `field`: its value if that is one of `tags`, else the variants without a tag.

    `missing`: there are variants for a value without the field. `other`: there are variants for a value whose
    field is none of `tags`. Without them an unknown tag is returned, and pydantic's error lists the known ones.
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
