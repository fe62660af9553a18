"""Clients of a WebSocket on `/v1/responses`."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

ENDS = ("response.completed", "response.incomplete", "response.failed", "error")


def open_socket(base_url: str, **headers: str) -> connect:
    """A connection to the server at `base_url`, which ends with `/v1`."""
    url = f"ws{base_url.removeprefix('http')}/responses"
    return connect(url, additional_headers=headers, proxy=None, max_size=None, compression=None)


async def send(socket: ClientConnection, event: Any) -> None:
    """Sends an event as JSON."""
    await socket.send(json.dumps(event))


async def create(socket: ClientConnection, **fields: Any) -> None:
    """Sends a `response.create`; `model` and `input` have defaults."""
    await send(socket, {"type": "response.create", "model": "builtin", "input": "Hello", **fields})


async def read(socket: ClientConnection) -> dict[str, Any]:
    """The next event; waits 10 s at most."""
    event: dict[str, Any] = json.loads(await asyncio.wait_for(socket.recv(), 10))
    return event


async def read_to_end(socket: ClientConnection) -> list[dict[str, Any]]:
    """The events up to the end of a response, or to an error."""
    events = [await read(socket)]
    while events[-1]["type"] not in ENDS:
        events.append(await read(socket))
    return events


async def turn(socket: ClientConnection, **fields: Any) -> dict[str, Any]:
    """The last event of one response."""
    await create(socket, **fields)
    return (await read_to_end(socket))[-1]


async def error_of(socket: ClientConnection, event: Any) -> tuple[int, str, str | None]:
    """Status, code and `param` of the error that an event is answered with."""
    await send(socket, event)
    answer = await read(socket)
    assert answer["type"] == "error", answer
    return answer["status"], answer["error"]["code"], answer["error"]["param"]
