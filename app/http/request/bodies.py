"""Reads, decodes and validates the body of a request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import orjson
from pydantic import BaseModel, TypeAdapter, ValidationError
from starlette.types import Receive

from app.aio.content import MemoryContent, NoRoom, SpoolContent
from app.aio.fast_path import FastPath
from app.contract import openapi_document
from app.errors import BadRequest, Unavailable, UnsupportedMediaType
from app.http.limits import Limits
from app.http.request import body_stream, coercion, null_members, strict_json
from app.http.request.forms import FormReader
from app.http.request.lean_validation import is_valid_without_instance
from app.http.request.validation import ValidationFailure, failure_of
from generated import models
from generated.runtime import Operation, RequestBody

_FORM = "multipart/form-data"
_JSON = "application/json"
# A null in a union is an error of each variant.
_ERRORS_PER_NULL = 100


@dataclass(slots=True)
class Body:
    """A decoded body: the bytes to forward, the top-level fields, and the model or the validation failure."""

    content: MemoryContent | SpoolContent | None = None
    fields: Mapping[str, Any] | None = None
    model: Any = None
    failure: ValidationFailure | None = None
    pending_model: str | None = None
    """Name of the model that `validate_body` has yet to validate; until then `model` is the decoded value."""


def read_nowait(
    operation: Operation, path: FastPath | None, headers: Mapping[str, str], limits: Limits
) -> Body | None:
    """The result of `read`, without a coroutine, if the whole body has arrived; otherwise None."""
    declared = _declared_body(operation, headers)
    if declared is None:
        return Body()
    if declared.media_type == _FORM:
        return None
    data = body_stream.read_nowait(path, headers, limits)
    return None if data is None else _decode(declared, data, headers)


async def read(operation: Operation, receive: Receive, headers: Mapping[str, str], limits: Limits) -> Body:
    """Reads the body that the operation declares. The caller closes the spool of a form."""
    declared = _declared_body(operation, headers)
    if declared is None:
        return Body()
    if declared.media_type == _FORM:
        return await _form(operation, declared, receive, headers, limits)
    return _decode(declared, await body_stream.read_all(receive, headers, limits), headers)


def validate_body(body: Body, *, passthrough: bool) -> None:
    """Validates the decoded value by its model; sets `model`, unless `passthrough`, or `failure`."""
    name, value = body.pending_model, body.model
    if name is None:
        return
    body.pending_model = body.model = None
    found = validator(name)
    if passthrough and isinstance(found, type) and is_valid_without_instance(found, value):
        return
    try:
        body.model = validate(name, value)
    except ValidationError as error:
        if not _remove_nulls(body, found, value, error.error_count()):
            body.failure = failure_of(error, value)
            return
    else:
        return
    try:
        body.model = validate(name, value)
    except ValidationError as error:
        body.failure = failure_of(error, value)


def _remove_nulls(
    body: Body, found: TypeAdapter[Any] | type[BaseModel], value: Any, error_count: int
) -> bool:
    """Whether the value had nulls of optional members; if so, the bytes to forward have none either."""
    content = body.content
    # A body with far more errors than nulls costs nothing more.
    if not isinstance(content, MemoryContent) or error_count > _ERRORS_PER_NULL * content.data.count(b"null"):
        return False
    if not null_members.remove(found, value):
        return False
    body.content = MemoryContent(orjson.dumps(value), content.content_type)
    return True


@cache
def validator(name: str) -> TypeAdapter[Any] | type[BaseModel]:
    """The validator for the generated model of that name."""
    found = getattr(models, name)
    return found if isinstance(found, type) else TypeAdapter(found)


def validate(name: str, value: Any) -> Any:
    """The model's instance for the value. Raises pydantic's ValidationError."""
    found = validator(name)
    return found.model_validate(value) if isinstance(found, type) else found.validate_python(value)


def warm(name: str) -> None:
    """Builds a model and its lean validator before their first use."""
    found = validator(name)
    if isinstance(found, type):
        is_valid_without_instance(found, {})


def _decode(declared: RequestBody, data: bytes, headers: Mapping[str, str]) -> Body:
    content = MemoryContent(data, headers.get("content-type", ""))
    if declared.media_type != _JSON:
        return _text_body(data, content)
    if not data and not declared.required:
        return Body()
    value = strict_json.decode(data)
    return Body(content, value if isinstance(value, dict) else None, value, None, declared.model)


async def _form(
    operation: Operation, declared: RequestBody, receive: Receive, headers: Mapping[str, str], limits: Limits
) -> Body:
    content = SpoolContent(headers["content-type"], limits.spool_folder, limits.min_free_bytes)
    try:
        chunks = body_stream.chunks(receive, headers, limits.form_bytes, limits)
        fields = await FormReader(content).read(chunks)
        value = coercion.by_schema(fields, _form_schema(operation))
    except NoRoom:
        content.close()
        raise Unavailable(
            "This server has no room for an upload of this size now. Try again later.",
            headers={"retry-after": "60"},
        ) from None
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


def _text_body(data: bytes, content: MemoryContent) -> Body:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise BadRequest("The body is not valid UTF-8.", code="invalid_value") from None
    return Body(content, None, text)


def _has_body(headers: Mapping[str, str]) -> bool:
    return headers.get("content-length", "0") != "0" or "transfer-encoding" in headers


def _declared_body(operation: Operation, headers: Mapping[str, str]) -> RequestBody | None:
    """The declared body that matches the request's Content-Type; None if the request has no body."""
    if not operation.bodies:
        return None
    content_type = headers.get("content-type", "")
    if not content_type and not _has_body(headers):
        if operation.bodies[0].required:
            raise BadRequest("The request body is empty; it is required.", code="missing_body")
        return None
    media_type = content_type if content_type == _JSON else content_type.split(";")[0].strip().lower()
    for body in operation.bodies:
        if body.media_type == media_type:
            return body
    accepted = " or ".join(body.media_type for body in operation.bodies)
    actual = f"'{media_type[:60]}'" if media_type else "none"
    raise UnsupportedMediaType(
        f"This operation accepts Content-Type {accepted}; the request has {actual}.",
        headers={"connection": "close"},
    )
