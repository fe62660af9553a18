"""The contract's fields, tags and values that a support table must cover."""

from __future__ import annotations

from collections.abc import Iterator

from app.contract import openapi_document
from app.contract.json_types import JsonObject
from app.engine.translation.contract_coverage import CoveredTable


def names(covered: CoveredTable, schemas: JsonObject | None = None) -> set[str]:
    """All names in the table's part of the contract."""
    known = schemas or openapi_document.document()["components"]["schemas"]
    found: set[str] = set()
    for schema in covered.schemas:
        if covered.tag is not None:
            for variant in variants(known[schema], known):
                found |= fields(variant, known).keys() if covered.tag in tags(variant, known) else set()
        elif covered.of == "fields":
            found |= fields(known[schema], known).keys()
        elif covered.of == "values":
            found |= set(known[schema]["enum"])
        else:
            found |= {tag for variant in variants(known[schema], known) for tag in tags(variant, known)}
    for schema in covered.without:
        found -= fields(known[schema], known).keys()
    return found


def variants(schema: JsonObject, known: JsonObject) -> Iterator[JsonObject]:
    """The variants of a union, nested ones included."""
    schema = _followed(schema, known)
    inner = [part for keyword in ("anyOf", "oneOf") for part in schema.get(keyword, ())]
    if not inner:
        yield schema
    for variant in inner:
        yield from variants(variant, known)


def fields(schema: JsonObject, known: JsonObject) -> JsonObject:
    """The properties of an object, of its parts and of its variants."""
    schema = _followed(schema, known)
    found: JsonObject = dict(schema.get("properties", {}))
    for keyword in ("allOf", "anyOf", "oneOf"):
        for part in schema.get(keyword, ()):
            found |= fields(part, known)
    return found


def tags(variant: JsonObject, known: JsonObject) -> set[str]:
    """The values of an object's `type`, or of a string."""
    type_schema = (
        variant if variant.get("type") == "string" else _followed(fields(variant, known)["type"], known)
    )
    found: set[str] = set()
    for one in type_schema.get("anyOf", (type_schema,)):
        found |= {one["const"]} if "const" in one else set(one.get("enum", ()))
    return found


def _followed(schema: JsonObject, known: JsonObject) -> JsonObject:
    while "$ref" in schema:
        schema = known[schema["$ref"].rsplit("/", 1)[-1]]
    return schema
