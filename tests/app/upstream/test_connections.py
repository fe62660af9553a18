"""The server's connections to an upstream, end to end: reused and never leaked."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx

from app.main import create_app
from tests.support.fake_upstream import COMPLETION
from tests.support.raw_peer import PeerConnection, peer, wait_until
from tests.support.server import running, settings
from tests.support.sockets import CLOSE_WAIT, ESTABLISHED, count_sockets

_WHOLE = (
    b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n" % len(COMPLETION)
    + COMPLETION
)
_HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"


def _chunk(data: bytes) -> bytes:
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


def _event(delta: dict[str, str], finish: str | None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    event = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
    return _chunk(b"data: " + json.dumps(event).encode() + b"\n\n")


_STREAM = _HEAD + _event({"role": "assistant", "content": "Hi"}, None)
_END = _event({}, "stop") + _chunk(b"data: [DONE]\n\n") + _chunk(b"")


async def _serves(line: PeerConnection) -> None:
    """Answers as the last user message requests."""
    while True:
        request = await line.read_request()
        if b"whole" in request:
            await line.send(_WHOLE)
        elif b"stream" in request and b"cut" not in request and b"stall" not in request:
            await line.send(_STREAM)
            await line.send(_END)
        elif b"cut" in request:
            await line.send(_STREAM)
            return
        elif b"stall" in request:
            await line.send(_STREAM)
            await line.wait_for_disconnect()


def _body(text: str, *, stream: bool) -> dict[str, Any]:
    return {"model": "m", "stream": stream, "messages": [{"role": "user", "content": text}]}


async def test_connections_sequential_chats_share_one() -> None:
    async with peer(_serves) as upstream:
        app = create_app(settings(upstream_url=f"http://127.0.0.1:{upstream.port}"))
        async with running(app) as server, httpx.AsyncClient(trust_env=False, timeout=20) as client:
            for text, stream in (("whole", False), ("go", True)) * 10:
                answered = await client.post(
                    f"{server.url}/v1/chat/completions", json=_body(text, stream=stream)
                )
                assert answered.status_code == 200
                assert ("[DONE]" in answered.text) == stream
            # The connection of a stream is idle once its end is read, possibly after the client got it.
            assert len(upstream.connections) <= 2


async def test_connections_cut_streams_and_left_clients_leave_none_open() -> None:
    async with peer(_serves) as upstream:
        app = create_app(settings(upstream_url=f"http://127.0.0.1:{upstream.port}"))
        async with running(app) as server, httpx.AsyncClient(trust_env=False, timeout=20) as client:

            async def call(text: str) -> str:
                url = f"{server.url}/v1/chat/completions"
                async with client.stream("POST", url, json=_body(text, stream=True)) as answered:
                    async for line in answered.aiter_lines():
                        if text == "stall" and "Hi" in line:
                            return text
                        if "error" in line:
                            return "error"
                return text

            outcomes = await asyncio.gather(*(call(text) for text in ("cut", "stall") * 10))
            assert outcomes == ["error", "stall"] * 10
            await wait_until(lambda: upstream.closed == 20)
            await wait_until(
                lambda: (
                    count_sockets(upstream.port, ESTABLISHED) + count_sockets(upstream.port, CLOSE_WAIT) == 0
                )
            )
