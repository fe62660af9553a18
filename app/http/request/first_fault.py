"""Finds the fault to report of a value, behind values that the contract does not know yet.

Validation ends at the first faulty item of a list. If that is an unknown value, which may be forwarded, the
items behind it are validated, too: they may be faulty in another way.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from app.http.request.error_tree import Path, is_member, member
from app.http.request.lean_validation import Model, error_without_instance
from app.http.request.validation import ValidationFailure, failure_of

# Each time, what is left of the lists is validated; unknown values behind so many are left to the upstream.
_MAX_TIMES = 20
_TOO_SHORT = "array_below_min_length"


def first_fault(model: Model, value: Any) -> ValidationFailure | None:
    """Why the model would reject the value; None if it would accept it."""
    first: ValidationFailure | None = None
    removed: dict[Path, int] = {}
    found: tuple[str, ...] = ()
    for _ in range(_MAX_TIMES):
        error = error_without_instance(model, value)
        if error is None:
            break
        failure = failure_of(error, value, removed)
        if not failure.only_unknown:
            # What is left of a list may be too short.
            return first if first is not None and failure.error.code == _TOO_SHORT else failure
        first = first or failure
        found += failure.places
        places = _places(error, value)
        if not places:
            break
        for path, index in places.items():
            value = _without_start(value, path, index + 1)
            removed[path] = removed.get(path, 0) + index + 1
    else:
        found = ()
    return None if first is None else dataclasses.replace(first, places=found)


def _places(error: ValidationError, value: Any) -> dict[Path, int]:
    """The paths of the outermost lists with a faulty item, and its index, if there are items behind it."""
    places: dict[Path, int] = {}
    for details in error.errors(include_url=False, include_context=False, include_input=False):
        path: Path = ()
        node = value
        for part in details["loc"]:
            if isinstance(node, list):
                if isinstance(part, int) and part + 1 < len(node):
                    places[path] = max(part, places.get(path, 0))
                break
            if is_member(node, part):
                path, node = (*path, part), member(node, part)
    return places


def _without_start(value: Any, path: Path, count: int) -> Any:
    """A copy of the value in which the list at that path lacks its first items."""
    if not path:
        return value[count:]
    assert isinstance(value, Mapping)  # noqa: S101 - `_places` passes through no list
    return {**value, path[0]: _without_start(value[path[0]], path[1:], count)}
