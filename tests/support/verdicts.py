"""Small documents that differ in one place, and what a comparison says about them."""

from __future__ import annotations

import copy
from typing import Any, Literal

from app.contract.json_types import JsonObject
from codegen.diff.compare import compare
from codegen.normalise.steps import normalise

Verdict = Literal["nothing", "compatible", "breaking"]

TEXT: JsonObject = {"type": "string"}
INTEGER: JsonObject = {"type": "integer"}
NULL: JsonObject = {"type": "null"}
A: JsonObject = {"$ref": "#/components/schemas/A"}
B: JsonObject = {"$ref": "#/components/schemas/B"}
C: JsonObject = {"$ref": "#/components/schemas/C"}


def object_of(required: list[str] | None = None, **properties: Any) -> JsonObject:
    """An object schema."""
    found: JsonObject = {"type": "object", "properties": properties}
    return found | ({"required": required} if required else {})


def tagged(tag: str, **properties: Any) -> JsonObject:
    """An object whose `type` is the tag."""
    return object_of(["type"], type={"type": "string", "enum": [tag]}, **properties)


def items_of(schema: Any, **keywords: Any) -> JsonObject:
    """An array schema."""
    return {"type": "array", "items": schema} | keywords


def any_of(*variants: JsonObject) -> JsonObject:
    """A union."""
    return {"anyOf": list(variants)}


def enum_of(*values: Any) -> JsonObject:
    """Strings of which these are the only ones."""
    return {"type": "string", "enum": list(values)}


COMPONENTS: JsonObject = {
    "A": tagged("a", x=TEXT),
    "B": tagged("b", y=INTEGER),
    # As A, by another name.
    "C": tagged("a", x=TEXT),
    "Loop": object_of(next={"$ref": "#/components/schemas/Loop"}, value=TEXT),
    "Colour": enum_of("red", "green"),
}


def small_document(request: Any, response: Any) -> JsonObject:
    """A document of one operation, with these bodies of its request and its response."""
    body = {"content": {"application/json": {"schema": request}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Small", "version": "1"},
        "paths": {
            "/things": {
                "post": {
                    "operationId": "makeThing",
                    "tags": ["Things"],
                    "requestBody": body,
                    "responses": {
                        "200": {"description": "", "content": {"application/json": {"schema": response}}}
                    },
                }
            }
        },
        "components": {"schemas": copy.deepcopy(COMPONENTS)},
    }


def verdict_of(old: JsonObject, new: JsonObject) -> Verdict:
    """That of the worst finding."""
    effects = {f.effect for f in compare(normalise(old), normalise(new)).findings}
    return "breaking" if "breaking" in effects else "compatible" if effects else "nothing"


POST = ("paths", "/things", "post")
RESPONSES = (*POST, "responses")


def put(document: JsonObject, place: tuple[str, ...], value: Any) -> None:
    """Sets a place of the document; None removes it."""
    node = document
    for part in place[:-1]:
        node = node.setdefault(part, {})
    if value is not None:
        node[place[-1]] = copy.deepcopy(value)
    else:
        node.pop(place[-1], None)
