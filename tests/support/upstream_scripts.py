"""What upstreams do to a chat: each a script for `tests.support.fake_upstream`."""

from __future__ import annotations

import asyncio

from tests.support.fake_upstream import FakeUpstream, Writer, chunk, stream_head
from tests.support.streams import event, text_event


def say(text: str, finish: str | None = None) -> bytes:
    """An event that says something, or that a choice has ended."""
    return event({"content": text} if text else {}, finish)


async def half(fake: FakeUpstream, writer: Writer) -> None:
    """Begins a stream, of chat or of text as it was asked, and falls silent."""
    stream_head(writer)
    says = say if "/chat/" in fake.request.target else text_event
    chunk(writer, says("one two three"))
    await writer.drain()
    await asyncio.sleep(60)


async def silent(fake: FakeUpstream, writer: Writer) -> None:
    """Never answers."""
    await asyncio.sleep(60)


async def cut(fake: FakeUpstream, writer: Writer) -> None:
    """Breaks the connection in the middle of a stream."""
    stream_head(writer)
    chunk(writer, say("half"))
    await writer.drain()
    writer.transport.abort()
