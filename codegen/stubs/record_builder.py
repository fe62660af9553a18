"""Builds the records of the contract's operations, which the templates render."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator
from typing import Any

from openapi_python_client.schema import OpenAPI, Operation, Parameter, Reference
from openapi_python_client.schema.untrusted_string import UntrustedString
from pydantic import ValidationError

from codegen.models.index import ModelIndex
from codegen.normalise.operations import snake
from codegen.normalise.schemas import METHODS, JsonObject, escape, resolve
from codegen.permissions import Permissions
from codegen.stubs import types
from codegen.stubs.records import BodyRecord, OperationRecord, ParameterRecord, ResponseRecord

# OpenAI's own examples of these groups' streams have no `event:` line, although every event has a type.
_UNNAMED_EVENTS = frozenset(("Audio",))


class UnsupportedOperation(Exception):
    """Parts of the contract that a stub cannot express; all of them in one message."""


def build_records(
    contract: JsonObject, models: ModelIndex, permissions: Permissions
) -> list[OperationRecord]:
    """Every operation, by path and method."""
    document = _read(contract)
    records, problems = [], []
    items = {text(path): item for path, item in document.paths.items()}
    for path, item in sorted(items.items()):
        for method in METHODS:
            operation = getattr(item, method, None)
            if isinstance(operation, Operation):
                try:
                    records.append(
                        _operation(contract, models, permissions, document, path, method, operation)
                    )
                except UnsupportedOperation as error:
                    problems.append(f"{method.upper()} {path}: {error}")
    if problems:
        raise UnsupportedOperation("\n".join(problems))
    return records


def _read(contract: JsonObject) -> OpenAPI:
    """The document's typed classes, which know OpenAPI 3.1 at most; what is newer is not in them."""
    try:
        return OpenAPI.model_validate({**contract, "openapi": "3.1.0"})
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise UnsupportedOperation(f"The contract cannot be read at {place}: {first['msg']}.") from None


def text(value: UntrustedString | str) -> str:
    """The document's own text. Templates write it by `repr`, as an identifier or by the filter `plain`."""
    return value.get_untrusted_value() if isinstance(value, UntrustedString) else value


def class_name(name: str) -> str:
    """`create_chat_completion` -> `CreateChatCompletion`."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def _operation(
    contract: JsonObject,
    models: ModelIndex,
    permissions: Permissions,
    document: OpenAPI,
    path: str,
    method: str,
    operation: Operation,
) -> OperationRecord:
    raw: JsonObject = contract["paths"][path][method]
    pointer = f"#/paths/{escape(path)}/{method}"
    name = snake(text(operation.operationId or f"{method} {path}"))
    tag = text(operation.tags[0]) if operation.tags else "Other"
    parameters = tuple(_parameters(contract, operation))
    responses = tuple(_responses(contract, models, raw, pointer))
    return OperationRecord(
        id=name,
        method=method.upper(),
        path=path.split("?")[0],
        beta=path.endswith("?beta=true"),
        beta_headers=_beta_headers(contract, raw) if "?" in path else (),
        tag=tag,
        group=snake(tag),
        security=_security(operation, document),
        permission=permissions[raw["operationId"]],
        deprecated=bool(operation.deprecated),
        parameters=parameters,
        bodies=tuple(_bodies(models, raw, pointer)),
        responses=responses,
        event_style=_event_style(contract, raw, tag),
        stub=class_name(snake(tag)) + "Stub",
        parameters_model=class_name(name) + "Parameters" if parameters else None,
    )


def _security(operation: Operation, document: OpenAPI) -> str:
    schemes = {
        name
        for requirement in operation.security or document.security or []
        for name in map(text, requirement)
    }
    return "admin_api_key" if "AdminApiKeyAuth" in schemes else "api_key"


def _parameters(contract: JsonObject, operation: Operation) -> Iterator[ParameterRecord]:
    used = {"call", "body", "self"}
    for parameter in operation.parameters or []:
        if isinstance(parameter, Reference):
            raise UnsupportedOperation(f"a parameter that is a reference ({parameter.ref}) is not supported")
        yield _parameter(contract, parameter, used)


def _parameter(contract: JsonObject, parameter: Parameter, used: set[str]) -> ParameterRecord:
    schema = _dump(parameter.param_schema)
    location = str(parameter.param_in.value)
    name = text(parameter.name)
    argument = re.sub(r"\W+", "_", name.removesuffix("[]")).strip("_").lower()
    argument = argument + "_" if keyword.iskeyword(argument) or argument[:1].isdigit() else argument
    while argument in used:
        argument += "_"
    used.add(argument)
    default = resolve(contract, schema).get("default", schema.get("default"))
    return ParameterRecord(
        name=name.lower() if location == "header" else name,
        argument=argument,
        location=location,
        required=bool(parameter.required) or location == "path",
        style=types.style(contract, schema),
        kind=types.kind(contract, schema),
        annotation=types.annotation(contract, schema, bounds=False),
        checked=types.annotation(contract, schema, bounds=True),
        default=default if isinstance(default, str | int | float | bool) else None,
    )


def _beta_headers(contract: JsonObject, raw: JsonObject) -> tuple[str, ...]:
    for parameter in raw.get("parameters", []):
        if parameter.get("in") == "header" and parameter.get("name", "").lower() == "openai-beta":
            schema = resolve(contract, parameter.get("schema", {}))
            return tuple(resolve(contract, schema.get("items", schema)).get("enum", ()))
    return ()


def _dump(schema: Any) -> JsonObject:
    dumped: JsonObject = (
        schema.model_dump(by_alias=True, exclude_unset=True, mode="json") if schema is not None else {}
    )
    return dumped


def _bodies(models: ModelIndex, raw: JsonObject, pointer: str) -> Iterator[BodyRecord]:
    body = raw.get("requestBody")
    if not body:
        return
    for media_type, content in body.get("content", {}).items():
        place = f"{pointer}/requestBody/content/{escape(media_type)}/schema"
        model = models.name(place) if "schema" in content and media_type != "application/sdp" else None
        yield BodyRecord(media_type, model, bool(body.get("required")))


def _responses(
    contract: JsonObject, models: ModelIndex, raw: JsonObject, pointer: str
) -> Iterator[ResponseRecord]:
    for status, declared in raw.get("responses", {}).items():
        place = f"{pointer}/responses/{status}"
        response = resolve(contract, declared)
        if response is not declared:
            place = declared["$ref"]
        number = int(status) if status.isdigit() else None
        contents = response.get("content", {})
        if not contents:
            yield ResponseRecord(number, None, "empty", None)
        for media_type, content in contents.items():
            schema = resolve(contract, content.get("schema", {}))
            binary = schema.get("format") == "binary" or media_type != "application/json"
            kind = "events" if media_type == "text/event-stream" else "binary" if binary else "json"
            model = models.name(f"{place}/content/{escape(media_type)}/schema") if kind != "binary" else None
            yield ResponseRecord(number, media_type, kind, model)


def _event_style(contract: JsonObject, raw: JsonObject, tag: str) -> str | None:
    for response in raw.get("responses", {}).values():
        content = resolve(contract, response).get("content", {}).get("text/event-stream")
        if content is not None:
            event = _first(contract, content.get("schema", {}))
            properties = event.get("properties", {})
            if {"event", "data"} <= properties.keys():
                return "named"
            typed = "const" in resolve(contract, properties.get("type", {})) or "enum" in properties.get(
                "type", {}
            )
            return "typed" if typed and tag not in _UNNAMED_EVENTS else "data"
    return None


def _first(contract: JsonObject, schema: JsonObject) -> JsonObject:
    """The first object among a union's variants."""
    schema = resolve(contract, schema)
    for keyword_ in ("anyOf", "oneOf"):
        if schema.get(keyword_):
            return _first(contract, schema[keyword_][0])
    return schema
