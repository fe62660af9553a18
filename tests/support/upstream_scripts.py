"""Misbehaving upstreams: scripts for `tests.support.fake_upstream`."""

from __future__ import annotations

import asyncio

from tests.support.fake_upstream import FakeUpstream, Writer, write_chunk, write_stream_head
from tests.support.streams import event, text_event


def content_event(text: str, finish: str | None = None) -> bytes:
    """A chunk event with a content delta, a finish reason, or both."""
    return event({"content": text} if text else {}, finish)


async def stream_then_stall(fake: FakeUpstream, writer: Writer) -> None:
    """Starts a stream of the requested kind, chat or text, and then sends nothing for a minute."""
    write_stream_head(writer)
    make_event = content_event if "/chat/" in fake.current_request.target else text_event
    write_chunk(writer, make_event("one two three"))
    await writer.drain()
    await asyncio.sleep(60)


async def never_respond(fake: FakeUpstream, writer: Writer) -> None:
    """Sends nothing for a minute."""
    await asyncio.sleep(60)


async def abort_mid_stream(fake: FakeUpstream, writer: Writer) -> None:
    """Aborts the connection in the middle of a stream."""
    write_stream_head(writer)
    write_chunk(writer, content_event("half"))
    await writer.drain()
    writer.transport.abort()
