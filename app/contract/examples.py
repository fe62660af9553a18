"""Builds a small, plausible instance of a JSON Schema; equal schemas give equal instances."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.contract import patterns
from app.contract.json_types import JsonObject

Resolve = Callable[[JsonObject], JsonObject]

_MAX_DEPTH = 12
_MINIMAL_FROM_DEPTH = 5
_MAX_VARIANTS = 256
_TEXT_BY_NAME = {
    "content": "Hello! This is an example.",
    "delta": "Hello",
    "text": "Hello! This is an example.",
    "transcript": "Hello! This is an example.",
    "message": "This is an example.",
    "model": "gpt-4",
    "name": "example",
    "email": "someone@example.com",
    "url": "https://example.com/example",
    "image_url": "https://example.com/example.png",
    "arguments": "{}",
    "mime_type": "text/plain",
    "filename": "example.txt",
    "bytes": "aGVsbG8=",
    "b64_json": "aGVsbG8=",
    "currency": "usd",
}
_TEXT_BY_FORMAT = {
    "date": "2025-06-15",
    "date-time": "2025-06-15T12:00:00Z",
    "time": "12:00:00Z",
    "duration": "PT1H",
    "email": "someone@example.com",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri": "https://example.com/example",
    "uuid": "123e4567-e89b-42d3-a456-426614174000",
}
_EXAMPLE_TIME = 1_750_000_000


def instance(schema: JsonObject, resolve: Resolve = lambda schema: schema, *, full: bool = False) -> Any:
    """An instance with the required and constant properties; with `full` it has the others, too.

    The schema's own `examples` come first. `resolve` follows a `$ref`. If no value is valid, the result is an
    approximation.
    """
    return _Builder(resolve, full=full).build(schema, "", 0)


def merged(schema: JsonObject, resolve: Resolve) -> JsonObject:
    """The schema with its `$ref` followed and the parts of its `allOf` merged."""
    schema = resolve(schema)
    parts = schema.get("allOf")
    if not parts:
        return schema
    whole: JsonObject = {key: value for key, value in schema.items() if key != "allOf"}
    for part in parts:
        _merge(whole, merged(part, resolve))
    return whole


class _Builder:
    def __init__(self, resolve: Resolve, *, full: bool) -> None:
        self._resolve = resolve
        self._full = full

    def build(self, schema: Any, name: str, depth: int) -> Any:
        if not isinstance(schema, dict):
            return {}
        whole = merged(schema, self._resolve)
        if "const" in whole:
            return whole["const"]
        if whole.get("examples"):
            return whole["examples"][0]
        if whole.get("enum"):
            return whole["enum"][0]
        for keyword in ("anyOf", "oneOf"):
            if whole.get(keyword):
                return self._variant(whole, keyword, name, depth)
        return self._typed(whole, name, depth)

    def _variant(self, whole: JsonObject, keyword: str, name: str, depth: int) -> Any:
        variants = [merged(variant, self._resolve) for variant in whole[keyword]]
        outer = {
            key: value for key, value in whole.items() if key not in (keyword, "discriminator", "default")
        }
        candidates = [variant for variant in variants if variant.get("type") != "null"] or variants
        if depth >= _MINIMAL_FROM_DEPTH:
            # The smallest variant ends a deep recursion.
            candidates = sorted(candidates, key=_size)
        chosen: JsonObject = dict(outer)
        _merge(chosen, candidates[0])
        return self.build(chosen, name, depth)

    def _typed(self, whole: JsonObject, name: str, depth: int) -> Any:
        kinds = whole.get("type")
        kind = next((k for k in kinds if k != "null"), "null") if isinstance(kinds, list) else kinds
        if kind is None:
            kind = _implied(whole)
        if kind == "object":
            return self._object(whole, depth)
        if kind == "array":
            return self._array(whole, name, depth)
        if kind == "string":
            return _string(whole, name)
        if kind in ("integer", "number"):
            return _number(whole, name, integer=kind == "integer")
        return {"boolean": False, "null": None}.get(str(kind), {})

    def _object(self, whole: JsonObject, depth: int) -> JsonObject:
        properties: JsonObject = whole.get("properties", {})
        required = whole.get("required", [])
        # `not: {required: […]}` forbids combinations of fields; the required ones alone are valid.
        full = self._full and "not" not in whole
        built: JsonObject = {}
        for key, child in properties.items():
            constant = isinstance(child, dict) and "const" in merged(child, self._resolve)
            if key in required or constant or (full and depth < _MINIMAL_FROM_DEPTH):
                built[key] = self.build(child, key, depth + 1) if depth < _MAX_DEPTH else None
        extra = whole.get("additionalProperties")
        for key in required:
            if key not in built:
                built[key] = self.build(extra if isinstance(extra, dict) else {}, key, depth + 1)
        while len(built) < _bounded(whole.get("minProperties", 0)):
            built[f"key_{len(built)}"] = self.build(extra if isinstance(extra, dict) else {}, "", depth + 1)
        return built

    def _array(self, whole: JsonObject, name: str, depth: int) -> list[Any]:
        minimum = _bounded(whole.get("minItems", 0))
        values = [self.build(child, name, depth + 1) for child in whole.get("prefixItems", [])]
        count = max(
            minimum,
            1 if depth < _MINIMAL_FROM_DEPTH and whole.get("maxItems", 1) > 0 and "items" in whole else 0,
        )
        items = whole.get("items", {})
        while len(values) < count:
            value = self.build(items, name.removesuffix("s"), depth + 1)
            if whole.get("uniqueItems") and value in values:
                value = f"{value}_{len(values)}" if isinstance(value, str) else len(values)
            values.append(value)
        return values


def _merge(whole: JsonObject, part: JsonObject) -> None:
    for key, value in part.items():
        if key == "properties":
            old = whole.get("properties", {})
            both = {
                name: {"allOf": [old[name], value[name]]}
                for name in old.keys() & value.keys()
                if old[name] != value[name]
            }
            whole["properties"] = {**old, **value, **both}
        elif key == "required":
            whole[key] = list(dict.fromkeys([*whole.get(key, []), *value]))
        elif key == "enum" and key in whole:
            whole[key] = [item for item in whole[key] if item in value] or value
        elif key in ("minimum", "minLength", "minItems", "exclusiveMinimum") and key in whole:
            whole[key] = max(whole[key], value)
        elif key in ("maximum", "maxLength", "maxItems", "exclusiveMaximum") and key in whole:
            whole[key] = min(whole[key], value)
        elif key == "type" and key in whole:
            whole[key] = _common(whole[key], value)
        elif key in ("anyOf", "oneOf") and key in whole:
            whole[key] = [{"allOf": [a, b]} for a in whole[key] for b in value][:_MAX_VARIANTS]
        elif key == "additionalProperties" and key in whole:
            whole[key] = value if whole[key] is not False else False
        else:
            whole[key] = value


def _common(old: Any, new: Any) -> Any:
    olds, news = (kinds if isinstance(kinds, list) else [kinds] for kinds in (old, new))
    both = [kind for kind in olds if kind in news or (kind == "number" and "integer" in news)]
    return both[0] if len(both) == 1 else both or new


def _size(schema: JsonObject) -> int:
    return (
        len(schema.get("required", []))
        + 5 * ("items" in schema)
        + 3 * ("anyOf" in schema or "oneOf" in schema)
    )


def _implied(whole: JsonObject) -> str | None:
    if whole.keys() & {"properties", "required", "additionalProperties", "minProperties"}:
        return "object"
    if whole.keys() & {"items", "prefixItems", "minItems"}:
        return "array"
    return "string" if whole.keys() & {"pattern", "minLength", "maxLength", "format"} else None


def _string(whole: JsonObject, name: str) -> str:
    text = _TEXT_BY_NAME.get(name) or (
        f"{name.removesuffix('_id')}_example" if name.endswith("id") else "example"
    )
    if name == "id":
        text = "id_example"
    if "pattern" in whole:
        return _text_for_pattern(whole, text)
    if whole.get("format") in _TEXT_BY_FORMAT:
        return _TEXT_BY_FORMAT[whole["format"]]
    max_length: int | None = whole.get("maxLength")
    text = text.ljust(_bounded(whole.get("minLength", 0)), "x")
    return text if max_length is None else text[:max_length]


_CANDIDATES = ("example", "example-1", "1.0.0", "https://example.com/example")


def _text_for_pattern(whole: JsonObject, text: str) -> str:
    """A text that matches the pattern: `text`, a common candidate, or a generated one."""
    pattern, min_length, max_length = (
        whole["pattern"],
        _bounded(whole.get("minLength", 0)),
        whole.get("maxLength", 10_000),
    )
    for candidate in (text, *_CANDIDATES):
        if min_length <= len(candidate) <= max_length and patterns.matches(pattern, candidate):
            return candidate
    return patterns.example_text(pattern, min_length, max_length) or text


def _bounded(minimum: int) -> int:
    """Limits a minimum, because a schema may come from a caller."""
    return min(minimum, 10_000)


def _number(whole: JsonObject, name: str, *, integer: bool) -> int | float:
    value: int | float = (
        _EXAMPLE_TIME if name.endswith("_at") or name in ("created", "start_time", "end_time") else 1
    )
    if "minimum" in whole:
        value = max(value, whole["minimum"])
    if "exclusiveMinimum" in whole and value <= whole["exclusiveMinimum"]:
        value = whole["exclusiveMinimum"] + 1
    if "maximum" in whole and value > whole["maximum"]:
        value = whole["maximum"]
    if "exclusiveMaximum" in whole and value >= whole["exclusiveMaximum"]:
        low = whole.get("minimum", whole.get("exclusiveMinimum", whole["exclusiveMaximum"] - 2))
        value = (low + whole["exclusiveMaximum"]) / 2
    step = whole.get("multipleOf")
    if step:
        value = -(-value // step) * step
    return int(value) if integer else value
