"""Discriminators. None in OpenAI's document has a `mapping`; without one, a tag means a schema's *name*."""

from __future__ import annotations

from typing import Any

from codegen.normalise.schemas import JsonObject, every, resolve


def map_discriminators(document: JsonObject) -> None:
    """Computes each mapping from the variants' own tag values; drops a discriminator that is ambiguous.

    It is ambiguous if a variant is not a component, has no tag, has an optional tag or shares its value with
    another variant. A tool that relied on it would reject values that the schemas accept.
    """
    for _, schema in every(document):
        discriminator = schema.get("discriminator")
        if not isinstance(discriminator, dict):
            continue
        mapping = _mapping(document, schema, discriminator.get("propertyName", ""))
        if mapping is None:
            del schema["discriminator"]
        else:
            discriminator["mapping"] = mapping


def _mapping(document: JsonObject, schema: JsonObject, tag: str) -> dict[str, str] | None:
    variants = [v for v in schema.get("oneOf") or schema.get("anyOf") or [] if v != {"type": "null"}]
    mapping: dict[str, str] = {}
    for variant in variants:
        if not isinstance(variant, dict):
            return None
        reference = variant.get("$ref")
        values = tag_values(document, variant, tag)
        if reference is None or not values or mapping.keys() & values:
            return None
        for value in values:
            mapping[value] = reference
    return dict(sorted(mapping.items())) if mapping else None


def tag_values(document: JsonObject, schema: JsonObject, tag: str) -> list[str] | None:
    """The strings that a required constant or enum property `tag` may have; None if it is ambiguous."""
    whole = resolve(document, schema)
    parts = [whole, *(resolve(document, part) for part in whole.get("allOf", []))]
    required = any(tag in part.get("required", []) for part in parts)
    for part in parts:
        prop: Any = part.get("properties", {}).get(tag)
        if isinstance(prop, dict):
            prop = resolve(document, prop)
            values = [prop["const"]] if "const" in prop else prop.get("enum")
            if required and values and all(isinstance(value, str) for value in values):
                return list(values)
    return None
