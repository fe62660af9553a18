"""Validates responses against the published contract, with a JSON Schema validator that is not ours."""

from __future__ import annotations

from functools import cache
from typing import Any

import jsonschema_rs
import orjson
from pydantic import ValidationError

from app.contract import openapi_document
from app.http.request import contract_models
from generated import models
from generated.runtime import Operation

_ERROR = {"$ref": "#/components/schemas/ErrorResponse"}


def operation_object(operation: Operation) -> dict[str, Any]:
    """The contract's OpenAPI Operation Object."""
    path = operation.path + ("?beta=true" if operation.beta else "")
    operation_object: dict[str, Any] = openapi_document.document()["paths"][path][operation.method.lower()]
    return operation_object


def is_valid(schema: dict[str, Any], value: Any) -> bool:
    """Whether a value conforms to a schema whose references point into the contract.

    The generated model must accept what the schema accepts: clients of other languages have models, too.
    """
    valid = _validator(orjson.dumps(schema)).is_valid(value)
    name = str(schema.get("$ref", "")).removeprefix("#/components/schemas/")
    if valid and name and hasattr(models, name):
        try:
            contract_models.validate(name, value)
        except ValidationError as error:
            raise AssertionError(f"valid by the schema, and not by the model {name}: {error}") from None
    return valid


def with_components(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with the components that it references, and no others.

    A validator copies all that it gets: with the whole contract 15 MiB each, for a thousand validators.
    """
    components = openapi_document.document()["components"]
    needed: dict[str, dict[str, Any]] = {}
    queue: list[Any] = [schema]
    while queue:
        node = queue.pop()
        if isinstance(node, list):
            queue += node
        elif isinstance(node, dict):
            queue += node.values()
            reference = node.get("$ref")
            if isinstance(reference, str):
                kind, name = reference.removeprefix("#/components/").split("/")
                if name not in needed.setdefault(kind, {}):
                    needed[kind][name] = components[kind][name]
                    queue.append(components[kind][name])
    return {**schema, "components": needed}


def find_violation(
    operation: Operation, status: int, media_type: str, body: bytes, *, complete: bool = True
) -> str | None:
    """The first violation of the contract by a response, or None. `default` covers error statuses only.

    A stream that is not `complete` was closed by its reader: only the events that were read are validated.
    """
    responses = operation_object(operation)["responses"]
    declared = responses.get(str(status)) or (responses.get("default") if status >= 400 else None)
    if declared is None:
        return f"status {status} is not declared"
    contents = openapi_document.resolve(declared).get("content", {})
    media = media_type.split(";")[0].strip()
    if not contents:
        return f"{len(body)} bytes where no body is declared" if body else None
    if media not in contents:
        return f"media type {media!r} is not declared"
    schema = contents[media].get("schema", {})
    if media == "text/event-stream":
        return _stream_violation(operation, schema, body, complete=complete)
    if media != "application/json" or not complete:
        return None
    return None if is_valid(schema, orjson.loads(body)) else f"invalid body {body[:200]!r}"


def _stream_violation(
    operation: Operation, schema: dict[str, Any], body: bytes, *, complete: bool
) -> str | None:
    """The first violation by a stream: of its frames, its end or one of its events."""
    # A reader may close a stream in the middle of an event.
    blocks = (body if complete else body[: body.rfind(b"\n\n") + 2]).decode().split("\n\n")
    if blocks.pop():
        return f"the stream does not end with an event: {body[-100:]!r}"
    blocks = [block for block in map(_without_comments, blocks) if block]
    style = operation.event_style
    # The end marker. A stream of named events has an event for it; a stream that ends with an error has none.
    if style == "data" and blocks[-1:] == ["data: [DONE]"]:
        blocks.pop()
    elif style == "data" and complete and not (blocks and _is_error(blocks[-1])):
        return f"the stream does not end with [DONE]: {body[-100:]!r}"
    if not blocks and complete:
        return "the stream has no events"
    numbers: list[int] = []
    for block in blocks:
        fields = dict(line.split(": ", 1) for line in block.split("\n"))
        if "data" not in fields:
            return f"an event without data: {block[:200]!r}"
        data: Any = fields["data"] if fields["data"] == "[DONE]" else orjson.loads(fields["data"])
        if style == "typed" and fields.get("event") != data.get("type"):
            return f"the event's name is not its type: {block[:200]!r}"
        value = {"event": fields.get("event"), "data": data} if style == "named" else data
        if not is_valid(schema, value) and not (style == "data" and _is_error(block)):
            return f"invalid event {block[:200]!r}"
        if style == "typed" and "sequence_number" in data:
            numbers.append(data["sequence_number"])
    if numbers and numbers != list(range(numbers[0], numbers[0] + len(blocks))):
        return f"sequence numbers are not consecutive: {numbers}"
    return None


def _without_comments(block: str) -> str:
    """The lines of an event, or none: a comment has nothing before its colon."""
    return "\n".join(line for line in block.split("\n") if not line.startswith(":"))


def _is_error(block: str) -> bool:
    """Whether it reports an error in a stream of unnamed events: SDKs read it, but the contract omits it."""
    return is_valid(_ERROR, orjson.loads(block.removeprefix("data: ")))


@cache
def _validator(schema: bytes) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(with_components(orjson.loads(schema)))
