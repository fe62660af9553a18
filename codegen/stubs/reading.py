"""The contract's operations as the records that the templates render."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from openapi_python_client.schema import OpenAPI, Operation, Parameter, Reference
from openapi_python_client.schema.untrusted_string import UntrustedString

from codegen.models.index import ModelIndex
from codegen.normalise.operations import snake
from codegen.normalise.schemas import METHODS, Json, escape, resolve
from codegen.stubs import types

# The document's own examples of these groups' streams have no `event:` line, though every event has a type.
_UNNAMED_EVENTS = frozenset(("Audio",))


@dataclass(frozen=True, slots=True)
class ParameterRecord:
    """A row of `Operation.parameters`, and how the stub and the parameters' model spell it."""

    name: str
    argument: str
    location: str
    required: bool
    style: str
    kind: str
    annotation: str
    checked: str
    default: Any = None

    @property
    def nullable(self) -> bool:
        """Whether the annotation admits None by itself."""
        return self.annotation.endswith("None") or self.annotation == "Any"


@dataclass(frozen=True, slots=True)
class BodyRecord:
    """A row of `Operation.bodies`."""

    media_type: str
    model: str | None
    required: bool


@dataclass(frozen=True, slots=True)
class ResponseRecord:
    """A row of `Operation.responses`."""

    status: int | None
    media_type: str | None
    kind: str
    model: str | None


@dataclass(frozen=True, slots=True)
class OperationRecord:
    """One operation: a row of the table and a method of a stub."""

    id: str
    method: str
    path: str
    beta: bool
    beta_headers: tuple[str, ...]
    tag: str
    group: str
    security: str
    deprecated: bool
    parameters: tuple[ParameterRecord, ...]
    bodies: tuple[BodyRecord, ...]
    responses: tuple[ResponseRecord, ...]
    event_style: str | None
    stub: str = field(default="")
    parameters_model: str | None = field(default=None)

    @property
    def successes(self) -> list[ResponseRecord]:
        """The declared 2xx answers."""
        return [response for response in self.responses if response.status and 200 <= response.status < 300]


class ReadingError(Exception):
    """What the contract says that a stub cannot express; all of it in one message."""


def read(contract: Json, models: ModelIndex) -> list[OperationRecord]:
    """Every operation, by path and method."""
    document = OpenAPI.model_validate(contract)
    records, problems = [], []
    items = {text(path): item for path, item in document.paths.items()}
    for path, item in sorted(items.items()):
        for method in METHODS:
            operation = getattr(item, method, None)
            if isinstance(operation, Operation):
                try:
                    records.append(_operation(contract, models, document, path, method, operation))
                except ReadingError as error:
                    problems.append(f"{method.upper()} {path}: {error}")
    if problems:
        raise ReadingError("\n".join(problems))
    return records


def text(value: UntrustedString | str) -> str:
    """The document's own text. Templates write it only by `repr`, as an identifier, or without quotes (`plain`)."""
    return value.get_untrusted_value() if isinstance(value, UntrustedString) else value


def class_name(name: str) -> str:
    """`create_chat_completion` -> `CreateChatCompletion`."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def _operation(
    contract: Json, models: ModelIndex, document: OpenAPI, path: str, method: str, operation: Operation
) -> OperationRecord:
    raw: Json = contract["paths"][path][method]
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


def _parameters(contract: Json, operation: Operation) -> Iterator[ParameterRecord]:
    taken = {"call", "body", "self"}
    for parameter in operation.parameters or []:
        if isinstance(parameter, Reference):
            raise ReadingError(
                f"the parameter is a reference ({parameter.ref}), which OpenAI's document never had"
            )
        yield _parameter(contract, parameter, taken)


def _parameter(contract: Json, parameter: Parameter, taken: set[str]) -> ParameterRecord:
    schema = _dump(parameter.param_schema)
    location = str(parameter.param_in.value)
    name = text(parameter.name)
    argument = re.sub(r"\W+", "_", name.removesuffix("[]")).strip("_").lower()
    argument = argument + "_" if keyword.iskeyword(argument) or argument[:1].isdigit() else argument
    while argument in taken:
        argument += "_"
    taken.add(argument)
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


def _beta_headers(contract: Json, raw: Json) -> tuple[str, ...]:
    for parameter in raw.get("parameters", []):
        if parameter.get("in") == "header" and parameter.get("name", "").lower() == "openai-beta":
            schema = resolve(contract, parameter.get("schema", {}))
            return tuple(resolve(contract, schema.get("items", schema)).get("enum", ()))
    return ()


def _dump(schema: Any) -> Json:
    dumped: Json = (
        schema.model_dump(by_alias=True, exclude_unset=True, mode="json") if schema is not None else {}
    )
    return dumped


def _bodies(models: ModelIndex, raw: Json, pointer: str) -> Iterator[BodyRecord]:
    body = raw.get("requestBody")
    if not body:
        return
    for media_type, content in body.get("content", {}).items():
        place = f"{pointer}/requestBody/content/{escape(media_type)}/schema"
        model = models.name(place) if "schema" in content and media_type != "application/sdp" else None
        yield BodyRecord(media_type, model, bool(body.get("required")))


def _responses(contract: Json, models: ModelIndex, raw: Json, pointer: str) -> Iterator[ResponseRecord]:
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


def _event_style(contract: Json, raw: Json, tag: str) -> str | None:
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


def _first(contract: Json, schema: Json) -> Json:
    """The first object among a union's variants."""
    schema = resolve(contract, schema)
    for keyword_ in ("anyOf", "oneOf"):
        if schema.get(keyword_):
            return _first(contract, schema[keyword_][0])
    return schema
