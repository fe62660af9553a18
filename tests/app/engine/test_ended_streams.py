"""An upstream answers with a stream where none was requested, and does not end its connection."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tests.support.both_apis import chat_whole, response_whole
from tests.support.fake_upstream import FakeUpstream, Script, Writer, write_chunk
from tests.support.stack import stack
from tests.support.streams import DONE, event

_HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: %b\r\ntransfer-encoding: chunked\r\n\r\n"
_EVENTS = event({"content": "a"}) + event({"content": " data: [DONE]"}, "stop")


def _script(*packets: bytes, breaks: bool, content_type: bytes = b"text/event-stream") -> Script:
    """Sends the packets, and then aborts the connection or sends no more."""

    async def send(upstream: FakeUpstream, writer: Writer) -> None:
        writer.write(_HEAD % content_type)
        for packet in packets:
            write_chunk(writer, packet)
            await writer.drain()
            # A packet of its own.
            await asyncio.sleep(0.01)
        if breaks:
            writer.transport.abort()
        else:
            await upstream.client_disconnected.wait()

    return send


@pytest.mark.parametrize("breaks", [True, False], ids=["breaks", "stalls"])
@pytest.mark.parametrize("content_type", [b"text/event-stream", b"application/json"])
@pytest.mark.parametrize(
    "packets",
    [
        (_EVENTS + DONE,),
        (_EVENTS, DONE[:9], DONE[9:]),
        (_EVENTS, b"data:[DONE]\r\n\r\n"),
        (_EVENTS, b"data: [DONE]"),
    ],
    ids=["one packet", "cut", "CRLF", "without a blank line"],
)
async def test_stream_for_a_body_that_sent_done_is_whole(
    tmp_path: Path, breaks: bool, content_type: bytes, packets: tuple[bytes, ...]
) -> None:
    script = _script(*packets, breaks=breaks, content_type=content_type)
    async with stack(f"sqlite:///{tmp_path}/test.db", script, idle_timeout_seconds="5") as s:
        chat = await chat_whole(s)
        assert (chat.status, chat.text, chat.end) == (200, "a data: [DONE]", "stop")
        response = await response_whole(s)
        assert (response.status, response.text, response.end) == (200, "a data: [DONE]", "completed")


@pytest.mark.parametrize("packets", [(_EVENTS[:-9],), (b'{"a": "', b"data: [DONE]")], ids=["stream", "JSON"])
async def test_body_that_breaks_off_before_its_end_is_502(tmp_path: Path, packets: tuple[bytes, ...]) -> None:
    async with stack(f"sqlite:///{tmp_path}/test.db", _script(*packets, breaks=True)) as s:
        body: Any = {"model": "m", "messages": [{"role": "user", "content": "x"}]}
        assert (await s.client.post("/chat/completions", json=body)).status_code == 502
        assert (await s.client.post("/responses", json={"model": "m", "input": "x"})).status_code == 502
