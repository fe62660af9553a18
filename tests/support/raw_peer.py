"""A server that sends raw bytes: a test scripts each of its persistent connections."""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TypeAlias, cast

from app.aio.content import MemoryContent
from app.upstream.client import AnswerLimits, Timeouts, UpstreamRequest, UpstreamResponse
from app.upstream.http1.http_client import HttpClient

new_client: Callable[[str, str, Timeouts, str, AnswerLimits], HttpClient] = HttpClient
"""The kind of client that `Peer.client` makes."""


class PeerConnection:
    """One accepted connection."""

    def __init__(self, peer: Peer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.peer = peer
        self._reader = reader
        self.writer = writer

    async def read_request(self) -> bytes:
        """The next request, head and body; raises IncompleteReadError if the client has disconnected."""
        head = await self._reader.readuntil(b"\r\n\r\n")
        _, has_length, rest = head.lower().partition(b"content-length: ")
        body = await self._reader.readexactly(int(rest.split(b"\r\n")[0])) if has_length else b""
        self.peer.requests.append(head + body)
        return head + body

    async def read_exactly(self, size: int) -> None:
        """Reads and discards `size` bytes."""
        await self._reader.readexactly(size)

    async def stop_reading(self) -> None:
        """Reads nothing more until the test ends."""
        cast("asyncio.Transport", self.writer.transport).pause_reading()
        await asyncio.sleep(60)

    async def send(self, data: bytes) -> None:
        """Sends bytes as given."""
        self.writer.write(data)
        await self.writer.drain()

    def reset(self) -> None:
        """Closes the connection as a crash does: with RST, not with FIN."""
        raw: socket.socket = self.writer.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()

    async def wait_for_disconnect(self) -> bytes:
        """Waits until the client disconnects; returns the bytes that it sent until then."""
        return await self._reader.read()


Script: TypeAlias = Callable[[PeerConnection], Awaitable[None]]


@dataclass(slots=True)
class Peer:
    """`connections` are in the order of arrival; `closed` counts those whose script has ended."""

    scheme: str = "http"
    port: int = 0
    connections: list[PeerConnection] = field(default_factory=list)
    requests: list[bytes] = field(default_factory=list)
    closed: int = 0

    def client(
        self,
        timeouts: Timeouts | None = None,
        host: str = "127.0.0.1",
        limits: AnswerLimits | None = None,
    ) -> HttpClient:
        """A client of the present kind, pointed at this server."""
        url = f"{self.scheme}://{host}:{self.port}/v1"
        return new_client(url, "sk-operator", timeouts or Timeouts(), "acme", limits or AnswerLimits())


@asynccontextmanager
async def peer(script: Script, tls: ssl.SSLContext | None = None) -> AsyncGenerator[Peer, None]:
    """Listens until the block ends; a connection is closed when its script ends."""
    result = Peer("https" if tls is not None else "http")
    tasks: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        connection = PeerConnection(result, reader, writer)
        result.connections.append(connection)
        try:
            await script(connection)
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            # The client has disconnected, or the test has ended.
            pass
        finally:
            result.closed += 1
            writer.close()
            tasks.discard(task)

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
    result.port = server.sockets[0].getsockname()[1]
    try:
        yield result
    finally:
        server.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def respond_in_order(*responses: bytes) -> Script:
    """A script that answers each request of a connection with the next response, then closes it."""

    async def script(connection: PeerConnection) -> None:
        for response in responses:
            await connection.read_request()
            await connection.send(response)

    return script


def get(path: str = "/models", method: str = "GET") -> UpstreamRequest:
    """A request without a body."""
    return UpstreamRequest(method, path, "", [], None)


def post(body: bytes = b"{}") -> UpstreamRequest:
    """A request with a body."""
    return UpstreamRequest("POST", "/chat/completions", "", [], MemoryContent(body, "application/json"))


async def read_body(response: UpstreamResponse) -> bytes:
    """The response's complete body."""
    return b"".join([chunk async for chunk in response.chunks])


async def wait_until(condition: Callable[[], bool]) -> None:
    """Waits until `condition` is true, ten seconds at most."""
    for _ in range(1000):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("the condition did not become true")
