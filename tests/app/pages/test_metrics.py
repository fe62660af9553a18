"""`/metrics`, as an autoscaler reads it."""

from __future__ import annotations

import asyncio

import httpx

from app.main import create_app
from tests.support.fake_upstream import FakeUpstream, Writer, fake_upstream, write_chunk, write_stream_head
from tests.support.server import Running, running, settings

_CHAT = {"model": "m", "stream": True, "messages": [{"role": "user", "content": "Hello"}]}
_EVENT = (
    b'data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"m",'
    b'"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":null}]}\n\n'
)


async def _read(server: Running, name: str = "llm_backend_open_streams") -> int:
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.get(f"{server.url}/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    values = dict(line.split() for line in answer.text.splitlines() if not line.startswith("#"))
    return int(values[name])


async def _falls_to(server: Running, count: int) -> bool:
    for _ in range(200):
        if await _read(server) == count:
            return True
        await asyncio.sleep(0.02)
    return False


async def test_metrics_open_streams_counts_from_head_to_end() -> None:
    on = asyncio.Event()

    async def script(given: FakeUpstream, writer: Writer) -> None:
        write_stream_head(writer)
        write_chunk(writer, _EVENT)
        await on.wait()
        write_chunk(writer, _EVENT.replace(b"null", b'"stop"') + b"data: [DONE]\n\n")
        write_chunk(writer, b"")

    async with (
        fake_upstream(script) as fake,
        running(create_app(settings(upstream_url=fake.url))) as server,
        httpx.AsyncClient(base_url=server.url, timeout=20, trust_env=False) as client,
    ):
        assert await _read(server) == 0
        before = await _read(server, "llm_backend_tasks")
        async with client.stream("POST", "/v1/chat/completions", json=_CHAT) as first:
            lines = first.aiter_lines()
            await anext(lines)
            assert await _read(server) == 1
            async with client.stream("POST", "/v1/chat/completions", json=_CHAT) as second:
                others = second.aiter_lines()
                await anext(others)
                assert await _read(server) == 2
                assert await _read(server, "llm_backend_tasks") >= before + 2
            # The second client disconnected.
            assert await _falls_to(server, 1)
            on.set()
            assert [line async for line in lines if line][-1] == "data: [DONE]"
        assert await _falls_to(server, 0)


async def test_metrics_unstreamed_response_is_counted_by_status_and_names_no_caller() -> None:
    async with (
        running(create_app(settings())) as server,
        httpx.AsyncClient(base_url=server.url, trust_env=False) as client,
    ):
        assert (await client.get("/v1/models", headers={"authorization": "Bearer secret"})).status_code == 200
        assert (await client.get("/v1/models/unknown")).status_code == 404
        assert await _read(server) == 0
        page = (await client.get("/metrics")).text
    lines = dict(line.rsplit(" ", 1) for line in page.splitlines() if not line.startswith("#"))
    responses = {name: value for name, value in lines.items() if name.startswith("llm_backend_responses")}
    assert responses == {
        f'llm_backend_responses_total{{code="{code}"}}': count
        for code, count in {"1xx": "0", "2xx": "1", "3xx": "0", "4xx": "1", "5xx": "0"}.items()
    }
    assert lines.keys() - responses.keys() == {
        "llm_backend_open_streams",
        "llm_backend_tasks",
        "llm_backend_workers",
        'llm_backend_open_connections{worker="0"}',
        "llm_backend_worker_restarts_total",
    }
