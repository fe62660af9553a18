"""The bounds of the values of one type, and which of two are narrower."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from codegen.diff.conjunctions import all_of
from codegen.diff.keywords import LOWER, OTHER, UPPER
from codegen.normalise.schemas import JsonObject

Bounds = Mapping[str, Any]
# What accepts every value is no bound, and these are omitted where they are false.
_NO_BOUNDS: dict[str, Any] = {"minLength": 0, "minItems": 0, "minProperties": 0, "uniqueItems": False}
_MISSING = object()
# The bound with the value, the one without it, and the next integer.
_LIMITS = (("minimum", "exclusiveMinimum", 1), ("maximum", "exclusiveMaximum", -1))
# Format -> the one that has all of its values and more.
_WIDER_FORMATS = {"int32": "int64", "float": "double"}


def bounds_of(flat: JsonObject, kind: str) -> dict[str, Any]:
    """The bounds of a schema without references, each limit once: `exclusiveMinimum: 0` of integers is 1."""
    found = {
        key: flat[key]
        for key in (*LOWER, *UPPER, *OTHER)
        if key in flat and flat[key] != _NO_BOUNDS.get(key, _MISSING)
    }
    for with_it, without, step in _LIMITS:
        if kind == "integer" and isinstance(found.get(without), int):
            value = found.pop(without) + step
            found[with_it] = (max if step > 0 else min)(value, found.get(with_it, value))
        elif with_it in found and without in found:
            is_without = (found[without] - found[with_it]) * step >= 0
            found.pop(with_it if is_without else without)
    return found


def changes(old: Bounds, new: Bounds) -> Iterator[tuple[str, Any, Any, bool, bool]]:
    """Keyword, old and new value, whether less is accepted, whether more is."""
    for with_it, without, step in _LIMITS:
        sides = [_limit(bounds, with_it, without, step) for bounds in (old, new)]
        before, after = sides
        if before != after:
            keyword = without if without in {**old, **new} and with_it not in new else with_it
            was, now = (_written(bounds, with_it, without, keyword) for bounds in (old, new))
            narrower = after is not None and (before is None or after > before)
            yield keyword, was, now, narrower, not narrower
    limits = {name for with_it, without, _ in _LIMITS for name in (with_it, without)}
    for keyword in (*LOWER, *UPPER, *OTHER):
        before, after = old.get(keyword), new.get(keyword)
        if before != after and keyword not in limits:
            yield keyword, before, after, *_compared(keyword, before, after)


def loosest(bounds: Sequence[Bounds]) -> tuple[Bounds, ...]:
    """Those that no other one contains."""
    found: list[Bounds] = []
    for each in bounds:
        if not any(contains(other, each) for other in found):
            found = [other for other in found if not contains(each, other)] + [each]
    return tuple(found)


def contains(wide: Bounds, narrow: Bounds) -> bool:
    """Whether all that keeps the one keeps the other."""
    return not any(is_wider for *_, is_wider in changes(wide, narrow))


def _limit(bounds: Bounds, with_it: str, without: str, step: int) -> tuple[Any, int] | None:
    """Greater where less is accepted."""
    if with_it in bounds:
        return bounds[with_it] * step, 0
    return (bounds[without] * step, 1) if without in bounds else None


def _written(bounds: Bounds, with_it: str, without: str, keyword: str) -> Any:
    """The value; where the other keyword has it, with the keyword."""
    other = without if keyword == with_it else with_it
    return f"{other} {bounds[other]}" if other in bounds else bounds.get(keyword)


def _compared(keyword: str, before: Any, after: Any) -> tuple[bool, bool]:
    if before is None or after is None:
        return after is not None, before is not None
    if keyword in LOWER or keyword in UPPER:
        narrower = after > before if keyword in LOWER else after < before
        return narrower, not narrower
    if keyword == "multipleOf" and _is_multiple(before, after) != _is_multiple(after, before):
        return _is_multiple(after, before), _is_multiple(before, after)
    if keyword == "format" and before in (after, _WIDER_FORMATS.get(after)):
        return True, False
    if keyword == "format" and after == _WIDER_FORMATS.get(before):
        return False, True
    one, other = all_of(before), all_of(after)
    return bool(other - one), bool(one - other)


def _is_multiple(value: Any, of: Any) -> bool:
    are_numbers = isinstance(value, int | float) and isinstance(of, int | float)
    return are_numbers and of != 0 and float(value / of).is_integer()
