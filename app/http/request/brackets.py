"""Names with brackets, as clients spread structures over queries and forms: `a[]`, `a[0]`, `a[key]`."""

from __future__ import annotations

import re
from typing import Any

from app.errors import BadRequest

_PART = re.compile(r"\[([^\[\]]*)\]")
_INDEX = re.compile(r"[0-9]{1,9}")
_MOST_ITEMS = 10_000
# No field of the contract is spread over that many levels; what walks the result may recurse.
_DEEPEST = 16


def split(name: str) -> list[str]:
    """`metadata[a][]` -> `["metadata", "a", ""]`; a name that is not of that form is its own only part."""
    head, bracket, rest = name.partition("[")
    if not bracket or not head:
        return [name]
    rest = bracket + rest
    parts = _PART.findall(rest)
    return [head, *parts] if "".join(f"[{part}]" for part in parts) == rest else [name]


def put(target: dict[str, Any], name: str, value: Any) -> None:
    """Puts a value where its bracketed name says; a name that comes again makes a list."""
    *path, last = split(name)
    if len(path) >= _DEEPEST:
        raise BadRequest(f"'{path[0]}' is nested too deeply.", param=path[0], code="invalid_value")
    node: dict[str, Any] = target
    for index, part in enumerate(path):
        if last == "" and index == len(path) - 1:
            items = node.setdefault(part, [])
            if isinstance(items, list):
                _append(items, value, name)
                return
            raise _clash(name)
        node = node.setdefault(part, {})
        if not isinstance(node, dict):
            raise _clash(name)
    if last not in node:
        node[last] = value
    elif isinstance(node[last], list):
        _append(node[last], value, name)
    else:
        node[last] = [node[last], value]


def lists(value: Any) -> Any:
    """`{"0": a, "1": b}`, as `x[0]=a&x[1]=b` gives it, -> `[a, b]`, all the way down."""
    if isinstance(value, dict):
        value = {key: lists(child) for key, child in value.items()}
        if value and all(_INDEX.fullmatch(key) for key in value):
            return [value[key] for key in sorted(value, key=int)]
    elif isinstance(value, list):
        return [lists(child) for child in value]
    return value


def _append(items: list[Any], value: Any, name: str) -> None:
    if len(items) >= _MOST_ITEMS:
        raise BadRequest(f"'{name}' comes too often.", param=split(name)[0], code="invalid_value")
    items.append(value)


def _clash(name: str) -> BadRequest:
    return BadRequest(
        f"'{name}' contradicts another field of that name.", param=split(name)[0], code="invalid_value"
    )
