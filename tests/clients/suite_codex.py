"""Codex CLI, headless, over an upstream that knows functions only. The model's name decides its tools."""

from __future__ import annotations

import json
import os
import pathlib
import subprocess
import sys

import pytest

_HERE = pathlib.Path(__file__).parent
_CONFIG = """
model_provider = "own"
approval_policy = "never"
sandbox_mode = "danger-full-access"
[model_providers.own]
name = "own"
base_url = "{url}"
wire_api = "responses"
env_key = "OPENAI_API_KEY"
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
    (home / "config.toml").write_text(
        _CONFIG.format(
            url=os.environ["AGENTS_BASE_URL"],
            python=sys.executable,
            server=_HERE / "mcp_tools.py",
            called=called,
        ),
        encoding="utf-8",
    )
    run = subprocess.run(
        [os.environ["CODEX"], "exec", "--skip-git-repo-check", "-m", model, "Do the work"],
        cwd=work,
        env={**os.environ, "CODEX_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "All done." in run.stdout
    assert {path.name: path.read_text(encoding="utf-8") for path in work.iterdir()} == files
    assert called.exists() == calls_mcp
    if calls_mcp:
        assert json.loads(called.read_text(encoding="utf-8")) == {"x": "1"}
    requests = pathlib.Path(os.environ["AGENTS_REQUESTS"]).read_text(encoding="utf-8")
    assert "client_metadata" not in requests
