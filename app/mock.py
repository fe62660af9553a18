"""The example server: every operation answers a valid example of its schema; nothing is stored."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping
from typing import Any

from app.access.callers import Call
from app.contract import examples, openapi_document
from app.contract.handler import Handler, Result
from app.contract.json_types import JsonObject
from app.errors import BadRequest, fault
from generated.operations import OPERATIONS
from generated.runtime import Binary, EventStream, Operation, Response

_MAX_DELAY_MS = 30_000
_EXAMPLE_BYTES = b"An example of binary content.\n"

# The events of a plausible stream, in order, out of a union of all events.
_EVENT_ORDER = (
    "response.created",
    "response.in_progress",
    "response.output_item.added",
    "response.content_part.added",
    "response.output_text.delta",
    "response.output_text.done",
    "response.content_part.done",
    "response.output_item.done",
    "response.completed",
    "thread.run.created",
    "thread.run.in_progress",
    "thread.message.created",
    "thread.message.delta",
    "thread.message.completed",
    "thread.run.completed",
    "done",
)


def handlers() -> dict[str, Handler]:
    """One handler per operation."""
    return {operation.id: Handler(_run, strict=False) for operation in OPERATIONS}


async def _run(call: Call, arguments: Mapping[str, Any]) -> Result:
    await _inject_fault(call.headers)
    declared = _declared_response(call, arguments)
    if declared.kind == "events":
        return EventStream(_events(call, declared))
    if declared.kind == "binary":
        return Binary(declared.media_type or "application/octet-stream", _bytes(), len(_EXAMPLE_BYTES))
    if declared.kind == "empty":
        return None
    result: Result = _echo(call, _instance(_schema(call.operation, declared)))
    return result


async def _inject_fault(headers: Mapping[str, str]) -> None:
    """Waits for `x-mock-delay-ms` and raises the error of `x-mock-status`, or BadRequest for invalid ones."""
    delay = headers.get("x-mock-delay-ms", "0")
    status = headers.get("x-mock-status", "")
    if not delay.isdigit() or int(delay) > _MAX_DELAY_MS:
        raise BadRequest(
            f"x-mock-delay-ms must be a number from 0 to {_MAX_DELAY_MS}.", param="x-mock-delay-ms"
        )
    await asyncio.sleep(int(delay) / 1000)
    if status:
        if not status.isdigit() or not 400 <= int(status) <= 599:
            raise BadRequest("x-mock-status must be from 400 to 599.", param="x-mock-status")
        raise fault(int(status), f"The error that x-mock-status requested: {status}.")


def _declared_response(call: Call, arguments: Mapping[str, Any]) -> Response:
    """The declared success response that fits the request."""
    successes = [r for r in call.operation.responses if r.status is not None and 200 <= r.status < 300]
    streams = call.body_fields.get("stream") in (True, "true") or arguments.get("stream") is True
    # Audio operations have no `stream` field; `stream_format` selects events.
    streams = streams or call.body_fields.get("stream_format") == "sse"
    accepted = call.headers.get("accept", "*/*")
    preferred = "events" if streams else "binary" if "application/json" not in accepted else "json"
    for kind in (preferred, "json", "binary", "empty"):
        for response in successes:
            if response.kind == kind:
                return response
    return successes[0]


def _schema(operation: Operation, declared: Response) -> JsonObject:
    path = operation.path + ("?beta=true" if operation.beta else "")
    responses = openapi_document.document()["paths"][path][operation.method.lower()]["responses"]
    response = openapi_document.resolve(responses[str(declared.status)])
    schema: JsonObject = response["content"][declared.media_type].get("schema", {})
    return schema


def _instance(schema: JsonObject) -> Any:
    return examples.instance(schema, openapi_document.resolve)


def _echo(call: Call, value: Any) -> Any:
    """The example with the ids of the path and the model of the request in place of example texts."""
    if not isinstance(value, dict):
        return value
    names = [parameter.name for parameter in call.operation.parameters if parameter.location == "path"]
    parts = [part for part in call.operation.path.split("/") if part]
    for name in names:
        _replace(value, name, _path_value(call, name))
    if names and parts[-1] == f"{{{names[-1]}}}":
        _replace(value, "id", _path_value(call, names[-1]))
    if isinstance(call.body_fields.get("model"), str):
        _replace(value, "model", call.body_fields["model"])
    return value


def _replace(value: JsonObject, name: str, text: str) -> None:
    # A text that the schema fixes is not replaced.
    if isinstance(value.get(name), str) and value[name].endswith(("example", "gpt-4")):
        value[name] = text


def _path_value(call: Call, name: str) -> str:
    return call.path_values.get(name, "")


async def _bytes() -> AsyncGenerator[bytes, None]:
    yield _EXAMPLE_BYTES


async def _events(call: Call, declared: Response) -> AsyncGenerator[Any, None]:
    schema = _schema(call.operation, declared)
    variants = {tag: variant for variant in _variants(schema) for tag in _tags(variant)}
    tags = [tag for tag in _EVENT_ORDER if tag in variants] or list(variants)
    if call.operation.id == "create_chat_completion":
        for event in _chat(_instance(schema)):
            yield _echo(call, event)
    elif not tags:
        yield _echo(call, _instance(schema))
    for number, tag in enumerate(tags):
        event = _instance(variants[tag])
        if "sequence_number" in event:
            event["sequence_number"] = number
        yield event


def _variants(schema: JsonObject) -> list[JsonObject]:
    whole = examples.merged(schema, openapi_document.resolve)
    variants: list[JsonObject] = []
    for variant in [*whole.get("anyOf", []), *whole.get("oneOf", [])]:
        variants += _variants(variant) or [variant]
    return variants


def _tags(variant: JsonObject) -> list[str]:
    properties = examples.merged(variant, openapi_document.resolve).get("properties", {})
    for name in ("event", "type"):
        tag = examples.merged(properties.get(name, {}), openapi_document.resolve)
        if "const" in tag or tag.get("enum"):
            return [str(tag["const"] if "const" in tag else tag["enum"][0])]
    return []


def _chat(example: JsonObject) -> list[JsonObject]:
    """The chunks of a chat: the role, some text, the finish reason."""
    deltas: list[tuple[JsonObject, str | None]] = [({"role": "assistant", "content": ""}, None)]
    deltas += [({"content": text}, None) for text in ("Hello!", " This", " is", " an", " example.")]
    deltas += [({}, "stop")]
    choices = [
        [{"index": 0, "delta": delta, "logprobs": None, "finish_reason": reason}] for delta, reason in deltas
    ]
    return [{**example, "choices": choice} for choice in choices]
