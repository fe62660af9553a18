"""Converts text of a query or a form to the types of its schema.

Text that does not match stays a string, so that the model rejects it.
"""

from __future__ import annotations

import math
import re
from typing import Any

from app.contract import openapi_document
from app.errors import BadRequest
from app.http.request import strict_json
from app.http.request.json_counter import require_few_nodes

_MAX_NODES = 10_000
"""Values and keys of the JSON in a text field."""
_INTEGER = re.compile(r"-?[0-9]{1,20}")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_BOOLEANS = {"true": True, "false": False}


def scalar(text: str, kind: str) -> Any:
    """Converts text to `kind`: string, integer, number, boolean or any. Other text is returned unchanged."""
    if kind == "integer" and _INTEGER.fullmatch(text):
        return int(text)
    if kind == "number" and len(text) < 40 and _NUMBER.fullmatch(text):
        number = int(text) if _INTEGER.fullmatch(text) else float(text)
        return number if math.isfinite(number) else text
    if kind == "boolean":
        return _BOOLEANS.get(text, text)
    if kind == "any":
        for other in ("integer", "number", "boolean"):
            value = scalar(text, other)
            if not isinstance(value, str):
                return value
    return text


def by_schema(value: Any, schema: dict[str, Any]) -> Any:
    """Converts the nested text of a form to the types in the JSON Schema of its body."""
    schema = openapi_document.resolve(schema)
    shapes = _shapes(schema)
    if isinstance(value, dict):
        properties = {key: child for shape in shapes for key, child in shape.get("properties", {}).items()}
        return {key: by_schema(child, properties.get(key, {})) for key, child in value.items()}
    arrays = [shape for shape in shapes if shape.get("type") == "array"]
    if isinstance(value, list):
        return [by_schema(child, arrays[0].get("items", {}) if arrays else {}) for child in value]
    if not isinstance(value, str):
        # A single file for an array of files becomes a list only if the schema has no other type.
        others = [shape for shape in shapes if shape.get("type") != "array"]
        return [value] if arrays and not others else value
    return _text(value, shapes, arrays)


def _text(value: str, shapes: list[dict[str, Any]], arrays: list[dict[str, Any]]) -> Any:
    kinds = {kind for shape in shapes for kind in _kinds(shape)}
    if "string" in kinds and not kinds & {"integer", "number", "boolean"}:
        return value
    for kind in ("integer", "number", "boolean"):
        if kind in kinds and not isinstance(converted := scalar(value, kind), str):
            return converted
    if "object" in kinds or arrays:
        if value[:1] in ("{", "["):
            return _json(value)
        if arrays and "object" not in kinds:
            return [by_schema(value, arrays[0].get("items", {}))]
    return value


def _json(text: str) -> Any:
    """Decodes an object or array sent as JSON in a text field; text that is not JSON stays text."""
    data = text.encode()
    try:
        require_few_nodes(data, _MAX_NODES)
        return strict_json.decode(data)
    except BadRequest as error:
        if error.code == "invalid_json":
            return text
        raise


def _shapes(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """The schema and, recursively, the members of its `anyOf`, `oneOf` and `allOf`."""
    shapes = [schema]
    for keyword in ("anyOf", "oneOf", "allOf"):
        for variant in schema.get(keyword, []):
            shapes += _shapes(openapi_document.resolve(variant))
    return shapes


def _kinds(shape: dict[str, Any]) -> list[str]:
    declared = shape.get("type")
    if isinstance(declared, list):
        return declared
    if declared:
        return [declared]
    values = shape.get("enum", [shape["const"]] if "const" in shape else [])
    return ["string"] if any(isinstance(value, str) for value in values) else []
