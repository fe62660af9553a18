"""Messages of JSON-RPC 2.0, as MCP uses them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from app.contract.json_types import JsonObject
from app.engine.hosted.mcp.mcp_errors import (
    INVALID_REQUEST,
    METHOD_NOT_FOUND,
    PARSE_ERROR,
    McpProtocolError,
)

_MAX_BATCH = 1000
_MAX_DEPTH = 100


def request(number: int, method: str, params: Mapping[str, Any]) -> JsonObject:
    """A message that is answered."""
    return {"jsonrpc": "2.0", "id": number, "method": method, "params": params}


def notification(method: str, params: Mapping[str, Any] | None = None) -> JsonObject:
    """A message without an answer."""
    return {"jsonrpc": "2.0", "method": method, **({"params": params} if params else {})}


def messages(data: bytes) -> Iterator[Mapping[str, Any]]:
    """The messages of a body or an event: one, or a batch of them. Raises McpProtocolError."""
    try:
        found = orjson.loads(data)
    except orjson.JSONDecodeError:
        raise McpProtocolError(PARSE_ERROR, "The server's message is not JSON.") from None
    batch = found if isinstance(found, list) else [found]
    if len(batch) > _MAX_BATCH or not all(isinstance(message, dict) for message in batch):
        raise McpProtocolError(INVALID_REQUEST, "The server's message is not JSON-RPC.")
    if is_deep(batch):
        raise McpProtocolError(INVALID_REQUEST, "The server's message is nested too deep.")
    yield from batch


def is_deep(value: Any) -> bool:
    """Whether a JSON value is nested deeper than any tool needs, and perhaps than JSON can be written."""
    level = [value]
    for _ in range(_MAX_DEPTH):
        level = [
            member
            for one in level
            if isinstance(one, (dict, list))
            for member in (one.values() if isinstance(one, dict) else one)
        ]
        if not level:
            return False
    return True


def is_answer(message: Mapping[str, Any], number: int) -> bool:
    """Whether it answers the request of that number. Others answer earlier requests, or are not asked for."""
    number_of = message.get("id")
    return "method" not in message and type(number_of) is int and number_of == number


def result_of(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """The result in an answer; raises McpProtocolError with the server's code and text."""
    error = answer.get("error")
    if isinstance(error, dict):
        code, message = error.get("code"), error.get("message")
        raise McpProtocolError(
            code if type(code) is int else INVALID_REQUEST,
            message if isinstance(message, str) and message else "The server gave no reason.",
        )
    result = answer.get("result")
    if not isinstance(result, dict):
        raise McpProtocolError(INVALID_REQUEST, "The server's answer has no result.")
    return result


def reply(message: Mapping[str, Any]) -> JsonObject | None:
    """Our answer to a request of the server; None for any other message.

    It asks for a model, for the user's input or for folders: none of them is offered to it.
    """
    number, method = message.get("id"), message.get("method")
    if method is None or number is None:
        return None
    if method == "ping":
        return {"jsonrpc": "2.0", "id": number, "result": {}}
    error = {"code": METHOD_NOT_FOUND, "message": "This client does not support it."}
    return {"jsonrpc": "2.0", "id": number, "error": error}
