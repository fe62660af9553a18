"""A server that speaks bytes: it keeps its connections, and a test says what each of them hears."""

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
from app.upstream.client import Timeouts, UpstreamRequest, UpstreamResponse
from app.upstream.http1.http_client import HttpClient


class PeerConnection:
    """One accepted connection."""

    def __init__(self, peer: Peer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.peer = peer
        self._reader = reader
        self.writer = writer

    async def read_request(self) -> bytes:
        """The next request, head and body; raises IncompleteReadError where the client is gone."""
        head = await self._reader.readuntil(b"\r\n\r\n")
        _, found, rest = head.lower().partition(b"content-length: ")
        body = await self._reader.readexactly(int(rest.split(b"\r\n")[0])) if found else b""
        self.peer.requests.append(head + body)
        return head + body

    async def read_exactly(self, size: int) -> None:
        """Reads this much, whatever it is."""
        await self._reader.readexactly(size)

    async def stop_reading(self) -> None:
        """Takes nothing more, until the test ends."""
        cast("asyncio.Transport", self.writer.transport).pause_reading()
        await asyncio.sleep(60)

    async def send(self, data: bytes) -> None:
        """Sends bytes as they are."""
        self.writer.write(data)
        await self.writer.drain()

    def reset(self) -> None:
        """Ends the connection as a crash does: with RST, not with FIN."""
        line: socket.socket = self.writer.get_extra_info("socket")
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()

    async def wait_for_disconnect(self) -> bytes:
        """Waits until the client is gone; what it still said."""
        return await self._reader.read()


Script: TypeAlias = Callable[[PeerConnection], Awaitable[None]]


@dataclass(slots=True)
class Peer:
    """`lines` are its connections in the order in which they came; `gone` counts those whose script has ended."""

    scheme: str = "http"
    port: int = 0
    connections: list[PeerConnection] = field(default_factory=list)
    requests: list[bytes] = field(default_factory=list)
    closed: int = 0

    def client(self, timeouts: Timeouts | None = None, host: str = "127.0.0.1") -> HttpClient:
        """A client for it."""
        url = f"{self.scheme}://{host}:{self.port}/v1"
        return HttpClient(url, "sk-operator", timeouts or Timeouts(), "acme")


@asynccontextmanager
async def peer(script: Script, tls: ssl.SSLContext | None = None) -> AsyncGenerator[Peer, None]:
    """Listens until the block ends; a connection ends when its script does."""
    found = Peer("https" if tls is not None else "http")
    tasks: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        line = PeerConnection(found, reader, writer)
        found.connections.append(line)
        try:
            await script(line)
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            # The client is gone, or the test is over.
            pass
        finally:
            found.closed += 1
            writer.close()
            tasks.discard(task)

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
    found.port = server.sockets[0].getsockname()[1]
    try:
        yield found
    finally:
        server.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def respond_in_order(*answers: bytes) -> Script:
    """Each request of a connection gets the next answer; after the last one the connection ends."""

    async def script(line: PeerConnection) -> None:
        for answer in answers:
            await line.read_request()
            await line.send(answer)

    return script


def get(path: str = "/models", method: str = "GET") -> UpstreamRequest:
    """A request without a body."""
    return UpstreamRequest(method, path, "", [], None)


def post(body: bytes = b"{}") -> UpstreamRequest:
    """A request with one."""
    return UpstreamRequest("POST", "/chat/completions", "", [], MemoryContent(body, "application/json"))


async def read_body(response: UpstreamResponse) -> bytes:
    """The answer's body."""
    return b"".join([chunk async for chunk in response.chunks])


async def wait_until(condition: Callable[[], bool]) -> None:
    """Waits for it, ten seconds at most."""
    for _ in range(1000):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not come to pass")
