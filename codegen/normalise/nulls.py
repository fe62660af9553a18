"""`nullable` belongs to OpenAPI 3.0. A 3.1 document ignores it and rejects `finish_reason: null`."""

from __future__ import annotations

from codegen.normalise.schemas import JsonObject, every, resolve

_SCALARS = frozenset(("string", "integer", "number", "boolean"))
# Keywords that stay beside the union when the rest of a schema moves into its first variant.
_OUTER = frozenset(("default", "deprecated", "readOnly", "writeOnly"))


def lift_nullable_out_of_all_of(document: JsonObject) -> None:
    """`allOf: [X, {nullable: true}]` means "X or null": the flag belongs to the outer schema."""
    for _, schema in every(document):
        parts = schema.get("allOf")
        if not isinstance(parts, list):
            continue
        remaining = [part for part in parts if part != {"nullable": True}]
        if len(remaining) == len(parts):
            continue
        schema["nullable"] = True
        if len(remaining) == 1 and "$ref" in remaining[0]:
            del schema["allOf"]
            schema.update(remaining[0])
        else:
            schema["allOf"] = remaining


def nullable_to_null(document: JsonObject) -> None:
    """Rewrites `nullable: true` to JSON Schema's null: one of several types, or a variant of a union."""
    for _, schema in every(document):
        nullable = schema.pop("nullable", False)
        if nullable is True:
            _admit_null(document, schema)


def _admit_null(document: JsonObject, schema: JsonObject) -> None:
    kind = schema.get("type")
    if isinstance(kind, list):
        if "null" not in kind:
            kind.append("null")
        if "enum" in schema and None not in schema["enum"]:
            schema["enum"].append(None)
        return
    if kind == "null":
        return
    if isinstance(kind, str) and kind in _SCALARS and "enum" not in schema and "const" not in schema:
        schema["type"] = [kind, "null"]
        return
    for union in ("anyOf", "oneOf"):
        if union in schema and kind is None and "$ref" not in schema and "allOf" not in schema:
            variants = [resolve(document, variant) for variant in schema[union] if isinstance(variant, dict)]
            if not any(variant.get("type") == "null" for variant in variants):
                schema[union].append({"type": "null"})
            # If two variants of a `oneOf` accept null, the `oneOf` rejects it.
            if union == "oneOf":
                schema["anyOf"] = schema.pop("oneOf")
            return
    inner = {key: schema.pop(key) for key in list(schema) if key not in _OUTER}
    schema["anyOf"] = [inner, {"type": "null"}]
