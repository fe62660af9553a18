"""Bodies of an operation: one for each alternative that the contract has somewhere in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

from app.contract import examples, openapi_document
from app.contract.json_types import JsonObject
from generated.runtime import Operation

JSON, FORM = "application/json", "multipart/form-data"
_Path: TypeAlias = tuple[str | int, ...]


class Alternative(NamedTuple):
    """A body, the path of one object in it, and the schema of that object."""

    body: Any
    path: _Path
    schema: JsonObject

    @property
    def object(self) -> JsonObject:
        """The object."""
        found: Any = self.body
        for part in self.path:
            found = found[part]
        assert isinstance(found, dict)
        return found


def body_schema(operation: Operation, media_type: str = JSON) -> JsonObject:
    """The schema of the operation's body."""
    path = operation.path + ("?beta=true" if operation.beta else "")
    item = openapi_document.document()["paths"][path][operation.method.lower()]
    schema: JsonObject = item["requestBody"]["content"][media_type]["schema"]
    return schema


def alternatives(schema: JsonObject) -> Iterator[Alternative]:
    """The objects of each alternative of each union, each component once, in a body with little else."""
    return _walk(schema, set())


def _walk(schema: JsonObject, seen: set[str]) -> Iterator[Alternative]:
    name = schema.get("$ref", "")
    if name in seen:
        return
    if name:
        seen.add(name)
    whole = examples.merged(schema, openapi_document.resolve)
    for keyword in ("anyOf", "oneOf"):
        outer = {key: value for key, value in whole.items() if key not in (keyword, "discriminator")}
        for choice in whole.get(keyword, ()):
            yield from _walk({"allOf": [choice, outer]} if outer else choice, seen)
        if keyword in whole:
            return
    if "items" in whole:
        for found in _walk(whole["items"], seen):
            yield Alternative([found.body], (0, *found.path), found.schema)
    if whole.get("properties"):
        yield Alternative(examples.instance(whole, openapi_document.resolve), (), whole)
        for key, child in whole["properties"].items():
            for found in _walk(child, seen):
                base = examples.instance(whole, openapi_document.resolve)
                yield Alternative({**base, key: found.body}, (key, *found.path), found.schema)
