"""Converts pydantic's errors to one `BadRequest` and separates unknown values from other faults."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from app.errors import BadRequest
from app.http.request.error_tree import NOTHING_REMOVED, ErrorNode, Path, error_tree, tag_name
from generated.runtime import UploadedFile

_MAX_EXPECTED_VALUES = 12
_MAX_VALUE_CHARACTERS = 40
_MAX_KEY_CHARACTERS = 100

_CODE_BY_ERROR_TYPE = {
    "missing": "missing_required_parameter",
    "literal_error": "invalid_value",
    "union_tag_invalid": "invalid_value",
    "extra_forbidden": "unknown_parameter",
    "string_too_long": "string_above_max_length",
    "string_too_short": "string_below_min_length",
    "too_long": "array_above_max_length",
    "too_short": "array_below_min_length",
    "less_than": "number_above_max_value",
    "less_than_equal": "number_above_max_value",
    "greater_than": "number_below_min_value",
    "greater_than_equal": "number_below_min_value",
    "string_pattern_mismatch": "invalid_value",
}
_EXPECTED_TYPE = {
    "string_type": "a string",
    "int_type": "an integer",
    "int_from_float": "an integer",
    "float_type": "a number",
    "bool_type": "a boolean",
    "list_type": "an array",
    "dict_type": "an object",
    "model_type": "an object",
    "model_attributes_type": "an object",
    "is_instance_of": "a file",
    "none_required": "null",
    "union_tag_not_found": "an object",
}
_BOUNDS = {"too_long": ("at most", "max_length"), "too_short": ("at least", "min_length")}
_JSON_TYPE_NAMES = {
    bool: "a boolean",
    int: "an integer",
    float: "a number",
    str: "a string",
    list: "an array",
    UploadedFile: "a file",
}


@dataclass(frozen=True, slots=True)
class ValidationFailure:
    """Why a request does not match the contract.

    `error` is the response. `only_unknown` is True if every fault is a value that the contract does not know
    *yet*: an enum value, a union's tag, or an additional field. OpenAI's document lags its API, so such a
    request may still be forwarded. `places` are those of these values; none if there are too many.
    """

    error: BadRequest
    only_unknown: bool
    places: tuple[str, ...] = ()


def failure_of(
    error: ValidationError, data: Any, removed: Mapping[Path, int] = NOTHING_REMOVED
) -> ValidationFailure:
    """The failure for `data`, which a model rejected with `error`; `removed`: see `error_tree`."""
    root = error_tree(error, data, removed)
    only_unknown = root.only_unknown()
    places = tuple(reduce(member_path, path, "") for path in root.unknown_places()) if only_unknown else ()
    return ValidationFailure(_first_error(root, ""), only_unknown, places)


def member_path(path: str, part: str | int) -> str:
    """The path of a member of the value at `path`. A long key, which is the caller's, is shortened."""
    if isinstance(part, int):
        return f"{path}[{part}]"
    key = part if len(part) <= _MAX_KEY_CHARACTERS else f"{part[: _MAX_KEY_CHARACTERS - 1]}…"
    return f"{path}.{key}" if path else key


def _first_error(node: ErrorNode, path: str) -> BadRequest:
    """The error to report: the node's first, else its first member's, else that of the closest variant."""
    if node.errors:
        return _bad_request(node.errors[0], path)
    if node.members:
        part, member = next(iter(node.members.items()))
        return _first_error(member, member_path(path, part))
    closest = node.closest_variant()
    if closest is not None:
        return _first_error(closest, path)
    return _no_variant_matches([variant.errors[0] for variant in node.variants.values()], path)


def _no_variant_matches(errors: list[ErrorDetails], path: str) -> BadRequest:
    if len(errors) == 1:
        return _bad_request(errors[0], path)
    bounds = [error for error in errors if error["type"] in _BOUNDS]
    if bounds:
        # The value is of that variant's type, but too long or too short for it.
        return _bad_request(bounds[0], path)
    expected = list(dict.fromkeys(text for error in errors for text in _expected(error)))
    if not expected:
        return _bad_request(errors[0], path)
    literal = all(error["type"] == "literal_error" for error in errors)
    actual = _quoted_value(errors[0]["input"])
    return _invalid(
        f"{_name(path)} must be {_or(expected)}, not {actual}.",
        path,
        "invalid_value" if literal else "invalid_type",
    )


def _expected(error: ErrorDetails) -> Iterator[str]:
    if error["type"] == "literal_error":
        yield "one of " + _shortened(str(error.get("ctx", {}).get("expected", "")))
    elif error["type"] in _EXPECTED_TYPE:
        yield _EXPECTED_TYPE[error["type"]]


def _bad_request(error: ErrorDetails, path: str) -> BadRequest:
    kind, context, value = error["type"], error.get("ctx", {}), error["input"]
    code = _CODE_BY_ERROR_TYPE.get(kind, "invalid_type" if kind in _EXPECTED_TYPE else "invalid_value")
    name = _name(path)
    if kind == "missing":
        return _invalid(f"{name} is missing; it is required.", path, code)
    if kind == "extra_forbidden":
        return _invalid(f"{name} is an unknown field; remove it.", path, code)
    if kind == "literal_error":
        expected = _shortened(str(context.get("expected", "")))
        return _invalid(f"{name} must be {expected}, not {_quoted_value(value)}.", path, code)
    tag_field = tag_name(error)
    if tag_field is not None and isinstance(value, Mapping):
        path = f"{path}.{tag_field}" if path else tag_field
        if kind == "union_tag_not_found":
            return _invalid(f"'{path}' is missing; it is required.", path, "missing_required_parameter")
        if not isinstance(value.get(tag_field), str):
            actual = _json_type(value.get(tag_field))
            return _invalid(f"'{path}' must be a string, not {actual}.", path, "invalid_type")
    if kind == "union_tag_invalid":
        tag = _quoted_value(context.get("tag"))
        known = _shortened(str(context.get("expected_tags", "")))
        return _invalid(
            f"{_name(path)} has the unknown value {tag}; known values are {known}.",
            path,
            code,
        )
    if kind in _EXPECTED_TYPE:
        return _invalid(f"{name} must be {_EXPECTED_TYPE[kind]}, not {_json_type(value)}.", path, code)
    if kind in _BOUNDS:
        words, key = _BOUNDS[kind]
        unit = ("member" if isinstance(value, Mapping) else "item") + ("s" if context[key] != 1 else "")
        return _invalid(f"{name} must have {words} {context[key]} {unit}, not {len(value)}.", path, code)
    return _invalid(f"{name}: {error['msg'][:1].lower()}{error['msg'][1:]}.", path, code)


def _invalid(message: str, path: str, code: str) -> BadRequest:
    return BadRequest(message, param=path or None, code=code)


def _name(path: str) -> str:
    return f"'{path}'" if path else "The body"


def _or(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} or {items[-1]}"


def _shortened(expected: str) -> str:
    items = expected.replace(" or ", ", ").split(", ")
    rest = f" … ({len(items)} in total)" if len(items) > _MAX_EXPECTED_VALUES else ""
    return ", ".join(items[:_MAX_EXPECTED_VALUES]) + rest


def _quoted_value(value: Any) -> str:
    if isinstance(value, str):
        return f"'{value[:_MAX_VALUE_CHARACTERS]}{'…' if len(value) > _MAX_VALUE_CHARACTERS else ''}'"
    if isinstance(value, dict | list | UploadedFile) or value is None:
        return _json_type(value)
    return str(value)[:_MAX_VALUE_CHARACTERS]


def _json_type(value: Any) -> str:
    if value is None:
        return "null"
    return _JSON_TYPE_NAMES.get(type(value), "an object")
