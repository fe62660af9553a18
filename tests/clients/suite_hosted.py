"""openai-agents' `HostedMCPTool` over a model that knows functions only: servers of the official MCP SDK."""

from __future__ import annotations

import os
import pathlib
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from agents import Agent, HostedMCPTool, OpenAIResponsesModel, Runner
from openai import AsyncOpenAI

from tests.support.process import listening_program

_SERVER = pathlib.Path(__file__).parent / "mcp_http_server.py"
_SUM = "The sum is 3."


@pytest.fixture(params=["stream", "json", "stateless", "sse"])
def server(request: pytest.FixtureRequest, tmp_path: pathlib.Path) -> Iterator[str]:
    """The address of the official server, with each of its transports."""
    start = [sys.executable, str(_SERVER), request.param]
    with listening_program(start, tmp_path, {**os.environ}) as program:
        yield program.url


def _agent(server: str, **more: Any) -> Any:
    config = {
        "type": "mcp",
        "server_label": "official",
        "server_url": server,
        "require_approval": "never",
        **more,
    }
    client = AsyncOpenAI(base_url=os.environ["AGENTS_BASE_URL"], max_retries=0)
    on_approval = more.pop("on_approval_request", None)
    config.pop("on_approval_request", None)
    tools = [HostedMCPTool(tool_config=config, on_approval_request=on_approval)]
    return Agent(name="Guide", instructions="Help.", model=OpenAIResponsesModel("m", client), tools=tools)


def _items(result: Any, kind: str) -> list[Any]:
    raw = [item.raw_item for item in result.new_items]
    return [item for item in raw if getattr(item, "type", "") == kind]


async def test_hosted_mcp_tool_lists_and_calls_every_tool(server: str) -> None:
    result = Runner.run_streamed(_agent(server), "Do the work")
    kinds = [event.type async for event in result.stream_events()]
    assert "run_item_stream_event" in kinds
    assert result.final_output == "All done."
    [listed] = _items(result, "mcp_list_tools")
    assert sorted(tool.name for tool in listed.tools) == ["add", "broken", "steps"]
    calls = {call.name: call for call in _items(result, "mcp_call")}
    assert calls["add"].output == _SUM
    assert calls["steps"].output == "3 steps are done."
    assert (calls["broken"].output, calls["broken"].status) == (None, "failed")
    assert "Error executing tool broken" in str(calls["broken"].error)


async def test_hosted_mcp_tool_asks_for_approval_before_each_call(server: str) -> None:
    asked: list[str] = []

    def approve(request: Any) -> Any:
        asked.append(request.data.name)
        return {"approve": True}

    agent = _agent(server, require_approval="always", allowed_tools=["add"], on_approval_request=approve)
    result = Runner.run_streamed(agent, "Do the work")
    assert [event async for event in result.stream_events()]
    assert asked == ["add"]
    [call] = _items(result, "mcp_call")
    assert (call.name, call.output) == ("add", _SUM)
    assert len(_items(result, "mcp_list_tools")) == 1
    assert result.final_output == "All done."
