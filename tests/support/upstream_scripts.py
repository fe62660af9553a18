"""What upstreams do to a chat: each a script for `tests.support.fake_upstream`."""

from __future__ import annotations

import asyncio

from tests.support.fake_upstream import FakeUpstream, Writer, write_chunk, write_stream_head
from tests.support.streams import event, text_event


def content_event(text: str, finish: str | None = None) -> bytes:
    """An event that says something, or that a choice has ended."""
    return event({"content": text} if text else {}, finish)


async def stream_then_stall(fake: FakeUpstream, writer: Writer) -> None:
    """Begins a stream, of chat or of text as it was asked, and falls silent."""
    write_stream_head(writer)
    says = content_event if "/chat/" in fake.current_request.target else text_event
    write_chunk(writer, says("one two three"))
    await writer.drain()
    await asyncio.sleep(60)


async def never_respond(fake: FakeUpstream, writer: Writer) -> None:
    """Never answers."""
    await asyncio.sleep(60)


async def abort_mid_stream(fake: FakeUpstream, writer: Writer) -> None:
    """Breaks the connection in the middle of a stream."""
    write_stream_head(writer)
    write_chunk(writer, content_event("half"))
    await writer.drain()
    writer.transport.abort()
