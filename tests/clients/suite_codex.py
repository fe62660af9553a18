"""Codex CLI, headless, over an upstream that knows functions only. The model's name decides its tools."""

from __future__ import annotations

import json
import os
import pathlib
import sys
from typing import Any

import pytest

from tests.clients.function_upstream import SUMMARY
from tests.clients.headless import files_of, run_agent

_HERE = pathlib.Path(__file__).parent
_MODES = """
approval_policy = "never"
sandbox_mode = "danger-full-access"
"""
_PROVIDER = """
model_provider = "own"
[model_providers.own]
name = "{name}"
base_url = "{url}"
wire_api = "responses"
env_key = "OPENAI_API_KEY"
"""
_MCP = """
[mcp_servers.dummy]
command = "{python}"
args = ["{server}", "{called}"]
"""


@pytest.mark.parametrize(
    ("model", "files", "calls_mcp"),
    [
        ("unknown", {"shelled.txt": "shell"}, True),
        ("gpt-5.5", {"shelled.txt": "shell", "patched.txt": 'say "hi" \\ 😀\n'}, True),
        ("gpt-5.6-sol", {"coded.txt": "é😀"}, False),
    ],
)
def test_codex_runs_the_tools_of_its_model(
    tmp_path: pathlib.Path, model: str, files: dict[str, str], calls_mcp: bool
) -> None:
    home, work, called = tmp_path / "home", tmp_path / "work", tmp_path / "called.json"
    home.mkdir()
    work.mkdir()
    provider = _PROVIDER.format(name="own", url=os.environ["AGENTS_BASE_URL"])
    mcp = _MCP.format(python=sys.executable, server=_HERE / "mcp_tools.py", called=called)
    (home / "config.toml").write_text(_MODES + provider + mcp, encoding="utf-8")
    assert "All done." in _run(home, work, model, "exec")
    assert files_of(work) == files
    assert called.exists() == calls_mcp
    if calls_mcp:
        assert json.loads(called.read_text(encoding="utf-8")) == {"x": "1"}
    requests = pathlib.Path(os.environ["AGENTS_REQUESTS"]).read_text(encoding="utf-8")
    assert "client_metadata" not in requests


@pytest.mark.parametrize("way", ["by socket", "by HTTP"])
def test_codex_session_that_is_compacted_goes_on_from_the_summary(tmp_path: pathlib.Path, way: str) -> None:
    home, work = tmp_path / "home", tmp_path / "work"
    home.mkdir()
    work.mkdir()
    url = os.environ["AGENTS_BASE_URL"]
    # The name decides that Codex asks for compactions; it has sockets of its built-in provider only.
    provider = (
        f'openai_base_url = "{url}"\n' if way == "by socket" else _PROVIDER.format(name="OpenAI", url=url)
    )
    # Codex's own texts have 7,000 tokens, and the outputs of the tools 2,900.
    limit = "model_auto_compact_token_limit = 9000\n"
    (home / "config.toml").write_text(limit + _MODES + provider, encoding="utf-8")
    before = len(_requests())
    assert "All done." in _run(home, work, "gpt-5.5", "exec")
    assert "All done." in _run(home, work, "gpt-5.5", "exec", "resume", "--last")
    assert {path.name for path in work.iterdir()} == {"shelled.txt", "patched.txt"}
    asked = [body["messages"] for body in _requests()[before:]]
    (place,) = [number for number, messages in enumerate(asked) if _asks_for_summary(messages)]
    assert [
        call["function"]["name"] for message in asked[place] for call in message.get("tool_calls", ())
    ] == [
        "tool_search",
        "apply_patch",
        "exec_command",
    ]
    # One turn ends behind the compaction, and the session has another one.
    assert len(asked) == place + 3
    for messages in asked[place + 1 :]:
        assert sum(SUMMARY in str(message["content"]) for message in messages) == 1
        assert not any("tool_calls" in message for message in messages)
        # What Codex tells the model of itself stays.
        assert messages[0] == asked[0][0]
        assert len(json.dumps(messages)) < len(json.dumps(asked[place]))


def _run(home: pathlib.Path, work: pathlib.Path, model: str, *command: str) -> str:
    return run_agent(
        [os.environ["CODEX"], *command, "--skip-git-repo-check", "-m", model, "Do the work"],
        work,
        CODEX_HOME=str(home),
        CODEX_API_KEY=os.environ["OPENAI_API_KEY"],
    )


def _requests() -> list[dict[str, Any]]:
    """All that the upstream was asked so far."""
    path = pathlib.Path(os.environ["AGENTS_REQUESTS"])
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [json.loads(line) for line in lines]


def _asks_for_summary(messages: list[dict[str, Any]]) -> bool:
    return "summary" in str(messages[-1]["content"]) and messages[-1]["role"] == "user"
