"""Qwen Code, headless, over chats."""

from __future__ import annotations

import os
import pathlib

from tests.clients.headless import files_of, run_agent


def test_qwen_code_runs_its_shell(tmp_path: pathlib.Path) -> None:
    home, work = tmp_path / "home", tmp_path / "work"
    home.mkdir()
    work.mkdir()
    output = run_agent(
        [os.environ["QWEN"], "--auth-type", "openai", "--yolo", "-p", "Do the work"],
        work,
        HOME=str(home),
        OPENAI_BASE_URL=os.environ["AGENTS_BASE_URL"],
        OPENAI_MODEL="unknown",
    )
    assert "All done." in output
    assert files_of(work) == {"shelled.txt": "shell"}
