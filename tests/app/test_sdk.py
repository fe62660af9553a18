"""The official SDK over HTTP on both databases: the synchronous client and both clients' stream helpers."""

from __future__ import annotations

import asyncio
from typing import Any

import openai
import pytest
from pydantic import BaseModel

from tests.support.builtin_model import tool
from tests.support.stack import stack

_MODEL = "builtin-fast"
_HELLO: Any = [{"role": "user", "content": "Hello"}]
_WEATHER: Any = tool("get_weather", city={"type": "string"})


class _Trip(BaseModel):
    city: str
    days: int


def _client(url: str) -> openai.OpenAI:
    return openai.OpenAI(base_url=url, api_key="any", max_retries=0, timeout=20)


async def test_sdk_synchronous_client_chats_and_manages_stored_completions(database: str) -> None:
    async with stack(database) as s:
        await asyncio.to_thread(_chat, str(s.sdk.base_url))
        usages = await asyncio.to_thread(s.rows, "usage_records")
    assert [(row["status"], row["streamed"]) for row in usages] == [("completed", 0), ("completed", 1)]


def _chat(url: str) -> None:
    with _client(url) as sdk:
        chats = sdk.chat.completions
        raw = chats.with_raw_response.create(model=_MODEL, messages=_HELLO, metadata={"team": "red"})
        assert raw.headers["x-request-id"].startswith("req_")
        completion = raw.parse()
        events = list(chats.create(model=_MODEL, messages=_HELLO, stream=True))
        text = "".join(event.choices[0].delta.content or "" for event in events)
        assert text == completion.choices[0].message.content
        assert [chat.id for chat in chats.list()] == [completion.id, events[0].id]
        assert [chat.id for chat in chats.list(metadata={"team": "red"})] == [completion.id]
        assert chats.retrieve(events[0].id).choices[0].message.content == text
        assert [message.content for message in chats.messages.list(completion.id)] == ["Hello"]
        assert chats.update(completion.id, metadata={"team": "blue"}).to_dict()["metadata"] == {
            "team": "blue"
        }
        assert chats.delete(completion.id).deleted
        with pytest.raises(openai.NotFoundError):
            chats.retrieve(completion.id)
        wrong: Any = {"role": "user", "content": 5}
        with pytest.raises(openai.BadRequestError) as caught:
            chats.create(model=_MODEL, messages=[wrong])
        assert caught.value.param == "messages[0].content"


async def test_sdk_synchronous_client_calls_the_other_operations(database: str) -> None:
    async with stack(database) as s:
        await asyncio.to_thread(_others, str(s.sdk.base_url))
        usages = await asyncio.to_thread(s.rows, "usage_records")
    assert [row["operation"] for row in usages] == [
        "create_completion", "create_completion", "create_embedding", "create_moderation", "create_response",
    ]  # fmt: skip


def _others(url: str) -> None:
    with _client(url) as sdk:
        assert "builtin" in [model.id for model in sdk.models.list()]
        completed = sdk.completions.create(model=_MODEL, prompt="a").choices[0].text
        pieces = [
            event.choices[0].text for event in sdk.completions.create(model=_MODEL, prompt="a", stream=True)
        ]
        assert "".join(pieces) == completed
        embedded = sdk.embeddings.create(model="text-embedding-3-small", input=["a", "b"], dimensions=16)
        assert [len(entry.embedding) for entry in embedded.data] == [16, 16]
        assert not sdk.moderations.create(input="a", model="omni-moderation-latest").results[0].flagged
        with sdk.responses.stream(model=_MODEL, input="Hello") as stream:
            deltas = [event.delta for event in stream if event.type == "response.output_text.delta"]
            final = stream.get_final_response()
        assert "".join(deltas) == final.output_text
        assert sdk.responses.retrieve(final.id).output_text == final.output_text


async def test_sdk_stream_helpers_accumulate_what_is_stored(database: str) -> None:
    async with stack(database) as s:
        async with s.sdk.chat.completions.stream(
            model=_MODEL, messages=_HELLO, stream_options={"include_usage": True}
        ) as stream:
            kinds = {event.type async for event in stream}
            of_async_client = await stream.get_final_completion()
        of_sync_client = await asyncio.to_thread(_stream_with_helpers, str(s.sdk.base_url))
        stored = [chat async for chat in s.sdk.chat.completions.list()]
    assert {"chunk", "content.delta", "content.done"} <= kinds
    assert stored[0].usage == of_async_client.usage
    assert [_content(chat) for chat in stored] == [
        _content(chat) for chat in (of_async_client, *of_sync_client)
    ]


def _content(chat: Any) -> tuple[object, ...]:
    message = chat.choices[0].message
    calls = [(call.id, call.function.name, call.function.arguments) for call in message.tool_calls or []]
    return chat.id, chat.model, chat.choices[0].finish_reason, message.content, calls


def _stream_with_helpers(url: str) -> list[Any]:
    trip: Any = [{"role": "user", "content": "A trip to Rome for 3 days"}]
    weather: Any = [{"role": "user", "content": "The weather in Rome?"}]
    with _client(url) as sdk:
        chats = sdk.chat.completions
        with chats.stream(model=_MODEL, messages=trip, response_format=_Trip) as stream:
            formed = stream.get_final_completion()
        assert formed.choices[0].message.parsed == _Trip(city="Rome", days=3)
        parsed = chats.parse(model=_MODEL, messages=trip, response_format=_Trip)
        assert parsed.choices[0].message.parsed == _Trip(city="Rome", days=3)
        with chats.stream(model=_MODEL, messages=weather, tools=[_WEATHER]) as stream:
            kinds = [event.type for event in stream]
            called = stream.get_final_completion()
        assert "tool_calls.function.arguments.done" in kinds
        (call,) = called.choices[0].message.tool_calls or []
        assert (call.function.name, call.function.arguments) == ("get_weather", '{"city":"Rome"}')
    return [formed, parsed, called]
