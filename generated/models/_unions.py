"""Discriminators for unions whose tag alone does not select the variant. Written by codegen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel

MISSING_TAG = "(no tag)"
OTHER_TAG = "(another tag)"


def tagged(field: str, *tags: str, missing: bool, other: bool, objects: bool) -> Callable[[Any], str | None]:
    """A discriminator by `field`: its value if that is one of `tags`, else the variants without a tag.

    `missing`: there are variants for an object without the field. `other`: there are variants without a tag, of
    which some are for `objects`, with whatever is in their field. Without such variants an unknown tag of an
    object is returned, and pydantic's error lists the known ones. The function's name is the field's, so that
    the error has it.
    """
    known = frozenset(tags)
    unknown = OTHER_TAG if other else None
    unknown_object = unknown if objects else None

    def choose(value: Any) -> str | None:
        if isinstance(value, dict):
            if field not in value:
                return MISSING_TAG if missing else unknown_object
            tag = value[field]
        elif isinstance(value, BaseModel):
            tag = getattr(value, field, None)
            if tag is None:
                return MISSING_TAG if missing else unknown_object
        else:
            return unknown
        if type(tag) is not str:
            return unknown_object
        return tag if tag in known or unknown_object is None else unknown_object

    choose.__name__ = field
    return choose
