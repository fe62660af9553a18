"""The Dockerfile without an engine: hadolint, and what it promises; `nox -s image` builds it where there is one."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.deploy.manifests import ROOT

_TEXT = (ROOT / "Dockerfile").read_text(encoding="utf-8")
# Each instruction on one line, comments gone.
_LINES = re.sub(r"\\\n", " ", re.sub(r"(?m)^\s*#.*\n", "", _TEXT)).splitlines()
_FINAL = _LINES[max(i for i, line in enumerate(_LINES) if line.startswith("FROM")) :]


def _hadolint(path: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).parent / "hadolint"
    assert program.is_file(), "hadolint is missing: make install brings it"
    return subprocess.run(
        [str(program), "--no-color", str(path)], capture_output=True, text=True, check=False
    )


def _said(word: str) -> list[str]:
    return [line.removeprefix(word).strip() for line in _FINAL if line.startswith(f"{word} ")]


def test_hadolint_finds_nothing() -> None:
    done = _hadolint(ROOT / "Dockerfile")
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("FROM ${BASE} AS dependencies", "FROM python:latest AS dependencies", "DL3007"),
        ("VOLUME /data\nWORKDIR /data", "VOLUME /data\nWORKDIR data", "DL3000"),
        ('CMD ["serve"]', "CMD serve", "DL3025"),
    ],
)
def test_hadolint_sees_what_is_broken(tmp_path: Path, old: str, new: str, rule: str) -> None:
    assert old in _TEXT
    path = tmp_path / "Dockerfile"
    path.write_text(_TEXT.replace(old, new), encoding="utf-8")
    assert rule in _hadolint(path).stdout


def test_the_base_can_be_another_one() -> None:
    assert re.fullmatch(r"ARG BASE=[a-z]+:\d[\w.-]+", _LINES[0])
    assert [line.split()[1] for line in _LINES if line.startswith("FROM")] == [
        "${BASE}",
        "dependencies",
        "dependencies",
        "${BASE}",
    ]


def test_what_is_installed_is_locked_and_comes_from_no_named_place() -> None:
    installs = [line for line in _LINES if "pip install" in line]
    assert all("--no-cache-dir" in line for line in installs)
    assert ["--require-hashes" in line or "--no-index" in line for line in installs] == [True, True]
    # Where packages come from is the builder's to say, in secrets that no layer keeps.
    assert "http" not in _TEXT.replace("http://127.0.0.1:", "")
    assert not re.search(r"\b(?:ENV|ARG)\b.*\b(?:PIP_|INDEX|TOKEN|KEY)", _TEXT)


def test_it_runs_without_root_and_without_a_shell() -> None:
    assert _said("USER") == ["10001:10001"]
    assert _said("RUN") == []
    assert _said("VOLUME") == ["/data"]
    assert _said("STOPSIGNAL") == ["SIGTERM"]
    (health,) = _said("HEALTHCHECK")
    for given in (*_said("ENTRYPOINT"), *_said("CMD"), health.partition("CMD ")[2]):
        assert all(isinstance(part, str) for part in json.loads(given))
    assert "curl" not in _TEXT


def test_the_health_check_asks_the_server() -> None:
    (health,) = _said("HEALTHCHECK")
    command = json.loads(health.partition("CMD ")[2])
    # Nothing listens there: it must fail, for a check that always succeeds is none.
    done = subprocess.run([sys.executable, *command[1:]], env={"PORT": "1"}, capture_output=True, check=False)
    assert done.returncode == 1
    assert b"refused" in done.stderr


def test_what_the_context_holds_is_what_is_copied() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert ignored[1] == "*"
    kept = {line[1:] for line in ignored if line.startswith("!")}
    copied = {
        part
        for line in _LINES
        if line.startswith("COPY ") and "--from" not in line
        for part in line.split()[1:-1]
    }
    assert kept == copied
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"][
        "wheel"
    ]
    assert set(packages["packages"]) < copied
    assert all((ROOT / path).exists() for path in copied)
