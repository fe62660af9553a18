"""Every line of the README that can be typed is typed, or is of a kind that is checked in another way."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
import yaml

from app.cli.operations_table import page
from app.settings import fields, load
from app.upstream.upstreams import from_settings
from codegen.__main__ import main as codegen
from tests.support.commands import environment, run
from tests.support.serve_process import ServeProcess, serve_process

_ROOT = Path(__file__).parent.parent
_README = (_ROOT / "README.md").read_text(encoding="utf-8")
_BASE = "http://127.0.0.1:8080"


def _blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", _README, re.M | re.S)


def _lines() -> list[str]:
    """Of all shell blocks, those that go on in the next one joined."""
    return [line for block in _blocks("sh") for line in block.replace("\\\n", "").splitlines()]


def _words(line: str) -> tuple[dict[str, str], list[str]]:
    """The variables before a command, and the command."""
    words = shlex.split(line)
    command = next(number for number, word in enumerate(words) if not re.match(r"[A-Z0-9_]+=", word))
    given = dict(word.split("=", 1) for word in words[:command])
    return given, words[command:]


def _of(program: str) -> list[tuple[dict[str, str], list[str]]]:
    found = [(given, words) for given, words in map(_words, _lines()) if words[0] == program]
    assert found, f"the README has no {program} any more"
    return found


@pytest.fixture
async def server(tmp_path: Path) -> AsyncGenerator[ServeProcess, None]:
    assert run(tmp_path, "migrate").returncode == 0
    async with serve_process(tmp_path) as found:
        yield found


def _typed(server: ServeProcess, *command: str) -> str:
    there = [word.replace(_BASE, f"http://127.0.0.1:{server.port}") for word in command]
    given = environment()
    done = subprocess.run(there, env=given, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_each_line_is_of_a_kind_that_is_checked() -> None:
    known = {"make", "curl", ".venv/bin/llm-backend", ".venv/bin/nox", "docker", "kubectl", "tilt"}
    assert {_words(line)[1][0] for line in _lines()} - known == {"git", "cd", "npm"}


async def test_what_curl_is_told_answers(server: ServeProcess) -> None:
    for _, words in _of("curl"):
        told = _typed(server, *words)
        assert "Hello" in told
        assert told.endswith("data: [DONE]\n\n")


async def test_the_python_runs(server: ServeProcess) -> None:
    blocks = _blocks("python")
    assert blocks
    for block in blocks:
        told = _typed(server, sys.executable, "-c", block)
        assert "Hello" in told
        assert re.search(r"\['chatcmpl-\w+'\]$", told.strip())


def test_the_keys_are_made_and_listed(tmp_path: Path) -> None:
    assert run(tmp_path, "migrate").returncode == 0
    told = [run(tmp_path, *words[1:], **given) for given, words in _of(".venv/bin/llm-backend")]
    assert [done.returncode for done in told] == [0] * len(told)
    assert re.search(r"^sk-", told[0].stdout, re.M)
    assert "laptop" in told[-1].stdout


def test_what_make_is_told_is_there_and_takes_such_settings() -> None:
    targets = set(re.findall(r"^(\w+):", (_ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    for given, words in _of("make"):
        assert set(words[1:]) <= targets
        load(given)
        assert set(given) <= {field.name.upper() for field in fields()}


def test_the_sessions_are_there_and_take_such_arguments() -> None:
    sessions = re.findall(r"^def (\w+)\(session", (_ROOT / "noxfile.py").read_text(encoding="utf-8"), re.M)
    for _, words in _of(".venv/bin/nox"):
        assert words[1] == "-s"
        assert set(words[2:]) <= set(sessions)
    with pytest.raises(SystemExit) as caught:
        codegen(["regenerate", "--help"])
    assert caught.value.code == 0
    for name in re.findall(r"`-- --(?:from|from-spec|check)\b[^`]*`", _README):
        assert name.strip("`").split()[1] in ("--from", "--from-spec", "--check")


def test_the_upstreams_are_such_that_serve_takes_them(tmp_path: Path) -> None:
    for block in _blocks("toml"):
        (tmp_path / "upstreams.toml").write_text(block, encoding="utf-8")
        keys = {entry["key_env"]: "sk-x" for entry in tomllib.loads(block)["upstream"] if "key_env" in entry}
        known = from_settings(load({"UPSTREAMS_FILE": str(tmp_path / "upstreams.toml")}), keys)
        assert [route.upstream.name for route in known.routes("gpt-4")] == ["openai", "local"]
        assert [route.upstream.name for route in known.routes("fast")] == ["local"]


def test_chatbot_ui_is_told_what_the_manifests_tell_it() -> None:
    given, words = _of("npm")[-1]
    assert words == ["npm", "start"]
    manifests = (_ROOT / "k8s/overlays/dev/chatbot-ui.yaml").read_text(encoding="utf-8")
    deployment = next(each for each in yaml.safe_load_all(manifests) if each["kind"] == "Deployment")
    container = deployment["spec"]["template"]["spec"]["containers"][0]
    assert set(given) <= {variable["name"] for variable in container["env"]}
    assert given["OPENAI_API_HOST"] == _BASE
    picture = _ROOT / "docs/chatbot-ui.png"
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size < 200_000


def test_what_is_deployed_is_there() -> None:
    assert _of("docker")[0][1][1:] == ["build", "-t", "llm-backend", "."]
    assert (_ROOT / "Dockerfile").exists()
    for _, words in _of("kubectl"):
        assert words[1:3] == ["apply", "-k"]
        assert (_ROOT / words[3] / "kustomization.yaml").exists()
    variables = {name for given, _ in _of("tilt") for name in given}
    assert variables == {"OPENAI_KEY_BASE64"}
    assert "OPENAI_KEY_BASE64" in (_ROOT / "Tiltfile").read_text(encoding="utf-8")


def test_what_a_change_of_the_contract_said_is_what_the_example_says() -> None:
    example = (_ROOT / "docs/example-difference.md").read_text(encoding="utf-8").splitlines()
    quoted = re.findall(r"^> (.+)$", _README, re.M)
    assert len(quoted) > 2
    assert set(quoted) <= set(example)
    assert f"[{len(example)} lines](docs/example-difference.md)" in _README


def test_the_operations_are_counted_as_the_server_does() -> None:
    counts = re.search(
        r"^(\d+) operations: (\d+) forwarded, (\d+) implemented, (\d+) refused\.$", page(), re.M
    )
    assert counts is not None
    every, forwarded, implemented, refused = counts.groups()
    told = f"Of {every} operations {implemented} are implemented, {forwarded} forwarded and {refused} refused"
    assert told in _README
