"""Chat completions by the official SDK on both databases: answers, usage, stored completions, lists."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx2 as httpx
import openai
import pytest

from tests.support.contract_validation import is_valid
from tests.support.fake_upstream import (
    COMPLETION,
    FakeUpstream,
    Script,
    Writer,
    fixed_response,
    write_chunk,
    write_stream_head,
)
from tests.support.stack import stack
from tests.support.upstream_scripts import abort_mid_stream, content_event, never_respond, stream_then_stall

_MESSAGES: list[Any] = [{"role": "user", "content": "Hello"}]


def _event(choices: list[Any], **more: Any) -> bytes:
    head = {"id": "chatcmpl-theirs", "object": "chat.completion.chunk", "created": 1, "model": "gpt-4"}
    return b"data: " + json.dumps({**head, "choices": choices, **more}).encode() + b"\n\n"


_USED = {"prompt_tokens": 7, "completion_tokens": 5, "total_tokens": 12}


async def test_chat_stored_completion_equals_the_answer(database: str) -> None:
    async with stack(database) as s:
        answered = await s.sdk.chat.completions.create(model="builtin", messages=_MESSAGES, temperature=0.5)
        streamed = [
            event
            async for event in await s.sdk.chat.completions.create(
                model="builtin", messages=_MESSAGES, stream=True, metadata={"team": "red"}
            )
        ]
        stored = [page async for page in s.sdk.chat.completions.list()]
        assert [one.id for one in stored] == [answered.id, streamed[0].id]
        assert stored[0].choices == answered.choices
        assert stored[0].to_dict()["temperature"] == 0.5
        text = "".join(event.choices[0].delta.content or "" for event in streamed)
        assert stored[1].choices[0].message.content == text
        assert stored[1].usage is not None
        assert {event.id for event in streamed} == {stored[1].id}
        assert all(event.choices and event.usage is None for event in streamed)
        one = await s.sdk.chat.completions.retrieve(answered.id)
        assert is_valid({"$ref": "#/components/schemas/CreateChatCompletionResponse"}, one.to_dict())
        messages = [message async for message in s.sdk.chat.completions.messages.list(answered.id)]
        assert [(message.id, message.content) for message in messages] == [(f"{answered.id}-0", "Hello")]
        assert [page.id async for page in s.sdk.chat.completions.list(metadata={"team": "red"})] == [
            stored[1].id
        ]
        changed = await s.sdk.chat.completions.update(answered.id, metadata={"team": "blue"})
        assert changed.to_dict()["metadata"] == {"team": "blue"}
        first_page = await s.sdk.chat.completions.list(limit=1, order="desc")
        assert [one.id for one in first_page.data] == [stored[1].id]
        assert [one.id for one in (await first_page.get_next_page()).data] == [answered.id]
        assert (await s.sdk.chat.completions.delete(answered.id)).deleted
        with pytest.raises(openai.NotFoundError):
            await s.sdk.chat.completions.retrieve(answered.id)


async def test_chat_every_call_has_usage_and_store_decides_on_the_completion(database: str) -> None:
    async with stack(database, fixed_response("200 OK", COMPLETION)) as s:
        for store in (None, True, False):
            await s.sdk.chat.completions.create(
                model="gpt-4", messages=_MESSAGES, store=store, metadata={"a": "b"}
            )
        assert s.fake is not None
        # Stored here only.
        assert not any({"store", "metadata"} & json.loads(seen.body).keys() for seen in s.fake.requests)
        assert len(s.rows("chat_completions")) == 2
        rows = s.rows("usage_records")
        assert [(row["input_tokens"], row["output_tokens"], row["status"]) for row in rows] == [
            (1, 1, "completed")
        ] * 3
        assert {row["provider_id"] for row in rows} == {"chatcmpl-theirs"}
        assert len({row["object_id"] for row in rows}) == 3


async def test_chat_store_by_default_false_stores_on_request_only(database: str) -> None:
    async with stack(database, store_by_default="false") as s:
        await s.sdk.chat.completions.create(model="builtin", messages=_MESSAGES)
        stored = await s.sdk.chat.completions.create(model="builtin", messages=_MESSAGES, store=True)
        assert [one.id async for one in s.sdk.chat.completions.list()] == [stored.id]
        assert len(s.rows("usage_records")) == 2


async def test_chat_stream_usage_is_recorded_and_visible_on_request_only(database: str) -> None:
    async def script(fake: FakeUpstream, writer: Writer) -> None:
        write_stream_head(writer)
        write_chunk(
            writer,
            content_event("Hi") + content_event("", "stop") + _event([], usage=_USED) + b"data: [DONE]\n\n",
        )
        write_chunk(writer, b"")

    async with stack(database, script) as s:
        for options in (None, {"include_usage": True}, {"include_obfuscation": False}):
            body = {"model": "gpt-4", "messages": _MESSAGES, "stream": True, "stream_options": options}
            text = (await s.client.post("/chat/completions", json=body)).text
            shows_usage = options is not None and "include_usage" in options
            assert ('"prompt_tokens": 7' in text or '"prompt_tokens":7' in text) == shows_usage
        assert [body["stream_options"] for body in s.upstream_bodies] == [
            {"include_usage": True},
            {"include_usage": True},
            {"include_obfuscation": False, "include_usage": True},
        ]
        assert [row["input_tokens"] for row in s.rows("usage_records")] == [7, 7, 7]


async def test_chat_stream_end_waits_for_the_commit(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The finish chunk and everything after it waits for the commit."""
    from app.storage import writer as module

    free = asyncio.Event()
    real = module.Writer.write

    async def slow(self: Any, *rows: Any, **options: Any) -> None:
        await free.wait()
        await real(self, *rows, **options)

    monkeypatch.setattr(module.Writer, "write", slow)
    async with stack(database) as s:
        body = {"model": "builtin", "messages": _MESSAGES, "stream": True}
        async with s.client.stream("POST", "/chat/completions", json=body) as answered:
            seen = ""
            waiting = 0
            lines = answered.aiter_text()
            pending = asyncio.ensure_future(anext(lines))
            while waiting < 5:
                done, _ = await asyncio.wait((pending,), timeout=0.2)
                waiting += not done
                if done:
                    seen += pending.result()
                    pending = asyncio.ensure_future(anext(lines))
            assert "You said" in seen.replace('"}', "") or '"content"' in seen
            assert '"finish_reason":"stop"' not in seen
            assert "[DONE]" not in seen
            assert s.rows("chat_completions") == []
            free.set()
            seen += await pending + "".join([text async for text in lines])
        assert '"finish_reason":"stop"' in seen
        assert seen.endswith("data: [DONE]\n\n")
        assert len(s.rows("chat_completions")) == 1


async def test_chat_stream_failed_commit_ends_with_error(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.errors import Unavailable
    from app.storage import writer as module

    async def fail(self: Any, *rows: Any, **options: Any) -> None:
        raise Unavailable("This server cannot keep a record of the call now.")

    async with stack(database) as s:
        monkeypatch.setattr(module.Writer, "write", fail)
        with pytest.raises(openai.APIError, match="cannot keep a record"):
            async for _ in await s.sdk.chat.completions.create(
                model="builtin", messages=_MESSAGES, stream=True
            ):
                pass
        with pytest.raises(openai.InternalServerError, match="cannot keep a record"):
            await s.sdk.chat.completions.create(model="builtin", messages=_MESSAGES)


async def test_chat_unavailable_database_is_503_before_the_upstream_call(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.errors import Unavailable
    from app.storage import writer as module

    async def away(self: Any) -> None:
        raise Unavailable("away")

    monkeypatch.setattr(module.Writer, "ready", False)
    monkeypatch.setattr(module.Writer, "admit", away)
    async with stack(database, fixed_response("200 OK", COMPLETION)) as s:
        for path, body in (
            ("/chat/completions", {"model": "gpt-4", "messages": _MESSAGES}),
            ("/embeddings", {"model": "gpt-4", "input": "Hi"}),
        ):
            assert (await s.client.post(path, json=body)).status_code == 503
        assert s.fake is not None
        assert s.fake.requests == []


@pytest.mark.parametrize(
    ("path", "fields"),
    [("/chat/completions", {"messages": _MESSAGES}), ("/completions", {"prompt": "Hello"})],
)
@pytest.mark.parametrize(
    ("script", "streams"), [(stream_then_stall, True), (never_respond, True), (never_respond, False)]
)
async def test_chat_client_disconnect_records_usage_so_far(
    database: str, script: Script, streams: bool, path: str, fields: dict[str, Any]
) -> None:
    async with stack(database, script) as s:
        with pytest.raises(httpx.ReadTimeout):
            await s.client.post(path, json={"model": "gpt-4", "stream": streams, **fields}, timeout=0.5)
        assert s.fake is not None
        await asyncio.wait_for(s.fake.client_disconnected.wait(), 1)
        row = (await s.wait_for_rows("usage_records", 1))[0]
        assert (row["status"], bool(row["estimated"]), bool(row["streamed"])) == ("cancelled", True, streams)
        assert row["input_tokens"] > 0
        assert (row["output_tokens"] > 0) == (script is stream_then_stall)
        assert s.rows("chat_completions") == []


async def test_chat_broken_off_answer_records_usage_only(database: str) -> None:
    async with stack(database, abort_mid_stream) as s:
        with pytest.raises(openai.APIError, match=r"127\.0\.0\.1"):
            async for _ in await s.sdk.chat.completions.create(
                model="gpt-4", messages=_MESSAGES, stream=True
            ):
                pass
        row = s.rows("usage_records")[0]
        assert (row["status"], row["http_status"], bool(row["estimated"])) == ("failed", 502, True)
        assert s.rows("chat_completions") == []


async def test_chat_upstream_error_records_usage_without_tokens(database: str) -> None:
    body = json.dumps(
        {"error": {"message": "slow", "type": "requests", "param": None, "code": "rate"}}
    ).encode()
    async with stack(database, fixed_response("429 Too Many", body, "retry-after-ms: 7")) as s:
        answered = await s.client.post("/chat/completions", json={"model": "gpt-4", "messages": _MESSAGES})
        assert (answered.status_code, answered.headers["retry-after-ms"]) == (429, "7")
        row = (await s.wait_for_rows("usage_records", 1))[0]
        assert (row["status"], row["http_status"], row["input_tokens"]) == ("failed", 429, 0)


async def test_forwarded_calls_record_usage(database: str) -> None:
    embedding = {"object": "list", "model": "e", "data": [], "usage": {"prompt_tokens": 9, "total_tokens": 9}}
    async with stack(database, fixed_response("200 OK", json.dumps(embedding).encode())) as s:
        await s.client.post("/embeddings", json={"model": "e", "input": "Hi"})
        assert s.rows("usage_records")[0]["input_tokens"] == 9
    transcription = {"text": "hello", "usage": {"type": "duration", "seconds": 4}}
    async with stack(database, fixed_response("200 OK", json.dumps(transcription).encode())) as s:
        await s.client.post(
            "/audio/transcriptions", data={"model": "w"}, files={"file": ("a.wav", b"x", "audio/wav")}
        )
        assert json.loads(s.rows("usage_records")[1]["details"])["seconds"] == 4
    async with stack(
        database, fixed_response("200 OK", b"sound", content_type="audio/mpeg"), validate=False
    ) as s:
        answered = await s.client.post(
            "/audio/speech", json={"model": "t", "input": "Hello there", "voice": "alloy"}
        )
        assert answered.content == b"sound"
        row = s.rows("usage_records")[2]
        assert (row["operation"], bool(row["estimated"])) == ("create_speech", True)
        assert row["input_tokens"] > 0


async def test_forwarded_image_stream_records_usage(database: str) -> None:
    done = {
        "type": "image_generation.completed",
        "b64_json": "eA==",
        "usage": {"input_tokens": 3, "output_tokens": 4},
    }

    async def script(fake: FakeUpstream, writer: Writer) -> None:
        write_stream_head(writer)
        write_chunk(
            writer,
            b'event: image_generation.partial_image\ndata: {"type": "image_generation.partial_image"}\n\n',
        )
        write_chunk(
            writer, b"event: image_generation.completed\ndata: " + json.dumps(done).encode() + b"\n\n"
        )
        write_chunk(writer, b"")

    async with stack(database, script, validate=False) as s:
        answered = await s.client.post(
            "/images/generations", json={"prompt": "a cat", "model": "g", "stream": True}
        )
        assert answered.text.endswith(json.dumps(done) + "\n\n")
        row = s.rows("usage_records")[0]
        assert (row["input_tokens"], row["output_tokens"], bool(row["streamed"])) == (3, 4, True)


_PARTIAL = 'data: {"type": "image_generation.partial_image"}\n\n'
_IMAGE = {"type": "image_generation.completed", "usage": {"input_tokens": 3, "output_tokens": 4}}
_FORWARDS: list[Any] = [
    (
        "/images/generations",
        {"prompt": "a cat", "model": "g", "stream": True},
        [_PARTIAL, "data: " + json.dumps(_IMAGE) + "\n\n"],
        _PARTIAL,
        {"content-type": "text/event-stream"},
    ),
    (
        "/audio/speech",
        {"model": "t", "input": "Hello there", "voice": "alloy"},
        ["sound ", "and ", "more"],
        "sound and ",
        {"content-type": "audio/mpeg", "content-length": "14"},
    ),
]


@pytest.mark.parametrize(("path", "fields", "parts", "before", "headers"), _FORWARDS, ids=["events", "bytes"])
async def test_forwarded_answer_end_waits_for_the_usage_record(
    database: str,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    fields: dict[str, Any],
    parts: list[str],
    before: str,
    headers: dict[str, str],
) -> None:
    from app.storage import writer as module

    free = asyncio.Event()
    real = module.Writer.write

    async def slow(self: Any, *rows: Any, **options: Any) -> None:
        await free.wait()
        await real(self, *rows, **options)

    async def script(fake: FakeUpstream, writer: Writer) -> None:
        lines = ["HTTP/1.1 200 OK", *(f"{name}: {value}" for name, value in headers.items())]
        writer.write("\r\n".join([*lines, "connection: close", "", ""]).encode())
        for part in parts:
            writer.write(part.encode())
            await writer.drain()
            await asyncio.sleep(0.05)

    monkeypatch.setattr(module.Writer, "write", slow)
    async with stack(database, script, validate=False) as s:
        async with s.client.stream("POST", path, json=fields) as answered:
            texts = answered.aiter_text()
            received = ""
            pending = asyncio.ensure_future(anext(texts))
            while (await asyncio.wait((pending,), timeout=0.5))[0]:
                received += pending.result()
                pending = asyncio.ensure_future(anext(texts))
            assert received == before
            assert s.rows("usage_records") == []
            free.set()
            received += await pending + "".join([text async for text in texts])
        assert received == "".join(parts)
        assert len(s.rows("usage_records")) == 1


async def test_completions_stream_and_record_usage(database: str) -> None:
    async with stack(database) as s:
        texts = [
            event.choices[0].text
            async for event in await s.sdk.completions.create(model="builtin", prompt=["a", "b"], stream=True)
        ]
        assert "".join(texts)
        whole = await s.sdk.completions.create(model="builtin", prompt="a")
        assert whole.id.startswith("cmpl-")
        assert [row["object_id"] for row in s.rows("usage_records")][1] == whole.id
        assert s.rows("chat_completions") == []


@pytest.mark.parametrize("limit", ["0", "101", "-1"])
async def test_chat_list_limit_out_of_bounds_is_400(database: str, limit: str) -> None:
    async with stack(database) as s:
        answered = await s.client.get("/chat/completions", params={"limit": limit})
        assert (answered.status_code, answered.json()["error"]["param"]) == (400, "limit")


@pytest.mark.parametrize("streamed", [False, True], ids=["whole", "streamed"])
async def test_chat_lone_surrogate_of_upstream_is_replaced(database: str, streamed: bool) -> None:
    completion = json.loads(COMPLETION)
    completion["choices"][0]["message"]["content"] = "half \ud83d"
    body = {"model": "gpt-4", "messages": _MESSAGES, "stream": streamed}
    # The stack's client validates answers with a parser that rejects lone surrogates.
    async with stack(database, fixed_response("200 OK", json.dumps(completion).encode())) as s:
        answered = await s.client.post("/chat/completions", json=body)
        assert answered.status_code == 200
        assert "half \ufffd" in answered.text
        [stored] = (await s.client.get("/chat/completions")).json()["data"]
        assert stored["choices"][0]["message"]["content"] == "half \ufffd"
        one = await s.client.get(f"/chat/completions/{stored['id']}")
        assert one.json()["choices"] == stored["choices"]
