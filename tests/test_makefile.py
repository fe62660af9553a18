"""`make` alone, `make run` without the installation of packages, and with a Python that is too old."""

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


def test_make_alone_lists_the_targets() -> None:
    command = ["make"]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=True)
    makefile = (_ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.M)) - {"help"}
    assert set(re.findall(r"^make (\w+) ", done.stdout, re.M)) == targets
    assert targets


def _make(*arguments: str, **variables: str) -> subprocess.Popen[str]:
    command = ["make", "run", *arguments]
    return subprocess.Popen(
        command, cwd=_ROOT, env=environment(**variables), stderr=subprocess.PIPE, text=True
    )


def test_make_run_with_old_python_fails_with_a_hint(tmp_path: Path) -> None:
    old = _script(
        tmp_path / "python3.9", f'exec {sys.executable} -c "import sys; sys.version_info = (3, 9); $2"'
    )
    with _make(f"PYTHON={old}", f"VENV={tmp_path}/venv") as make:
        errors = make.communicate(timeout=60)[1]
    assert make.returncode != 0
    assert "python3.9 is older than 3.11. Name a newer one: make run PYTHON=python3.12" in errors
    assert not (tmp_path / "venv").exists()


def test_make_run_migrates_and_serves(tmp_path: Path) -> None:
    tools = tmp_path / "venv/bin"
    tools.mkdir(parents=True)
    _script(tools / "llm-backend", f'exec {sys.executable} -m app "$@"')
    # These files are as new as if the installation had just finished.
    for name in ("python", ".running"):
        (tools / name).touch()
    variables = {"DATABASE_URL": f"sqlite:///{tmp_path}/a.db", "PORT": "0"}
    make = _make(f"VENV={tmp_path}/venv", **variables)
    assert make.stderr is not None
    try:
        log = ""
        for line in make.stderr:
            log += line
            if "curl -N" in line:
                break
        match = re.search(r"listens on (http://\S+)", log)
        assert match is not None, log
        with urllib.request.urlopen(f"{match[1]}/models", timeout=20) as response:
            assert "builtin" in {entry["id"] for entry in json.load(response)["data"]}
    finally:
        # make forwards the signal to the server.
        make.terminate()
        make.communicate(timeout=30)
    assert (tmp_path / "a.db").exists()
    assert sorted(os.listdir(tools)) == [".running", "llm-backend", "python"]
