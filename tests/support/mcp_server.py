"""An MCP server on 127.0.0.1 that counts what it is asked, and misbehaves as a test says."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import orjson

from tests.support.fake_upstream import (
    FakeUpstream,
    Script,
    Writer,
    fake_upstream,
    fixed_response,
    write_chunk,
)

Message = Mapping[str, Any]


def write_stream_head(writer: Writer) -> None:
    """Sends the head of an event stream on a connection that is closed after it."""
    writer.write(
        b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\nconnection: close\r\n"
    )
    writer.write(b"transfer-encoding: chunked\r\n\r\n")


def tool(name: str, description: str = "", **annotations: Any) -> dict[str, Any]:
    """A tool as a server lists it."""
    schema = {"type": "object", "properties": {"x": {"type": "string"}}}
    return {"name": name, "description": description, "inputSchema": schema, "annotations": annotations}


def text_result(text: str, *, is_error: bool = False) -> dict[str, Any]:
    """A tool's result with one text."""
    return {"content": [{"type": "text", "text": text}], "isError": is_error}


@dataclass
class FakeMcp:
    """`counts` are by method; `calls` are the parameters of `tools/call`; `heads` those of all requests."""

    tools: list[dict[str, Any]] = field(default_factory=lambda: [tool("echo", "Says it again")])
    run: Callable[[str, Mapping[str, Any]], dict[str, Any]] = lambda name, arguments: text_result("banana")
    page_size: int = 1000
    version: str = "2025-06-18"
    session_id: str = "session-1"
    streams: bool = False
    """Whether answers are event streams."""
    beside: list[dict[str, Any]] = field(default_factory=list)
    """Messages that precede each answer in its event stream."""
    instead: dict[str, Script] = field(default_factory=dict)
    """Scripts that answer a method, or an HTTP method, in the place of the server."""
    expired: set[str] = field(default_factory=set)
    """Sessions that the server has forgotten."""
    legacy: bool = False
    """Whether only the transport of 2024 is there: `GET /mcp` and `POST /messages`."""
    endpoint: str = "/messages?session=1"
    ends_streams: bool = False
    """Whether the event stream of that transport ends behind each answer to a call."""
    counts: Counter[str] = field(default_factory=Counter)
    calls: list[Mapping[str, Any]] = field(default_factory=list)
    replies: list[Message] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    port: int = 0
    _stream: Writer | None = None

    @property
    def url(self) -> str:
        """The address that a caller names."""
        return f"http://127.0.0.1:{self.port}/mcp"

    async def serve(self, upstream: FakeUpstream, writer: Writer) -> None:
        """Answers one request."""
        received = upstream.current_request
        self.heads.append(received.head)
        http_method = received.head.split(" ")[0]
        if http_method in self.instead:
            await self.instead[http_method](upstream, writer)
        elif http_method == "GET" and self.legacy:
            await self._open_stream(writer)
        elif http_method == "DELETE":
            self.counts["DELETE"] += 1
            await fixed_response("204 No Content", b"")(upstream, writer)
        elif http_method != "POST" or (self.legacy and received.target == "/mcp"):
            await fixed_response("405 Method Not Allowed", b"")(upstream, writer)
        else:
            await self._message(orjson.loads(received.body), received.head, upstream, writer)

    async def _message(
        self, message: dict[str, Any], head: str, upstream: FakeUpstream, writer: Writer
    ) -> None:
        method = message.get("method", "reply")
        self.counts[method] += 1
        if method == "reply":
            self.replies.append(message)
        if method in self.instead:
            await self.instead[method](upstream, writer)
        elif any(f"mcp-session-id: {session}\r\n" in head for session in self.expired):
            await fixed_response("404 Not Found", b"")(upstream, writer)
        elif "id" not in message or method == "reply":
            await fixed_response("202 Accepted", b"")(upstream, writer)
        else:
            await self._answer(message, upstream, writer)

    async def _answer(self, message: dict[str, Any], upstream: FakeUpstream, writer: Writer) -> None:
        answer = {"jsonrpc": "2.0", "id": message["id"], **self._result(message)}
        if self.legacy:
            await fixed_response("202 Accepted", b"")(upstream, writer)
            assert self._stream is not None
            for sent in (*self.beside, answer):
                write_chunk(self._stream, b"event: message\ndata: " + orjson.dumps(sent) + b"\n\n")
            if self.ends_streams and message["method"] == "tools/call":
                write_chunk(self._stream, b"")
        elif self.streams:
            write_stream_head(writer)
            for sent in (*self.beside, answer):
                write_chunk(writer, b"event: message\r\ndata: " + orjson.dumps(sent) + b"\r\n\r\n")
                await writer.drain()
            write_chunk(writer, b"")
            await writer.drain()
        else:
            session = [f"Mcp-Session-Id: {self.session_id}"] if message["method"] == "initialize" else []
            await fixed_response("200 OK", orjson.dumps(answer), *session)(upstream, writer)

    def _result(self, message: dict[str, Any]) -> dict[str, Any]:
        method, params = message["method"], message.get("params") or {}
        if method == "initialize":
            capabilities: dict[str, Any] = {"tools": {}}
            hello = {
                "protocolVersion": self.version,
                "capabilities": capabilities,
                "serverInfo": {"name": "f"},
            }
            return {"result": hello}
        if method == "tools/list":
            first = int(params.get("cursor", 0))
            last = first + self.page_size
            more = {"nextCursor": str(last)} if last < len(self.tools) else {}
            return {"result": {"tools": self.tools[first:last], **more}}
        if method == "tools/call":
            self.calls.append(params)
            return {"result": self.run(params["name"], params["arguments"])}
        return {"error": {"code": -32601, "message": "Method not found"}}

    async def _open_stream(self, writer: Writer) -> None:
        write_stream_head(writer)
        write_chunk(writer, f"event: endpoint\ndata: {self.endpoint}\n\n".encode())
        await writer.drain()
        self._stream = writer
        await asyncio.sleep(3600)


@asynccontextmanager
async def mcp_server(fake: FakeMcp | None = None) -> AsyncGenerator[FakeMcp, None]:
    """Listens until the block ends."""
    fake = fake or FakeMcp()
    async with fake_upstream(fake.serve) as server:
        fake.port = server.port
        yield fake
