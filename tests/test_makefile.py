"""`make run`, but for the packages that it would install; and by a Python that is too old."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import urllib.request
from pathlib import Path

from tests.support.commands import environment

_ROOT = Path(__file__).parent.parent


def _script(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(("#!/bin/sh", *lines, "")), encoding="utf-8")
    path.chmod(0o755)
    return path


def _make(*arguments: str, **given: str) -> subprocess.Popen[str]:
    command = ["make", "run", *arguments]
    return subprocess.Popen(command, cwd=_ROOT, env=environment(**given), stderr=subprocess.PIPE, text=True)


def test_an_old_python_is_told(tmp_path: Path) -> None:
    old = _script(
        tmp_path / "python3.9", f'exec {sys.executable} -c "import sys; sys.version_info = (3, 9); $2"'
    )
    with _make(f"PYTHON={old}", f"VENV={tmp_path}/venv") as make:
        told = make.communicate(timeout=60)[1]
    assert make.returncode != 0
    assert "python3.9 is older than 3.11. Name a newer one: make run PYTHON=python3.12" in told
    assert not (tmp_path / "venv").exists()


def test_it_migrates_and_serves(tmp_path: Path) -> None:
    tools = tmp_path / "venv/bin"
    tools.mkdir(parents=True)
    _script(tools / "llm-backend", f'exec {sys.executable} -m app "$@"')
    # Installed already, by their dates.
    for name in ("python", ".running"):
        (tools / name).touch()
    given = {"DATABASE_URL": f"sqlite:///{tmp_path}/a.db", "PORT": "0"}
    make = _make(f"VENV={tmp_path}/venv", **given)
    assert make.stderr is not None
    try:
        told = ""
        for line in make.stderr:
            told += line
            if "curl -N" in line:
                break
        found = re.search(r"listens on (http://\S+)", told)
        assert found is not None, told
        with urllib.request.urlopen(f"{found[1]}/models", timeout=20) as answer:
            assert "builtin" in {entry["id"] for entry in json.load(answer)["data"]}
    finally:
        # make passes it on to what it runs.
        make.terminate()
        make.communicate(timeout=30)
    assert (tmp_path / "a.db").exists()
    assert sorted(os.listdir(tools)) == [".running", "llm-backend", "python"]
