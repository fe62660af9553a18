"""Many clients at once, and slow ones."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import httpx
import sqlalchemy as sa

from app.main import create_app
from app.storage.engine import connect
from app.storage.schema import upgrade
from tests.support.chatting import Log, chat, talker
from tests.support.server import running, settings
from tests.support.serving import allow_files, served
from tests.support.upstream import FakeUpstream, Writer, chunk, stream_head, upstream

_STREAMS = 1000
_PIECES, _PIECE = 2000, 32 * 1024


async def test_a_thousand_streams_at_once_on_one_process(database: str, tmp_path: Path) -> None:
    allow_files(4 * _STREAMS)
    upgrade(database)
    log = Log()
    async with (
        talker(pace=0.2, events=10) as upstream,
        served(tmp_path, UPSTREAM_URL=upstream.url, DATABASE_URL=database) as server,
    ):
        await asyncio.gather(*(chat(server.port, log, streams=True) for _ in range(_STREAMS)))
    assert (len(log.ended), log.broken) == (_STREAMS, 0)
    assert upstream.most >= _STREAMS * 0.9
    engine = connect(database)
    with engine.connect() as connection:
        for table in ("usage_records", "chat_completions"):
            count = connection.execute(sa.select(sa.func.count()).select_from(sa.text(table))).scalar_one()
            assert count == _STREAMS
    engine.dispose()


async def test_a_client_that_reads_slowly_holds_the_upstream_back_and_gets_all() -> None:
    sent = 0

    async def script(fake: FakeUpstream, writer: Writer) -> None:
        nonlocal sent
        stream_head(writer)
        for _ in range(_PIECES):
            chunk(writer, _event({"content": "Y" * _PIECE}, None))
            await writer.drain()
            sent += 1
        chunk(writer, _event({}, "stop") + b"data: [DONE]\n\n")
        chunk(writer, b"")

    async with (
        upstream(script) as fake,
        running(create_app(settings(upstream_url=fake.url, store_by_default="false"))) as server,
        httpx.AsyncClient(base_url=server.url, timeout=60, trust_env=False) as client,
    ):
        body = {"model": "m", "stream": True, "messages": [{"role": "user", "content": "Hello"}]}
        async with client.stream("POST", "/v1/chat/completions", json=body) as answered:
            before = -1
            while sent > before:
                # Nobody reads: at some point the upstream cannot send any more.
                before = sent
                await asyncio.sleep(0.5)
            assert sent < _PIECES / 2
            length = 0
            last = b""
            async for piece in answered.aiter_bytes():
                length += piece.count(b"Y")
                last = (last + piece)[-100:]
    assert length == _PIECES * _PIECE
    assert last.endswith(b"data: [DONE]\n\n")


def _event(delta: dict[str, str], finish: str | None) -> bytes:
    event = {"id": "theirs", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return b"data: " + json.dumps({**event, "choices": [choice]}).encode() + b"\n\n"
