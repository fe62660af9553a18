"""Responses by the official SDK on both databases; the contract validates every answer and event."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx2 as httpx
import openai
import pytest
from openai.types.responses import ResponseFailedEvent

from tests.support.fake_upstream import (
    COMPLETION,
    FakeUpstream,
    Script,
    Writer,
    fixed_response,
    write_chunk,
    write_stream_head,
)
from tests.support.stack import Stack, stack
from tests.support.upstream_scripts import abort_mid_stream, content_event, never_respond, stream_then_stall

_TOOL: Any = {"type": "function", "name": "weather", "parameters": {"type": "object"}, "strict": False}


async def _ended(s: Stack, response_id: str) -> Any:
    for _ in range(200):
        found = await s.sdk.responses.retrieve(response_id)
        if found.status not in ("queued", "in_progress"):
            return found
        await asyncio.sleep(0.05)
    raise AssertionError("the response does not finish")


async def test_response_is_created_read_and_deleted(database: str) -> None:
    async with stack(database) as s:
        created = await s.sdk.responses.create(model="builtin", input="Hello", metadata={"a": "b"})
        assert created.status == "completed"
        assert created.output_text.endswith("You said: Hello")
        assert created.usage is not None
        assert created.usage.output_tokens > 0
        assert (await s.sdk.responses.retrieve(created.id)).output == created.output
        items = [item async for item in s.sdk.responses.input_items.list(created.id)]
        assert [item.to_dict()["content"] for item in items] == [[{"type": "input_text", "text": "Hello"}]]
        row = s.rows("usage_records")[0]
        assert (row["object_id"], row["operation"], row["status"]) == (
            created.id,
            "create_response",
            "completed",
        )
        deleted = await s.client.delete(f"/responses/{created.id}")
        assert deleted.json() == {"id": created.id, "object": "response", "deleted": True}
        for attempt in (s.sdk.responses.retrieve(created.id), s.sdk.responses.delete(created.id)):
            with pytest.raises(openai.NotFoundError):
                await attempt
        with pytest.raises(openai.NotFoundError):
            await s.sdk.responses.input_items.list(created.id)


async def test_response_stream_equals_the_stored_response(database: str) -> None:
    async with stack(database) as s:
        async with s.sdk.responses.stream(model="builtin", input="Hello there") as stream:
            kinds = [event.type async for event in stream]
            final = await stream.get_final_response()
        assert kinds[0] == "response.created"
        assert kinds[-1] == "response.completed"
        assert (await s.sdk.responses.retrieve(final.id)).output_text == final.output_text


async def test_response_chain_has_history_at_once(database: str) -> None:
    async with stack(database, fixed_response("200 OK", COMPLETION)) as s:
        previous = None
        for text in ("one", "two", "three"):
            created = await s.sdk.responses.create(model="m", input=text, previous_response_id=previous)
            previous = created.id
        contents = [[message["content"] for message in body["messages"]] for body in s.upstream_bodies]
        assert contents[-1] == ["one", "Hi", "two", "Hi", "three"]


async def test_response_chain_has_tool_calls_with_outputs(database: str) -> None:
    call = {
        "id": "call_1",
        "type": "function",
        "function": {"name": "weather", "arguments": '{"city":"Rome"}'},
    }
    completion = json.loads(COMPLETION)
    completion["choices"][0]["message"] |= {"content": None, "tool_calls": [call]}
    completion["choices"][0]["finish_reason"] = "tool_calls"
    async with stack(database, fixed_response("200 OK", json.dumps(completion).encode())) as s:
        created = await s.sdk.responses.create(model="m", input="Weather?", tools=[_TOOL])
        assert [item.type for item in created.output] == ["function_call"]
        await s.sdk.responses.create(
            model="m",
            tools=[_TOOL],
            previous_response_id=created.id,
            input=[{"type": "function_call_output", "call_id": "call_1", "output": "sunny"}],
        )
        question, called, output = s.upstream_bodies[-1]["messages"]
        assert (question["content"], called["tool_calls"][0]["id"]) == ("Weather?", "call_1")
        assert (output["role"], output["tool_call_id"], output["content"]) == ("tool", "call_1", "sunny")


async def test_response_store_false_leaves_usage_only(database: str) -> None:
    async with stack(database) as s:
        created = await s.sdk.responses.create(model="builtin", input="Hello", store=False)
        with pytest.raises(openai.NotFoundError):
            await s.sdk.responses.retrieve(created.id)
        with pytest.raises(openai.BadRequestError) as caught:
            await s.sdk.responses.create(model="builtin", input="x", previous_response_id=created.id)
        assert (caught.value.code, caught.value.param) == (
            "previous_response_not_found",
            "previous_response_id",
        )
        assert len(s.rows("usage_records")) == 1
        for table in ("responses", "response_items", "response_events"):
            assert s.rows(table, "project_id") == []


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"previous_response_id": "resp_x", "conversation": "conv_x"}, "previous_response_id"),
        ({"background": True, "store": False}, "background"),
        ({"previous_response_id": "resp_none"}, "previous_response_id"),
        (
            {"tools": [{"type": "file_search", "vector_store_ids": ["vs_1"]}]},
            "tools[0].type",
        ),
        ({"tools": [{"type": "code_interpreter", "container": {"type": "auto"}}]}, "tools[0].type"),
        ({"input": [{"type": "item_reference", "id": "msg_none"}]}, "input[0].id"),
        ({"prompt": {"id": "pmpt_1"}}, "prompt"),
    ],
)
async def test_response_invalid_field_is_400_naming_it(
    database: str, fields: dict[str, Any], param: str
) -> None:
    async with stack(database) as s:
        answered = await s.client.post("/responses", json={"model": "builtin", "input": "Hello", **fields})
        error = answered.json()["error"]
        assert answered.status_code == 400
        assert error["param"].startswith(param)
        assert s.rows("responses") == []


async def test_response_upstream_error_is_relayed(database: str) -> None:
    body = json.dumps(
        {"error": {"message": "slow", "type": "requests", "param": None, "code": "rate"}}
    ).encode()
    async with stack(database, fixed_response("429 Too Many", body, "retry-after-ms: 7")) as s:
        for streams in (False, True):
            answered = await s.client.post("/responses", json={"model": "m", "input": "x", "stream": streams})
            assert answered.status_code == 429, answered.text
            assert answered.headers["retry-after-ms"] == "7"
        assert s.rows("responses") == []
        assert [row["http_status"] for row in await s.wait_for_rows("usage_records", 2)] == [429, 429]


async def test_response_broken_off_stream_is_failed(database: str) -> None:
    async with stack(database, abort_mid_stream) as s:
        events = [event async for event in await s.sdk.responses.create(model="m", input="x", stream=True)]
        assert isinstance(events[-1], ResponseFailedEvent)
        stored = await s.sdk.responses.retrieve(events[-1].response.id)
        assert stored.error is not None
        assert (stored.status, stored.error.code) == ("failed", "server_error")
        assert s.rows("usage_records")[0]["status"] == "failed"


@pytest.mark.parametrize(
    ("script", "streams"), [(stream_then_stall, True), (never_respond, True), (never_respond, False)]
)
async def test_response_client_disconnect_ends_upstream_and_unlocks_conversation(
    database: str, script: Script, streams: bool
) -> None:
    async with stack(database, script) as s:
        conversation = await s.sdk.conversations.create()
        body = {"model": "m", "input": "x", "stream": streams, "conversation": conversation.id}
        with pytest.raises(httpx.ReadTimeout):
            await s.client.post("/responses", json=body, timeout=0.5)
        assert s.fake is not None
        await asyncio.wait_for(s.fake.client_disconnected.wait(), 1)
        row = (await s.wait_for_rows("usage_records", 1))[0]
        assert (row["status"], bool(row["estimated"])) == ("cancelled", True)
        assert s.rows("responses") == []
        for _ in range(100):
            if s.rows("conversations")[0]["lock_owner"] is None:
                break
            await asyncio.sleep(0.02)
        assert s.rows("conversations")[0]["lock_owner"] is None


async def test_conversation_turns_have_earlier_items(database: str) -> None:
    async with stack(database, fixed_response("200 OK", COMPLETION)) as s:
        conversation = await s.sdk.conversations.create(items=[{"role": "user", "content": "zero"}])
        for text in ("one", "two"):
            created = await s.sdk.responses.create(model="m", input=text, conversation=conversation.id)
            assert created.conversation is not None
            assert created.conversation.id == conversation.id
        assert [message["content"] for message in s.upstream_bodies[-1]["messages"]] == [
            "zero",
            "one",
            "Hi",
            "two",
        ]
        items = [item async for item in s.sdk.conversations.items.list(conversation.id, order="asc")]
        assert len(items) == 5


async def test_conversation_concurrent_turn_is_400_locked(database: str) -> None:
    on = asyncio.Event()

    async def slow(fake: FakeUpstream, writer: Writer) -> None:
        write_stream_head(writer)
        write_chunk(writer, content_event("one"))
        await on.wait()
        write_chunk(writer, content_event("", "stop") + b"data: [DONE]\n\n")
        write_chunk(writer, b"")

    async with stack(database, slow) as s:
        conversation = await s.sdk.conversations.create()
        stream = await s.sdk.responses.create(model="m", input="a", conversation=conversation.id, stream=True)
        await anext(aiter(stream))
        with pytest.raises(openai.APIStatusError) as caught:
            await s.sdk.responses.create(model="m", input="b", conversation=conversation.id)
        assert caught.value.code == "conversation_locked"
        on.set()
        assert [event.type async for event in stream][-1] == "response.completed"
        again = await s.sdk.responses.create(model="m", input="c", conversation=conversation.id, stream=True)
        assert [event.type async for event in again][-1] == "response.completed"
        items = [item async for item in s.sdk.conversations.items.list(conversation.id, order="asc")]
        assert len(items) == 4


async def test_conversation_lock_survives_a_failed_renewal(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.errors import Unavailable
    from app.storage import conversation_repository as module

    away = 1
    real = module.ConversationRepository.extend

    def extend(self: Any, *given: Any) -> bool:
        nonlocal away
        if away:
            away -= 1
            raise Unavailable("away")
        return real(self, *given)

    monkeypatch.setattr(module.ConversationRepository, "extend", extend)
    async with stack(database, stream_then_stall, lease_seconds="1") as s:
        conversation = await s.sdk.conversations.create()
        stream: Any = await s.sdk.responses.create(
            model="m", input="a", conversation=conversation.id, stream=True
        )
        async with stream:
            await anext(aiter(stream))
            # Longer than the turn's first lease.
            await asyncio.sleep(1.6)
            with pytest.raises(openai.BadRequestError) as caught:
                await s.sdk.responses.create(model="m", input="b", conversation=conversation.id)
        assert (caught.value.code, away) == ("conversation_locked", 0)


async def test_response_failed_commit_is_no_completed_response(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.errors import Unavailable
    from app.storage import writer as module

    async def fail(self: Any, *rows: Any, **options: Any) -> None:
        raise Unavailable("This server cannot keep a record of the call now.")

    async with stack(database) as s:
        monkeypatch.setattr(module.Writer, "write", fail)
        text = (
            await s.client.post("/responses", json={"model": "builtin", "input": "x", "stream": True})
        ).text
        assert "response.completed" not in text
        assert "cannot keep a record" in text
        with pytest.raises(openai.InternalServerError):
            await s.sdk.responses.create(model="builtin", input="x")


# Background responses.


async def test_background_response_replays_from_any_event_to_many_readers(database: str) -> None:
    async with stack(database) as s:
        queued = await s.sdk.responses.create(model="builtin", input="Hello", background=True)
        assert queued.status == "queued"

        async def read(after: int | None) -> list[int]:
            given = openai.omit if after is None else after
            stream = await s.sdk.responses.retrieve(queued.id, stream=True, starting_after=given)
            return [event.sequence_number async for event in stream]

        first, *others = await asyncio.gather(read(None), read(0), read(5), read(None))
        assert first == list(range(len(first)))
        assert others == [first[1:], first[6:], first]
        created = await _ended(s, queued.id)
        assert (created.status, created.background) == ("completed", True)
        assert created.output_text.endswith("You said: Hello")
        assert s.rows("usage_records")[0]["status"] == "completed"
        chained = await s.sdk.responses.create(model="builtin", input="x", previous_response_id=queued.id)
        assert chained.status == "completed"


@pytest.mark.parametrize("page", [1, 2, 3])
async def test_background_response_replay_reads_all_pages_of_events(
    database: str, monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    from app.engine.responses import event_feed

    async with stack(database) as s:
        queued = await s.sdk.responses.create(model="builtin", input="Hello", background=True)
        await _ended(s, queued.id)
        monkeypatch.setattr(event_feed, "_SEGMENTS_PER_READ", page)
        numbers = [
            event.sequence_number async for event in await s.sdk.responses.retrieve(queued.id, stream=True)
        ]
        segments = s.rows("response_events", "sequence_number")
        assert len(segments) > 1
        assert numbers == list(range(segments[-1]["sequence_number"] + 1))


async def test_background_response_with_stream_sends_events_live(database: str) -> None:
    async with stack(database) as s:
        stream = await s.sdk.responses.create(model="builtin", input="Hello", background=True, stream=True)
        events = [event async for event in stream]
        assert [event.type for event in events][:3] == [
            "response.created", "response.queued", "response.in_progress",
        ]  # fmt: skip
        assert events[-1].type == "response.completed"


async def test_background_response_cancel_ends_upstream(database: str) -> None:
    async with stack(database, stream_then_stall) as s:
        queued = await s.sdk.responses.create(model="m", input="Hello", background=True)
        stream = await s.sdk.responses.retrieve(queued.id, stream=True)
        async for event in stream:
            if event.type == "response.output_text.delta":
                break
        cancelled = await s.sdk.responses.cancel(queued.id)
        assert cancelled.status == "cancelled"
        assert s.fake is not None
        await asyncio.wait_for(s.fake.client_disconnected.wait(), 1)
        assert (await s.wait_for_rows("usage_records", 1))[0]["status"] == "cancelled"
        # Its events end at the cancellation.
        again = [event.type async for event in await s.sdk.responses.retrieve(queued.id, stream=True)]
        assert again[-1] == "response.output_text.delta"
        assert (await s.sdk.responses.cancel(queued.id)).status == "cancelled"


async def test_foreground_response_cancel_or_replay_is_400(database: str) -> None:
    async with stack(database) as s:
        created = await s.sdk.responses.create(model="builtin", input="Hello")
        for attempt in (
            s.sdk.responses.cancel(created.id),
            s.sdk.responses.retrieve(created.id, stream=True),
        ):
            with pytest.raises(openai.BadRequestError):
                await attempt


async def test_background_response_upstream_error_is_failed(database: str) -> None:
    body = json.dumps(
        {"error": {"message": "slow down", "type": "x", "param": None, "code": "rate"}}
    ).encode()
    async with stack(database, fixed_response("429 Too Many", body)) as s:
        queued = await s.sdk.responses.create(model="m", input="Hello", background=True)
        created = await _ended(s, queued.id)
        assert created.status == "failed"
        assert created.error is not None
        assert created.error.message == "slow down"
        assert (await s.wait_for_rows("usage_records", 1))[0]["http_status"] == 429


async def test_background_response_delete_ends_upstream(database: str) -> None:
    async with stack(database, stream_then_stall) as s:
        queued = await s.sdk.responses.create(model="m", input="Hello", background=True)
        async for event in await s.sdk.responses.retrieve(queued.id, stream=True):
            if event.type == "response.output_text.delta":
                break
        await s.sdk.responses.delete(queued.id)
        assert s.fake is not None
        await asyncio.wait_for(s.fake.client_disconnected.wait(), 1)
        with pytest.raises(openai.NotFoundError):
            await s.sdk.responses.retrieve(queued.id)


# Upstreams with their own `/responses`.


def _native_file(folder: Path, url: str, more: str = "") -> str:
    path = folder / "upstreams.toml"
    path.write_text(f'[[upstream]]\nname = "native"\nurl = "{url}"\nresponses = "native"\n{more}')
    return str(path)


def _native_answer(text: str) -> dict[str, Any]:
    message = {
        "id": "msg_theirs", "type": "message", "role": "assistant", "status": "completed",
        "content": [{"type": "output_text", "text": text, "annotations": [], "logprobs": []}],
    }  # fmt: skip
    thought = {"id": "rs_theirs", "type": "reasoning", "summary": [], "encrypted_content": "secret"}
    return {
        "id": "resp_theirs", "object": "response", "created_at": 1, "status": "completed", "model": "m",
        "output": [thought, message], "error": None, "incomplete_details": None, "instructions": None,
        "metadata": {}, "parallel_tool_calls": True, "temperature": 1.0, "tool_choice": "auto", "tools": [],
        "top_p": 1.0, "store": False, "previous_response_id": None,
        "usage": {
            "input_tokens": 3, "input_tokens_details": {"cached_tokens": 1, "cache_write_tokens": 0},
            "output_tokens": 4, "output_tokens_details": {"reasoning_tokens": 2}, "total_tokens": 7,
        },
    }  # fmt: skip


async def _native(fake: FakeUpstream, writer: Writer) -> None:
    final = _native_answer("Hi")
    if json.loads(fake.current_request.body).get("stream"):
        write_stream_head(writer)
        running = {**final, "status": "in_progress", "output": []}
        part = {"type": "output_text", "text": "", "annotations": [], "logprobs": []}
        place = {"item_id": "msg_theirs", "output_index": 1, "content_index": 0}
        events: list[dict[str, Any]] = [
            {"type": "response.created", "response": running},
            {"type": "response.in_progress", "response": running},
            {"type": "response.output_item.done", "output_index": 0, "item": final["output"][0]},
            {"type": "response.content_part.added", **place, "part": part},
            {"type": "response.output_text.delta", **place, "delta": "Hi", "logprobs": []},
            {"type": "response.output_item.done", "output_index": 1, "item": final["output"][1]},
            {"type": "response.completed", "response": final},
        ]
        for number, event in enumerate(events):
            data = json.dumps({**event, "sequence_number": number}).encode()
            write_chunk(writer, b"event: " + event["type"].encode() + b"\ndata: " + data + b"\n\n")
        write_chunk(writer, b"")
        return
    await fixed_response("200 OK", json.dumps(final).encode())(fake, writer)


@pytest.mark.parametrize("streams", [False, True])
async def test_native_upstream_has_this_servers_ids_and_state(
    database: str, tmp_path: Path, streams: bool
) -> None:
    from tests.support.fake_upstream import fake_upstream

    async with fake_upstream(_native) as fake:
        async with stack(database, upstreams_file=_native_file(tmp_path, fake.url)) as s:

            async def make(**given: Any) -> Any:
                created: Any = await s.sdk.responses.create(model="m", stream=streams, **given)
                return [event async for event in created][-1].response if streams else created

            first = await make(input="one")
            assert first.id != "resp_theirs"
            assert first.output_text == "Hi"
            # Stored for the next turn, visible only by `include`.
            assert "secret" not in (await s.client.get(f"/responses/{first.id}")).text
            second = await make(
                input="two", previous_response_id=first.id, include=["reasoning.encrypted_content"]
            )
            assert second.output[0].encrypted_content == "secret"
            assert second.previous_response_id == first.id
        bodies = [json.loads(seen.body) for seen in fake.requests]
        assert [seen.target for seen in fake.requests] == ["/v1/responses"] * 2
        assert all(body["store"] is False and "previous_response_id" not in body for body in bodies)
        assert [item.get("type", "message") for item in bodies[1]["input"]] == [
            "message", "reasoning", "message", "message",
        ]  # fmt: skip
        assert bodies[1]["input"][1]["encrypted_content"] == "secret"


async def test_native_chain_is_pinned_and_drops_reasoning_elsewhere(database: str, tmp_path: Path) -> None:
    from tests.support.fake_upstream import fake_upstream

    async with fake_upstream(_native) as first, fake_upstream(_native) as second:
        more = f'[[upstream]]\nname = "other"\nurl = "{second.url}"\nresponses = "native"\n'
        async with stack(database, upstreams_file=_native_file(tmp_path, first.url, more)) as s:
            created = await s.sdk.responses.create(model="m", input="one")
        turned = f'[[upstream]]\nname = "native"\nurl = "{first.url}"\nresponses = "native"\n'
        path = tmp_path / "turned.toml"
        path.write_text(f'[[upstream]]\nname = "other"\nurl = "{second.url}"\nresponses = "native"\n{turned}')
        async with stack(database, upstreams_file=str(path)) as s:
            created = await s.sdk.responses.create(model="m", input="two", previous_response_id=created.id)
        assert (len(first.requests), len(second.requests)) == (2, 0)
        path.write_text(f'[[upstream]]\nname = "other"\nurl = "{second.url}"\nresponses = "native"\n')
        async with stack(database, upstreams_file=str(path)) as s:
            await s.sdk.responses.create(model="m", input="three", previous_response_id=created.id)
        kinds = [item.get("type") for item in json.loads(second.requests[0].body)["input"]]
        assert "reasoning" not in kinds


# Token counts, compaction and the beta twins.


async def test_input_tokens_of_a_chain_and_of_a_compaction_are_counted(database: str) -> None:
    async with stack(database) as s:
        created = await s.sdk.responses.create(model="builtin", input="Hello there")
        alone = await s.sdk.responses.input_tokens.count(model="builtin", input="And more")
        chained = await s.sdk.responses.input_tokens.count(
            model="builtin", input="And more", previous_response_id=created.id
        )
        assert chained.input_tokens > alone.input_tokens > 0
        compacted = await s.sdk.responses.compact(model="builtin", previous_response_id=created.id)
        window: Any = compacted.to_dict(warnings=False)["output"]
        counted = await s.sdk.responses.input_tokens.count(model="builtin", input=window)
        # The summary is counted, not its token.
        assert counted.input_tokens > alone.input_tokens


async def test_beta_twins_answer_and_refuse_beta_fields(database: str) -> None:
    async with stack(database) as s:
        body = {"model": "builtin", "input": "Hello"}
        created = (await s.client.post("/responses?beta=true", json=body)).json()
        assert created["status"] == "completed"
        assert (await s.client.get(f"/responses/{created['id']}?beta=true")).json()["id"] == created["id"]
        assert (await s.client.get(f"/responses/{created['id']}/input_items?beta=true")).status_code == 200
        refused = await s.client.post("/responses?beta=true", json={**body, "multi_agent": {"enabled": True}})
        assert (refused.status_code, refused.json()["error"]["param"]) == (400, "multi_agent")
        deleted = await s.client.delete(f"/responses/{created['id']}?beta=true")
        assert deleted.json() == {"id": created["id"], "object": "response", "deleted": True}
