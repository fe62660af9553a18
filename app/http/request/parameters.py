"""Decodes path, query and header parameters to the arguments of a stub's method."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any
from urllib.parse import unquote_to_bytes

from pydantic import BaseModel, ValidationError

from app.errors import BadRequest
from app.http.request import brackets, contract_models
from app.http.request.coercion import scalar
from app.http.request.validation import ValidationFailure, failure_of
from generated.runtime import Operation, Parameter

_built: set[str] = set()


def decode(
    operation: Operation, path_values: Mapping[str, str], query: bytes, headers: Mapping[str, str]
) -> tuple[dict[str, Any], ValidationFailure | None]:
    """The arguments that were sent, by name, and the failure if they do not match the contract."""
    if not operation.parameters:
        return {}, None
    sent = _query(query) if query else []
    values: dict[str, Any] = {}
    for parameter in operation.parameters:
        if parameter.location == "path":
            values[parameter.name] = path_values[parameter.name]
        elif parameter.location == "query":
            value = _from_query(parameter, sent)
            if not (value is None or (_is_empty(value) and not parameter.required)):
                values[parameter.name] = value
        elif headers.get(parameter.name) or (parameter.required and parameter.name in headers):
            text = headers[parameter.name]
            items = [item.strip() for item in text.split(",")]
            values[parameter.name] = items if parameter.style == "array" else scalar(text, parameter.kind)
    try:
        model = _model(operation).model_validate(values)
    except ValidationError as error:
        by_name = {parameter.name: parameter.argument for parameter in operation.parameters}
        return {by_name[name]: value for name, value in values.items()}, failure_of(error, values)
    return {name: getattr(model, name) for name in model.model_fields_set}, None


def build(operation: Operation) -> None:
    """Imports and builds the model of the operation's parameters, which takes up to 30 ms. For a thread."""
    if operation.parameters:
        with contract_models.BUILDING:
            _model(operation).model_rebuild()
            _built.add(operation.id)


def is_built(operation: Operation) -> bool:
    """Whether `decode` needs no model that is not built yet."""
    return not operation.parameters or operation.id in _built


@cache
def _model(operation: Operation) -> type[BaseModel]:
    module = import_module(f"generated.parameters.{operation.group}")
    model: type[BaseModel] = getattr(module, str(operation.parameters_model))
    return model


def _is_empty(value: Any) -> bool:
    """Whether a client has sent null: clients write it as an empty text."""
    return value == "" or (isinstance(value, list) and all(item == "" for item in value))


def _query(query: bytes) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for part in query.split(b"&"):
        if part:
            name, _, value = part.partition(b"=")
            pairs.append((_text(name, "the query"), _text(value, name.decode("latin-1")[:60])))
    return pairs


def _text(raw: bytes, name: str) -> str:
    try:
        text = unquote_to_bytes(raw.replace(b"+", b" ")).decode("utf-8")
    except UnicodeDecodeError:
        raise BadRequest(f"'{name}' is not valid UTF-8.", param=name, code="invalid_value") from None
    if "\0" in text:
        raise BadRequest(f"'{name}' contains a NUL character.", param=name, code="invalid_value")
    return text


def _from_query(parameter: Parameter, sent: list[tuple[str, str]]) -> Any:
    base = parameter.name.removesuffix("[]")
    pairs = [(name, value) for name, value in sent if brackets.split(name)[0] == base]
    if not pairs:
        return None
    if parameter.style == "scalar":
        if len(pairs) > 1 or pairs[0][0] != base:
            raise BadRequest(f"'{base}' must be sent only once.", param=base, code="invalid_value")
        return scalar(pairs[0][1], parameter.kind)
    collected: dict[str, Any] = {}
    for name, value in pairs:
        brackets.insert(collected, name, scalar(value, parameter.kind))
    value = collected[base]
    if parameter.style == "array":
        value = brackets.indexed_to_lists(value)
        return value if isinstance(value, list | dict) else [value]
    return value
