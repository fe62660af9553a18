"""Builds a valid instance of a JSON Schema, with values of the conversation where simple rules find them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from app.contract import examples
from app.contract.json_types import JsonObject
from app.upstream.builtin.schema_check import is_instance_of
from app.upstream.builtin.text_source import TextSource

# Below this depth, examples are used; schemas may be recursive.
_MAX_DEPTH = 6
_MAX_STEPS = 50_000
# Fields for the content of an answer.
_CONTENT_FIELDS = frozenset(
    [
        "answer",
        "content",
        "final_answer",
        "input",
        "message",
        "output",
        "prompt",
        "query",
        "question",
        "reply",
        "response",
        "summary",
        "text",
    ]
)
_TRUE, _FALSE = frozenset(("true", "yes", "on")), frozenset(("false", "no", "off"))
_MISSING = object()


class UnusableSchema(ValueError):
    """Not a JSON Schema, or one that needs too many steps."""


def schema_instance(schema: Any, source: TextSource) -> Any:
    """The instance; fields without a value in the source get null or an example. Raises UnusableSchema."""
    try:
        return _Filler(schema if isinstance(schema, dict) else {}, source).run()
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        # A caller's schema may have any value anywhere; checking each before use would double this module.
        raise UnusableSchema(str(error)[:200]) from None


class _Filler:
    def __init__(self, root: JsonObject, source: TextSource) -> None:
        self._root = root
        self._source = source
        self._steps = 0
        self._has_content_field = bool(
            _CONTENT_FIELDS & (examples.merged(root, self._resolve).get("properties") or {}).keys()
        )

    def run(self) -> Any:
        instance = self._build(self._root, "", 0)
        return (
            instance if self._is_valid(self._root, instance) else examples.instance(self._root, self._resolve)
        )

    def _build(self, schema: Any, name: str, depth: int) -> Any:
        found = self._find(schema, name, depth, needed=True)
        return self._example(schema, name) if found is _MISSING else found

    def _find(self, schema: Any, name: str, depth: int, *, needed: bool) -> Any:
        """A value from the source; _MISSING if there is none. `needed`: the field must get some value."""
        if not isinstance(schema, dict) or depth > _MAX_DEPTH:
            return _MISSING
        merged = examples.merged(schema, self._resolve)
        if "const" in merged:
            return merged["const"] if needed else _MISSING
        if merged.get("enum"):
            return self._choice(merged["enum"], name)
        for keyword in ("anyOf", "oneOf"):
            if merged.get(keyword):
                return self._variant(merged, keyword, name, depth, needed=needed)
        types = _types(merged)
        optional = "null" in types and len(types) > 1
        found = self._typed(merged, types, name, depth, needed=needed and not optional)
        return None if found is _MISSING and optional and needed else found

    def _variant(self, merged: JsonObject, keyword: str, name: str, depth: int, *, needed: bool) -> Any:
        outer = {
            key: value for key, value in merged.items() if key not in (keyword, "discriminator", "default")
        }
        variants = [
            examples.merged(variant, self._resolve)
            for variant in merged[keyword]
            if isinstance(variant, dict)
        ]
        nullable = any(variant.get("type") == "null" for variant in variants)
        fitting = [variant for variant in variants if variant.get("type") != "null"]
        for variant in fitting:
            plain = {"allOf": [outer, variant]} if outer else variant
            found = self._find(
                plain, name, depth + 1, needed=needed and not nullable and variant is fitting[0]
            )
            if found is not _MISSING:
                return found
        return None if nullable and needed else _MISSING

    def _typed(self, merged: JsonObject, types: list[str], name: str, depth: int, *, needed: bool) -> Any:
        if "object" in types:
            return self._object(merged, depth, needed=needed)
        if "array" in types:
            return self._array(merged, name, depth, needed=needed)
        if "string" in types:
            return self._string(merged, name, needed=needed)
        if "integer" in types or "number" in types:
            return self._number(merged, name, needed=needed, integer="number" not in types)
        if "boolean" in types:
            text = (self._source.value_named(name) or "").lower()
            return True if text in _TRUE else False if text in _FALSE else _MISSING
        return _MISSING

    def _object(self, merged: JsonObject, depth: int, *, needed: bool) -> Any:
        properties: JsonObject = merged.get("properties") or {}
        if not properties:
            return _MISSING
        required = merged.get("required") or []
        given = self._source.object(frozenset(properties)) or {}
        instance: JsonObject = {}
        for key, child in properties.items():
            required_here = key in required and needed
            value = given[key] if key in given and self._is_valid(child, given[key]) else _MISSING
            if value is _MISSING:
                value = self._find(child, key, depth + 1, needed=required_here)
            if value is not _MISSING:
                instance[key] = value
            elif required_here:
                instance[key] = self._example(child, key)
        if not needed and not instance.keys() >= set(required):
            return _MISSING
        missing = [key for key in required if key not in instance]
        if missing or len(instance) < merged.get("minProperties", 0):
            base = self._example(merged, "")
            instance = {**base, **instance} if isinstance(base, dict) else instance
        return instance if instance or needed else _MISSING

    def _array(self, merged: JsonObject, name: str, depth: int, *, needed: bool) -> Any:
        items = merged.get("items")
        if not isinstance(items, dict) or "prefixItems" in merged:
            return _MISSING
        item = examples.merged(items, self._resolve)
        types = _types(item)
        found: list[Any] = []
        if item.get("enum"):
            text = self._source.text.lower()
            found = [value for value in item["enum"] if isinstance(value, str) and value.lower() in text]
        elif needed and ("integer" in types or "number" in types):
            found = [_as_number(text, integer="number" not in types) for text in self._source.numbers()]
        elif needed and "string" in types:
            found = list(self._source.all_quoted())
        elif needed and "object" in types:
            one = self._find(item, name.removesuffix("s"), depth + 1, needed=True)
            found = [] if one is _MISSING else [one]
        fitting = [value for value in found if value is not None and self._is_valid(item, value)]
        if merged.get("uniqueItems"):
            fitting = [value for index, value in enumerate(fitting) if value not in fitting[:index]]
        fitting = fitting[: merged.get("maxItems", len(fitting))]
        return fitting if fitting and len(fitting) >= merged.get("minItems", 0) else _MISSING

    def _string(self, merged: JsonObject, name: str, *, needed: bool) -> Any:
        source, format_ = self._source, str(merged.get("format", ""))
        ways: list[Callable[[], str | None]] = [
            partial(source.value_named, name),
            partial(source.formatted, format_),
        ]
        if needed and not format_:
            any_text = partial(self._any_text, merged.get("maxLength"), name)
            ways += [any_text] if source.prefer_content and name in _CONTENT_FIELDS else []
            ways += [partial(source.identifier, name), partial(source.place, name), source.quoted, any_text]
        for way in ways:
            value = way()
            if value is not None and self._is_valid(merged, value):
                return value
        return _MISSING

    def _any_text(self, max_length: int | None, name: str) -> str | None:
        """The whole text, once."""
        text = self._source.full_text
        if text is None or (self._has_content_field and name not in _CONTENT_FIELDS):
            return None
        self._source.full_text = None
        return text[:max_length]

    def _number(self, merged: JsonObject, name: str, *, needed: bool, integer: bool) -> Any:
        named_value = self._source.value_named(name)
        text = named_value if named_value is not None else self._source.number(name) if needed else None
        value = _as_number(text, integer=integer) if text is not None else None
        return value if value is not None and self._is_valid(merged, value) else _MISSING

    def _choice(self, choices: list[Any], name: str) -> Any:
        named_value = self._source.value_named(name)
        texts = {str(choice).lower(): choice for choice in choices if isinstance(choice, str | int | float)}
        if named_value is not None and named_value.lower() in texts:
            return texts[named_value.lower()]
        found = self._source.choice([choice for choice in choices if isinstance(choice, str)])
        return _MISSING if found is None else found

    def _is_valid(self, schema: Any, value: Any) -> bool:
        return is_instance_of(schema, value, self._resolve)

    def _example(self, schema: Any, name: str) -> Any:
        if not name:
            return examples.instance(schema, self._resolve)
        around = {"type": "object", "properties": {name: schema}, "required": [name]}
        return examples.instance(around, self._resolve)[name]

    def _resolve(self, schema: JsonObject) -> JsonObject:
        # Each part of a schema that is used passes here, so that this limits the whole work.
        self._steps += 1
        if self._steps > _MAX_STEPS:
            raise UnusableSchema("it needs too many steps")
        seen: set[str] = set()
        while isinstance(ref := schema.get("$ref"), str) and ref not in seen:
            seen.add(ref)
            siblings = {key: value for key, value in schema.items() if key != "$ref"}
            schema = {**self._at(ref), **siblings}
        return schema

    def _at(self, ref: str) -> JsonObject:
        node: Any = self._root
        for part in ref.removeprefix("#").split("/")[1:]:
            node = node.get(part.replace("~1", "/").replace("~0", "~")) if isinstance(node, dict) else None
        return node if isinstance(node, dict) else {}


def _types(merged: JsonObject) -> list[str]:
    types = merged.get("type")
    if types is None:
        return ["object"] if "properties" in merged else []
    return list(types) if isinstance(types, list) else [types]


def _as_number(text: str, *, integer: bool) -> int | float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    if value != value or abs(value) > 1e15:
        return None
    return int(value) if value.is_integer() and (integer or "." not in text) else None if integer else value
