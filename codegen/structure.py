"""Parts of a document that are not what OpenAPI and JSON Schema say: each is a phrase with its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from codegen.normalise.schemas import JsonObject, escape, every

# Names from the document -> parts.
_MAPS = ("callbacks", "content", "headers", "patternProperties", "properties", "responses", "schemas")
_MAPPINGS = (*_MAPS, "components", "discriminator", "info", "requestBodies", "requestBody", "webhooks")
_TEXTS = ("$ref", "operationId", "propertyName")
_LISTS = ("allOf", "anyOf", "enum", "oneOf", "security", "servers", "tags")
# `required` is a list of a schema and a flag of a parameter; `parameters` are a list of an operation and a
# map of the components; `schema` may be true.
_MIXED = ("parameters", "required", "schema")
_COMPONENTS = "#/components"
_FREE = ("const", "default", "enum", "example", "examples", "mapping", "x-oaiMeta")
_TYPES = frozenset(("array", "boolean", "integer", "null", "number", "object", "string"))
_NUMBERS = (
    "exclusiveMaximum", "exclusiveMinimum", "maxItems", "maxLength", "maxProperties", "maximum", "minItems",
    "minLength", "minProperties", "minimum", "multipleOf",
)  # fmt: skip


def wrong_kinds(document: JsonObject) -> Iterator[str]:
    """Keywords that need a mapping or a list and have none, as where a document is cut off."""
    yield from _wrong_kinds(document, "#", names=False)


def _wrong_kinds(node: Any, pointer: str, *, names: bool) -> Iterator[str]:
    if isinstance(node, list):
        for number, child in enumerate(node):
            yield from _wrong_kinds(child, f"{pointer}/{number}", names=False)
    elif isinstance(node, dict):
        for key, child in node.items():
            place = f"{pointer}/{escape(str(key))}"
            fault = _fault(key, child, names=names)
            if not fault and key == "parameters" and not names and pointer != _COMPONENTS:
                fault = "" if isinstance(child, list) else "is no list"
            if fault:
                yield f"{place} {fault}"
            elif key not in _FREE or names:
                inner = not names and (key in _MAPS or pointer == _COMPONENTS)
                yield from _wrong_kinds(child, place, names=inner)


def _fault(key: Any, child: Any, *, names: bool) -> str:
    is_container = isinstance(child, dict | list | bool)
    if names or key in _MIXED:
        return "" if is_container else "has no content"
    if key in _MAPPINGS and not isinstance(child, dict):
        return "is no mapping" if is_container else "has no content"
    if key in _LISTS and not isinstance(child, list):
        return "is no list" if is_container else "has no content"
    if key in _TEXTS and not isinstance(child, str):
        return "is no text"
    return ""


def wrong_values(document: JsonObject) -> Iterator[str]:
    """Types that JSON Schema does not have, enums of nothing, and bounds that are no numbers."""
    for pointer, schema in every(document):
        kinds = schema.get("type", [])
        for kind in kinds if isinstance(kinds, list) else [kinds]:
            if not (isinstance(kind, str) and kind in _TYPES):
                yield f"{pointer}/type is {kind!r:.50}"
        if schema.get("enum") == []:
            yield f"{pointer}/enum has no values"
        for keyword in _NUMBERS:
            # An exclusive bound of the older draft is a flag.
            if keyword in schema and not isinstance(schema[keyword], int | float):
                yield f"{pointer}/{keyword} is no number"
