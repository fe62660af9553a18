"""An upstream on 127.0.0.1 that runs a test's script: a raw server, so that a script can violate HTTP."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TypeAlias

Reader: TypeAlias = asyncio.StreamReader
Writer: TypeAlias = asyncio.StreamWriter


COMPLETION = json.dumps(
    {
        "id": "chatcmpl-theirs",
        "object": "chat.completion",
        "created": 1,
        "model": "gpt-4",
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": "Hi", "refusal": None},
                "logprobs": None,
                "finish_reason": "stop",
            }
        ],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }
).encode()
"""A small chat completion."""


@dataclass(slots=True)
class ReceivedRequest:
    """A request as it arrived, its head with its request line."""

    head: str
    body: bytes

    @property
    def target(self) -> str:
        """The request line's path and query."""
        return self.head.split(" ")[1]


_current_request: ContextVar[ReceivedRequest] = ContextVar("current_request")


@dataclass(slots=True)
class FakeUpstream:
    """The received requests; `client_disconnected` is set when a client leaves before its response is
    complete.
    """

    port: int = 0
    requests: list[ReceivedRequest] = field(default_factory=list)
    client_disconnected: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def url(self) -> str:
        """The API's base URL."""
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def current_request(self) -> ReceivedRequest:
        """The request that the calling script answers; not always the last received one."""
        return _current_request.get()


Script = Callable[[FakeUpstream, Writer], Awaitable[None]]


def fixed_response(status: str, body: bytes, *headers: str, content_type: str = "application/json") -> Script:
    """A script that sends a complete response with a content-length."""

    async def script(upstream: FakeUpstream, writer: Writer) -> None:
        del upstream
        lines = [
            f"HTTP/1.1 {status}",
            f"content-type: {content_type}",
            f"content-length: {len(body)}",
            # The server answers one request per connection.
            "connection: close",
            *headers,
        ]
        writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        await writer.drain()

    return script


def write_stream_head(writer: Writer) -> None:
    """Sends the head of a chunked event stream."""
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n")


def write_chunk(writer: Writer, data: bytes) -> None:
    """Sends one HTTP chunk; empty data ends the stream."""
    writer.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")


@asynccontextmanager
async def fake_upstream(script: Script) -> AsyncGenerator[FakeUpstream, None]:
    """Listens until the block ends; each connection carries one request."""
    fake = FakeUpstream()
    tasks: set[asyncio.Task[None]] = set()

    async def serve(reader: Reader, writer: Writer) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            fake.requests.append(await _read_request(reader))
            _current_request.set(fake.requests[-1])
            responding = asyncio.ensure_future(script(fake, writer))
            disconnect = asyncio.create_task(_read_to_end(reader))
            await asyncio.wait((responding, disconnect), return_when=asyncio.FIRST_COMPLETED)
            if not responding.done():
                fake.client_disconnected.set()
            responding.cancel()
            disconnect.cancel()
            await asyncio.gather(responding, disconnect, return_exceptions=True)
        except (asyncio.IncompleteReadError, ConnectionError):
            fake.client_disconnected.set()
        finally:
            writer.close()
            tasks.discard(task)

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    fake.port = server.sockets[0].getsockname()[1]
    try:
        yield fake
    finally:
        server.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _read_request(reader: Reader) -> ReceivedRequest:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    lengths = [
        line.split(":")[1] for line in head.lower().split("\r\n") if line.startswith("content-length:")
    ]
    return ReceivedRequest(head, await reader.readexactly(int(lengths[0])) if lengths else b"")


async def _read_to_end(reader: Reader) -> None:
    while await reader.read(1024):
        pass
