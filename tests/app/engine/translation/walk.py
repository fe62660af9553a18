"""What the contract has: the fields, tags and values that a table of decisions must cover."""

from __future__ import annotations

from collections.abc import Iterator

from app.contract import openapi_document
from app.contract.json_types import JsonObject
from app.engine.translation.sections import Section


def names(section: Section, schemas: JsonObject | None = None) -> set[str]:
    """All that the section's part of the contract has."""
    known = schemas or openapi_document.document()["components"]["schemas"]
    found: set[str] = set()
    for schema in section.schemas:
        if section.tag is not None:
            for variant in variants(known[schema], known):
                found |= fields(variant, known).keys() if section.tag in tags(variant, known) else set()
        elif section.of == "fields":
            found |= fields(known[schema], known).keys()
        elif section.of == "values":
            found |= set(known[schema]["enum"])
        else:
            found |= {tag for variant in variants(known[schema], known) for tag in tags(variant, known)}
    for schema in section.without:
        found -= fields(known[schema], known).keys()
    return found


def variants(schema: JsonObject, known: JsonObject) -> Iterator[JsonObject]:
    """A union's, to the last."""
    schema = _followed(schema, known)
    inner = [part for keyword in ("anyOf", "oneOf") for part in schema.get(keyword, ())]
    if not inner:
        yield schema
    for variant in inner:
        yield from variants(variant, known)


def fields(schema: JsonObject, known: JsonObject) -> JsonObject:
    """The properties of an object, its parts' and its variants' included."""
    schema = _followed(schema, known)
    found: JsonObject = dict(schema.get("properties", {}))
    for keyword in ("allOf", "anyOf", "oneOf"):
        for part in schema.get(keyword, ()):
            found |= fields(part, known)
    return found


def tags(variant: JsonObject, known: JsonObject) -> set[str]:
    """The values of an object's `type`, or of a text."""
    told = variant if variant.get("type") == "string" else _followed(fields(variant, known)["type"], known)
    found: set[str] = set()
    for one in told.get("anyOf", (told,)):
        found |= {one["const"]} if "const" in one else set(one.get("enum", ()))
    return found


def _followed(schema: JsonObject, known: JsonObject) -> JsonObject:
    while "$ref" in schema:
        schema = known[schema["$ref"].rsplit("/", 1)[-1]]
    return schema
