"""Checks a value against a JSON Schema, with the keywords that schemas of tools and answers use."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from app.contract import examples, patterns
from app.contract.json_types import JsonObject

_FORMATS = {
    "date": r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])",
    "date-time": r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)",
    "time": r"\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)",
    "email": r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    "uri": r"[A-Za-z][A-Za-z0-9+.-]*:[^\s\"<>\\^`{|}]+",
    "uuid": r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
}


def is_instance_of(schema: Any, value: Any, resolve: examples.Resolve, depth: int = 0) -> bool:
    """Whether no supported keyword of the schema rejects the value."""
    if isinstance(schema, bool) or not isinstance(schema, dict) or depth > 32:
        return schema is not False
    merged = examples.merged(schema, resolve)
    if "const" in merged and not _same(merged["const"], value):
        return False
    if "enum" in merged and not any(_same(each, value) for each in merged["enum"]):
        return False
    if not _has_type(merged.get("type"), value):
        return False

    def part_accepts(part: Any, each: Any) -> bool:
        return is_instance_of(part, each, resolve, depth + 1)

    if "anyOf" in merged and not any(part_accepts(variant, value) for variant in merged["anyOf"]):
        return False
    if "oneOf" in merged and sum(part_accepts(variant, value) for variant in merged["oneOf"]) != 1:
        return False
    if "not" in merged and part_accepts(merged["not"], value):
        return False
    if isinstance(value, str):
        return _text(merged, value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(merged, value)
    if isinstance(value, list):
        return _list(merged, value, part_accepts)
    return _object(merged, value, part_accepts) if isinstance(value, dict) else True


def _has_type(kinds: Any, value: Any) -> bool:
    if kinds is None:
        return True
    return any(_is_type(kind, value) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _is_type(kind: str, value: Any) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return {
        "object": isinstance(value, dict),
        "array": isinstance(value, list),
        "string": isinstance(value, str),
        "boolean": isinstance(value, bool),
        "null": value is None,
        "number": number,
        "integer": number and float(value).is_integer(),
    }.get(kind, True)


def _same(one: Any, other: Any) -> bool:
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _text(merged: JsonObject, value: str) -> bool:
    if not merged.get("minLength", 0) <= len(value) <= merged.get("maxLength", len(value)):
        return False
    pattern = _FORMATS.get(str(merged.get("format")))
    if pattern is not None and not re.fullmatch(pattern, value):
        return False
    return "pattern" not in merged or patterns.matches(merged["pattern"], value)


def _number(merged: JsonObject, value: float) -> bool:
    step = merged.get("multipleOf")
    return (
        merged.get("minimum", value) <= value <= merged.get("maximum", value)
        and value > merged.get("exclusiveMinimum", value - 1)
        and value < merged.get("exclusiveMaximum", value + 1)
        and (not step or abs(value / step - round(value / step)) < 1e-9)
    )


def _list(merged: JsonObject, value: list[Any], part_accepts: Callable[[Any, Any], bool]) -> bool:
    if not merged.get("minItems", 0) <= len(value) <= merged.get("maxItems", len(value)):
        return False
    if merged.get("uniqueItems") and any(each in value[:index] for index, each in enumerate(value)):
        return False
    first = merged.get("prefixItems") or []
    pairs = [*zip(first, value, strict=False), *((merged.get("items"), each) for each in value[len(first) :])]
    return all(part is None or part_accepts(part, each) for part, each in pairs)


def _object(merged: JsonObject, value: JsonObject, part_accepts: Callable[[Any, Any], bool]) -> bool:
    if not set(merged.get("required") or []) <= value.keys():
        return False
    if not merged.get("minProperties", 0) <= len(value) <= merged.get("maxProperties", len(value)):
        return False
    known = merged.get("properties") or {}
    extra = merged.get("additionalProperties", True)
    return all(part_accepts(known.get(key, extra), each) for key, each in value.items())
