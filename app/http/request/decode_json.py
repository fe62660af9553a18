"""JSON, strictly: what two parsers could read differently, or a database cannot keep, is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import orjson

from app.errors import BadRequest

# What is read can be written again, which orjson does to 254 levels, with some of ours around it.
_DEEPEST = 200
_NUL = b"\\u0000"
_SPACED = (b" :", b"\t:", b"\n:", b"\r:")
_SPACED_KEY = re.compile(rb'"[ \t\n\r]+:')
_NOT_FINITE = re.compile(rb"[:,\[]\s*-?(NaN|Infinity)\b")


def decode(body: bytes) -> Any:
    """The value; a BadRequest says where the text breaks, or names the field."""
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise _malformed(body, error) from None
    # Most clients write it as we would: then no key can stand twice, and so few brackets cannot go deep.
    if body.count(b"{") + body.count(b"[") <= _DEEPEST and body.find(_NUL) < 0 and _written(value) == body:
        return value
    keys, depth = _measured(value)
    if depth > _DEEPEST:
        raise _too_deep()
    # Cheap counts first: only where they disagree is the text read again to find a key that stands twice.
    if body.count(b'":') != keys or _has_spaced_key(body):
        _refuse_duplicates(body)
    if _NUL in body:
        _refuse_nul(value)
    return value


def _written(value: Any) -> bytes | None:
    try:
        return orjson.dumps(value)
    except orjson.JSONEncodeError:
        # A number of more than 64 bits.
        return None


def _malformed(body: bytes, error: orjson.JSONDecodeError) -> BadRequest:
    if not body.strip():
        return BadRequest("The request's body is empty; a JSON object is expected.", code="invalid_json")
    if "ecursion" in str(error) or "depth" in str(error):
        return _too_deep()
    if _NOT_FINITE.search(body):
        return BadRequest(
            "The JSON body holds NaN or Infinity, which JSON does not have.", code="invalid_json"
        )
    return BadRequest(
        f"The body is not valid JSON: {error.msg} (line {error.lineno}, column {error.colno}).",
        code="invalid_json",
    )


def _has_spaced_key(body: bytes) -> bool:
    """A key with a space between it and its colon, which the count does not see; a text may look like one."""
    for space in _SPACED:
        if space in body:
            return _SPACED_KEY.search(body) is not None
    return False


def _measured(value: Any) -> tuple[int, int]:
    """How many keys there are in it, and how deep it goes."""
    keys, depth, level = 0, -1, [value]
    while level:
        depth += 1
        below: list[Any] = []
        for node in level:
            if type(node) is dict:
                keys += len(node)
                below += node.values()
            elif type(node) is list:
                below += node
        level = below
    return keys, depth


def _too_deep() -> BadRequest:
    return BadRequest("The JSON body is nested too deeply.", code="invalid_json")


def _refuse_duplicates(body: bytes) -> None:
    def pairs(items: list[tuple[str, Any]]) -> None:
        seen: set[str] = set()
        for key, _ in items:
            if key in seen:
                raise BadRequest(
                    f"The key '{key[:60]}' stands twice in one object.", param=key[:60], code="duplicate_key"
                )
            seen.add(key)

    try:
        json.loads(body, object_pairs_hook=pairs)
    except RecursionError:
        raise _too_deep() from None


def _refuse_nul(value: Any) -> None:
    for path, text in _texts(value, ""):
        if "\0" in text:
            raise BadRequest(f"'{path}' holds a NUL character.", param=path or None, code="invalid_value")


def _texts(value: Any, path: str) -> Iterator[tuple[str, str]]:
    waiting: list[tuple[str, Any]] = [(path, value)]
    while waiting:
        where, node = waiting.pop()
        if isinstance(node, str):
            yield where, node
        elif isinstance(node, dict):
            for key, child in node.items():
                inner = f"{where}.{key}" if where else key
                yield inner.replace("\0", "\\0"), key
                waiting.append((inner, child))
        elif isinstance(node, list):
            waiting += [(f"{where}[{index}]", child) for index, child in enumerate(node)]
