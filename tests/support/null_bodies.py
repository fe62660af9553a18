"""Bodies with a null in each optional member."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterator
from typing import Any

from pydantic import ValidationError

from app.http.request.contract_models import validate


def with_nulls(model: str, value: Any, within: tuple[Any, ...] = (), required: Collection[str] = ()) -> int:
    """Puts null into each optional member below a path that holds no other null; returns their number.

    Members named `required`, right below the path, keep their values. Any other member is optional if the
    value is valid by the model without it. An invalid value is left as it is.
    """
    without, count = copy.deepcopy(value), 0
    if not is_valid(model, without):
        return 0
    for path in sorted(_paths(_at(value, within), within), key=len, reverse=True):
        holder, nulled = _at(without, path[:-1]), _at(value, path[:-1])
        if path[:-1] == within and path[-1] in required:
            continue
        if path[-1] not in holder or _has_null(nulled[path[-1]]):
            continue
        member = holder.pop(path[-1])
        if is_valid(model, without):
            nulled[path[-1]] = None
            count += 1
        else:
            holder[path[-1]] = member
    return count


def is_valid(model: str, value: Any) -> bool:
    """Whether the generated model of that name accepts the value."""
    try:
        validate(model, value)
    except ValidationError:
        return False
    return True


def _paths(value: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """The paths of all members of objects."""
    if isinstance(value, dict):
        for key, member in value.items():
            yield (*path, key)
            yield from _paths(member, (*path, key))
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from _paths(member, (*path, index))


def _at(value: Any, path: tuple[Any, ...]) -> Any:
    for part in path:
        value = value[part]
    return value


def _has_null(value: Any) -> bool:
    members = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return value is None or any(_has_null(member) for member in members)
