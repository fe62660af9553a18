"""Reads, decodes and validates the body of a request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.types import Receive

from app.aio.content import MemoryContent, NoRoom, SpoolContent
from app.aio.fast_path import FastPath
from app.contract import openapi_document
from app.errors import BadRequest, Unavailable, UnsupportedMediaType
from app.http.limits import Limits
from app.http.request import body_stream, coercion, contract_models, strict_json
from app.http.request.forms import FormReader
from app.http.request.validation import ValidationFailure
from generated.runtime import Operation, RequestBody

_FORM = "multipart/form-data"
_JSON = "application/json"
_NULL = b"null"
LONG_BYTES = 256 * 1024
"""A longer JSON body is counted in chunks, and decoded and validated by another process first."""


@dataclass(slots=True)
class Body:
    """A decoded body: the bytes to forward, the top-level fields, and the model or the validation failure."""

    content: MemoryContent | SpoolContent | None = None
    fields: Mapping[str, Any] | None = None
    model: Any = None
    failure: ValidationFailure | None = None
    pending_model: str | None = None
    """Name of the model that `validate_body` has yet to validate; until then `model` is the decoded value."""
    is_slow: bool = False
    """Whether `SlowBodies` is to validate it instead: its model is not built, or it is long.

    A long one is not decoded yet.
    """


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


def validate_body(body: Body, *, needs_model: bool) -> None:
    """Validates the decoded value by its model; sets `failure`, or `model` if it is needed."""
    name, value = body.pending_model, body.model
    if name is None:
        return
    body.pending_model = body.model = None
    content = body.content
    if isinstance(content, SpoolContent):
        body.failure = contract_models.failure_without_empty_texts(name, value)
        body.fields = {key: text for key, text in (body.fields or {}).items() if text or key in value}
    elif content is not None and _NULL in content.data:
        body.failure, changed = contract_models.failure_without_nulls(name, value)
        if changed:
            body.content = MemoryContent(orjson.dumps(value), content.content_type)
    else:
        body.failure = contract_models.failure(name, value)
    if needs_model and body.failure is None:
        body.model = contract_models.validate(name, value)


def _decode(declared: RequestBody, data: bytes, headers: Mapping[str, str]) -> Body:
    content = MemoryContent(data, headers.get("content-type", ""))
    if declared.media_type != _JSON:
        return _text_body(data, content)
    if not data and not declared.required:
        return Body()
    if len(data) > LONG_BYTES:
        return Body(content, pending_model=declared.model, is_slow=True)
    value = strict_json.decode(data)
    fields = value if isinstance(value, dict) else None
    return Body(content, fields, value, None, declared.model, not contract_models.is_warm(declared.model))


async def _form(
    operation: Operation, declared: RequestBody, receive: Receive, headers: Mapping[str, str], limits: Limits
) -> Body:
    content = SpoolContent(headers["content-type"], limits.spool_folder, limits.min_free_bytes)
    try:
        chunks = body_stream.chunks(receive, headers, limits.form_bytes, limits)
        fields = await FormReader(content, limits.form_text_bytes).read(chunks)
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
    return Body(content, texts, value, None, declared.model, not contract_models.is_warm(declared.model))


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
