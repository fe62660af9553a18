"""The body of a request, read, decoded and judged by the contract's model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError
from starlette.types import Receive

from app.aio.content import MemoryContent, SpoolContent
from app.aio.fast_path import FastPath
from app.contract import openapi_document
from app.errors import BadRequest, UnsupportedMediaType
from app.http.limits import Limits
from app.http.request import body_stream, coercion, decode_json
from app.http.request.forms import FormReader
from app.http.request.lean_validation import is_valid_without_instance
from app.http.request.validation import ValidationFailure, failure_of
from generated import models
from generated.runtime import Operation, RequestBody

_FORM = "multipart/form-data"
_JSON = "application/json"


@dataclass(slots=True)
class Body:
    """A decoded body: the bytes for whoever passes them on, the fields, and the model or the verdict against it."""

    content: MemoryContent | SpoolContent | None = None
    fields: Mapping[str, Any] | None = None
    model: Any = None
    failure: ValidationFailure | None = None
    pending_model: str | None = None
    """The name of the model that is still to judge `model`, which is the value so far; see `validate_body`."""


def read_nowait(
    operation: Operation, path: FastPath | None, headers: Mapping[str, str], limits: Limits
) -> Body | None:
    """What `read` gives, without a coroutine, where all of it is here already; None where it is to be waited for."""
    declared = _expected(operation, headers)
    if declared is None:
        return Body()
    if declared.media_type == _FORM:
        return None
    data = body_stream.read_nowait(path, headers, limits)
    return None if data is None else _decoded(declared, data, headers)


async def read(operation: Operation, receive: Receive, headers: Mapping[str, str], limits: Limits) -> Body:
    """Reads what the operation takes. The spool of a form is the caller's to close, also after an error."""
    declared = _expected(operation, headers)
    if declared is None:
        return Body()
    if declared.media_type == _FORM:
        return await _form(operation, declared, receive, headers, limits)
    return _decoded(declared, await body_stream.read_all(receive, headers, limits), headers)


def validate_body(body: Body, *, passed_on: bool) -> None:
    """Holds a value that was decoded against its model. One that is only passed on gets no instance of it."""
    name, value = body.pending_model, body.model
    if name is None:
        return
    body.pending_model = body.model = None
    found = validator(name)
    if passed_on and isinstance(found, type) and is_valid_without_instance(found, value):
        return
    try:
        body.model = validate(name, value)
    except ValidationError as error:
        body.failure = failure_of(error, value)


@cache
def validator(name: str) -> TypeAdapter[Any] | type[BaseModel]:
    """What judges a value by the model of that name."""
    found = getattr(models, name)
    return found if isinstance(found, type) else TypeAdapter(found)


def validate(name: str, value: Any) -> Any:
    """The model's instance; raises pydantic's ValidationError."""
    found = validator(name)
    return found.model_validate(value) if isinstance(found, type) else found.validate_python(value)


def warm(name: str) -> None:
    """Builds a model, and what judges in its place, ahead of their first use."""
    found = validator(name)
    if isinstance(found, type):
        is_valid_without_instance(found, {})


def _decoded(declared: RequestBody, data: bytes, headers: Mapping[str, str]) -> Body:
    content = MemoryContent(data, headers.get("content-type", ""))
    if declared.media_type != _JSON:
        return _text(data, content)
    if not data and not declared.required:
        return Body()
    value = decode_json.decode(data)
    return Body(content, value if isinstance(value, dict) else None, value, None, declared.model)


async def _form(
    operation: Operation, declared: RequestBody, receive: Receive, headers: Mapping[str, str], limits: Limits
) -> Body:
    content = SpoolContent(headers["content-type"], limits.spool_folder)
    try:
        pieces = body_stream.pieces(receive, headers, limits.form_bytes, limits)
        fields = await FormReader(content).read(pieces)
        value = coercion.by_schema(fields, _form_schema(operation))
    except BaseException:
        content.close()
        raise
    texts = {name: field for name, field in fields.items() if isinstance(field, str)}
    return Body(content, texts, value, None, declared.model)


def _form_schema(operation: Operation) -> dict[str, Any]:
    path = operation.path + ("?beta=true" if operation.beta else "")
    body = openapi_document.document()["paths"][path][operation.method.lower()]["requestBody"]
    schema: dict[str, Any] = body["content"][_FORM].get("schema", {})
    return schema


def _text(data: bytes, content: MemoryContent) -> Body:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise BadRequest("The body is not UTF-8.", code="invalid_value") from None
    return Body(content, None, text)


def _has_body(headers: Mapping[str, str]) -> bool:
    return headers.get("content-length", "0") != "0" or "transfer-encoding" in headers


def _expected(operation: Operation, headers: Mapping[str, str]) -> RequestBody | None:
    """What the request's media type is declared as; None where there is no body."""
    if not operation.bodies:
        return None
    content_type = headers.get("content-type", "")
    if not content_type and not _has_body(headers):
        if operation.bodies[0].required:
            raise BadRequest("The request's body is empty; it is required.", code="missing_body")
        return None
    media_type = content_type if content_type == _JSON else content_type.split(";")[0].strip().lower()
    for body in operation.bodies:
        if body.media_type == media_type:
            return body
    taken = " or ".join(body.media_type for body in operation.bodies)
    got = f"'{media_type[:60]}'" if media_type else "none"
    raise UnsupportedMediaType(
        f"This operation takes Content-Type {taken}; the request has {got}.", headers={"connection": "close"}
    )
