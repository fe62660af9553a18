"""Writes of one tick leave as one packet."""

from __future__ import annotations

import asyncio

from app.server.coalescing import WriteCoalescingTransport
from tests.support.fake_connection import FakeTransport


def _pair() -> tuple[WriteCoalescingTransport, FakeTransport]:
    transport = FakeTransport()
    return WriteCoalescingTransport(transport, asyncio.get_running_loop()), transport


async def test_writes_of_a_tick_are_one_packet_at_its_end() -> None:
    writer, transport = _pair()
    for data in (b"head", b"body"):
        writer.write(data)
    assert transport.written == []
    await asyncio.sleep(0)
    writer.write(b"later")
    await asyncio.sleep(0)
    assert transport.written == [b"headbody", b"later"]


async def test_writes_of_much_leave_within_the_tick() -> None:
    writer, transport = _pair()
    for _ in range(5):
        writer.write(b"a" * 30_000)
    assert [len(packet) for packet in transport.written] == [90_000]
    await asyncio.sleep(0)
    assert [len(packet) for packet in transport.written] == [90_000, 60_000]


async def test_close_sends_what_was_written_and_nothing_afterwards() -> None:
    writer, transport = _pair()
    writer.write(b"last")
    writer.close()
    writer.write(b"late")
    await asyncio.sleep(0)
    assert transport.written == [b"last"]
    assert writer.is_closing()


async def test_connection_lost_drops_what_was_not_sent() -> None:
    writer, transport = _pair()
    writer.write(b"too late")
    writer.on_connection_lost()
    await asyncio.sleep(0)
    assert transport.written == []


async def test_release_sends_what_was_written() -> None:
    writer, transport = _pair()
    writer.write(b"first")
    assert writer.release() is transport
    assert transport.written == [b"first"]
