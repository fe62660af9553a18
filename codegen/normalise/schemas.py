"""Walks the schemas of a document. A dict of properties may have keys that are named like keywords."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

JsonObject = dict[str, Any]

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

_MAPS = ("properties", "patternProperties", "$defs", "dependentSchemas")
_ONE = (
    "items",
    "additionalProperties",
    "not",
    "if",
    "then",
    "else",
    "contains",
    "propertyNames",
    "unevaluatedProperties",
    "unevaluatedItems",
)
_LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")


def escape(part: str) -> str:
    """One step of a JSON pointer (RFC 6901)."""
    return part.replace("~", "~0").replace("/", "~1")


def below(schema: Any, pointer: str) -> Iterator[tuple[str, JsonObject]]:
    """The schema and every schema in it, parents first."""
    if not isinstance(schema, dict):
        return
    yield pointer, schema
    for keyword in _MAPS:
        children = schema.get(keyword)
        if isinstance(children, dict):
            for name, child in list(children.items()):
                yield from below(child, f"{pointer}/{keyword}/{escape(name)}")
    for keyword in _ONE:
        yield from below(schema.get(keyword), f"{pointer}/{keyword}")
    for keyword in _LISTS:
        variants = schema.get(keyword)
        if isinstance(variants, list):
            for index, child in enumerate(variants):
                yield from below(child, f"{pointer}/{keyword}/{index}")


def operations(document: JsonObject, section: str = "paths") -> Iterator[tuple[str, str, JsonObject]]:
    """(path, method, operation) of `paths` or, with `webhooks`, (name, method, operation)."""
    for path, item in document.get(section, {}).items():
        for method in METHODS:
            if isinstance(item.get(method), dict):
                yield path, method, item[method]


def roots(document: JsonObject) -> Iterator[tuple[str, JsonObject]]:
    """(pointer, schema) of every schema that is not within another one."""
    components = document.get("components", {})
    for name, schema in components.get("schemas", {}).items():
        yield f"#/components/schemas/{escape(name)}", schema
    for section in ("parameters", "headers", "requestBodies", "responses"):
        for name, holder in components.get(section, {}).items():
            yield from _below_schema_keys(holder, f"#/components/{section}/{escape(name)}")
    for section in ("paths", "webhooks"):
        for path, item in document.get(section, {}).items():
            yield from _below_schema_keys(item, f"#/{section}/{escape(path)}")


def _below_schema_keys(node: Any, pointer: str) -> Iterator[tuple[str, JsonObject]]:
    """The schemas that operations, parameters, media types and headers hold under `schema`."""
    if isinstance(node, list):
        for index, child in enumerate(node):
            yield from _below_schema_keys(child, f"{pointer}/{index}")
    elif isinstance(node, dict):
        for key, child in node.items():
            if key == "schema" and isinstance(child, dict):
                yield f"{pointer}/schema", child
            elif key not in ("example", "examples", "x-oaiMeta"):
                yield from _below_schema_keys(child, f"{pointer}/{escape(key)}")


def every(document: JsonObject) -> Iterator[tuple[str, JsonObject]]:
    """(pointer, schema) of every schema of the document, parents first."""
    for pointer, schema in roots(document):
        yield from below(schema, pointer)


def target(document: JsonObject, reference: str) -> Any:
    """What a reference within the document points to, which may be an element of a list; None if nothing."""
    node: Any = document
    for part in reference.removeprefix("#/").split("/"):
        key = part.replace("~1", "/").replace("~0", "~")
        if isinstance(node, list):
            node = node[int(key)] if key.isdigit() and int(key) < len(node) else None
        else:
            node = node.get(key) if isinstance(node, dict) else None
    return node


def resolve(document: JsonObject, schema: JsonObject) -> JsonObject:
    """The schema, or the target of its `$ref`, which may be a reference too; an unknown target is ignored."""
    seen: set[str] = set()
    while isinstance(ref := schema.get("$ref"), str) and ref not in seen:
        seen.add(ref)
        node = target(document, ref)
        if not isinstance(node, dict):
            return schema
        schema = node
    return schema
