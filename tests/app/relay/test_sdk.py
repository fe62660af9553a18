"""The official SDK reads relayed streams and raises for incomplete ones."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import TypeAlias

import httpx2
import openai
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.hostile_streams import HostileStream, hostile_streams
from tests.support.streams import DONE, USAGE, chunk, event, framed, relayed

Serve: TypeAlias = Callable[[bytes], openai.OpenAI]


@pytest.fixture(scope="module")
def serve() -> Iterator[Serve]:
    """Gives a client of a server that answers with the given body."""
    body = b""

    def answer(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, headers={"content-type": "text/event-stream"}, content=body)

    def client_for(data: bytes) -> openai.OpenAI:
        nonlocal body
        body = data
        return client

    http = openai.DefaultHttpxClient(transport=httpx2.MockTransport(answer))
    with openai.OpenAI(
        api_key="k", base_url="http://127.0.0.1:1/v1", max_retries=0, http_client=http
    ) as client:
        yield client_for


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(stream=hostile_streams(), show_usage=st.booleans())
def test_sdk_stream_has_all_texts_and_finishes(serve: Serve, stream: HostileStream, show_usage: bool) -> None:
    result = asyncio.run(relayed([stream.data], choices=stream.choices, show_usage=show_usage))
    texts, arguments, finishes = ([""] * stream.choices for _ in range(3))
    usages = []
    for item in serve(result.data).chat.completions.create(model="m", messages=[], stream=True):
        usages += [item.usage] if item.usage else []
        for choice in item.choices:
            texts[choice.index] += choice.delta.content or ""
            finishes[choice.index] += choice.finish_reason or ""
            for call in choice.delta.tool_calls or []:
                assert call.function is not None
                arguments[choice.index] += call.function.arguments or ""
    assert (texts, arguments, finishes) == (stream.texts, stream.arguments, stream.finishes)
    assert len(usages) == (show_usage and stream.usage is not None)


async def test_sdk_stream_helper_assembles_the_recorded_completion(serve: Serve) -> None:
    calls = [{"index": 0, "function": {"arguments": text}} for text in ('{"a"', ": 1", "}")]
    events = [
        event({"role": "assistant", "content": None}),
        event(
            {
                "tool_calls": [
                    {"index": 0, "id": "c", "type": "function", "function": {"name": "f", "arguments": ""}}
                ]
            }
        ),
        *(event({"tool_calls": [call]}) for call in calls),
        *(event({"content": text}) for text in ("a", "b", "c")),
        event({"content": "d"}, "tool_calls"),
        framed(chunk([], usage=USAGE)),
        DONE,
    ]
    result = await relayed(events, show_usage=True)
    with serve(result.data).chat.completions.stream(model="m", messages=[]) as stream:
        whole = stream.get_final_completion()
    recorded = openai.types.chat.ChatCompletion.model_validate(result.completion)
    (theirs,), (ours,) = whole.choices, recorded.choices
    assert theirs.message.content == ours.message.content == "abcd"
    assert theirs.message.tool_calls is not None
    assert ours.message.tool_calls is not None
    for call, recorded_call in zip(theirs.message.tool_calls, ours.message.tool_calls, strict=True):
        assert recorded_call.type == "function"
        assert (call.id, call.function.name) == (recorded_call.id, recorded_call.function.name)
        assert call.function.arguments == recorded_call.function.arguments == '{"a": 1}'
    assert (whole.id, whole.usage) == (recorded.id, recorded.usage)


async def test_sdk_broken_stream_raises_after_the_received_text(serve: Serve) -> None:
    result = await relayed([event({"content": "Hel"}), event({"content": "lo"})])
    received: list[str | None] = []

    def read() -> None:
        for item in serve(result.data).chat.completions.create(model="m", messages=[], stream=True):
            received.append(item.choices[0].delta.content)

    with pytest.raises(openai.APIError, match=r"one\.example"):
        read()
    assert received == ["Hel", "lo"]
