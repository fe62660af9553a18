"""openai-agents: tools, handoffs, sessions, streams; over responses and over chats."""

from __future__ import annotations

import os
import pathlib
from typing import Any

import pytest
from agents import (
    Agent,
    OpenAIChatCompletionsModel,
    OpenAIConversationsSession,
    OpenAIResponsesModel,
    Runner,
    SQLiteSession,
    function_tool,
)
from openai import AsyncOpenAI


@pytest.fixture(params=[OpenAIResponsesModel, OpenAIChatCompletionsModel])
def model(request: pytest.FixtureRequest) -> Any:
    """The built-in model by either of the two APIs."""
    return request.param("builtin", AsyncOpenAI(base_url=os.environ["BASE_URL"], max_retries=0))


@function_tool
def weather(city: str) -> str:
    """The weather in a city."""
    return f"It is sunny in {city}, says the tool."


async def test_a_tool_is_called_and_its_answer_told(model: Any) -> None:
    agent = Agent(name="Guide", instructions="Help.", model=model, tools=[weather])
    result = await Runner.run(agent, "Use the weather tool for Rome")
    assert "says the tool" in str(result.final_output)


async def test_a_run_is_streamed(model: Any) -> None:
    agent = Agent(name="Guide", instructions="Help.", model=model, tools=[weather])
    result = Runner.run_streamed(agent, "Use the weather tool for Rome")
    kinds = [event.type async for event in result.stream_events()]
    assert "raw_response_event" in kinds
    assert "run_item_stream_event" in kinds
    assert "says the tool" in str(result.final_output)


async def test_an_agent_hands_off(model: Any) -> None:
    spanish = Agent(name="Spanish", instructions="Answer.", model=model)
    first = Agent(name="Desk", instructions="Hand off.", model=model, handoffs=[spanish])
    result = await Runner.run(first, "Please transfer_to_spanish")
    assert result.last_agent.name == "Spanish"
    assert result.final_output


async def test_a_session_remembers(model: Any, tmp_path: pathlib.Path) -> None:
    agent = Agent(name="Guide", instructions="Help.", model=model)
    session = SQLiteSession("one", str(tmp_path / "session.db"))
    await Runner.run(agent, "first", session=session)
    await Runner.run(agent, "second", session=session)
    assert len(await session.get_items()) == 4


async def test_a_conversation_is_a_session() -> None:
    client = AsyncOpenAI(base_url=os.environ["BASE_URL"], max_retries=0)
    agent = Agent(name="Guide", instructions="Help.", model=OpenAIResponsesModel("builtin", client))
    session = OpenAIConversationsSession(openai_client=client)
    await Runner.run(agent, "first", session=session)
    await Runner.run(agent, "second", session=session)
    assert len(await session.get_items()) == 4
