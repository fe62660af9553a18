"""What a client sends on a WebSocket: events, of which `response.create` is a request for a response."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import orjson

from app.contract.json_types import JsonObject
from app.errors import BadRequest
from app.http.limits import Limits
from app.http.request import strict_json
from app.http.request.bodies import LONG_BYTES
from app.http.request.json_counter import count_nodes

OPERATION = "create_response"
_STREAM_ID = re.compile(r"[A-Za-z0-9_.\-]{1,256}")
# Of the event, not of the request; `stream` is implied, and clients send it all the same.
_EVENT_FIELDS = frozenset(("type", "stream_id", "generate", "background", "stream"))


@dataclass(frozen=True, slots=True)
class CreateRequest:
    """A `response.create`: the body of its `POST /responses`, and what it says beside."""

    body: bytes
    stream_id: str | None
    generates: bool
    previous: Any
    """The `previous_response_id` as sent."""


async def read_event(text: str, limits: Limits) -> JsonObject:
    """The event as JSON. Raises BadRequest if it is no object, or has more values than a body may have."""
    data = text.encode("utf-8", "surrogatepass")
    if len(data) > LONG_BYTES:
        await count_nodes(data, limits.nodes_by_operation.get(OPERATION, limits.nodes))
    event = strict_json.decode(data)
    if not isinstance(event, dict):
        raise BadRequest("An event is a JSON object with a 'type'.", code="invalid_type")
    return event


def stream_id_of(event: JsonObject) -> str | None:
    """The lane that the event names. Raises BadRequest for an id that the contract does not allow."""
    stream_id = event.get("stream_id")
    if stream_id is None:
        return None
    if not isinstance(stream_id, str) or not _STREAM_ID.fullmatch(stream_id):
        raise BadRequest(
            "'stream_id' must be 1 to 256 letters, digits and the characters _ . -",
            param="stream_id",
            code="invalid_stream_id",
        )
    return stream_id


def create_request(event: JsonObject, stream_id: str | None) -> CreateRequest:
    """The request of a `response.create`. Raises BadRequest for what only HTTP can do."""
    if event.get("background"):
        raise BadRequest(
            "'background' is not possible on a WebSocket: send the request by HTTP.",
            param="background",
            code="unsupported_parameter",
        )
    generate = event.get("generate")
    if not isinstance(generate, bool | None):
        raise BadRequest("'generate' must be true or false.", param="generate", code="invalid_type")
    fields = {name: value for name, value in event.items() if name not in _EVENT_FIELDS}
    body = orjson.dumps({**fields, "stream": True})
    return CreateRequest(body, stream_id, generate is not False, event.get("previous_response_id"))
