"""Python types for the schemas of parameters: scalars, enums, lists and maps of strings."""

from __future__ import annotations

from typing import Any

from codegen.normalise.schemas import JsonObject, resolve

_SCALARS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
_BOUNDS = {
    "minimum": "ge",
    "maximum": "le",
    "exclusiveMinimum": "gt",
    "exclusiveMaximum": "lt",
    "minLength": "min_length",
    "maxLength": "max_length",
    "minItems": "min_length",
    "maxItems": "max_length",
    "maxProperties": "max_length",
    "pattern": "pattern",
}


def annotation(contract: JsonObject, schema: JsonObject, *, bounds: bool) -> str:
    """The annotation for a parameter's schema; with `bounds`, its constraints are in `Annotated`."""
    schema = resolve(contract, schema)
    plain = _plain(contract, schema, bounds=bounds)
    limits = [f"{_BOUNDS[key]}={schema[key]!r}" for key in sorted(_BOUNDS.keys() & schema.keys())]
    return f"Annotated[{plain}, Field({', '.join(limits)})]" if bounds and limits else plain


def kind(contract: JsonObject, schema: JsonObject) -> str:
    """The type that the text of a value, a list's items or an object's members is parsed as.

    One of string, integer, number, boolean and any.
    """
    schema = resolve(contract, schema)
    if schema.get("type") == "array":
        return kind(contract, schema.get("items", {}))
    kinds = _kinds(contract, schema) - {"null"}
    if kinds == {"object"}:
        kinds = _member_kinds(contract, schema) - {"null"}
    return kinds.pop() if len(kinds) == 1 and kinds <= {"string", "integer", "number", "boolean"} else "any"


def style(contract: JsonObject, schema: JsonObject) -> str:
    """How the query encodes the value: scalar, array (`x[]=`, `x=`) or deepObject (`x[key]=`)."""
    kinds = _kinds(contract, resolve(contract, schema))
    return "array" if "array" in kinds else "deepObject" if "object" in kinds else "scalar"


def _kinds(contract: JsonObject, schema: JsonObject) -> set[str]:
    schema = resolve(contract, schema)
    found: set[str] = set()
    for variant in [*schema.get("anyOf", []), *schema.get("oneOf", []), *schema.get("allOf", [])]:
        found |= _kinds(contract, variant)
    named = schema.get("type")
    found |= set(named if isinstance(named, list) else [named] if named else [])
    values = schema.get("enum", [schema["const"]] if "const" in schema else [])
    return found or {_type_of(value) for value in values}


def _member_kinds(contract: JsonObject, schema: JsonObject) -> set[str]:
    schema = resolve(contract, schema)
    others = schema.get("additionalProperties")
    members = [*schema.get("properties", {}).values(), *([others] if isinstance(others, dict) else [])]
    found = {kind for member in members for kind in _kinds(contract, member)}
    for variant in [*schema.get("anyOf", []), *schema.get("oneOf", []), *schema.get("allOf", [])]:
        found |= _member_kinds(contract, variant)
    return found


def _type_of(value: Any) -> str:
    names = {str: "string", bool: "boolean", int: "integer", float: "number"}
    return names.get(type(value), "null")


def _plain(contract: JsonObject, schema: JsonObject, *, bounds: bool) -> str:
    variants = schema.get("anyOf") or schema.get("oneOf")
    if variants:
        return " | ".join(dict.fromkeys(annotation(contract, variant, bounds=bounds) for variant in variants))
    if "const" in schema or "enum" in schema:
        values = schema["enum"] if "enum" in schema else [schema["const"]]
        return f"Literal[{', '.join(repr(value) for value in values)}]"
    named = schema.get("type")
    if isinstance(named, list):
        return " | ".join(_plain(contract, {**schema, "type": one}, bounds=bounds) for one in named)
    if named == "array":
        return f"list[{annotation(contract, schema.get('items', {}), bounds=bounds)}]"
    if named == "object":
        values = schema.get("additionalProperties")
        if not isinstance(values, dict):
            kinds = {
                annotation(contract, child, bounds=False) for child in schema.get("properties", {}).values()
            }
            return f"dict[str, {kinds.pop()}]" if len(kinds) == 1 else "dict[str, Any]"
        return f"dict[str, {annotation(contract, values, bounds=bounds)}]"
    return _SCALARS.get(str(named), "Any")
