"""Runs our commands that end by themselves, each in its own process, as at a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[2]


def command(*arguments: str) -> list[str]:
    """The command line of `llm-backend ARGUMENTS`."""
    return [sys.executable, "-m", "app", *arguments]


def environment(**settings: str) -> dict[str, str]:
    """This process's environment with these settings, and no proxy for 127.0.0.1."""
    return {**os.environ, "PYTHONPATH": str(_ROOT), "NO_PROXY": "*", **settings}


def run(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Runs a command in a folder to its end, which may take a minute."""
    return subprocess.run(
        command(*arguments),
        cwd=folder,
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def run_expecting_failure(folder: Path, *arguments: str, **settings: str) -> str:
    """The stderr of a command that must fail: exit status 1, our prefix, no traceback, nothing on stdout."""
    done = run(folder, *arguments, **settings)
    assert done.returncode == 1, done.stdout + done.stderr
    assert done.stdout == ""
    assert done.stderr.startswith("llm-backend: ")
    assert "Traceback" not in done.stderr
    return done.stderr
