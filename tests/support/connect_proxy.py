"""An HTTP proxy on 127.0.0.1: CONNECT, and requests with a whole URL. It resolves names of its own."""

from __future__ import annotations

import asyncio
import base64
import ssl
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

NAME = "upstream.test"
"""A name that only the proxy knows."""


@dataclass(slots=True)
class ConnectProxy:
    """`target` is the port on 127.0.0.1 of what it calls `NAME`."""

    target: int
    credentials: tuple[str, str] | None = None
    answer: bytes | None = None
    """What it answers to everything instead; empty: it closes the connection."""
    silent: bool = False
    port: int = 0
    heads: list[bytes] = field(default_factory=list)
    _writers: set[asyncio.StreamWriter] = field(default_factory=set)

    @property
    def open(self) -> int:
        """How many of its connections are open, to both sides."""
        return len(self._writers)

    def die(self) -> None:
        """Closes all its connections at once."""
        for writer in list(self._writers):
            writer.transport.abort()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serves one connection."""
        self._writers.add(writer)
        try:
            while await self._request(reader, writer):
                pass
        except (asyncio.IncompleteReadError, ConnectionError):
            # One of both sides has left.
            pass
        finally:
            self._writers.discard(writer)
            writer.close()

    async def _request(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = await reader.readuntil(b"\r\n\r\n")
        self.heads.append(head)
        if self.silent:
            await reader.read()
        if self.answer is not None:
            writer.write(self.answer)
            return False
        if not self._is_allowed(head):
            await _body(head, reader)
            writer.write(b"HTTP/1.1 407 No\r\nproxy-authenticate: Basic\r\ncontent-length: 0\r\n\r\n")
            return True
        method, target, _ = head.split(b" ", 2)
        upstream = await asyncio.open_connection("127.0.0.1", self.target)
        self._writers.add(upstream[1])
        try:
            if method != b"CONNECT":
                return await self._forward(head, upstream, reader, writer)
            assert target.rpartition(b":")[0].decode() == NAME
            writer.write(b"HTTP/1.1 200 Connection established\r\nx-proxy: 1\r\n\r\n")
            await asyncio.gather(_pipe(reader, upstream[1]), _pipe(upstream[0], writer))
        finally:
            self._writers.discard(upstream[1])
            upstream[1].close()
        return False

    async def _forward(
        self,
        head: bytes,
        upstream: tuple[asyncio.StreamReader, asyncio.StreamWriter],
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> bool:
        method, target, rest = head.split(b" ", 2)
        parts = urlsplit(target.decode())
        assert parts.hostname == NAME
        lines = [line for line in rest.split(b"\r\n") if not line.lower().startswith(b"proxy-")]
        start = b"%b %b " % (method, parts.path.encode()) + b"\r\n".join(lines)
        upstream[1].write(start + await _body(head, reader))
        answer = await upstream[0].readuntil(b"\r\n\r\n")
        writer.write(answer + await _body(answer, upstream[0]))
        return True

    def _is_allowed(self, head: bytes) -> bool:
        if self.credentials is None:
            return True
        pair = base64.b64encode(":".join(self.credentials).encode())
        return b"\r\nproxy-authorization: basic " + pair.lower() in head.lower()


async def _body(head: bytes, reader: asyncio.StreamReader) -> bytes:
    _, has_length, rest = head.lower().partition(b"content-length: ")
    return await reader.readexactly(int(rest.split(b"\r\n")[0]) if has_length else 0)


async def _pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    finally:
        # As both sides of our tests do, it ends both directions together.
        writer.transport.close()


@asynccontextmanager
async def connect_proxy(
    proxy: ConnectProxy, tls: ssl.SSLContext | None = None
) -> AsyncGenerator[ConnectProxy, None]:
    """Listens until the block ends; with `tls`, itself behind TLS."""
    tasks: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            await proxy.serve(reader, writer)
        except asyncio.CancelledError:
            # The test has ended.
            pass
        finally:
            tasks.discard(task)

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
    proxy.port = server.sockets[0].getsockname()[1]
    try:
        yield proxy
    finally:
        server.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
