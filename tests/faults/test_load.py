"""Many concurrent clients, and slow ones."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from app.main import create_app
from app.storage.engine import connect
from app.storage.schema import upgrade
from tests.support.chat_load import Log, chat, load_upstream
from tests.support.fake_upstream import FakeUpstream, Writer, fake_upstream, write_chunk, write_stream_head
from tests.support.serve_process import raise_file_limit, serve_process
from tests.support.server import running, settings
from tests.support.streams import text_event
from tests.support.upstream_scripts import content_event

_STREAMS = 1000
_PIECES, _PIECE = 2000, 32 * 1024


async def test_server_with_thousand_streams_completes_and_records_all(database: str, tmp_path: Path) -> None:
    raise_file_limit(4 * _STREAMS)
    upgrade(database)
    log = Log()
    async with (
        load_upstream(pace=0.2, events=10) as upstream,
        serve_process(tmp_path, UPSTREAM_URL=upstream.url, DATABASE_URL=database) as server,
    ):
        await asyncio.gather(*(chat(server.port, log, streams=True) for _ in range(_STREAMS)))
    assert (len(log.completed), log.failed) == (_STREAMS, 0)
    assert upstream.max_in_flight >= _STREAMS * 0.9
    engine = connect(database)
    with engine.connect() as connection:
        for table in ("usage_records", "chat_completions"):
            count = connection.execute(sa.select(sa.func.count()).select_from(sa.text(table))).scalar_one()
            assert count == _STREAMS
    engine.dispose()


_CHAT = {"messages": [{"role": "user", "content": "Hello"}]}


@pytest.mark.parametrize(
    ("path", "fields", "end"),
    [
        ("/chat/completions", _CHAT, b"data: [DONE]"),
        ("/completions", {"prompt": "Hello"}, b"data: [DONE]"),
        ("/responses", {"input": "Hello"}, b'"total_tokens":'),
    ],
)
async def test_server_with_slow_reader_applies_backpressure_and_sends_all(
    path: str, fields: dict[str, Any], end: bytes
) -> None:
    sent = 0
    make_event = text_event if path == "/completions" else content_event

    async def script(fake: FakeUpstream, writer: Writer) -> None:
        nonlocal sent
        write_stream_head(writer)
        for _ in range(_PIECES):
            write_chunk(writer, make_event("Y" * _PIECE))
            await writer.drain()
            sent += 1
        write_chunk(writer, make_event("", "stop") + b"data: [DONE]\n\n")
        write_chunk(writer, b"")

    async with (
        fake_upstream(script) as fake,
        running(create_app(settings(upstream_url=fake.url, store_by_default="false"))) as server,
        httpx.AsyncClient(base_url=server.url + "/v1", timeout=60, trust_env=False) as client,
        client.stream("POST", path, json={"model": "m", "stream": True, **fields}) as response,
    ):
        before = -1
        while sent > before:
            # Without a reader the upstream blocks at some point.
            before = sent
            await asyncio.sleep(0.5)
        assert sent < _PIECES / 2
        length = 0
        tail = b""
        async for piece in response.aiter_bytes():
            length += piece.count(b"Y")
            tail = (tail + piece)[-2000:]
    # A response's last events repeat the whole text four times.
    assert length == _PIECES * _PIECE * (5 if path == "/responses" else 1)
    assert end in tail
