"""Items for an upstream with its own `/responses`, which has a bound on the length of ids."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

_MAX_ID_LENGTH = 64


def native_items(items: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The items; a call's longer id is the same shorter one in the call and its output.

    An item's own longer id is not sent: no upstream that has the bound minted it.
    """
    return [_with_short_ids(item) if _has_long_id(item) else item for item in items]


def _has_long_id(item: Mapping[str, Any]) -> bool:
    return any(_is_long(item.get(name)) for name in ("id", "call_id"))


def _is_long(value: Any) -> bool:
    return isinstance(value, str) and len(value) > _MAX_ID_LENGTH


def _with_short_ids(item: Mapping[str, Any]) -> dict[str, Any]:
    short = dict(item)
    if _is_long(short.get("id")):
        del short["id"]
    if _is_long(short.get("call_id")):
        short["call_id"] = "call_" + hashlib.sha256(short["call_id"].encode()).hexdigest()[:48]
    return short
