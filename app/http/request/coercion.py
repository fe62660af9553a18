"""Text from a query or a form -> the value that its schema means; what does not fit stays text for the model to refuse."""

from __future__ import annotations

import math
import re
from typing import Any

from app.contract import openapi_document
from app.errors import BadRequest
from app.http.request import decode_json

_INTEGER = re.compile(r"-?[0-9]{1,20}")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_BOOLEANS = {"true": True, "false": False}


def scalar(text: str, kind: str) -> Any:
    """Text as a string, integer, number, boolean, or `any`."""
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
    """A form's nested text by the JSON Schema of its body."""
    schema = openapi_document.resolve(schema)
    shapes = _shapes(schema)
    if isinstance(value, dict):
        properties = {key: child for shape in shapes for key, child in shape.get("properties", {}).items()}
        return {key: by_schema(child, properties.get(key, {})) for key, child in value.items()}
    arrays = [shape for shape in shapes if shape.get("type") == "array"]
    if isinstance(value, list):
        return [by_schema(child, arrays[0].get("items", {}) if arrays else {}) for child in value]
    if not isinstance(value, str):
        # A file where a list of files may stand, too: one `image` is a list of one only where nothing else fits.
        singles = [shape for shape in shapes if shape.get("type") != "array"]
        return [value] if arrays and not singles else value
    return _text(value, shapes, arrays)


def _text(value: str, shapes: list[dict[str, Any]], arrays: list[dict[str, Any]]) -> Any:
    kinds = {kind for shape in shapes for kind in _kinds(shape)}
    if "string" in kinds and not kinds & {"integer", "number", "boolean"}:
        return value
    for kind in ("integer", "number", "boolean"):
        if kind in kinds and not isinstance(found := scalar(value, kind), str):
            return found
    if "object" in kinds or arrays:
        if value[:1] in ("{", "["):
            return _json(value)
        if arrays and "object" not in kinds:
            return [by_schema(value, arrays[0].get("items", {}))]
    return value


def _json(text: str) -> Any:
    """A structure that came as JSON in a text field; what is no JSON stays text, what JSON must not hold is refused."""
    try:
        return decode_json.decode(text.encode())
    except BadRequest as error:
        if error.code == "invalid_json":
            return text
        raise


def _shapes(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """The schema and everything that its unions and parts may be."""
    found = [schema]
    for keyword in ("anyOf", "oneOf", "allOf"):
        for variant in schema.get(keyword, []):
            found += _shapes(openapi_document.resolve(variant))
    return found


def _kinds(shape: dict[str, Any]) -> list[str]:
    named = shape.get("type")
    if isinstance(named, list):
        return named
    if named:
        return [named]
    values = shape.get("enum", [shape["const"]] if "const" in shape else [])
    return ["string"] if any(isinstance(value, str) for value in values) else []
