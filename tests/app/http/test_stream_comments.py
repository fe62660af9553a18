"""A silent event stream gets comments, between events only, as long as it is open."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import openai
import pytest

from app.http import stream_comments
from app.main import create_app
from tests.support.fake_upstream import FakeUpstream, Script, Writer, write_chunk, write_stream_head
from tests.support.forwarding import ForwardingServer, forwarding_server
from tests.support.server import running, settings
from tests.support.streams import DONE, text_event
from tests.support.upstream_scripts import content_event

_PATHS = ["/chat/completions", "/completions", "/responses", "/images/generations"]
_IMAGE = b'data: {"type":"image_generation.completed","b64_json":"AA=="}\n\n'


def _body(path: str, **members: Any) -> dict[str, Any]:
    text: Any = [{"role": "user", "content": "hi"}] if path == "/chat/completions" else "hi"
    name = {"/chat/completions": "messages", "/responses": "input"}.get(path, "prompt")
    return {"model": "m", name: text, "stream": True, **members}


def _events(path: str) -> bytes:
    if path == "/images/generations":
        return _IMAGE
    return (text_event("Hi", "stop") if path == "/completions" else content_event("Hi", "stop")) + DONE


@pytest.fixture(autouse=True)
def _fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream_comments, "SWEEP_SECONDS", 0.005)


def _silent_until(proceed: asyncio.Event, before: bytes = b"", after: bytes | None = None) -> Script:
    """Sends the head and `before`, and the rest once the client has what the test waits for."""

    async def script(fake: FakeUpstream, writer: Writer) -> None:
        write_stream_head(writer)
        if before:
            write_chunk(writer, before)
        await writer.drain()
        await proceed.wait()
        path = fake.current_request.target.removeprefix("/v1")
        write_chunk(writer, _events(path) if after is None else after)
        write_chunk(writer, b"")

    return script


async def _read_until_comment(
    server: ForwardingServer, body: dict[str, Any], path: str, proceed: asyncio.Event, comments: int = 2
) -> str:
    """The whole stream; the upstream proceeds once the client has so many comments."""
    text = ""
    async with server.client.stream("POST", path, json=body) as answer:
        async for part in answer.aiter_text():
            text += part
            if text.count(": keep-alive\n\n") >= comments:
                proceed.set()
    return text


@pytest.mark.parametrize("path", _PATHS)
async def test_stream_comments_silent_upstream_gets_them_until_it_sends(path: str) -> None:
    proceed = asyncio.Event()
    async with forwarding_server(_silent_until(proceed)) as server:
        text = await _read_until_comment(server, _body(path), path, proceed)
    assert text.count(": keep-alive\n\n") >= 2
    assert "AA==" in text if path == "/images/generations" else "Hi" in text
    # None follows the end.
    assert not text.endswith(": keep-alive\n\n")


async def test_stream_comments_sdk_reads_the_stream() -> None:
    proceed = asyncio.Event()
    async with forwarding_server(_silent_until(proceed)) as server:
        url = str(server.client.base_url)
        async with openai.AsyncOpenAI(base_url=url, api_key="any", max_retries=0) as sdk:
            stream = await sdk.chat.completions.create(
                model="m", messages=[{"role": "user", "content": "hi"}], stream=True
            )
            asyncio.get_running_loop().call_later(0.3, proceed.set)
            texts = [chunk.choices[0].delta.content async for chunk in stream]
    assert "Hi" in texts


async def test_stream_comments_reader_of_a_background_response_gets_them(tmp_path: Any) -> None:
    proceed = asyncio.Event()
    async with forwarding_server(_silent_until(proceed)) as server:
        body = _body("/responses", background=True)
        text = await _read_until_comment(server, body, "/responses", proceed)
        created = json.loads(text.split("data: ")[1].split("\n")[0])["response"]["id"]
        later = await server.client.get(f"/responses/{created}?stream=true")
    assert text.count(": keep-alive\n\n") >= 2
    assert "response.completed" in text
    assert "response.completed" in later.text


async def test_stream_comments_none_within_an_event(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long event is passed on in parts; a comment would break it."""
    swept = asyncio.Event()
    sweep = stream_comments.StreamComments.sweep
    sweeps = 0

    def counted(self: stream_comments.StreamComments) -> None:
        nonlocal sweeps
        sweep(self)
        sweeps += 1
        if sweeps == 100:
            swept.set()

    monkeypatch.setattr(stream_comments.StreamComments, "sweep", counted)
    event = _IMAGE.replace(b"AA==", b"A" * 2_000_000)
    script = _silent_until(swept, event[:1_500_000], event[1_500_000:])
    async with forwarding_server(script) as server:
        answer = await server.client.post("/images/generations", json=_body("/images/generations"))
    assert answer.content == event


async def test_stream_comments_other_bodies_have_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream_comments, "SILENT_SWEEPS", 1)

    async def script(fake: FakeUpstream, writer: Writer) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: audio/mpeg\r\ntransfer-encoding: chunked\r\n\r\n")
        write_chunk(writer, b"first\n\n")
        await writer.drain()
        await asyncio.sleep(0.1)
        write_chunk(writer, b"last")
        write_chunk(writer, b"")

    async with forwarding_server(script) as server:
        body = {"model": "m", "input": "hi", "voice": "alloy"}
        assert (await server.client.post("/audio/speech", json=body)).content == b"first\n\nlast"


@pytest.mark.parametrize("path", ["/chat/completions", "/completions", "/responses"])
async def test_stream_comments_comment_of_the_upstream_is_replaced_by_one(
    monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(stream_comments, "SILENT_SWEEPS", 1_000_000)
    proceed = asyncio.Event()

    async def script(fake: FakeUpstream, writer: Writer) -> None:
        write_stream_head(writer)
        while not proceed.is_set():
            write_chunk(writer, b": PROCESSING\n\n")
            await writer.drain()
            await asyncio.sleep(0.02)
        write_chunk(writer, _events(path))
        write_chunk(writer, b"")

    async with forwarding_server(script) as server:
        text = await _read_until_comment(server, _body(path), path, proceed)
    assert "PROCESSING" not in text
    assert "Hi" in text


async def test_stream_comments_many_comments_of_the_upstream_are_few_for_the_client(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stream_comments, "SWEEP_SECONDS", 3600.0)

    async def script(fake: FakeUpstream, writer: Writer) -> None:
        write_stream_head(writer)
        for _ in range(500):
            write_chunk(writer, b": PROCESSING\n\n")
            await writer.drain()
        write_chunk(writer, _events("/chat/completions"))
        write_chunk(writer, b"")

    async with forwarding_server(script) as server:
        answer = await server.call("/chat/completions", stream=True)
    assert answer.text.count(": ") == answer.text.count("data: ")


async def test_stream_comments_client_that_left_and_ended_streams_leave_no_timer() -> None:
    loop = asyncio.get_running_loop()
    async with running(create_app(settings())) as server, httpx.AsyncClient(trust_env=False) as client:
        url = f"{server.url}/v1/chat/completions"
        for model in ("builtin-fast", "builtin-stall-1"):
            body = _body("/chat/completions", model=model)
            async with client.stream("POST", url, json=body) as answer:
                async for part in answer.aiter_text():
                    if part.strip() and "stall" in model:
                        break
        for _ in range(400):
            sweeps = stream_comments._sweeps.get(loop)
            if sweeps is not None and not sweeps._streams and sweeps._timer is None:
                return
            await asyncio.sleep(0.01)
    raise AssertionError("a timer is left")
