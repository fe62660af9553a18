"""LiteLLM as a client: chats, responses and embeddings, whole and streamed, with a tool."""

from __future__ import annotations

import os
from typing import Any

import litellm
import pytest

_TOOL = {
    "type": "function",
    "function": {
        "name": "weather",
        "description": "The weather in a city.",
        "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
    },
}


@pytest.fixture
def server() -> dict[str, Any]:
    """The options that lead to the server."""
    return {
        "model": "openai/builtin",
        "api_base": os.environ["BASE_URL"],
        "api_key": "any",
        "max_retries": 0,
    }


def test_completion_with_tool_continues(server: dict[str, Any]) -> None:
    messages: list[Any] = [{"role": "user", "content": "Use the weather tool for Rome"}]
    first = litellm.completion(messages=messages, tools=[_TOOL], **server).choices[0].message
    call = first.tool_calls[0]
    assert call.function.name == "weather"
    messages += [first, {"role": "tool", "tool_call_id": call.id, "content": "Sunny, says the tool."}]
    second = litellm.completion(messages=messages, tools=[_TOOL], **server)
    assert "says the tool" in second.choices[0].message.content
    assert second.usage.total_tokens > 0


async def test_completion_streamed_accumulates_text_and_usage(server: dict[str, Any]) -> None:
    messages = [{"role": "user", "content": "Hello"}]
    stream = await litellm.acompletion(
        messages=messages, stream=True, stream_options={"include_usage": True}, **server
    )
    whole = litellm.stream_chunk_builder([chunk async for chunk in stream], messages=messages)
    assert "Hello" in whole.choices[0].message.content
    assert whole.usage.completion_tokens > 0


async def test_responses_streamed_end_with_the_response(server: dict[str, Any]) -> None:
    whole = litellm.responses(input="Hello", **server)
    assert "Hello" in whole.output[0].content[0].text
    stream = await litellm.aresponses(input="Hello", stream=True, **server)
    kinds = [str(getattr(event.type, "value", event.type)) async for event in stream]
    assert kinds[0] == "response.created"
    assert kinds[-1] == "response.completed"


def test_responses_with_previous_id_continue(server: dict[str, Any]) -> None:
    first = litellm.responses(input="Hello", **server)
    second = litellm.responses(input="And now?", previous_response_id=first.id, **server)
    assert "And now?" in second.output[0].content[0].text


def test_embedding_of_texts_has_a_vector_each(server: dict[str, Any]) -> None:
    answer = litellm.embedding(input=["one", "two"], **{**server, "model": "openai/text-embedding-3-small"})
    assert [item["index"] for item in answer.data] == [0, 1]


def test_completion_with_wrong_value_raises_bad_request(server: dict[str, Any]) -> None:
    with pytest.raises(litellm.BadRequestError, match="temperature"):
        litellm.completion(messages=[{"role": "user", "content": "Hello"}], temperature=9, **server)
