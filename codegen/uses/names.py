"""The names of a contract's fields, and the values that they list, wherever they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from codegen.normalise.schemas import JsonObject, every, operations, resolve

_UNIONS = ("allOf", "anyOf", "oneOf")


@dataclass(frozen=True, slots=True)
class Names:
    """What a string may mean."""

    fields: frozenset[str]
    """Of objects."""
    values: dict[str, set[str]]
    """Field or parameter -> the strings that it lists."""
    listed: frozenset[str]
    """All of these strings."""


def names_of(document: JsonObject) -> Names:
    """The names and values of all schemas and parameters."""
    fields: set[str] = set()
    values: dict[str, set[str]] = defaultdict(set)
    for _, schema in every(document):
        properties = schema.get("properties")
        if isinstance(properties, dict):
            fields.update(properties)
            for name, child in properties.items():
                values[name].update(_values(document, child, ()))
    for _, _, operation in operations(document):
        for parameter in operation.get("parameters", []):
            parameter = resolve(document, parameter)
            values[parameter.get("name", "")].update(_values(document, parameter.get("schema"), ()))
    return Names(frozenset(fields), dict(values), frozenset().union(*values.values()))


def is_unmistakable(text: str) -> bool:
    """Whether a string that a contract has, too, means that: `in_progress`, but not `text`."""
    return "_" in text or "." in text


def _values(document: JsonObject, schema: Any, path: tuple[int, ...]) -> Iterator[str]:
    """The strings of the schema itself, its variants and its items."""
    if not isinstance(schema, dict) or id(schema) in path:
        return
    path = (*path, id(schema))
    yield from (value for value in schema.get("enum", ()) if isinstance(value, str))
    if isinstance(schema.get("const"), str):
        yield schema["const"]
    if "$ref" in schema:
        yield from _values(document, resolve(document, schema), path)
    for part in (part for union in _UNIONS for part in schema.get(union, ())):
        yield from _values(document, part, path)
    yield from _values(document, schema.get("items"), path)
