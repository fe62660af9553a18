"""Conversations by the official SDK on both databases; the contract validates every answer."""

from __future__ import annotations

from typing import Any

import openai
import pytest

from app.storage.conversation_repository import ConversationRepository
from app.storage.database import Database
from tests.support.stack import Stack, stack


def _user_message(text: str) -> Any:
    return {"role": "user", "content": text}


def _id(item: Any) -> str:
    """Every item has an id; it is optional in the SDK's types."""
    return str(item.id)


async def _texts(s: Stack, conversation_id: str, **given: Any) -> list[str]:
    listed = s.sdk.conversations.items.list(conversation_id, **{"order": "asc", **given})
    items: list[Any] = [item.to_dict() async for item in listed]
    return [item["content"][0]["text"] for item in items]


async def test_conversation_is_created_changed_and_deleted(database: str) -> None:
    async with stack(database) as s:
        created = await s.sdk.conversations.create(metadata={"a": "b"}, items=[_user_message("one")])
        assert created.metadata == {"a": "b"}
        assert (await s.sdk.conversations.retrieve(created.id)) == created
        changed = await s.sdk.conversations.update(created.id, metadata={"c": "d"})
        assert changed.metadata == {"c": "d"}
        # The body is optional in the contract.
        answered = await s.client.post(f"/conversations/{created.id}")
        assert answered.json()["metadata"] == {"c": "d"}
        added = await s.sdk.conversations.items.create(
            created.id, items=[_user_message("two"), _user_message("three")]
        )
        assert await _texts(s, created.id) == ["one", "two", "three"]
        assert await _texts(s, created.id, order="desc", limit=1) == ["three", "two", "one"]
        item = await s.sdk.conversations.items.retrieve(_id(added.data[0]), conversation_id=created.id)
        assert item == added.data[0]
        await s.sdk.conversations.items.delete(_id(item), conversation_id=created.id)
        assert await _texts(s, created.id) == ["one", "three"]
        assert (await s.sdk.conversations.delete(created.id)).deleted
        for attempt in (
            s.sdk.conversations.retrieve(created.id),
            s.sdk.conversations.update(created.id, metadata={}),
            s.sdk.conversations.delete(created.id),
            s.sdk.conversations.items.create(created.id, items=[_user_message("x")]),
            s.sdk.conversations.items.retrieve(_id(item), conversation_id=created.id),
            s.sdk.conversations.items.delete(_id(item), conversation_id=created.id),
        ):
            with pytest.raises(openai.NotFoundError) as caught:
                await attempt
            assert caught.value.param == "conversation_id"
        assert s.rows("conversation_items", "position") == []


async def test_conversation_items_are_stored_by_type(database: str) -> None:
    items: list[Any] = [
        {"type": "message", "role": "assistant", "content": "Hi"},
        {"role": "user", "content": [{"type": "input_image", "image_url": "data:image/png;base64,eA=="}]},
        {"type": "function_call", "call_id": "call_1", "name": "f", "arguments": "{}"},
        {"type": "function_call_output", "call_id": "call_1", "output": "fine"},
        {"type": "reasoning", "id": "rs_theirs", "summary": [], "encrypted_content": "secret"},
    ]
    async with stack(database) as s:
        created = await s.sdk.conversations.create(items=items)
        listed = [item async for item in s.sdk.conversations.items.list(created.id, order="asc")]
        assert [item.type for item in listed] == [
            "message", "message", "function_call", "function_call_output", "reasoning",
        ]  # fmt: skip
        assert "secret" not in str(listed)
        included = [
            item
            async for item in s.sdk.conversations.items.list(
                created.id, include=["reasoning.encrypted_content"]
            )
        ]
        assert included[0].to_dict()["encrypted_content"] == "secret"


async def test_conversation_invalid_field_is_400_naming_it(database: str) -> None:
    async with stack(database) as s:
        created = await s.sdk.conversations.create()
        for body, param in (
            ({"items": [_user_message("x")] * 21}, "items"),
            ({"items": [{"type": "item_reference", "id": "msg_none"}]}, "items[0].id"),
            ({"items": "x"}, "items"),
            ({"items": [_user_message("x"), {"type": "compaction_trigger"}]}, "items[1].type"),
        ):
            answered = await s.client.post(f"/conversations/{created.id}/items", json=body)
            assert (answered.status_code, answered.json()["error"]["param"]) == (400, param)
        answered = await s.client.get(f"/conversations/{created.id}/items", params={"limit": "101"})
        assert (answered.status_code, answered.json()["error"]["param"]) == (400, "limit")
        answered = await s.client.get(f"/conversations/{created.id}/items", params={"after": "msg_none"})
        assert (answered.status_code, answered.json()["error"]["param"]) == (404, "after")
        assert s.rows("conversation_items", "position") == []


async def test_conversation_locked_by_turn_is_unchangeable_until_lease_expires(database: str) -> None:
    async with stack(database) as s:
        created = await s.sdk.conversations.create(items=[_user_message("one")])
        item = (await s.sdk.conversations.items.list(created.id)).data[0]
        opened = Database(database)

        def lock(milliseconds: int) -> Any:
            return lambda session: ConversationRepository(session, "proj_default").lock(
                created.id, "a turn", milliseconds
            )

        assert await opened.write(lock(60_000))
        for attempt in (
            s.sdk.conversations.items.create(created.id, items=[_user_message("x")]),
            s.sdk.conversations.items.delete(_id(item), conversation_id=created.id),
            s.sdk.conversations.delete(created.id),
            s.sdk.responses.create(model="builtin", input="x", conversation=created.id),
        ):
            with pytest.raises(openai.BadRequestError) as caught:
                await attempt
            assert caught.value.code == "conversation_locked"
            assert caught.value.param in ("conversation", "conversation_id")
        assert await _texts(s, created.id) == ["one"]
        await opened.write(
            lambda session: ConversationRepository(session, "proj_default").extend(created.id, "a turn", -1)
        )
        await opened.close()
        await s.sdk.conversations.items.create(created.id, items=[_user_message("two")])
        assert await _texts(s, created.id) == ["one", "two"]
