"""Agents' programs that are run without a terminal."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path


def run_agent(command: Sequence[str], folder: Path, **variables: str) -> str:
    """What it writes. It works in the folder; a status other than 0 fails the test."""
    run = subprocess.run(
        command,
        cwd=folder,
        # Some work in PWD, not in their current folder.
        env={**os.environ, "PWD": str(folder), **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def files_of(folder: Path) -> dict[str, str]:
    """By name, the text of each file."""
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
