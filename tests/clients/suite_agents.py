"""openai-agents with tools, handoffs, sessions and streams, over responses and over chats."""

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
    WebSearchTool,
    function_tool,
)
from openai import AsyncOpenAI
from pydantic import BaseModel


class Place(BaseModel):
    """The type of a structured output."""

    city: str


@pytest.fixture(params=[OpenAIResponsesModel, OpenAIChatCompletionsModel])
def model(request: pytest.FixtureRequest) -> Any:
    """The built-in model, over responses and over chats in turn."""
    return request.param("builtin", AsyncOpenAI(base_url=os.environ["BASE_URL"], max_retries=0))


@function_tool
def weather(city: str) -> str:
    """The weather in a city."""
    return f"It is sunny in {city}, says the tool."


async def test_run_with_tool_uses_its_output(model: Any) -> None:
    agent = Agent(name="Guide", instructions="Help.", model=model, tools=[weather])
    result = await Runner.run(agent, "Use the weather tool for Rome")
    assert "says the tool" in str(result.final_output)


async def test_run_streamed_yields_events(model: Any) -> None:
    agent = Agent(name="Guide", instructions="Help.", model=model, tools=[weather])
    result = Runner.run_streamed(agent, "Use the weather tool for Rome")
    kinds = [event.type async for event in result.stream_events()]
    assert "raw_response_event" in kinds
    assert "run_item_stream_event" in kinds
    assert "says the tool" in str(result.final_output)


async def test_run_with_handoff_ends_at_other_agent(model: Any) -> None:
    spanish = Agent(name="Spanish", instructions="Answer.", model=model)
    first = Agent(name="Desk", instructions="Hand off.", model=model, handoffs=[spanish])
    result = await Runner.run(first, "Please transfer_to_spanish")
    assert result.last_agent.name == "Spanish"
    assert result.final_output


async def test_session_after_two_runs_has_all_items(model: Any, tmp_path: pathlib.Path) -> None:
    agent = Agent(name="Guide", instructions="Help.", model=model)
    session = SQLiteSession("one", str(tmp_path / "session.db"))
    await Runner.run(agent, "first", session=session)
    await Runner.run(agent, "second", session=session)
    assert len(await session.get_items()) == 4


async def test_conversations_session_after_two_runs_has_all_items() -> None:
    client = AsyncOpenAI(base_url=os.environ["BASE_URL"], max_retries=0)
    agent = Agent(name="Guide", instructions="Help.", model=OpenAIResponsesModel("builtin", client))
    session = OpenAIConversationsSession(openai_client=client)
    await Runner.run(agent, "first", session=session)
    await Runner.run(agent, "second", session=session)
    assert len(await session.get_items()) == 4


async def test_run_streamed_with_handoff_and_session_continues(model: Any, tmp_path: pathlib.Path) -> None:
    spanish = Agent(name="Spanish", instructions="Answer.", model=model, tools=[weather])
    first = Agent(name="Desk", instructions="Hand off.", model=model, handoffs=[spanish])
    session = SQLiteSession("one", str(tmp_path / "session.db"))
    result = Runner.run_streamed(first, "Please transfer_to_spanish", session=session)
    names = [event.name async for event in result.stream_events() if event.type == "run_item_stream_event"]
    assert "handoff_occured" in names
    second = await Runner.run(result.last_agent, "Use the weather tool for Rome", session=session)
    assert "says the tool" in str(second.final_output)


async def test_run_with_output_type_returns_it(model: Any) -> None:
    agent = Agent(name="Guide", instructions="Help.", model=model, output_type=Place)
    result = await Runner.run(agent, "city: Rome")
    assert result.final_output == Place(city="Rome")


@pytest.mark.parametrize("streams", [False, True])
async def test_run_with_previous_response_id_continues(streams: bool) -> None:
    client = AsyncOpenAI(base_url=os.environ["BASE_URL"], max_retries=0)
    agent = Agent(
        name="Guide", instructions="Help.", model=OpenAIResponsesModel("builtin", client), tools=[weather]
    )
    question = "Use the weather tool for Rome"
    if streams:
        streamed = Runner.run_streamed(agent, question, auto_previous_response_id=True)
        assert [event async for event in streamed.stream_events()]
        first: Any = streamed
    else:
        first = await Runner.run(agent, question, auto_previous_response_id=True)
    assert "says the tool" in str(first.final_output)
    second = await Runner.run(agent, "And now?", previous_response_id=first.last_response_id)
    stored: Any = await client.responses.input_items.list(second.last_response_id)
    assert [item.content[0].text for item in stored.data if item.type == "message"] == ["And now?"]
    before = await client.responses.retrieve(second.last_response_id)
    assert before.previous_response_id == first.last_response_id


async def test_run_with_conversation_id_is_stored_as_a_turn() -> None:
    client = AsyncOpenAI(base_url=os.environ["BASE_URL"], max_retries=0)
    agent = Agent(
        name="Guide", instructions="Help.", model=OpenAIResponsesModel("builtin", client), tools=[weather]
    )
    conversation = await client.conversations.create()
    result = await Runner.run(agent, "Use the weather tool for Rome", conversation_id=conversation.id)
    assert "says the tool" in str(result.final_output)
    kinds = [item.type async for item in client.conversations.items.list(conversation.id, order="asc")]
    assert kinds == ["message", "function_call", "function_call_output", "message"]


@pytest.mark.parametrize("streams", [True, False])
async def test_run_with_web_search_has_its_call_and_its_citation(streams: bool) -> None:
    client = AsyncOpenAI(base_url=os.environ["SEARCH_BASE_URL"], max_retries=0)
    search = WebSearchTool(search_context_size="low", user_location={"type": "approximate", "city": "Ulm"})
    agent = Agent(
        name="Guide", instructions="Help.", model=OpenAIResponsesModel("m", client), tools=[search]
    )  # fmt: skip
    if streams:
        result: Any = Runner.run_streamed(agent, "Look it up")
        kinds = [
            event.data.type async for event in result.stream_events() if event.type == "raw_response_event"
        ]
        assert "response.web_search_call.searching" in kinds
    else:
        result = await Runner.run(agent, "Look it up")
    assert result.final_output == "All done."
    raw = [item.raw_item for item in result.new_items]
    [call] = [item for item in raw if item.type == "web_search_call"]
    assert (call.status, call.action.query) == ("completed", "pages")
    [message] = [item for item in raw if item.type == "message"]
    [citation] = message.content[0].annotations
    assert (citation.url, citation.title) == ("https://a.example/one", "First page")
