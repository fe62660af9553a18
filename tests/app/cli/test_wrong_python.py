"""`python3 -m app` with a Python that cannot run it says what to do."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.commands import environment

_ROOT = Path(__file__).parents[3]
_OLD = "import runpy, sys; sys.version_info = (3, 8, 18); runpy.run_module('app', run_name='__main__')"


@pytest.mark.parametrize(
    ("python", "reason"),
    [
        # Without the folder of installed packages.
        (["-S", "-m", "app", "serve"], "has no module '"),
        (["-c", _OLD, "serve"], "Python 3.11 or newer is needed; "),
    ],
)
def test_main_python_that_cannot_run_it_fails_with_the_way(python: list[str], reason: str) -> None:
    done = subprocess.run(
        [sys.executable, *python], cwd=_ROOT, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith("llm-backend: ")
    assert reason in done.stderr
    assert ".venv/bin/llm-backend instead." in done.stderr or "Run `make run` in" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("module", ["app/__init__.py", "app/__main__.py"])
def test_main_is_syntax_of_old_python(module: str) -> None:
    ast.parse((_ROOT / module).read_text(encoding="utf-8"), feature_version=(3, 7))
