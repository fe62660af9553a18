"""The AI SDK (npm/vercel/agent.mjs) over responses, over chats and as an OpenAI-compatible provider."""

from __future__ import annotations

import json
import os
import pathlib
import shutil

import pytest

from tests.clients.headless import run_agent

_NODE = shutil.which("node") or "node"


@pytest.mark.parametrize("api", ["responses", "chat", "compatible"])
def test_ai_sdk_calls_tool_streams_and_parses(tmp_path: pathlib.Path, api: str) -> None:
    result = json.loads(run_agent([_NODE, os.environ["VERCEL"], api], tmp_path))
    assert result["steps"] == 2
    assert "says the tool" in result["whole"]
    assert result["streamed"] == result["whole"]
    assert {"tool-call", "tool-result", "text-delta", "finish"} <= set(result["parts"])
    assert result["streamedTokens"] > 0
    assert result["object"] == {"city": "Rome"}
    assert result["dimensions"] > 1
