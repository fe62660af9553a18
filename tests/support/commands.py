"""Commands of ours that end by themselves, as a person at a terminal meets them: a process of its own each."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[2]


def command(*arguments: str) -> list[str]:
    """`llm-backend ARGUMENTS`."""
    return [sys.executable, "-m", "app", *arguments]


def environment(**given: str) -> dict[str, str]:
    """This process' own, with these settings; no proxy stands before 127.0.0.1."""
    return {**os.environ, "PYTHONPATH": str(_ROOT), "NO_PROXY": "*", **given}


def run(folder: Path, *arguments: str, **given: str) -> subprocess.CompletedProcess[str]:
    """Runs it in a folder, with settings, to its end."""
    return subprocess.run(
        command(*arguments),
        cwd=folder,
        env=environment(**given),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def run_expecting_failure(folder: Path, *arguments: str, **given: str) -> str:
    """What it says when it does not do it: on stderr, without a traceback, with the exit status 1."""
    done = run(folder, *arguments, **given)
    assert done.returncode == 1, done.stdout + done.stderr
    assert done.stdout == ""
    assert done.stderr.startswith("llm-backend: ")
    assert "Traceback" not in done.stderr
    return done.stderr
