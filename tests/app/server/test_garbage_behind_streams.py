"""What a client sends behind the request of a running stream: it changes nothing of the stream."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any

import pytest

from app.main import create_app
from tests.support.server import Running, running, settings

pytestmark = pytest.mark.own_protocol

_BODIES: dict[str, dict[str, Any]] = {
    "/v1/chat/completions": {"messages": [{"role": "user", "content": "Hello"}]},
    "/v1/responses": {"input": "Hello"},
}
_GET = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
_CHUNKED = b"POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
_GARBAGE = {
    "text": b"hello\r\n\r\n",
    "NULs": bytes(1000),
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "events": b"data: [DONE]\n\n",
    "a last chunk": b"0\r\n\r\n",
    "an answer": b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi",
    "a head without a host": b"GET / HTTP/1.1\r\n\r\n",
    "another version": b"GET / HTTP/2.0\r\nHost: localhost\r\n\r\n",
    "a long URL": b"GET /" + b"a" * 100_000,
    "a long header": b"GET / HTTP/1.1\r\nX: " + b"a" * 200_000,
    "an invalid chunk": _CHUNKED + b"x\r\n",
    "long trailers": _CHUNKED + b"0\r\n" + b"X: a\r\n" * 5000,
    "a length and a coding": _CHUNKED.replace(b"\r\n\r\n", b"\r\nContent-Length: 5\r\n\r\n") + b"hello",
    "a megabyte": b"\xff" * 1_000_000,
}
_DIFFERS = re.compile(
    rb'"(created|created_at|completed_at)":\d+|"obfuscation":"\w*"|(chatcmpl-|resp_|msg_|item_)\w+'
)


def _request(path: str) -> bytes:
    body = json.dumps({"model": "builtin-pace-20-tokens-20", "stream": True, **_BODIES[path]}).encode()
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    return head.encode() + b"Content-Length: %d\r\n\r\n" % len(body) + body


async def _stream(server: Running, path: str, *behind: bytes) -> tuple[bytes, bytes]:
    """A stream behind whose first event these bytes are sent: its body, and what follows until the end."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port, limit=2**22)
    try:
        writer.write(_request(path))
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200 ")
        body = await _chunk(reader)
        for part in behind:
            writer.write(part)
            # The stream goes on while the server has the bytes.
            body += await _chunk(reader)
        while chunk := await _chunk(reader):
            body += chunk
        if not behind:
            return body, b""
        return body, await asyncio.wait_for(reader.read(), 20)
    finally:
        writer.transport.abort()


async def _chunk(reader: asyncio.StreamReader) -> bytes:
    size = int(await asyncio.wait_for(reader.readuntil(b"\r\n"), 20), 16)
    data = await reader.readexactly(size)
    assert await reader.readexactly(2) == b"\r\n"
    return data


def _same(body: bytes) -> bytes:
    """Without what differs between two streams of the same request: ids, times, padding."""
    return _DIFFERS.sub(b"", body)


@pytest.mark.parametrize("path", _BODIES)
async def test_garbage_behind_a_running_stream_writes_nothing_into_it(path: str) -> None:
    """The connection ends with the stream, at most behind an error of its own: that of a second request."""
    async with running(create_app(settings()), lifespan="on") as server:
        whole, _ = await _stream(server, path)
        streams = await asyncio.gather(*(_stream(server, path, garbage) for garbage in _GARBAGE.values()))
    found = dict(zip(_GARBAGE, streams, strict=True))
    assert [kind for kind, (body, _) in found.items() if _same(body) != _same(whole)] == []
    behind = {kind: rest[:12] for kind, (_, rest) in found.items() if rest}
    assert set(behind.values()) <= {b"HTTP/1.1 400", b"HTTP/1.1 414", b"HTTP/1.1 431"}, behind


@pytest.mark.parametrize("path", _BODIES)
async def test_request_behind_a_running_stream_is_answered_after_it(path: str) -> None:
    async with running(create_app(settings()), lifespan="on") as server:
        whole, _ = await _stream(server, path)
        body, rest = await _stream(server, path, _GET[:9], _GET[9:] + b"hello\r\n\r\n")
    assert _same(body) == _same(whole)
    assert rest.startswith(b"HTTP/1.1 200 ")
    assert rest.count(b"HTTP/1.1 ") == 1
