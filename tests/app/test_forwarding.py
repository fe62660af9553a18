"""Forwarding end to end: a client, the server, a scripted upstream."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import openai
import pytest

from app.main import create_app
from app.usage.entry import UsageEntry
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
from tests.support.server import running, settings

_OPERATOR, _CALLER = "sk-operator-canary-0001", "sk-caller-canary-0002"
_CHAT = {"model": "gpt-4", "messages": [{"role": "user", "content": "Hello"}]}


@dataclass(slots=True)
class Stack:
    """A server with a scripted upstream."""

    fake: FakeUpstream
    client: httpx.AsyncClient
    sdk: openai.AsyncOpenAI


@asynccontextmanager
async def stack(script: Script, **given: str) -> AsyncGenerator[Stack, None]:
    async with (
        fake_upstream(script) as fake,
        running(create_app(settings(upstream_url=fake.url, upstream_api_key=_OPERATOR, **given))) as server,
        httpx.AsyncClient(
            base_url=server.url + "/v1",
            headers={"authorization": f"Bearer {_CALLER}"},
            timeout=20,
            trust_env=False,
        ) as client,
        openai.AsyncOpenAI(base_url=server.url + "/v1", api_key=_CALLER, max_retries=0, timeout=20) as sdk,
    ):
        yield Stack(fake, client, sdk)


def _delta(text: str) -> bytes:
    value: dict[str, Any] = {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "gpt-4",
    }
    value["choices"] = [{"index": 0, "delta": {"content": text}, "finish_reason": None}]
    return b"data: " + json.dumps(value).encode() + b"\n\n"


_FINISH = _delta("").replace(b'{"content": ""}, "finish_reason": null', b'{}, "finish_reason": "stop"')


def _error(answered: httpx.Response) -> dict[str, Any]:
    body = answered.json()
    assert body.keys() == {"error"}
    assert body["error"].keys() == {"message", "type", "param", "code"}
    found: dict[str, Any] = body["error"]
    return found


async def test_forward_body_is_unchanged_and_only_the_operators_key_is_sent() -> None:
    body = b'{ "model":"gpt-4","messages":[{"role":"user","content":"\\u00e9"}],  "unknown": {"a": 1.50} }'
    async with stack(fixed_response("200 OK", COMPLETION)) as s:
        headers = {
            "content-type": "application/json",
            "cookie": "a=cookie-canary",
            "x-api-key": "header-canary",
            "x-builtin-pace": "order-canary",
            "openai-beta": "assistants=v2",
        }
        assert (
            await s.client.post("/chat/completions?x=1", content=body, headers=headers)
        ).status_code == 200
        seen = s.fake.requests[0]
    assert seen.body == body
    assert seen.target == "/v1/chat/completions?x=1"
    assert f"Bearer {_OPERATOR}" in seen.head
    assert "openai-beta: assistants=v2" in seen.head.lower()
    for canary in (_CALLER, "cookie-canary", "header-canary", "order-canary"):
        assert canary not in seen.head


async def test_forward_events_arrive_one_by_one() -> None:
    next_one = asyncio.Event()

    async def script(fake: FakeUpstream, writer: Writer) -> None:
        write_stream_head(writer)
        for text in ("one", "two", "three"):
            write_chunk(writer, _delta(text))
            await writer.drain()
            # Waits until the client has received this event: nothing is buffered on the way.
            await next_one.wait()
            next_one.clear()
        write_chunk(writer, _FINISH + b"data: [DONE]\n\n")
        write_chunk(writer, b"")

    async with stack(script) as s:
        texts = []
        async with await s.sdk.chat.completions.create(
            model="gpt-4", messages=[{"role": "user", "content": "Hello"}], stream=True
        ) as stream:
            async for event in stream:
                texts.append(event.choices[0].delta.content)
                next_one.set()
    assert texts == ["one", "two", "three", None]


async def test_forward_429_is_returned_at_once_with_its_headers() -> None:
    body = (
        b'{"error": {"message": "Slow down.", "type": "requests", "param": null, '
        b'"code": "rate_limit_exceeded"}}'
    )
    limits = (
        "retry-after: 7",
        "x-ratelimit-remaining-requests: 0",
        "x-request-id: req_theirs",
        "set-cookie: a=b",
        "openai-organization: acme",
    )
    async with stack(fixed_response("429 Too Many Requests", body, *limits)) as s:
        answered = await s.client.post("/chat/completions", json=_CHAT)
        assert len(s.fake.requests) == 1
    assert (answered.status_code, answered.content) == (429, body)
    assert answered.headers["retry-after"] == "7"
    assert answered.headers["x-ratelimit-remaining-requests"] == "0"
    # The log has our id.
    assert answered.headers["x-upstream-request-id"] == "req_theirs"
    assert answered.headers["x-request-id"] != "req_theirs"
    assert not {"set-cookie", "openai-organization"} & answered.headers.keys()


@pytest.mark.parametrize(
    ("status", "body", "message"),
    [
        ("500 Oops", b"<html>nginx</html>", "answered 500"),
        ("400 Bad Request", b'{"detail": "no such model"}', "no such model"),
        ("404 Not Found", b'{"error": "model not found"}', "model not found"),
        ("422 Unprocessable", b"", "answered 422"),
    ],
)
async def test_forward_error_of_another_shape_becomes_the_contracts(
    status: str, body: bytes, message: str
) -> None:
    async with stack(fixed_response(status, body)) as s:
        answered = await s.client.post("/chat/completions", json=_CHAT)
    assert answered.status_code == int(status[:3])
    assert message in _error(answered)["message"]


@pytest.mark.parametrize("status", ["401 Unauthorized", "403 Forbidden"])
async def test_forward_refused_operators_key_is_a_502_without_the_key(status: str) -> None:
    body = json.dumps({"error": {"message": f"Incorrect API key provided: {_OPERATOR}"}}).encode()
    async with stack(fixed_response(status, body)) as s:
        answered = await s.client.post("/chat/completions", json=_CHAT)
    assert (answered.status_code, _error(answered)["code"]) == (502, "upstream_key_refused")
    assert _OPERATOR not in answered.text


async def test_forward_upstream_error_with_the_operators_key_is_masked() -> None:
    body = json.dumps(
        {"error": {"message": f"odd {_OPERATOR}", "type": "t", "param": None, "code": None}}
    ).encode()
    async with stack(fixed_response("400 Bad Request", body)) as s:
        answered = await s.client.post("/chat/completions", json=_CHAT)
    assert answered.status_code == 400
    assert _OPERATOR not in answered.text


async def test_forward_unreachable_upstream_is_a_502_that_names_it() -> None:
    async with stack(fixed_response("200 OK", COMPLETION)) as s:
        port = s.fake.port
    app = create_app(settings(upstream_url=f"http://127.0.0.1:{port}"))
    async with running(app) as server, httpx.AsyncClient(trust_env=False) as client:
        answered = await client.post(server.url + "/v1/chat/completions", json=_CHAT)
    assert answered.status_code == 502
    assert f"127.0.0.1:{port}" in _error(answered)["message"]


async def _silent(fake: FakeUpstream, writer: Writer) -> None:
    await asyncio.sleep(60)


async def _garbage(fake: FakeUpstream, writer: Writer) -> None:
    writer.write(b"\x00\x01 this is not HTTP\r\n\r\n")
    await writer.drain()


async def _reset(fake: FakeUpstream, writer: Writer) -> None:
    writer.transport.abort()


@pytest.mark.parametrize(("script", "status"), [(_silent, 504), (_garbage, 502), (_reset, 502)])
async def test_forward_upstream_without_answer_is_named(script: Script, status: int) -> None:
    async with stack(script, first_byte_timeout_seconds="0.3") as s:
        answered = await s.client.post("/chat/completions", json=_CHAT)
        assert answered.status_code == status
        assert f"127.0.0.1:{s.fake.port}" in _error(answered)["message"]


async def _cut(fake: FakeUpstream, writer: Writer) -> None:
    write_stream_head(writer)
    write_chunk(writer, _delta("half") + b'data: {"id": "chat')
    await writer.drain()
    writer.transport.abort()


async def _stall(fake: FakeUpstream, writer: Writer) -> None:
    write_stream_head(writer)
    write_chunk(writer, _delta("half"))
    await asyncio.sleep(60)


async def _chat(s: Stack, texts: list[str | None]) -> None:
    async for event in await s.sdk.chat.completions.create(
        model="gpt-4", messages=[{"role": "user", "content": "Hello"}], stream=True
    ):
        texts.append(event.choices[0].delta.content)


@pytest.mark.parametrize("script", [_cut, _stall])
async def test_forward_broken_stream_raises_in_the_sdk(script: Script) -> None:
    async with stack(script, idle_timeout_seconds="0.3") as s:
        texts: list[str | None] = []
        with pytest.raises(openai.APIError, match=r"127\.0\.0\.1"):
            await _chat(s, texts)
    assert texts == ["half"]


async def _half_stream(fake: FakeUpstream, writer: Writer) -> None:
    write_stream_head(writer)
    write_chunk(writer, _delta("half"))
    await writer.drain()
    await asyncio.sleep(60)


@pytest.mark.parametrize(("script", "streams"), [(_silent, False), (_silent, True), (_half_stream, True)])
async def test_forward_client_disconnect_ends_the_upstreams_request(script: Script, streams: bool) -> None:
    async with stack(script) as s:
        body = {**_CHAT, "stream": streams}
        with pytest.raises(httpx.ReadTimeout):
            await s.client.post("/chat/completions", json=body, timeout=0.5)
        await asyncio.wait_for(s.fake.client_disconnected.wait(), 1)


async def test_forward_form_is_unchanged() -> None:
    async with stack(fixed_response("200 OK", b'{"text": "hello"}')) as s:
        sound = bytes(range(256)) * 8192
        answered = await s.client.post(
            "/audio/transcriptions",
            data={"model": "whisper-1", "timestamp_granularities[]": ["word", "segment"]},
            files={"file": ("a.wav", sound, "audio/wav")},
        )
        assert answered.json() == {"text": "hello"}
        seen = s.fake.requests[0]
    assert sound in seen.body
    assert b'name="timestamp_granularities[]"' in seen.body


async def test_forward_encoded_slash_in_an_id_is_unchanged() -> None:
    model = b'{"id": "meta-llama/Llama-3", "object": "model", "created": 1, "owned_by": "meta"}'
    async with stack(fixed_response("200 OK", model)) as s:
        answered = await s.client.get("/models/meta-llama%2FLlama-3")
        assert answered.json()["id"] == "meta-llama/Llama-3"
        assert s.fake.requests[-1].target == "/v1/models/meta-llama%2FLlama-3"


async def test_forward_unimplemented_operation_is_a_501_unless_configured() -> None:
    batch = {"input_file_id": "file-1", "endpoint": "/v1/responses", "completion_window": "24h"}
    async with stack(fixed_response("200 OK", b"{}")) as s:
        bad = await s.client.post("/batches", json={"endpoint": 5})
        refused = await s.client.post("/batches", json=batch)
        assert s.fake.requests == []
    assert (bad.status_code, refused.status_code) == (400, 501)
    assert _error(refused)["code"] == "operation_not_implemented"
    async with stack(fixed_response("200 OK", b"{}"), forward="create_batch") as s:
        assert (await s.client.post("/batches", json=batch)).status_code == 200


async def test_forward_unknown_enum_value_passes_with_a_header_unless_validation_is_contract() -> None:
    body = {**_CHAT, "service_tier": "hyper"}
    async with stack(fixed_response("200 OK", COMPLETION)) as s:
        passed = await s.client.post("/chat/completions", json=body)
    assert (passed.status_code, passed.headers["x-llm-backend-unchecked"]) == (200, "service_tier")
    async with stack(fixed_response("200 OK", COMPLETION), validation="contract") as s:
        refused = await s.client.post("/chat/completions", json=body)
    assert (refused.status_code, _error(refused)["param"]) == (400, "service_tier")


@pytest.mark.parametrize("role", ["system", "developer", "user", "assistant", "tool"])
async def test_forward_unknown_part_passes_in_every_role_unless_validation_is_contract(role: str) -> None:
    image = {"type": "image_url", "image_url": {"url": "https://example.com/a.png"}}
    video = {"type": "video_url", "video_url": {"url": "https://example.com/a.mp4"}}
    parts = [{"type": "text", "text": "a"}, *([] if role == "user" else [image]), video]
    message = {"role": role, "content": parts, **({"tool_call_id": "c"} if role == "tool" else {})}
    body = {**_CHAT, "messages": [*_CHAT["messages"], message]}
    async with stack(fixed_response("200 OK", COMPLETION)) as s:
        passed = await s.client.post("/chat/completions", json=body)
        assert json.loads(s.fake.requests[0].body)["messages"] == body["messages"]
        wrong = {**message, "content": [{"type": "text", "text": 5}, video]}
        faulty = await s.client.post("/chat/completions", json={**body, "messages": [wrong]})
    assert passed.headers["x-llm-backend-unchecked"] == "messages[1].content[1].type"
    assert (faulty.status_code, _error(faulty)["param"]) == (400, "messages[0].content[0].text")
    async with stack(fixed_response("200 OK", COMPLETION), validation="contract") as s:
        refused = await s.client.post("/chat/completions", json=body)
    assert (refused.status_code, _error(refused)["param"]) == (400, "messages[1].content[1].type")


@pytest.mark.parametrize("role", [None, 5, ...])
async def test_forward_message_without_a_role_is_400(role: object) -> None:
    message = {"content": "Hi", **({} if role is ... else {"role": role})}
    async with stack(fixed_response("200 OK", COMPLETION)) as s:
        refused = await s.client.post("/chat/completions", json={**_CHAT, "messages": [message]})
    assert (refused.status_code, _error(refused)["param"]) == (400, "messages[0].role")


@pytest.mark.parametrize(
    "fields",
    [
        {"input": ["x"] * 5000},
        {"input": [{"image": "x"}, {"text": "y"}]},
        {"input": "x", "dimensions": None, "encoding_format": None, "user": None},
    ],
)
async def test_forward_embeddings_of_any_number_and_kind_are_passed_on(fields: dict[str, Any]) -> None:
    async with stack(fixed_response("200 OK", b"{}")) as s:
        passed = await s.client.post("/embeddings", json={"model": "m", **fields})
        sent = json.loads(s.fake.requests[0].body)
    assert passed.status_code == 200
    assert sent == {"model": "m", "input": fields["input"]}


async def test_forward_seed_of_any_size_and_empty_stop_are_passed_on() -> None:
    body = json.dumps({**_CHAT, "seed": 2**64, "stop": []}).encode()
    async with stack(fixed_response("200 OK", COMPLETION)) as s:
        headers = {"content-type": "application/json"}
        passed = await s.client.post("/chat/completions", content=body, headers=headers)
        sent = json.loads(s.fake.requests[0].body)
    assert passed.status_code == 200
    assert (sent["seed"], sent["stop"]) == (2**64, [])


_SPEECH = (
    "/audio/speech",
    {"model": "tts-1", "input": "Hello", "voice": "alloy"},
)
_IMAGE = ("/images/generations", {"model": "gpt-image-1", "prompt": "A cat", "stream": True})
_EMBEDDING = ("/embeddings", {"model": "e-1", "input": "Hello"})
_VECTOR = b'{"object":"list","data":[],"model":"e-1","usage":{"prompt_tokens":1,"total_tokens":1}}'
_PARTIAL = b'data: {"type":"image_generation.partial_image","b64_json":"AA=="}\n\n'
_COMPLETED = (
    b'data: {"type":"image_generation.completed","usage":'
    b'{"input_tokens":1,"output_tokens":2,"total_tokens":3}}\n\n'
)


async def _sized_audio(fake: FakeUpstream, writer: Writer) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: audio/mpeg\r\ncontent-length: 10\r\n\r\nfirst")
    await writer.drain()
    await asyncio.sleep(0.05)
    writer.write(b"last.")


async def _chunked_audio(fake: FakeUpstream, writer: Writer) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: audio/mpeg\r\ntransfer-encoding: chunked\r\n\r\n")
    write_chunk(writer, b"first")
    write_chunk(writer, b"last.")
    write_chunk(writer, b"")


async def _image_stream(fake: FakeUpstream, writer: Writer) -> None:
    write_stream_head(writer)
    for event in (_PARTIAL, _COMPLETED, b""):
        write_chunk(writer, event)
        await writer.drain()
        await asyncio.sleep(0.05)


async def test_forward_image_event_in_several_packets_is_unchanged() -> None:
    event = _PARTIAL.replace(b"AA==", b"A" * 3_000_000)

    async def script(fake: FakeUpstream, writer: Writer) -> None:
        write_stream_head(writer)
        for part in (event[:1_000_000], event[1_000_000:2_000_000], event[2_000_000:] + _COMPLETED, b""):
            write_chunk(writer, part)
            await writer.drain()

    path, body = _IMAGE
    async with stack(script) as s:
        answered = await s.client.post(path, json=body)
    assert answered.content == event + _COMPLETED


@pytest.mark.parametrize(
    ("request_", "script", "before_commit", "whole"),
    [
        (_SPEECH, _sized_audio, b"first", b"firstlast."),
        # Without a length, the client waits for the end of the body.
        (_SPEECH, _chunked_audio, b"firstlast.", b"firstlast."),
        (_IMAGE, _image_stream, _PARTIAL, _PARTIAL + _COMPLETED),
        (_EMBEDDING, fixed_response("200 OK", _VECTOR), b"", _VECTOR),
    ],
    ids=["content-length", "chunked", "events", "json"],
)
async def test_forward_record_not_committed_holds_back_the_end_of_the_answer(
    monkeypatch: pytest.MonkeyPatch,
    request_: tuple[str, dict[str, Any]],
    script: Script,
    before_commit: bytes,
    whole: bytes,
) -> None:
    committing, committed = asyncio.Event(), asyncio.Event()
    end = UsageEntry.end

    async def slow_end(self: UsageEntry, *arguments: Any, **named: Any) -> None:
        committing.set()
        await committed.wait()
        await end(self, *arguments, **named)

    monkeypatch.setattr(UsageEntry, "end", slow_end)
    path, body = request_
    received = bytearray()

    async def read(s: Stack) -> None:
        async with s.client.stream("POST", path, json=body) as answered:
            async for data in answered.aiter_raw():
                received.extend(data)

    async with stack(script) as s:
        reading = asyncio.create_task(read(s))
        await asyncio.wait_for(committing.wait(), 10)
        await asyncio.sleep(0.1)
        assert bytes(received) == before_commit
        assert not reading.done()
        committed.set()
        await asyncio.wait_for(reading, 10)
    assert bytes(received) == whole


@pytest.mark.parametrize(
    ("path", "body", "param"),
    [
        ("/moderations", {"input": [{"type": "video", "video": "x"}]}, None),
        ("/moderations", {"input": [{"type": "text", "text": 5}]}, "input[0].text"),
        ("/responses", {"input": [{"type": "program", "id": "x"}]}, "input[0].call_id"),
        (
            "/responses",
            {"input": [{"role": "user", "content": [{"type": "input_text", "text": 5}]}]},
            "input[0].content[0].text",
        ),
        (
            "/responses",
            {"input": [{"role": "user", "content": [{"type": "input_video"}]}]},
            "input[0].content[0].type",
        ),
    ],
)
async def test_error_of_a_union_is_that_of_the_variant_that_was_meant(
    path: str, body: dict[str, Any], param: str | None
) -> None:
    async with stack(fixed_response("200 OK", b"{}")) as s:
        answered = await s.client.post(path, json={"model": "m", **body})
    assert answered.status_code == (200 if param is None else 400), answered.text
    assert param is None or _error(answered)["param"] == param


@pytest.mark.parametrize("media_type", ["application/json", "text/plain"])
async def test_forward_answer_that_quotes_the_operators_key_is_masked(media_type: str) -> None:
    body = json.dumps({"data": [], "note": f"as {_OPERATOR} asked"}).encode()
    script = fixed_response("200 OK", body, content_type=media_type)
    async with stack(script) as s:
        answered = await s.client.post("/embeddings", json={"model": "m", "input": "x"})
    assert answered.status_code == 200
    assert answered.content == body.replace(_OPERATOR.encode(), b"*" * len(_OPERATOR))


async def test_forward_usage_in_every_event_does_not_hold_the_stream() -> None:
    next_one = asyncio.Event()

    async def script(fake: FakeUpstream, writer: Writer) -> None:
        write_stream_head(writer)
        for number in range(4):
            usage = {"input_tokens": 1, "output_tokens": number, "total_tokens": 1 + number}
            write_chunk(writer, b"data: " + json.dumps({"n": number, "usage": usage}).encode() + b"\n\n")
            await writer.drain()
            if number:
                # Until the client has the event before this one.
                await asyncio.wait_for(next_one.wait(), 10)
                next_one.clear()
        write_chunk(writer, b"")

    async with stack(script) as s:
        body = {"model": "m", "input": "x", "voice": "alloy", "stream_format": "sse"}
        async with s.client.stream("POST", "/audio/speech", json=body) as answered:
            numbers = []
            async for line in answered.aiter_lines():
                if line:
                    assert "error" not in line, line
                    numbers.append(json.loads(line.removeprefix("data: "))["n"])
                    next_one.set()
    assert numbers == [0, 1, 2, 3]
