"""Removes nulls of optional members from a body: a null counts as not sent, as official clients send it.

It runs only on a body that its model has rejected. Required members, items of arrays and values that the
contract does not describe keep their nulls.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from typing import Any, cast

from pydantic import BaseModel, TypeAdapter
from pydantic_core import CoreSchema, SchemaValidator, ValidationError

from app.http.request.lean_validation import lean_schema

# Faulty items of lists behind so many are not looked at.
_MAX_FAULTY_ITEMS = 100


class _Removed:
    """Counts the members that a validation removed, and faulty items; it is the validation's context."""

    count = 0
    faulty_items = 0


def remove(found: type[BaseModel] | TypeAdapter[Any], value: Any) -> int:
    """Removes the nulls of optional members that the validator `found` rejects. Returns how many."""
    removed = _Removed()
    # The caller validates again and reports what is still wrong.
    with suppress(ValidationError):
        _remover(found).validate_python(value, context=removed)
    return removed.count


@cache
def _remover(found: type[BaseModel] | TypeAdapter[Any]) -> SchemaValidator:
    """A validator that has no use for a null in an optional member, and removes it from the object."""
    if isinstance(found, TypeAdapter):
        found.rebuild()
        schema: Any = found.core_schema
    else:
        found.model_rebuild()
        schema = found.__pydantic_core_schema__
    lean = lean_schema(schema)
    definitions = {part["ref"]: part for part in lean.get("definitions", ())}
    return SchemaValidator(cast("CoreSchema", _removing(lean, definitions)))


def _removing(schema: Any, definitions: Mapping[str, Any], *, in_list: bool = False) -> Any:
    """The lean schema with a step before each object and each tagged union."""
    if isinstance(schema, list | tuple):
        return type(schema)(_removing(part, definitions, in_list=in_list) for part in schema)
    if not isinstance(schema, dict):
        return schema
    is_list = schema.get("type") == "list" and "items_schema" in schema
    result = {
        key: _removing(part, definitions, in_list=in_list or is_list or key == "definitions")
        for key, part in schema.items()
    }
    if schema.get("type") == "tagged-union" and callable(schema["discriminator"]):
        return {**result, "discriminator": _without_null_tag(schema["discriminator"])}
    if is_list and not in_list:
        # Validation would end at the first faulty item, and nulls behind it would stay. Within an item the
        # faults decide which variant of a union it is.
        function = {"type": "with-info", "function": _tolerate}
        return {
            **result,
            "items_schema": {"type": "function-wrap", "function": function, "schema": result["items_schema"]},
        }
    if schema.get("type") != "typed-dict":
        return result
    names = frozenset(
        field.get("validation_alias", name)
        for name, field in schema["fields"].items()
        if not field["required"] and not _accepts_null(field["schema"], definitions)
    )
    step: dict[str, Any] = {
        "type": "function-before",
        "function": {"type": "with-info", "function": _remove_from(names)},
        "schema": result,
    }
    # Other parts of the schema refer to the step with its object.
    return {**step, "ref": result.pop("ref")} if "ref" in result else step


def _tolerate(value: Any, validate: Callable[[Any], Any], info: Any) -> Any:
    try:
        return validate(value)
    except ValidationError:
        info.context.faulty_items += 1
        if info.context.faulty_items > _MAX_FAULTY_ITEMS:
            raise
        return value


def _remove_from(names: frozenset[str]) -> Callable[[Any, Any], Any]:
    def remove_nulls(value: Any, info: Any) -> Any:
        if isinstance(value, dict):
            for name in [name for name, member in value.items() if member is None and name in names]:
                del value[name]
                info.context.count += 1
        return value

    return remove_nulls


def _without_null_tag(choose: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The choice of a variant, to which a tag of null is a missing tag."""

    def choose_without_nulls(value: Any) -> Any:
        if isinstance(value, dict):
            return choose({name: member for name, member in value.items() if member is not None})
        return choose(value)

    return choose_without_nulls


def _accepts_null(schema: Any, definitions: Mapping[str, Any]) -> bool:
    kind = schema["type"]
    if kind in ("nullable", "none", "any"):
        return True
    if kind == "definition-ref":
        return _accepts_null(definitions[schema["schema_ref"]], definitions)
    if kind == "union":
        # A choice may have a label.
        choices = [choice[0] if isinstance(choice, tuple) else choice for choice in schema["choices"]]
        return any(_accepts_null(choice, definitions) for choice in choices)
    if kind == "literal":
        return None in schema["expected"]
    inner = schema.get("schema") if kind.startswith(("function-", "default", "lax-or-strict")) else None
    return inner is not None and _accepts_null(inner, definitions)
