"""Pydantic AI over responses and over chats: tools, streams, output types, a history that is sent back."""

from __future__ import annotations

import os
from typing import Any

import pytest
from pydantic import BaseModel
from pydantic_ai import Agent, NativeOutput
from pydantic_ai.models.openai import OpenAIChatModel, OpenAIResponsesModel
from pydantic_ai.providers.openai import OpenAIProvider


class Place(BaseModel):
    """The type of a structured output."""

    city: str


@pytest.fixture(params=[OpenAIResponsesModel, OpenAIChatModel])
def model(request: pytest.FixtureRequest) -> Any:
    """The built-in model, over responses and over chats in turn."""
    return request.param("builtin", provider=OpenAIProvider(base_url=os.environ["BASE_URL"], api_key="any"))


def _with_weather(model: Any) -> Any:
    agent = Agent(model, instructions="Help.")

    @agent.tool_plain
    def weather(city: str) -> str:
        """The weather in a city."""
        return f"It is sunny in {city}, says the tool."

    return agent


async def test_run_with_tool_uses_its_output(model: Any) -> None:
    result = await _with_weather(model).run("Use the weather tool for Rome")
    assert "says the tool" in result.output
    assert result.usage.requests == 2
    assert result.usage.output_tokens > 0


async def test_run_stream_yields_text_and_ends(model: Any) -> None:
    async with _with_weather(model).run_stream("Use the weather tool for Rome") as result:
        parts = [part async for part in result.stream_text(delta=True)]
    assert "says the tool" in "".join(parts)


async def test_run_with_output_type_returns_it(model: Any) -> None:
    result = await Agent(model, output_type=NativeOutput(Place)).run("city: Rome")
    assert result.output == Place(city="Rome")


async def test_run_with_history_sends_it(model: Any) -> None:
    agent = _with_weather(model)
    first = await agent.run("Use the weather tool for Rome")
    second = await agent.run("And now?", message_history=first.all_messages())
    assert "And now?" in second.output
