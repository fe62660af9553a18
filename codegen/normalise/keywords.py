"""Keywords that are misspelt, belong to another draft of JSON Schema, or mislead code generators."""

from __future__ import annotations

from typing import Any

from codegen.normalise.schemas import JsonObject, every, resolve

_SCALARS = frozenset(("string", "integer", "number", "boolean", "null"))

_MISSPELT = {
    "min_items": "minItems",
    "max_items": "maxItems",
    "min_length": "minLength",
    "max_length": "maxLength",
}


def drop_misleading_formats(document: JsonObject) -> None:
    """A generator makes a type of `uri` that rewrites `https://x`, and whole seconds of `unixtime`."""
    for _, schema in every(document):
        kind, form = schema.get("type"), schema.get("format")
        if form == "uri" or (form == "unixtime" and kind == "number"):
            del schema["format"]


def drop_bounds_of_other_types(document: JsonObject) -> None:
    """`minItems` says nothing about a string; a generator makes a length of it."""
    for _, schema in every(document):
        kind = schema.get("type")
        if isinstance(kind, str) and kind != "array":
            for keyword in ("minItems", "maxItems"):
                schema.pop(keyword, None)


def recursive_ref_to_ref(document: JsonObject) -> None:
    """`$recursiveRef: "#"` is draft 2019-09; it refers to the component with `$recursiveAnchor`."""
    anchor = ""
    for pointer, schema in every(document):
        if pointer.count("/") == 3 and pointer.startswith("#/components/schemas/"):
            anchor = pointer
        schema.pop("$recursiveAnchor", None)
        if schema.pop("$recursiveRef", None) is not None:
            schema["$ref"] = anchor


def boolean_bounds_to_numbers(document: JsonObject) -> None:
    """`minimum: 0, exclusiveMinimum: true` is draft 4; since draft 6 the exclusive bound is a number."""
    for _, schema in every(document):
        for exclusive, inclusive in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
            flag = schema.get(exclusive)
            if not isinstance(flag, bool):
                continue
            del schema[exclusive]
            if flag and inclusive in schema:
                schema[exclusive] = schema.pop(inclusive)


def correct_misspelt_keywords(document: JsonObject) -> None:
    """`min_items` has no effect. `optional` is no keyword: a property outside `required` is optional."""
    for _, schema in every(document):
        for wrong, right in _MISSPELT.items():
            if wrong in schema:
                value = schema.pop(wrong)
                schema.setdefault(right, value)
        schema.pop("optional", None)


def drop_impossible_defaults(document: JsonObject) -> None:
    """A `default` of another type than the schema's.

    A generator makes the field nullable for a null, and fails on a list for a string.
    """
    for _, schema in every(document):
        if "default" not in schema:
            continue
        kinds = schema.get("type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        default = schema["default"]
        if default is None:
            unions = [*schema.get("anyOf", []), *schema.get("oneOf", [])]
            possible = "null" in kinds or {"type": "null"} in unions
        else:
            possible = (
                not isinstance(default, (list, dict)) or kinds[0] is None or not _SCALARS.issuperset(kinds)
            )
        if not possible:
            del schema["default"]


def defaults_beside_references(document: JsonObject) -> None:
    """Moves a component's `default` beside the references to it, where it means the same.

    The generator treats a field as nullable if it refers to a component with a `default`.
    """
    moved = {
        pointer: schema["default"]
        for pointer, schema in every(document)
        if pointer.count("/") == 3 and "default" in schema
    }
    for _, schema in every(document):
        if schema.get("$ref") in moved:
            schema.setdefault("default", moved[schema["$ref"]])
    for name in [pointer.rpartition("/")[2] for pointer in moved]:
        del document["components"]["schemas"][name]["default"]


def overlapping_one_of_to_any_of(document: JsonObject) -> None:
    """Rewrites a `oneOf` without a discriminator: OpenAI's own values match several of its variants.

    A message without a `type` is both an `EasyInputMessage` and an `InputMessage`; `oneOf` rejects it.
    """
    for _, schema in every(document):
        if "oneOf" in schema and "anyOf" not in schema and "mapping" not in schema.get("discriminator", {}):
            schema["anyOf"] = schema.pop("oneOf")


def unique_required(document: JsonObject) -> None:
    """`required` is a set in JSON Schema; two schemas repeat fields, and validators disagree about that."""
    for _, schema in every(document):
        if isinstance(schema.get("required"), list):
            schema["required"] = list(dict.fromkeys(schema["required"]))


def drop_undeclared_required(document: JsonObject) -> None:
    """Drops a required field that a schema with fields of its own does not declare, nor the parts beside it.

    OpenAI renames a field and leaves its old name in `required`: every value is then invalid. A part of an
    `allOf` may require what another part declares.
    """
    whole: dict[str, JsonObject] = dict(every(document))
    for pointer, schema in whole.items():
        if not isinstance(schema.get("required"), list) or "properties" not in schema or "/not" in pointer:
            continue
        declared, outer = _declared(document, schema), pointer
        while (outer := outer.rpartition("/")[0]).endswith("/allOf"):
            outer = outer.removesuffix("/allOf")
            declared |= _declared(document, whole[outer])
        schema["required"] = [name for name in schema["required"] if name in declared]
        if not schema["required"]:
            del schema["required"]


def _declared(document: JsonObject, schema: Any, depth: int = 8) -> set[str]:
    """The fields that a schema, its parts and its variants declare."""
    if not isinstance(schema, dict):
        return set()
    schema = resolve(document, schema)
    found = set(schema.get("properties", {}))
    for union in ("allOf", "anyOf", "oneOf"):
        for part in schema.get(union, []) if depth else []:
            found |= _declared(document, part, depth - 1)
    return found
