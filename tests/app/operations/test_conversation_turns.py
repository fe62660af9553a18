"""Turns in conversations with colliding item ids, lost leases and too many items; on both databases."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import openai
import pytest
from sqlalchemy import update
from sqlmodel import Session, col

from app.storage.database import Database
from app.storage.tables import Conversation
from tests.support.fake_upstream import (
    COMPLETION,
    FakeUpstream,
    Writer,
    fake_upstream,
    fixed_response,
    write_chunk,
    write_stream_head,
)
from tests.support.rows import now_ms
from tests.support.stack import Stack, stack

_LONG = "msg_" + "".join(chr(0x4E00 + number * 7919 % 20_000) for number in range(9_000))


def _message(name: str, text: str = "x") -> Any:
    parts = [{"type": "output_text", "text": text, "annotations": [], "logprobs": []}]
    return {"type": "message", "role": "assistant", "status": "completed", "id": name, "content": parts}


async def _stored_items(s: Stack, conversation_id: str) -> list[Any]:
    """All items. Each can be retrieved by its id, which is its row's id too."""
    found = [item async for item in s.sdk.conversations.items.list(conversation_id, order="asc", limit=7)]
    for item in found:
        assert await s.sdk.conversations.items.retrieve(str(item.id), conversation_id=conversation_id) == item
    rows = s.rows("conversation_items", "conversation_id, position")
    assert all(json.loads(row["payload"])["id"] == row["id"] for row in rows)
    return found


async def test_item_with_existing_id_gets_a_new_id(database: str) -> None:
    async with stack(database) as s:
        created = await s.sdk.conversations.create(items=[_message("msg_a", "0"), _message("msg_a", "1")])
        added = await s.sdk.conversations.items.create(
            created.id, items=[_message("msg_a", "2"), _message("msg_b", "3"), _message(_LONG, "4")]
        )
        found = await _stored_items(s, created.id)
        assert [item.content[0].text for item in found] == list("01234")
        assert found[2:] == added.data
        assert [item.id for item in found if len(item.id) < 10] == ["msg_a", "msg_b"]
        assert {item.id[:4] for item in found} == {"msg_"}
        theirs = [row["provider_id"] for row in s.rows("conversation_items", "position")]
        assert theirs == [None, "msg_a", "msg_a", None, _LONG]
        reference: Any = {"type": "item_reference", "id": "msg_b"}
        again = await s.sdk.conversations.items.create(created.id, items=[reference])
        assert again.data[0].id != "msg_b"
        assert [item.content[0].text for item in await _stored_items(s, created.id)] == list("012343")


async def test_input_that_names_an_item_twice_is_refused(database: str) -> None:
    async with stack(database) as s:
        created = await s.sdk.conversations.create(items=[_message("msg_a", "a" * 1000)])
        reference: Any = {"type": "item_reference", "id": "msg_a"}
        with pytest.raises(openai.BadRequestError, match="Duplicate item found with id msg_a"):
            await s.sdk.responses.create(
                model="builtin", conversation=created.id, input=[reference, reference]
            )
        await s.sdk.responses.create(model="builtin", conversation=created.id, input=[reference])


async def test_turns_with_repeated_item_ids_store_all_items(database: str, tmp_path: Path) -> None:
    """Some servers give the message of every answer the same id."""
    final = {
        "id": "resp_theirs", "object": "response", "created_at": 1, "status": "completed", "model": "m",
        "output": [_message("msg_0", "reply")], "error": None, "incomplete_details": None,
        "instructions": None,
        "metadata": {}, "parallel_tool_calls": True, "temperature": 1.0, "tool_choice": "auto", "tools": [],
        "top_p": 1.0,
    }  # fmt: skip
    file = tmp_path / "upstreams.toml"
    async with fake_upstream(fixed_response("200 OK", json.dumps(final).encode())) as fake:
        file.write_text(f'[[upstream]]\nname = "native"\nurl = "{fake.url}"\nresponses = "native"\n')
        async with stack(database, upstreams_file=str(file)) as s:
            created = await s.sdk.conversations.create()
            for _ in range(2):
                response = await s.sdk.responses.create(model="m", input="x", conversation=created.id)
                assert (response.output[0].id, response.output_text) == ("msg_0", "reply")
            assert len({item.id for item in await _stored_items(s, created.id)}) == 4
            # A client without state sends the answer as input.
            again = await s.sdk.responses.create(model="m", input=[_message("msg_0", "sent")])
            assert again.status == "completed"
            queued = await s.sdk.responses.create(
                model="m", input=[_message("msg_0", "sent")], conversation=created.id, background=True
            )
            stream = await s.sdk.responses.retrieve(queued.id, stream=True)
            assert [event.type async for event in stream][-1] == "response.completed"
            texts = [item.content[0].text for item in await _stored_items(s, created.id)]
            assert texts == ["x", "reply", "x", "reply", "sent", "reply"]


async def _locked_by(url: str, conversation_id: str, owner: str) -> None:
    """Sets another owner, as after an expired lease."""

    def take(session: Session) -> None:
        held = update(Conversation).where(col(Conversation.id) == conversation_id)
        session.execute(held.values(lock_owner=owner, lock_until=now_ms() + 60_000))

    opened = Database(url)
    await opened.write(take)
    await opened.close()


def _say(text: str, finish: str | None = None) -> bytes:
    head = {"id": "theirs", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    choice = {"index": 0, "delta": {"content": text}, "finish_reason": finish}
    return b"data: " + json.dumps({**head, "choices": [choice]}).encode() + b"\n\n"


@pytest.mark.parametrize("background", [False, True])
async def test_turn_that_lost_its_conversation_is_not_completed(database: str, background: bool) -> None:
    on = asyncio.Event()

    async def slow(fake: FakeUpstream, writer: Writer) -> None:
        write_stream_head(writer)
        write_chunk(writer, _say("half"))
        await on.wait()
        write_chunk(writer, _say("", "stop") + b"data: [DONE]\n\n")
        write_chunk(writer, b"")

    async with stack(database, slow) as s:
        conversation = await s.sdk.conversations.create()
        body = {
            "model": "m",
            "input": "a",
            "conversation": conversation.id,
            "stream": True,
            "background": background,
        }
        async with s.client.stream("POST", "/responses", json=body) as answered:
            received = ""
            async for text in answered.aiter_text():
                received += text
                if "half" in received and not on.is_set():
                    await _locked_by(database, conversation.id, "another")
                    on.set()
        assert "response.completed" not in received
        assert ("response.failed" if background else "conversation_lost") in received
        assert s.rows("conversation_items", "position") == []
        assert s.rows("conversations")[0]["lock_owner"] == "another"
        row = (await s.wait_for_rows("usage_records", 1))[0]
        assert row["output_tokens"] > 0
        assert (row["status"], row["http_status"]) == (("completed", 200) if background else ("failed", 409))
        assert [stored["status"] for stored in s.rows("responses")] == (["failed"] if background else [])


async def test_whole_turn_that_lost_its_conversation_is_a_conflict_that_is_not_retried(
    database: str,
) -> None:
    asked, on = asyncio.Event(), asyncio.Event()

    async def slow(fake: FakeUpstream, writer: Writer) -> None:
        asked.set()
        await on.wait()
        await fixed_response("200 OK", COMPLETION)(fake, writer)

    async with stack(database, slow) as s:
        conversation = await s.sdk.conversations.create()
        retrying = s.sdk.with_options(max_retries=2)
        turn = asyncio.create_task(
            retrying.responses.create(model="m", input="a", conversation=conversation.id)
        )
        await asyncio.wait_for(asked.wait(), 10)
        await _locked_by(database, conversation.id, "another")
        on.set()
        with pytest.raises(openai.ConflictError) as caught:
            await turn
        assert s.fake is not None
        assert (caught.value.code, caught.value.param) == ("conversation_lost", "conversation")
        assert len(s.fake.requests) == 1
        assert s.rows("conversation_items", "position") == []
        assert s.rows("responses") == []
        [row] = s.rows("usage_records")
        assert (row["status"], row["http_status"], row["output_tokens"]) == ("failed", 409, 1)


async def test_queued_response_holds_its_conversation_beyond_the_lease(database: str) -> None:
    on = asyncio.Event()

    async def slow(fake: FakeUpstream, writer: Writer) -> None:
        write_stream_head(writer)
        await on.wait()
        write_chunk(writer, _say("reply") + _say("", "stop") + b"data: [DONE]\n\n")
        write_chunk(writer, b"")

    async with stack(database, slow, lease_seconds="0.4", background_slots="1") as s:
        created = await s.sdk.conversations.create()
        first = await s.sdk.responses.create(model="m", input="a", background=True)
        for _ in range(500):
            if (await s.sdk.responses.retrieve(first.id)).status == "in_progress":
                break
            await asyncio.sleep(0.02)
        queued = await s.sdk.responses.create(model="m", input="b", background=True, conversation=created.id)
        await asyncio.sleep(1)
        assert (s.rows("conversations")[0]["lock_until"] or 0) < now_ms()
        message: Any = {"role": "user", "content": "between"}
        for attempt in (
            s.sdk.responses.create(model="m", input="c", conversation=created.id),
            s.sdk.conversations.items.create(created.id, items=[message]),
            s.sdk.conversations.delete(created.id),
        ):
            with pytest.raises(openai.BadRequestError) as caught:
                await attempt
            assert caught.value.code == "conversation_locked"
        assert (await s.sdk.responses.retrieve(queued.id)).status == "queued"
        on.set()
        stream = await s.sdk.responses.retrieve(queued.id, stream=True)
        assert [event.type async for event in stream][-1] == "response.completed"
        assert [item.content[0].text for item in await _stored_items(s, created.id)] == ["b", "reply"]
        await s.sdk.conversations.items.create(created.id, items=[message])


async def test_job_with_unexpected_exception_fails_and_unlocks_conversation(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.engine.responses import response_job

    async def faulty(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(response_job, "send_turn", faulty)
    async with stack(database) as s:
        created = await s.sdk.conversations.create()
        queued = await s.sdk.responses.create(
            model="builtin", input="a", background=True, conversation=created.id
        )
        stream = await s.sdk.responses.retrieve(queued.id, stream=True)
        assert [event.type async for event in stream][-1] == "response.failed"
        await s.sdk.responses.create(model="builtin", input="b", conversation=created.id)


async def test_conversation_over_the_item_limit_is_400_and_unlocked(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.engine.responses import turn_context

    monkeypatch.setattr(turn_context, "_MAX_HISTORY_ITEMS", 3)
    async with stack(database) as s:
        created = await s.sdk.conversations.create(items=[_message("msg_a")])
        await s.sdk.responses.create(model="builtin", input="x", conversation=created.id)
        await s.sdk.conversations.items.create(created.id, items=[_message("msg_b")])
        with pytest.raises(openai.BadRequestError) as caught:
            await s.sdk.responses.create(model="builtin", input="x", conversation=created.id)
        assert (caught.value.code, caught.value.param) == ("conversation_too_long", "conversation")
        await s.sdk.conversations.items.delete("msg_b", conversation_id=created.id)
        await s.sdk.responses.create(model="builtin", input="x", conversation=created.id)
        assert len(await _stored_items(s, created.id)) == 5


async def test_turn_with_store_false_stores_conversation_items_without_response(database: str) -> None:
    async with stack(database) as s:
        conversation = await s.sdk.conversations.create()
        created = await s.sdk.responses.create(
            model="builtin", input="x", conversation=conversation.id, store=False
        )
        assert len(await _stored_items(s, conversation.id)) == 2
        with pytest.raises(openai.NotFoundError):
            await s.sdk.responses.retrieve(created.id)
        assert s.rows("responses") == []
        assert s.rows("response_items", "project_id") == []
        assert [row["object_id"] for row in s.rows("usage_records")] == [created.id]


async def test_turn_with_failed_commit_unlocks_its_conversation(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.engine.responses import response_service
    from app.errors import Unavailable

    async def fail(*_: object) -> None:
        raise Unavailable("The record cannot be written.")

    async with stack(database) as s:
        conversation = await s.sdk.conversations.create()
        body = {"model": "builtin", "input": "a", "conversation": conversation.id}
        with monkeypatch.context() as patch:
            patch.setattr(response_service, "commit_turn", fail)
            answered = await s.client.post("/responses", json={**body, "stream": True})
            assert "The record cannot be written." in answered.text
            assert "response.completed" not in answered.text
            await _unlocked(s)
            assert (await s.client.post("/responses", json=body)).status_code == 503
            await _unlocked(s)
        assert (await s.client.post("/responses", json=body)).status_code == 200
        assert len(await s.wait_for_rows("usage_records", 3)) == 3


async def test_turn_whose_transaction_fails_records_its_usage_later(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.errors import Unavailable
    from app.storage.usage_repository import UsageRepository

    save, failures = UsageRepository.save, 0

    def fail_once(self: UsageRepository, row: Any) -> None:
        nonlocal failures
        failures += 1
        if failures == 1:
            raise Unavailable("The record cannot be written.")
        save(self, row)

    async with stack(database) as s:
        conversation = await s.sdk.conversations.create()
        body = {"model": "builtin", "input": "a", "conversation": conversation.id}
        monkeypatch.setattr(UsageRepository, "save", fail_once)
        assert (await s.client.post("/responses", json=body)).status_code == 503
        [row] = await s.wait_for_rows("usage_records", 1)
        assert (row["status"], row["http_status"], bool(row["model_request"])) == ("failed", 503, True)
        assert row["output_tokens"] > 0
        assert await _stored_items(s, conversation.id) == []


async def test_background_response_that_cannot_be_admitted_unlocks_its_conversation(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.errors import Unavailable
    from app.usage.recorder import UsageRecorder

    async def fail(*_: object) -> None:
        raise Unavailable("The record cannot be written.")

    async with stack(database) as s:
        conversation = await s.sdk.conversations.create()
        body = {"model": "builtin", "input": "a", "conversation": conversation.id, "background": True}
        with monkeypatch.context() as patch:
            patch.setattr(UsageRecorder, "admit", fail)
            assert (await s.client.post("/responses", json=body)).status_code == 503
        await _unlocked(s)
        assert s.rows("responses") == []


async def _unlocked(s: Stack) -> None:
    for _ in range(100):
        if s.rows("conversations")[0]["lock_owner"] is None:
            return
        await asyncio.sleep(0.02)
    raise AssertionError("the conversation is still locked")
