"""One usage record for each call to an upstream, whatever ends it; those of a request share its id."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from app.storage.schema import upgrade
from tests.support.fake_upstream import (
    COMPLETION,
    FakeUpstream,
    Script,
    Writer,
    fake_upstream,
    fixed_response,
    write_chunk,
    write_stream_head,
)
from tests.support.rows import query_rows
from tests.support.several_upstreams import SeveralUpstreams, several_upstreams
from tests.support.stack import stack
from tests.support.upstream_scripts import content_event

_CHAT = {"model": "m", "messages": [{"role": "user", "content": "Hello"}]}
_INPUT = {"model": "m", "input": "Hello"}
_BODIES: dict[str, dict[str, Any]] = {"/chat/completions": _CHAT, "/responses": _INPUT, "/embeddings": _INPUT}
_ROWS = """
SELECT upstream, status, http_status, model_request, input_tokens + output_tokens, request_id, id
FROM usage_records ORDER BY created_at, id
"""


def _records(url: str) -> list[tuple[Any, ...]]:
    """Upstream, status, HTTP status, whether it is a request, and tokens; the ids must be of one request."""
    rows = query_rows(url, _ROWS)
    assert len({row[5] for row in rows}) == 1
    assert len({row[6] for row in rows}) == len(rows)
    return [(*row[:3], bool(row[3]), row[4]) for row in rows]


@asynccontextmanager
async def _upstreams(
    database: str, folder: Path, entries: dict[str, str], scripts: dict[str, Script]
) -> AsyncGenerator[SeveralUpstreams, None]:
    await asyncio.to_thread(upgrade, database)
    async with several_upstreams(folder, entries, scripts, database_url=database) as s:
        yield s


@pytest.mark.parametrize("path", _BODIES)
async def test_failed_attempts_before_an_answer_have_records_without_cost(
    database: str, tmp_path: Path, path: str
) -> None:
    entries = {"unreachable": "", "busy": "retry_statuses = [503]", "answers": ""}
    scripts = {
        "busy": fixed_response("503 Service Unavailable", b'{"error": {"message": "No."}}'),
        "answers": fixed_response("200 OK", COMPLETION),
    }
    async with _upstreams(database, tmp_path, entries, scripts) as s:
        answered = await s.client.post(path, json=_BODIES[path])
        assert answered.status_code == 200, answered.text
    assert await asyncio.to_thread(_records, database) == [
        ("unreachable", "failed", 502, False, 0),
        ("busy", "failed", 503, False, 0),
        ("answers", "completed", 200, True, 2),
    ]


async def test_failed_last_attempt_counts_as_no_request_either(database: str, tmp_path: Path) -> None:
    limited = fixed_response("429 Too Many Requests", b'{"error": {"message": "No."}}')
    async with _upstreams(database, tmp_path, {"limited": ""}, {"limited": limited}) as s:
        assert (await s.client.post("/chat/completions", json=_CHAT)).status_code == 429
    assert await asyncio.to_thread(_records, database) == [("limited", "failed", 429, False, 0)]


async def test_request_without_call_to_an_upstream_has_no_record(database: str, tmp_path: Path) -> None:
    async with _upstreams(database, tmp_path, {"one": 'models = ["m"]'}, {}) as s:
        for path, body in _BODIES.items():
            assert (await s.client.post(path, json=body | {"model": "unknown"})).status_code == 404
    assert await asyncio.to_thread(query_rows, database, _ROWS) == []


async def test_call_repeated_on_a_new_connection_has_a_record_of_each(database: str) -> None:
    """The upstream closes a kept connection as the next request arrives on it."""
    received = 0
    answer = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%b" % (
        len(COMPLETION),
        COMPLETION,
    )

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal received
        for is_first in (True, False):
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
            await reader.readexactly(length)
            received += 1
            if is_first:
                writer.write(answer)
                await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, stack(database, upstream_url=f"http://127.0.0.1:{port}/v1") as s:
        for _ in range(2):
            assert (await s.client.post("/chat/completions", json=_CHAT)).status_code == 200
        rows = await s.wait_for_rows("usage_records", 3)
    assert received == len(rows) == 3
    assert [(row["status"], bool(row["model_request"])) for row in rows] == [
        ("completed", True),
        ("failed", False),
        ("completed", True),
    ]
    assert rows[1]["request_id"] == rows[2]["request_id"] != rows[0]["request_id"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/embeddings", {"model": "m", "input": "Hello"}),
        ("/moderations", {"input": "Hello"}),
        ("/images/generations", {"model": "m", "prompt": "A cat"}),
        ("/audio/speech", {"model": "m", "input": "Hello", "voice": "alloy"}),
        ("/completions", {"model": "m", "prompt": "Hello"}),
        ("/responses/compact", {"model": "m", "input": "Hello"}),
        ("/responses/input_tokens", {"model": "m", "input": "Hello"}),
    ],
)
@pytest.mark.parametrize("ends", ["answered", "refused", "cut", "left"])
async def test_every_operation_has_one_record_with_its_upstream(
    tmp_path: Path, path: str, body: dict[str, Any], ends: str
) -> None:
    asked = asyncio.Event()

    async def script(fake: FakeUpstream, writer: Writer) -> None:
        asked.set()
        if ends == "left":
            await asyncio.sleep(60)
        elif ends == "cut":
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 999\r\n\r\n{")
            await writer.drain()
        else:
            status = "200 OK" if ends == "answered" else "400 Bad Request"
            answer = json.loads(COMPLETION) | {"error": {"message": "No."}} if ends == "refused" else None
            await fixed_response(status, json.dumps(answer).encode() if answer else COMPLETION)(fake, writer)

    url = f"sqlite:///{tmp_path}/test.db"
    async with _upstreams(url, tmp_path, {"native": 'responses = "native"'}, {"native": script}) as s:
        posting = asyncio.create_task(s.client.post(path, json=body))
        await asyncio.wait_for(asked.wait(), 10)
        if ends == "left":
            posting.cancel()
        await asyncio.gather(posting, return_exceptions=True)
    [(upstream, status, _, is_request, _)] = await asyncio.to_thread(_records, url)
    expected = {"answered": "completed", "refused": "failed", "cut": "failed", "left": "cancelled"}[ends]
    assert (upstream, status, is_request) == ("native", expected, ends in ("answered", "left"))


async def test_token_count_costs_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/test.db"
    counted = fixed_response("200 OK", b'{"object": "response.input_tokens", "input_tokens": 7}')
    async with _upstreams(url, tmp_path, {"native": 'responses = "native"'}, {"native": counted}) as s:
        body = {"model": "m", "input": "Hello"}
        assert (await s.client.post("/responses/input_tokens", json=body)).json()["input_tokens"] == 7
    assert await asyncio.to_thread(_records, url) == [("native", "completed", 200, True, 0)]


@pytest.mark.parametrize("streams", [False, True])
async def test_failed_response_has_the_usage_that_its_upstream_reported(database: str, streams: bool) -> None:
    async def script(fake: FakeUpstream, writer: Writer) -> None:
        write_stream_head(writer)
        usage = {"prompt_tokens": 500, "completion_tokens": 700, "total_tokens": 1200}
        write_chunk(writer, content_event("a long answer"))
        write_chunk(writer, content_event("", "error"))
        write_chunk(writer, b"data: " + json.dumps({"choices": [], "usage": usage}).encode() + b"\n\n")
        write_chunk(writer, b"")
        await writer.drain()

    async with stack(database, script) as s:
        body = {"model": "m", "input": "Hello", "background": not streams, "stream": streams}
        answered = await s.client.post("/responses", json=body)
        assert answered.status_code == 200
        [row] = await s.wait_for_rows("usage_records", 1)
    assert (row["status"], row["input_tokens"], row["output_tokens"]) == ("failed", 500, 700)
    assert (bool(row["estimated"]), bool(row["model_request"])) == (False, True)


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("id", "a\x00b"),
        ("id", "\ud800"),
        ("usage", {"prompt_tokens": 1, "completion_tokens": 1, "details": 2**70}),
        ("usage", {"prompt_tokens": 1, "completion_tokens": 1, "note": "\ud800"}),
    ],
)
async def test_record_that_the_database_or_json_refuses_is_written_without_what_it_refuses(
    database: str, tmp_path: Path, member: str, value: Any
) -> None:
    body = json.dumps(json.loads(COMPLETION) | {member: value}).encode()
    scripts = {"odd": fixed_response("200 OK", body)}
    async with _upstreams(database, tmp_path, {"odd": ""}, scripts) as s:
        await s.client.post("/chat/completions", json={**_CHAT, "store": False})
    [(_, _, _, is_request, tokens)] = await asyncio.to_thread(_records, database)
    assert (is_request, tokens) == (True, 2)


async def test_upstream_that_is_left_is_in_the_record(database: str) -> None:
    """Before the head of its answer."""

    async def never(fake: FakeUpstream, writer: Writer) -> None:
        asked.set()
        await asyncio.sleep(60)

    asked = asyncio.Event()
    async with fake_upstream(never) as fake, stack(database, upstream_url=fake.url) as s:
        for path, body in _BODIES.items():
            asked.clear()
            posting = asyncio.create_task(s.client.post(path, json=body))
            await asyncio.wait_for(asked.wait(), 10)
            posting.cancel()
            await asyncio.gather(posting, return_exceptions=True)
        rows = await s.wait_for_rows("usage_records", 3)
    expected = (f"127.0.0.1:{fake.port}", "cancelled")
    assert [(row["upstream"], row["status"]) for row in rows] == [expected] * 3
