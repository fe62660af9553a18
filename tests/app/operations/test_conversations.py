"""Conversations by the official SDK, through the door, on both databases; every answer is judged by the contract."""

from __future__ import annotations

from typing import Any

import openai
import pytest

from app.storage.conversation_repository import ConversationRepository
from app.storage.database import Database
from app.storage.leases import now_ms
from tests.support.stack import Stack, stack


def _said(text: str) -> Any:
    return {"role": "user", "content": text}


def _id(item: Any) -> str:
    """Every item has one; the SDK's types let some go without."""
    return str(item.id)


async def _texts(s: Stack, conversation_id: str, **given: Any) -> list[str]:
    listed = s.sdk.conversations.items.list(conversation_id, **{"order": "asc", **given})
    items: list[Any] = [item.to_dict() async for item in listed]
    return [item["content"][0]["text"] for item in items]


async def test_a_conversation_from_its_making_to_its_end(database: str) -> None:
    async with stack(database) as s:
        made = await s.sdk.conversations.create(metadata={"a": "b"}, items=[_said("one")])
        assert made.metadata == {"a": "b"}
        assert (await s.sdk.conversations.retrieve(made.id)) == made
        changed = await s.sdk.conversations.update(made.id, metadata={"c": "d"})
        assert changed.metadata == {"c": "d"}
        # The contract lets the body be left out.
        answered = await s.client.post(f"/conversations/{made.id}")
        assert answered.json()["metadata"] == {"c": "d"}
        added = await s.sdk.conversations.items.create(made.id, items=[_said("two"), _said("three")])
        assert await _texts(s, made.id) == ["one", "two", "three"]
        assert await _texts(s, made.id, order="desc", limit=1) == ["three", "two", "one"]
        item = await s.sdk.conversations.items.retrieve(_id(added.data[0]), conversation_id=made.id)
        assert item == added.data[0]
        await s.sdk.conversations.items.delete(_id(item), conversation_id=made.id)
        assert await _texts(s, made.id) == ["one", "three"]
        assert (await s.sdk.conversations.delete(made.id)).deleted
        for attempt in (
            s.sdk.conversations.retrieve(made.id),
            s.sdk.conversations.update(made.id, metadata={}),
            s.sdk.conversations.delete(made.id),
            s.sdk.conversations.items.create(made.id, items=[_said("x")]),
            s.sdk.conversations.items.retrieve(_id(item), conversation_id=made.id),
            s.sdk.conversations.items.delete(_id(item), conversation_id=made.id),
        ):
            with pytest.raises(openai.NotFoundError) as caught:
                await attempt
            assert caught.value.param == "conversation_id"
        assert s.rows("conversation_items", "position") == []


async def test_items_keep_what_they_are(database: str) -> None:
    items: list[Any] = [
        {"type": "message", "role": "assistant", "content": "Hi"},
        {"role": "user", "content": [{"type": "input_image", "image_url": "data:image/png;base64,eA=="}]},
        {"type": "function_call", "call_id": "call_1", "name": "f", "arguments": "{}"},
        {"type": "function_call_output", "call_id": "call_1", "output": "fine"},
        {"type": "reasoning", "id": "rs_theirs", "summary": [], "encrypted_content": "secret"},
    ]
    async with stack(database) as s:
        made = await s.sdk.conversations.create(items=items)
        listed = [item async for item in s.sdk.conversations.items.list(made.id, order="asc")]
        assert [item.type for item in listed] == [
            "message", "message", "function_call", "function_call_output", "reasoning",
        ]  # fmt: skip
        assert "secret" not in str(listed)
        shown = [
            item
            async for item in s.sdk.conversations.items.list(made.id, include=["reasoning.encrypted_content"])
        ]
        assert shown[0].to_dict()["encrypted_content"] == "secret"


async def test_what_is_wrong_is_refused_by_name(database: str) -> None:
    async with stack(database) as s:
        made = await s.sdk.conversations.create()
        for body, param in (
            ({"items": [_said("x")] * 21}, "items"),
            ({"items": [{"type": "item_reference", "id": "msg_none"}]}, "items[0].id"),
            ({"items": "x"}, "items"),
            ({"items": [_said("x"), {"type": "compaction_trigger"}]}, "items[1].type"),
        ):
            answered = await s.client.post(f"/conversations/{made.id}/items", json=body)
            assert (answered.status_code, answered.json()["error"]["param"]) == (400, param)
        answered = await s.client.get(f"/conversations/{made.id}/items", params={"limit": "101"})
        assert (answered.status_code, answered.json()["error"]["param"]) == (400, "limit")
        answered = await s.client.get(f"/conversations/{made.id}/items", params={"after": "msg_none"})
        assert (answered.status_code, answered.json()["error"]["param"]) == (404, "after")
        assert s.rows("conversation_items", "position") == []


async def test_while_a_turn_has_it_nobody_else_changes_it_until_its_lease_ends(database: str) -> None:
    async with stack(database) as s:
        made = await s.sdk.conversations.create(items=[_said("one")])
        item = (await s.sdk.conversations.items.list(made.id)).data[0]
        opened = Database(database)

        def lock(milliseconds: int) -> Any:
            return lambda session: ConversationRepository(session, "proj_default").lock(
                made.id, "a turn", now_ms() + milliseconds
            )

        assert await opened.write(lock(60_000))
        for attempt in (
            s.sdk.conversations.items.create(made.id, items=[_said("x")]),
            s.sdk.conversations.items.delete(_id(item), conversation_id=made.id),
            s.sdk.conversations.delete(made.id),
            s.sdk.responses.create(model="builtin", input="x", conversation=made.id),
        ):
            with pytest.raises(openai.BadRequestError) as caught:
                await attempt
            assert caught.value.code == "conversation_locked"
            assert caught.value.param in ("conversation", "conversation_id")
        assert await _texts(s, made.id) == ["one"]
        await opened.write(lambda session: ConversationRepository(session, "proj_default").extend(made.id, "a turn", now_ms() - 1))  # fmt: skip
        await opened.close()
        await s.sdk.conversations.items.create(made.id, items=[_said("two")])
        assert await _texts(s, made.id) == ["one", "two"]
