"""Whether a value is one of a JSON Schema, as far as schemas of tools and answers go."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from app.contract import examples, patterns
from app.contract.json_types import JsonObject

_FORMS = {
    "date": r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])",
    "date-time": r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)",
    "time": r"\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)",
    "email": r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    "uri": r"[A-Za-z][A-Za-z0-9+.-]*:[^\s\"<>\\^`{|}]+",
    "uuid": r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
}


def fits(schema: Any, value: Any, resolve: examples.Resolve, depth: int = 0) -> bool:
    """True if no keyword that is known here speaks against it."""
    if isinstance(schema, bool) or not isinstance(schema, dict) or depth > 32:
        return schema is not False
    whole = examples.merged(schema, resolve)
    if "const" in whole and not _same(whole["const"], value):
        return False
    if "enum" in whole and not any(_same(each, value) for each in whole["enum"]):
        return False
    if not _is_of(whole.get("type"), value):
        return False

    def inside(part: Any, each: Any) -> bool:
        return fits(part, each, resolve, depth + 1)

    if "anyOf" in whole and not any(inside(variant, value) for variant in whole["anyOf"]):
        return False
    if "oneOf" in whole and sum(inside(variant, value) for variant in whole["oneOf"]) != 1:
        return False
    if "not" in whole and inside(whole["not"], value):
        return False
    if isinstance(value, str):
        return _text(whole, value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(whole, value)
    if isinstance(value, list):
        return _list(whole, value, inside)
    return _object(whole, value, inside) if isinstance(value, dict) else True


def _is_of(kinds: Any, value: Any) -> bool:
    if kinds is None:
        return True
    return any(_is(kind, value) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _is(kind: str, value: Any) -> bool:
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


def _text(whole: JsonObject, value: str) -> bool:
    if not whole.get("minLength", 0) <= len(value) <= whole.get("maxLength", len(value)):
        return False
    form = _FORMS.get(str(whole.get("format")))
    if form is not None and not re.fullmatch(form, value):
        return False
    return "pattern" not in whole or patterns.matches(whole["pattern"], value)


def _number(whole: JsonObject, value: float) -> bool:
    step = whole.get("multipleOf")
    return (
        whole.get("minimum", value) <= value <= whole.get("maximum", value)
        and value > whole.get("exclusiveMinimum", value - 1)
        and value < whole.get("exclusiveMaximum", value + 1)
        and (not step or abs(value / step - round(value / step)) < 1e-9)
    )


def _list(whole: JsonObject, value: list[Any], inside: Callable[[Any, Any], bool]) -> bool:
    if not whole.get("minItems", 0) <= len(value) <= whole.get("maxItems", len(value)):
        return False
    if whole.get("uniqueItems") and any(each in value[:index] for index, each in enumerate(value)):
        return False
    first = whole.get("prefixItems") or []
    pairs = [*zip(first, value, strict=False), *((whole.get("items"), each) for each in value[len(first) :])]
    return all(part is None or inside(part, each) for part, each in pairs)


def _object(whole: JsonObject, value: JsonObject, inside: Callable[[Any, Any], bool]) -> bool:
    if not set(whole.get("required") or []) <= value.keys():
        return False
    if not whole.get("minProperties", 0) <= len(value) <= whole.get("maxProperties", len(value)):
        return False
    known = whole.get("properties") or {}
    extra = whole.get("additionalProperties", True)
    return all(inside(known.get(key, extra), each) for key, each in value.items())
