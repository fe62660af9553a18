"""The commands, as a person at a terminal meets them: a process of its own each."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.commands import command, environment, run, run_expecting_failure

_CANARY = "sk-canary-0123456789"


@contextmanager
def _serving(folder: Path, name: str, **given: str) -> Iterator[tuple[subprocess.Popen[str], str, list[str]]]:
    """(process, base URL, lines told so far) once it listens."""
    process = subprocess.Popen(
        command(name, "--port", "0"),
        cwd=folder,
        env=environment(**given),
        stderr=subprocess.PIPE,
        text=True,
    )
    lines: list[str] = []
    assert process.stderr is not None
    try:
        for line in process.stderr:
            lines.append(line)
            if "curl -N" in line:
                break
        url = re.search(r"http://127\.0\.0\.1:\d+/v1", "".join(lines))
        assert url is not None, "".join(lines)
        yield process, url[0], lines
    finally:
        process.kill()
        process.wait(10)
        process.stderr.close()


def _post(url: str, body: dict[str, object]) -> str:
    request = urllib.request.Request(url, json.dumps(body).encode(), {"content-type": "application/json"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        text: str = answer.read().decode()
    return text


def test_migrate_then_serve_then_a_streamed_chat_then_a_clean_end(tmp_path: Path) -> None:
    assert "went from empty to" in run(tmp_path, "migrate").stdout
    with _serving(tmp_path, "serve") as (process, url, lines):
        chat = {"model": "builtin", "stream": True, "messages": [{"role": "user", "content": "Hello"}]}
        events = _post(f"{url}/chat/completions", chat)
        assert events.startswith("data: {")
        assert events.endswith("data: [DONE]\n\n")
        told = "".join(lines)
        assert "sqlite:///var/llm-backend.db" in told
        assert "authentication  open" in told
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) in (0, -signal.SIGTERM)


def test_serve_refuses_a_database_that_is_not_at_head(tmp_path: Path) -> None:
    assert "llm-backend migrate" in run_expecting_failure(tmp_path, "serve", "--port", "0")


def test_the_mock_needs_no_database(tmp_path: Path) -> None:
    with _serving(tmp_path, "mock") as (_, url, _lines):
        assert json.loads(_post(f"{url}/embeddings", {"model": "a", "input": "b"}))["object"] == "list"
    assert list(tmp_path.iterdir()) == []


def test_no_secret_is_told(tmp_path: Path) -> None:
    given = {"UPSTREAM_URL": "http://127.0.0.1:1", "UPSTREAM_API_KEY": _CANARY, "LOG_LEVEL": "DEBUG"}
    given["DATABASE_URL"] = "sqlite:///x.db"
    assert run(tmp_path, "migrate", **given).returncode == 0
    doctor = run(tmp_path, "doctor", **given)
    assert doctor.returncode == 1
    assert re.search(r"FAIL +upstream .*127\.0\.0\.1:1", doctor.stdout)
    with _serving(tmp_path, "serve", **given) as (process, url, lines):
        with pytest.raises(urllib.error.HTTPError) as caught:
            _post(f"{url}/chat/completions", {"model": "a", "messages": [{"role": "user", "content": "b"}]})
        assert caught.value.code == 502
        answered = caught.value.read().decode()
        caught.value.close()
        process.terminate()
        assert process.stderr is not None
        told = "".join(lines) + process.stderr.read()
    for text in (doctor.stdout, doctor.stderr, answered, told):
        assert _CANARY not in text
    assert "UPSTREAM_API_KEY=***" in told
    assert "refused the connection. Start it, or correct its address in UPSTREAM_URL." in told


_UPSTREAMS = """
[[upstream]]
name = "good"
url = "{url}"
key_env = "GOOD_KEY"
aliases = {{ "fast" = "gpt-4" }}

[[upstream]]
name = "gone"
url = "http://127.0.0.1:1"
key_file = "gone.key"
models = ["gone-*"]

[[upstream]]
name = "echo"
builtin = true
"""


def test_each_upstream_of_a_file_is_told_and_no_key_of_it(tmp_path: Path) -> None:
    (tmp_path / "gone.key").write_text("file-canary-0123456789", encoding="utf-8")
    given = {"UPSTREAMS_FILE": "upstreams.toml", "GOOD_KEY": _CANARY, "LOG_LEVEL": "DEBUG"}
    with _serving(tmp_path, "mock") as (_, url, _lines):
        (tmp_path / "upstreams.toml").write_text(_UPSTREAMS.format(url=url), encoding="utf-8")
        assert run(tmp_path, "migrate").returncode == 0
        doctor = run(tmp_path, "doctor", **given)
        with _serving(tmp_path, "serve", **given) as (process, _url, lines):
            process.terminate()
            assert process.stderr is not None
            told = "".join(lines) + process.stderr.read()
    assert doctor.returncode == 1
    for text in (doctor.stdout, told):
        assert re.search(r"upstream +good, reachable, 1 model; serves \*, fast as gpt-4", text)
        assert re.search(r"upstream +gone CANNOT BE USED: .* refused the connection; serves gone-\*", text)
        assert re.search(r"upstream +echo, the built-in model; serves builtin", text)
        assert _CANARY not in text
        assert "file-canary" not in text
    assert re.search(r"^ok +upstream +good", doctor.stdout, re.M)
    assert re.search(r"^FAIL +upstream +gone", doctor.stdout, re.M)
    assert re.search(r"""curl -N .*'{"model": "[^"]+", "stream": true""", told)


def test_a_wrong_file_of_upstreams_keeps_serve_from_starting_and_doctor_tells_it(tmp_path: Path) -> None:
    (tmp_path / "u.toml").write_text(f'[[upstream]]\nname = "a"\nkey = "{_CANARY}"\n', encoding="utf-8")
    assert run(tmp_path, "migrate").returncode == 0
    serve = run_expecting_failure(tmp_path, "serve", UPSTREAMS_FILE="u.toml", PORT="0")
    doctor = run(tmp_path, "doctor", UPSTREAMS_FILE="u.toml")
    assert doctor.returncode == 1
    for text in (serve, doctor.stdout):
        assert "UPSTREAMS_FILE u.toml, upstream 1 ('a') holds a key in 'key'; take it out of the file" in text
        assert _CANARY not in text
    assert re.search(r"^FAIL +upstreams ", doctor.stdout, re.M)


def test_help_starts_nothing(tmp_path: Path) -> None:
    for arguments in (["--help"], ["serve", "--help"], ["--version"]):
        assert run(tmp_path, *arguments).returncode == 0
    assert run(tmp_path, "fly").returncode == 2
    assert list(tmp_path.iterdir()) == []


# Told to what a server says that listens: its CPU until then, and the libraries it has loaded.
_STARTING = """
import os, resource, sys

def used():
    return sum(resource.getrusage(resource.RUSAGE_SELF)[:2])

class Told:
    def write(self, text):
        if "listens on" in text:
            own = ("app", "generated", "migrations", "__main__")
            print(used(), *(name for name in sys.modules if name.split(".")[0] not in own), flush=True)
            os._exit(0)
    def flush(self):
        pass

sys.stderr = Told()
from app.__main__ import main
main(["serve", "--port", "0"])
"""
_LIBRARIES = """
import contextlib, importlib, resource, sys
for name in sys.argv[1:]:
    with contextlib.suppress(Exception):
        importlib.import_module(name)
print(sum(resource.getrusage(resource.RUSAGE_SELF)[:2]))
"""


def test_starting_costs_little_more_than_its_libraries(tmp_path: Path) -> None:
    """CPU of `serve` until it listens, against that of a process that imports the same libraries and nothing else."""
    assert run(tmp_path, "migrate").returncode == 0
    _, *libraries = _told(tmp_path, _STARTING)
    # In turns, so that what else the machine does falls on both.
    rounds = [
        (float(_told(tmp_path, _LIBRARIES, *libraries)[0]), float(_told(tmp_path, _STARTING)[0]))
        for _ in range(7)
    ]
    bare, ours = (min(costs) for costs in zip(*rounds, strict=True))
    assert ours <= 1.3 * bare, (bare, ours)


def _told(folder: Path, script: str, *arguments: str) -> list[str]:
    given = environment()
    # As installed: compiled once, not at each start.
    given.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=folder, env=given, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.split()
