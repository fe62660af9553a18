"""LlamaIndex over responses, over chats and with embeddings: tools, streams, output types."""

from __future__ import annotations

import os
from typing import Any

import pytest
from llama_index.core.llms import ChatMessage
from llama_index.core.tools import FunctionTool
from llama_index.embeddings.openai import OpenAIEmbedding
from llama_index.llms.openai import OpenAI, OpenAIResponses
from pydantic import BaseModel

# It knows the sizes of OpenAI's models only; the built-in model has this name, too.
_MODEL = "gpt-4"


class Place(BaseModel):
    """The type of a structured output."""

    city: str


@pytest.fixture(params=[OpenAIResponses, OpenAI])
def llm(request: pytest.FixtureRequest) -> Any:
    """The built-in model, over responses and over chats in turn."""
    return request.param(model=_MODEL, api_base=os.environ["BASE_URL"], api_key="any", max_retries=0)


def weather(city: str) -> str:
    """The weather in a city."""
    return f"It is sunny in {city}, says the tool."


def test_chat_continues(llm: Any) -> None:
    messages = [
        ChatMessage(role="system", content="Help."),
        ChatMessage(role="user", content="Hello"),
        ChatMessage(role="assistant", content="Hi."),
        ChatMessage(role="user", content="And now?"),
    ]
    assert "And now?" in str(llm.chat(messages))


async def test_stream_chat_accumulates_text(llm: Any) -> None:
    message = [ChatMessage(role="user", content="Hello")]
    steps = list(llm.stream_chat(message))
    assert len(steps) > 1
    assert "".join(step.delta or "" for step in steps) == steps[-1].message.content
    asynchronous = [step async for step in await llm.astream_chat(message)]
    assert "Hello" in (asynchronous[-1].message.content or "")


def test_predict_and_call_runs_tool(llm: Any) -> None:
    answer = llm.predict_and_call([FunctionTool.from_defaults(weather)], "Use the weather tool for Rome")
    assert "says the tool" in str(answer)


def test_structured_llm_returns_its_type(llm: Any) -> None:
    answer = llm.as_structured_llm(Place).complete("city: Rome")
    assert answer.raw == Place(city="Rome")


def test_embedding_of_texts_has_a_vector_each() -> None:
    model = OpenAIEmbedding(api_base=os.environ["BASE_URL"], api_key="any", max_retries=0)
    vectors = model.get_text_embedding_batch(["one", "two"])
    assert len({len(vector) for vector in vectors}) == 1
    assert vectors[0] != vectors[1]
