"""How messages reach an MCP server and its answers come back."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any, Protocol

import orjson

from app.contract.json_types import JsonObject
from app.engine.hosted.mcp.mcp_errors import McpHttpError
from app.outbound.answer import OutboundAnswer
from app.outbound.errors import CallTimedOut, OutboundError
from app.outbound.outbound_client import OutboundClient, OutboundRequest
from app.outbound.request_headers import Headers
from app.relay.frames import loads

JSON = "application/json"
_MAX_REASON_BYTES = 64 * 1024


class Transport(Protocol):
    """One session with a server; one request at a time."""

    async def call(self, message: JsonObject, number: int) -> Mapping[str, Any]:
        """The server's answer to the request of that number. Raises McpError; SessionExpired."""

    async def notify(self, message: JsonObject) -> None:
        """Sends a message that has no answer. Raises McpError; SessionExpired."""

    def negotiated(self, version: str) -> None:
        """The version of the protocol that holds from now on."""

    async def close(self) -> None:
        """Ends the session, and never fails."""


@asynccontextmanager
async def exchange(
    client: OutboundClient, request: OutboundRequest, *, seconds: float | None = None
) -> AsyncGenerator[OutboundAnswer, None]:
    """The answer to one HTTP request; failures on the way are McpHttpError."""
    try:
        async with client.open(request, seconds=seconds) as answer:
            yield answer
    except CallTimedOut as error:
        raise McpHttpError(HTTPStatus.GATEWAY_TIMEOUT, str(error)) from None
    except OutboundError as error:
        raise McpHttpError(HTTPStatus.BAD_GATEWAY, str(error)) from None


def post(url: str, message: JsonObject, headers: Headers) -> OutboundRequest:
    """The request that carries a message."""
    return OutboundRequest("POST", url, headers, orjson.dumps(message))


async def status_error(answer: OutboundAnswer) -> McpHttpError:
    """The error for a status, with the reason of JSON-RPC or of JSON that the server gives."""
    reason = ""
    if answer.media_type == JSON:
        data = (await answer.read())[:_MAX_REASON_BYTES]
        try:
            body = loads(data)
        except ValueError:
            body = None
        error = body.get("error") if isinstance(body, dict) else None
        found = error.get("message") if isinstance(error, dict) else error
        reason = f": {found}" if isinstance(found, str) else ""
    return McpHttpError(answer.status, f"The server answered {answer.status}{reason}")
