"""pydantic's errors -> one clear `BadRequest`, or the finding that only unknown values stand in the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from app.errors import BadRequest
from generated.runtime import UploadedFile

_MOST_SHOWN = 12
_LONGEST_SHOWN = 40

_CODES = {
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
_WANTED = {
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
_KINDS = {
    bool: "a boolean",
    int: "an integer",
    float: "a number",
    str: "a string",
    list: "an array",
    UploadedFile: "a file",
}


@dataclass(frozen=True, slots=True)
class ValidationFailure:
    """What is wrong with a request: `error` to answer with, and whether only values are at fault that the contract
    does not know *yet*: an enum value, a union's tag, a field where it allows no others. OpenAI's document lags its
    API, so a request that is only passed on may bear them."""

    error: BadRequest
    only_unknown: bool


@dataclass(slots=True)
class _Node:
    """The errors at one place of the data: its own, those of its members, and those of each variant of a union."""

    errors: list[ErrorDetails] = field(default_factory=list)
    members: dict[str | int, _Node] = field(default_factory=dict)
    variants: dict[str | int, _Node] = field(default_factory=dict)

    def only_unknown(self) -> bool:
        """All errors are of unknown values, for at least one variant of each union."""
        return (
            all(_is_unknown(error) for error in self.errors)
            and all(node.only_unknown() for node in self.members.values())
            and (not self.variants or any(node.only_unknown() for node in self.variants.values()))
        )

    def count(self) -> int:
        """How many errors there are in it, the best variant of each union counted."""
        best = min((node.count() for node in self.variants.values()), default=0)
        return len(self.errors) + sum(node.count() for node in self.members.values()) + best


def failure_of(error: ValidationError, data: Any) -> ValidationFailure:
    """The verdict on data that a model refused."""
    root = _Node()
    for details in error.errors(include_url=False, include_context=True):
        node, value = root, data
        for index, part in enumerate(details["loc"]):
            last = index == len(details["loc"]) - 1
            if _is_member(value, part, last=last, kind=details["type"]):
                node = node.members.setdefault(part, _Node())
                value = _member(value, part)
            else:
                node = node.variants.setdefault(part, _Node())
        node.errors.append(details)
    return ValidationFailure(_told(root, ""), root.only_unknown())


def _is_member(value: Any, part: str | int, *, last: bool, kind: str) -> bool:
    if isinstance(value, Mapping):
        return part in value or (last and kind == "missing")
    return isinstance(value, list) and isinstance(part, int)


def _member(value: Any, part: str | int) -> Any:
    if isinstance(value, Mapping):
        return value.get(str(part))
    return value[part] if isinstance(value, list) and isinstance(part, int) and part < len(value) else None


def _is_unknown(error: ErrorDetails) -> bool:
    kind, value = error["type"], error["input"]
    if kind == "literal_error":
        return isinstance(value, str) and "'" in str(error.get("ctx", {}).get("expected", ""))
    return kind in ("union_tag_invalid", "extra_forbidden")


def _told(node: _Node, path: str) -> BadRequest:
    """The error to tell: the first own one, else the first member's, else the variant's that the data was nearest to."""
    if node.errors:
        return _error(node.errors[0], path)
    if node.members:
        part, member = next(iter(node.members.items()))
        return _told(
            member, f"{path}[{part}]" if isinstance(part, int) else f"{path}.{part}" if path else part
        )
    leaves = [
        variant.errors[0] for variant in node.variants.values() if variant.errors and not variant.members
    ]
    if len(leaves) == len(node.variants):
        return _none_fits(leaves, path)
    # A variant that failed further inside was the one that was meant.
    inner = [variant for variant in node.variants.values() if variant.members or variant.variants]
    return _told(min(inner, key=_Node.count), path)


def _none_fits(errors: list[ErrorDetails], path: str) -> BadRequest:
    if len(errors) == 1:
        return _error(errors[0], path)
    wanted = list(dict.fromkeys(text for error in errors for text in _wanted(error)))
    if not wanted:
        return _error(errors[0], path)
    literal = all(error["type"] == "literal_error" for error in errors)
    got = _shown(errors[0]["input"])
    return _bad(
        f"{_name(path)} must be {_or(wanted)}, not {got}.",
        path,
        "invalid_value" if literal else "invalid_type",
    )


def _wanted(error: ErrorDetails) -> Iterator[str]:
    if error["type"] == "literal_error":
        yield "one of " + _shortened(str(error.get("ctx", {}).get("expected", "")))
    elif error["type"] in _WANTED:
        yield _WANTED[error["type"]]


def _error(error: ErrorDetails, path: str) -> BadRequest:
    kind, context, value = error["type"], error.get("ctx", {}), error["input"]
    code = _CODES.get(kind, "invalid_type" if kind in _WANTED else "invalid_value")
    name = _name(path)
    if kind == "missing":
        return _bad(f"{name} is missing; it is required.", path, code)
    if kind == "extra_forbidden":
        return _bad(f"{name} is not a field here.", path, code)
    if kind == "literal_error":
        wanted = _shortened(str(context.get("expected", "")))
        return _bad(f"{name} must be {wanted}, not {_shown(value)}.", path, code)
    if kind == "union_tag_invalid":
        # A field's name stands in quotes; a function's, where several variants share a tag, does not.
        field_name = str(context.get("discriminator", ""))
        if field_name.startswith("'"):
            path = f"{path}.{field_name.strip(chr(39))}" if path else field_name.strip("'")
        known = _shortened(str(context.get("expected_tags", "")))
        return _bad(
            f"{_name(path)} has the unknown value {_shown(context.get('tag'))}; known are {known}.",
            path,
            code,
        )
    if kind in _WANTED:
        return _bad(f"{name} must be {_WANTED[kind]}, not {_kind(value)}.", path, code)
    return _bad(f"{name}: {error['msg'][:1].lower()}{error['msg'][1:]}.", path, code)


def _bad(message: str, path: str, code: str) -> BadRequest:
    return BadRequest(message, param=path or None, code=code)


def _name(path: str) -> str:
    return f"'{path}'" if path else "The body"


def _or(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} or {items[-1]}"


def _shortened(expected: str) -> str:
    items = expected.replace(" or ", ", ").split(", ")
    return ", ".join(items[:_MOST_SHOWN]) + (f" … ({len(items)} in all)" if len(items) > _MOST_SHOWN else "")


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return f"'{value[:_LONGEST_SHOWN]}{'…' if len(value) > _LONGEST_SHOWN else ''}'"
    if isinstance(value, dict | list | UploadedFile) or value is None:
        return _kind(value)
    return str(value)[:_LONGEST_SHOWN]


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    return _KINDS.get(type(value), "an object")
