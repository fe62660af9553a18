"""Judges answers by the published contract, with a JSON Schema validator that is not ours."""

from __future__ import annotations

from functools import cache
from typing import Any

import jsonschema_rs
import orjson

from app.contract import openapi_document
from generated.runtime import Operation

_ERROR = {"$ref": "#/components/schemas/ErrorResponse"}


def operation_object(operation: Operation) -> dict[str, Any]:
    """The operation as the contract has it."""
    path = operation.path + ("?beta=true" if operation.beta else "")
    found: dict[str, Any] = openapi_document.document()["paths"][path][operation.method.lower()]
    return found


def is_valid(schema: dict[str, Any], value: Any) -> bool:
    """Whether a value is one of the schema, whose references lead into the contract."""
    return _validator(orjson.dumps(schema)).is_valid(value)


def with_components(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with the components that it leads to, and no others: a validator has a copy of its own of all it is given.

    With the whole contract that is 15 MiB, and there are a thousand validators.
    """
    known = openapi_document.document()["components"]
    found: dict[str, dict[str, Any]] = {}
    waiting: list[Any] = [schema]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            waiting += node.values()
            reference = node.get("$ref")
            if isinstance(reference, str):
                kind, name = reference.removeprefix("#/components/").split("/")
                if name not in found.setdefault(kind, {}):
                    found[kind][name] = known[kind][name]
                    waiting.append(known[kind][name])
    return {**schema, "components": found}


def find_violation(
    operation: Operation, status: int, media_type: str, body: bytes, *, whole: bool = True
) -> str | None:
    """What is wrong with an answer; None if the contract has it. `default` stands for errors only.

    A stream that is not `whole` was left by its reader: only what came of it is judged.
    """
    answers = operation_object(operation)["responses"]
    found = answers.get(str(status)) or (answers.get("default") if status >= 400 else None)
    if found is None:
        return f"status {status} is not declared"
    contents = openapi_document.resolve(found).get("content", {})
    media = media_type.split(";")[0].strip()
    if not contents:
        return f"{len(body)} bytes where no body is declared" if body else None
    if media not in contents:
        return f"media type {media!r} is not declared"
    schema = contents[media].get("schema", {})
    if media == "text/event-stream":
        return _stream_fault(operation, schema, body, whole=whole)
    if media != "application/json" or not whole:
        return None
    return None if is_valid(schema, orjson.loads(body)) else f"invalid body {body[:200]!r}"


def _stream_fault(operation: Operation, schema: dict[str, Any], body: bytes, *, whole: bool) -> str | None:
    """What is wrong with a stream: its frames, its end, or one of its events."""
    # A reader may leave in the middle of an event.
    blocks = (body if whole else body[: body.rfind(b"\n\n") + 2]).decode().split("\n\n")
    if blocks.pop():
        return f"the stream does not end with an event: {body[-100:]!r}"
    style = operation.event_style
    # The end's mark; where events have names it is an event of its own, and after an error there is none.
    if style == "data" and blocks[-1:] == ["data: [DONE]"]:
        blocks.pop()
    elif style == "data" and whole and not (blocks and _is_error(blocks[-1])):
        return f"the stream does not end with [DONE]: {body[-100:]!r}"
    if not blocks and whole:
        return "the stream has no events"
    numbers: list[int] = []
    for block in blocks:
        fields = dict(line.split(": ", 1) for line in block.split("\n"))
        data: Any = fields["data"] if fields["data"] == "[DONE]" else orjson.loads(fields["data"])
        if style == "typed" and fields.get("event") != data.get("type"):
            return f"the event's name is not its type: {block[:200]!r}"
        value = {"event": fields.get("event"), "data": data} if style == "named" else data
        if not is_valid(schema, value) and not (style == "data" and _is_error(block)):
            return f"invalid event {block[:200]!r}"
        if style == "typed" and "sequence_number" in data:
            numbers.append(data["sequence_number"])
    if numbers and numbers != list(range(numbers[0], numbers[0] + len(blocks))):
        return f"events are not numbered one after the other: {numbers}"
    return None


def _is_error(block: str) -> bool:
    """Whether it is how a stream of unnamed events tells an error: the SDKs read it, though the contract has no word of it."""
    return is_valid(_ERROR, orjson.loads(block.removeprefix("data: ")))


@cache
def _validator(schema: bytes) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(with_components(orjson.loads(schema)))
