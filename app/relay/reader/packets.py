"""How long the packets of an answer are read."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

from app.aio.deadlines import Deadline
from app.relay.reader.chat_reader import ChatReader
from app.relay.reader.sniffing import ENOUGH, start_of


async def read_packets(
    chunks: AsyncGenerator[bytes, None], reader: ChatReader, grace: float
) -> AsyncGenerator[bytes, None]:
    """The packets until nothing can change the answer, each to be fed before the next one is read.

    Once all choices have finished, the rest (usage, `[DONE]`, a text behind the finish) is awaited for
    `grace` seconds. A text opens its choice again, so that the wait starts anew with its next finish.
    """
    loop = asyncio.get_running_loop()
    deadline: float | None = None
    while not reader.stopped:
        if not reader.wants_only_the_end:
            deadline = None
            packet = await anext(chunks, None)
        else:
            deadline = loop.time() + grace if deadline is None else deadline
            try:
                with Deadline(deadline):
                    packet = await anext(chunks, None)
            except TimeoutError:
                return
        if packet is None:
            return
        yield packet


async def read_start(chunks: AsyncGenerator[bytes, None]) -> bytes:
    """The packets until they say what the body is."""
    start = b""
    while len(start_of(start)) < ENOUGH:
        packet = await anext(chunks, None)
        if packet is None:
            break
        start += packet
    return start


async def joined(start: bytes, chunks: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
    """The packets of a body whose start was read already."""
    try:
        if start:
            yield start
        async for packet in chunks:
            yield packet
    finally:
        await chunks.aclose()
