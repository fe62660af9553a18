"""Qwen Code, headless, over chats."""

from __future__ import annotations

import os
import pathlib
import subprocess


def test_qwen_code_runs_its_shell(tmp_path: pathlib.Path) -> None:
    home, work = tmp_path / "home", tmp_path / "work"
    home.mkdir()
    work.mkdir()
    run = subprocess.run(
        [os.environ["QWEN"], "--auth-type", "openai", "--yolo", "-p", "Do the work"],
        cwd=work,
        env={
            **os.environ,
            "HOME": str(home),
            "OPENAI_BASE_URL": os.environ["AGENTS_BASE_URL"],
            "OPENAI_MODEL": "unknown",
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "All done." in run.stdout
    assert {path.name: path.read_text(encoding="utf-8") for path in work.iterdir()} == {
        "shelled.txt": "shell"
    }
