"""The Dockerfile without a container engine: hadolint and our requirements; `nox -s image` builds it with
one.
"""

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
# Each instruction on one line, without comments.
_LINES = re.sub(r"\\\n", " ", re.sub(r"(?m)^\s*#.*\n", "", _TEXT)).splitlines()
_FINAL = _LINES[max(i for i, line in enumerate(_LINES) if line.startswith("FROM")) :]


def _hadolint(path: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).parent / "hadolint"
    assert program.is_file(), "hadolint is missing: run make install"
    return subprocess.run(
        [str(program), "--no-color", str(path)], capture_output=True, text=True, check=False
    )


def _arguments(instruction: str) -> list[str]:
    """The arguments of each such instruction of the final stage."""
    return [line.removeprefix(instruction).strip() for line in _FINAL if line.startswith(f"{instruction} ")]


def test_dockerfile_passes_hadolint() -> None:
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
def test_hadolint_detects_violation(tmp_path: Path, old: str, new: str, rule: str) -> None:
    assert old in _TEXT
    path = tmp_path / "Dockerfile"
    path.write_text(_TEXT.replace(old, new), encoding="utf-8")
    assert rule in _hadolint(path).stdout


def test_dockerfile_base_is_an_argument() -> None:
    assert re.fullmatch(r"ARG BASE=[a-z]+:\d[\w.-]+", _LINES[0])
    assert [line.split()[1] for line in _LINES if line.startswith("FROM")] == [
        "${BASE}",
        "dependencies",
        "dependencies",
        "${BASE}",
    ]


def test_dockerfile_installs_locked_packages_from_no_named_index() -> None:
    installs = [line for line in _LINES if "pip install" in line]
    assert all("--no-cache-dir" in line for line in installs)
    assert ["--require-hashes" in line or "--no-index" in line for line in installs] == [True, True]
    # The builder chooses the package index, by secrets that no layer stores.
    assert "http" not in _TEXT.replace("http://127.0.0.1:", "")
    assert not re.search(r"\b(?:ENV|ARG)\b.*\b(?:PIP_|INDEX|TOKEN|KEY)", _TEXT)


def test_dockerfile_runs_without_root_and_shell() -> None:
    assert _arguments("USER") == ["10001:10001"]
    assert _arguments("RUN") == []
    assert _arguments("VOLUME") == ["/data"]
    assert _arguments("STOPSIGNAL") == ["SIGTERM"]
    (health,) = _arguments("HEALTHCHECK")
    for command in (*_arguments("ENTRYPOINT"), *_arguments("CMD"), health.partition("CMD ")[2]):
        assert all(isinstance(part, str) for part in json.loads(command))
    assert "curl" not in _TEXT


def test_dockerfile_health_check_without_server_fails() -> None:
    (health,) = _arguments("HEALTHCHECK")
    command = json.loads(health.partition("CMD ")[2])
    # The port is closed, so the check must fail: a check that always succeeds is useless.
    done = subprocess.run([sys.executable, *command[1:]], env={"PORT": "1"}, capture_output=True, check=False)
    assert done.returncode == 1
    assert b"refused" in done.stderr


def test_dockerignore_admits_exactly_the_copied_paths() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert ignored[1] == "*"
    admitted = {line[1:] for line in ignored if line.startswith("!")}
    copied = {
        part
        for line in _LINES
        if line.startswith("COPY ") and "--from" not in line
        for part in line.split()[1:-1]
    }
    assert admitted == copied
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"][
        "wheel"
    ]
    assert set(packages["only-include"]) < copied
    assert all((ROOT / path).exists() for path in copied)
