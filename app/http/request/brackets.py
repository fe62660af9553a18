"""Bracket notation of nested values in queries and forms: `a[]`, `a[0]`, `a[key]`."""

from __future__ import annotations

import re
from typing import Any

from app.errors import BadRequest

_PART = re.compile(r"\[([^\[\]]*)\]")
_INDEX = re.compile(r"[0-9]{1,9}")
_MAX_ITEMS = 10_000
# More levels than any field of the contract has; code that walks the result may recurse.
_MAX_DEPTH = 16


def split(name: str) -> list[str]:
    """`metadata[a][]` -> `["metadata", "a", ""]`; a name of another form is its only part."""
    head, bracket, rest = name.partition("[")
    if not bracket or not head:
        return [name]
    rest = bracket + rest
    parts = _PART.findall(rest)
    return [head, *parts] if "".join(f"[{part}]" for part in parts) == rest else [name]


def insert(target: dict[str, Any], name: str, value: Any) -> None:
    """Inserts a value at the path that its name denotes; a repeated name makes a list."""
    *path, last = split(name)
    if len(path) >= _MAX_DEPTH:
        message = f"'{path[0]}' is nested too deeply; at most {_MAX_DEPTH} levels are allowed."
        raise BadRequest(message, param=path[0], code="invalid_value")
    node: dict[str, Any] = target
    for index, part in enumerate(path):
        if last == "" and index == len(path) - 1:
            items = node.setdefault(part, [])
            if isinstance(items, list):
                _append(items, value, name)
                return
            raise _conflict(name)
        node = node.setdefault(part, {})
        if not isinstance(node, dict):
            raise _conflict(name)
    if last not in node:
        node[last] = value
    elif isinstance(node[last], list):
        _append(node[last], value, name)
    else:
        node[last] = [node[last], value]


def indexed_to_lists(value: Any) -> Any:
    """Replaces `{"0": a, "1": b}`, the result of `x[0]=a&x[1]=b`, with `[a, b]`, at every level."""
    if isinstance(value, dict):
        value = {key: indexed_to_lists(child) for key, child in value.items()}
        if value and all(_INDEX.fullmatch(key) for key in value):
            return [value[key] for key in sorted(value, key=int)]
    elif isinstance(value, list):
        return [indexed_to_lists(child) for child in value]
    return value


def _append(items: list[Any], value: Any, name: str) -> None:
    if len(items) >= _MAX_ITEMS:
        message = f"'{name[:60]}' is repeated more than {_MAX_ITEMS} times."
        raise BadRequest(message, param=split(name)[0], code="invalid_value")
    items.append(value)


def _conflict(name: str) -> BadRequest:
    return BadRequest(
        f"'{name}' conflicts with another field of the same name.", param=split(name)[0], code="invalid_value"
    )
