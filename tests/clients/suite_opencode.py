"""OpenCode, headless, over chats and over responses. The model's name decides whether it patches files."""

from __future__ import annotations

import json
import os
import pathlib

import pytest

from tests.clients.headless import files_of, run_agent

_MODEL = {"name": "model", "tool_call": True, "limit": {"context": 100_000, "output": 8_000}}


@pytest.mark.parametrize(
    ("package", "model", "files"),
    [
        ("@ai-sdk/openai-compatible", "unknown", {"shelled.txt": "shell"}),
        ("@ai-sdk/openai", "unknown", {"shelled.txt": "shell"}),
        ("@ai-sdk/openai", "gpt-5.5", {"shelled.txt": "shell", "patched.txt": 'say "hi" \\ 😀\n'}),
    ],
)
def test_opencode_runs_the_tools_of_its_model(
    tmp_path: pathlib.Path, package: str, model: str, files: dict[str, str]
) -> None:
    home, work = tmp_path / "home", tmp_path / "work"
    home.mkdir()
    work.mkdir()
    options = {"baseURL": os.environ["AGENTS_BASE_URL"], "apiKey": "any"}
    config = {
        "provider": {"own": {"npm": package, "name": "own", "options": options, "models": {model: _MODEL}}},
        "permission": {"bash": "allow", "edit": "allow"},
        "autoupdate": False,
        "share": "disabled",
    }
    output = run_agent(
        [os.environ["OPENCODE"], "run", "-m", f"own/{model}", "Do the work"],
        work,
        HOME=str(home),
        OPENCODE_CONFIG_CONTENT=json.dumps(config),
        # Without these it asks the internet for its own version and for a list of models.
        OPENCODE_DISABLE_AUTOUPDATE="1",
        OPENCODE_DISABLE_MODELS_FETCH="1",
    )
    assert "All done." in output
    assert files_of(work) == files
