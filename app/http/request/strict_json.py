"""Strict JSON decoding.

Rejects what two parsers could read differently (duplicate keys, NaN) and what a database cannot store (NUL).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import reduce
from typing import Any

import orjson

from app.errors import BadRequest
from app.http.request.validation import member_path

# orjson encodes 254 levels; the rest is for the objects around a stored body.
MAX_DEPTH = 200
"""Levels that a body may have."""
_NUL = b"\\u0000"
_SPACE_BEFORE_COLON = (b" :", b"\t:", b"\n:", b"\r:")
_SPACED_KEY = re.compile(rb'"[ \t\n\r]+:')
_NOT_FINITE = re.compile(rb"[:,\[]\s*-?(NaN|Infinity)\b")


def decode(body: bytes) -> Any:
    """The decoded value. Raises BadRequest with the position of a syntax error or the path of a field."""
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise _malformed(body, error) from None
    # Most clients write compact JSON. A body equal to its re-encoded value has no duplicate key,
    # and this few brackets cannot exceed the depth.
    if body.count(b"{") + body.count(b"[") <= MAX_DEPTH and body.find(_NUL) < 0 and _encoded(value) == body:
        return value
    keys, depth = _key_count_and_depth(value)
    if depth > MAX_DEPTH:
        raise too_deep()
    # A cheap count first: the body is parsed again for duplicate keys only if the counts differ.
    if body.count(b'":') != keys or _has_spaced_key(body):
        _reject_duplicate_keys(body)
    if _NUL in body:
        _reject_nul(value)
    return value


def _encoded(value: Any) -> bytes | None:
    try:
        return orjson.dumps(value)
    except orjson.JSONEncodeError:
        # A number of more than 64 bits.
        return None


def _malformed(body: bytes, error: orjson.JSONDecodeError) -> BadRequest:
    if not body.strip():
        return BadRequest("The request body is empty; send a JSON object.", code="invalid_json")
    if "ecursion" in str(error) or "depth" in str(error):
        return too_deep()
    if _NOT_FINITE.search(body):
        return BadRequest(
            "The JSON body contains NaN or Infinity, which are not valid JSON.", code="invalid_json"
        )
    return BadRequest(
        f"The body is not valid JSON: {error.msg} (line {error.lineno}, column {error.colno}).",
        code="invalid_json",
    )


def _has_spaced_key(body: bytes) -> bool:
    """Whether white space precedes a key's colon, which the count misses. A string may match, too."""
    for space in _SPACE_BEFORE_COLON:
        if space in body:
            return _SPACED_KEY.search(body) is not None
    return False


def _key_count_and_depth(value: Any) -> tuple[int, int]:
    """The number of keys in all objects, and the depth of the nesting."""
    keys, depth, level = 0, -1, [value]
    while level:
        depth += 1
        children: list[Any] = []
        for node in level:
            if type(node) is dict:
                keys += len(node)
                children += node.values()
            elif type(node) is list:
                children += node
        level = children
    return keys, depth


def too_deep() -> BadRequest:
    """The 400 for more levels than that."""
    message = f"The JSON body is nested too deeply; at most {MAX_DEPTH} levels are allowed."
    return BadRequest(message, code="invalid_json")


def _reject_duplicate_keys(body: bytes) -> None:
    def pairs(items: list[tuple[str, Any]]) -> None:
        seen: set[str] = set()
        for key, _ in items:
            if key in seen:
                message = f"The key '{key[:60]}' is duplicated in one object; send it once."
                raise BadRequest(message, param=key[:60], code="duplicate_key")
            seen.add(key)

    try:
        json.loads(body, object_pairs_hook=pairs)
    except RecursionError:
        raise too_deep() from None


def _reject_nul(value: Any) -> None:
    """Walks depth first with one iterator a level: a path for each node would be a copy of its parents'."""
    path: list[str | int] = []
    levels = [_members([value])]
    while levels:
        for part, node in levels[-1]:
            if isinstance(part, str) and "\0" in part:
                raise _nul([*path, part.replace("\0", "\\0")])
            if isinstance(node, str) and "\0" in node:
                raise _nul([*path, part])
            if isinstance(node, dict | list):
                path.append(part)
                levels.append(_members(node))
                break
        else:
            levels.pop()
            if path:
                path.pop()


def _members(node: dict[str, Any] | list[Any]) -> Iterator[tuple[str | int, Any]]:
    return iter(node.items()) if isinstance(node, dict) else enumerate(node)


def _nul(path: list[str | int]) -> BadRequest:
    # The first part is the place of the body in the list that the walk starts with.
    text = reduce(member_path, path[1:], "")
    return BadRequest(f"'{text}' contains a NUL character.", param=text or None, code="invalid_value")
