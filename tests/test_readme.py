"""Every command line of the README is run, or belongs to a kind that is checked in another way."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from collections.abc import AsyncGenerator, Iterator
from pathlib import Path

import pytest
import yaml

from app.cli.operations_table import with_counts
from app.settings import fields, load
from tests.deploy.manifests import overlay
from tests.support.commands import command, environment, run
from tests.support.process import ServerProcess, listening_program
from tests.support.serve_process import ServeProcess, serve_process

_ROOT = Path(__file__).parent.parent
_README = (_ROOT / "README.md").read_text(encoding="utf-8")
_BASE = "http://127.0.0.1:8080"
_MOCK = "http://127.0.0.1:8090"


def _blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", _README, re.M | re.S)


def _lines() -> list[str]:
    """The lines of all shell blocks, continued lines joined."""
    return [line for block in _blocks("sh") for line in block.replace("\\\n", "").splitlines()]


def _words(line: str) -> tuple[dict[str, str], list[str]]:
    """The variables before a command, and the command."""
    words = shlex.split(line)
    first = next(number for number, word in enumerate(words) if not re.match(r"[A-Z0-9_]+=", word))
    return _variables(words[:first]), words[first:]


def _variables(words: list[str]) -> dict[str, str]:
    return dict(word.split("=", 1) for word in words)


def _commands(program: str) -> list[tuple[dict[str, str], list[str]]]:
    """The README's commands of a program, each with the variables before it."""
    name, *first = program.split()
    found = [
        (variables, words)
        for variables, words in map(_words, _lines())
        if words[0] == name and words[1 : 1 + len(first)] == first
    ]
    assert found, f"the README has no {program} any more"
    return found


def _calls(base: str) -> list[list[str]]:
    """The README's calls of a server by curl."""
    found = [words for _, words in _commands("curl") if any(word.startswith(base) for word in words)]
    assert found, f"the README calls {base} no more"
    return found


@pytest.fixture
async def server(tmp_path: Path) -> AsyncGenerator[ServeProcess, None]:
    assert run(tmp_path, "migrate").returncode == 0
    async with serve_process(tmp_path) as process:
        yield process


def _output(server: ServeProcess, *words: str) -> str:
    """The stdout of a command with the README's variables, run against `server`; it must succeed."""
    base = f"http://127.0.0.1:{server.port}"
    exported = _variables([word for _, line in _commands("export") for word in line[1:]])
    done = subprocess.run(
        [word.replace(_BASE, base) for word in words],
        env=environment(**{name: value.replace(_BASE, base) for name, value in exported.items()}),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def mock(tmp_path: Path) -> Iterator[ServerProcess]:
    """The README's example server, on a free port."""
    ((_, words),) = _commands(".venv/bin/llm-backend mock")
    start = command(*words[1:])
    assert start[-2:] == ["--port", _MOCK.rpartition(":")[2]]
    with listening_program([*start[:-1], "0"], tmp_path, environment()) as process:
        yield process


def test_readme_lines_are_of_known_kinds() -> None:
    programs = {_words(line)[1][0] for line in _lines()}
    here = {"make", "curl", "export", ".venv/bin/llm-backend", ".venv/bin/nox", "docker", "kubectl", "tilt"}
    # chatbot-ui's; tests/support/chat_ui.py plays its part.
    ui = {"git", "cd", "npm"}
    # `nox -s package` builds the wheel, installs it elsewhere and starts the program.
    package = {".venv/bin/hatchling", "pipx", "llm-backend"}
    assert programs == here | ui | package
    actions = {words[1] for _, words in _commands(".venv/bin/llm-backend")}
    assert actions == {"keys", "mock"}


async def test_readme_curl_commands_stream_an_answer(server: ServeProcess) -> None:
    for words in _calls(_BASE):
        output = _output(server, *words)
        assert "Hello" in output
        assert output.endswith("data: [DONE]\n\n")


def test_readme_mock_answers_the_error_of_its_curl_command(mock: ServerProcess) -> None:
    for words in _calls(_MOCK):
        local = [word.replace(f"{_MOCK}/v1", mock.url) for word in words]
        done = subprocess.run(local, env=environment(), capture_output=True, timeout=60, check=True)
        assert json.loads(done.stdout)["error"]["code"] == "rate_limit_exceeded"


async def test_readme_python_blocks_run(server: ServeProcess) -> None:
    chat, responses = (_output(server, sys.executable, "-c", block) for block in _blocks("python"))
    assert "Hello" in chat
    assert re.search(r"\['chatcmpl-\w+'\]$", chat.strip())
    assert "And again" in responses


def test_readme_key_commands_create_and_list_keys(tmp_path: Path) -> None:
    assert run(tmp_path, "migrate").returncode == 0
    commands = _commands(".venv/bin/llm-backend keys")
    results = [run(tmp_path, *words[1:], **variables) for variables, words in commands]
    assert [result.returncode for result in results] == [0] * len(results)
    assert re.search(r"^sk-", results[0].stdout, re.M)
    assert "laptop" in results[-1].stdout


def test_readme_make_commands_have_existing_targets_and_settings() -> None:
    targets = set(re.findall(r"^(\w+):", (_ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    for variables, words in _commands("make"):
        assert set(words[1:]) <= targets
        load(variables)
        assert set(variables) <= {field.name.upper() for field in fields()}


def test_readme_nox_commands_have_existing_sessions_and_options() -> None:
    sessions = re.findall(r"^def (\w+)\(session", (_ROOT / "noxfile.py").read_text(encoding="utf-8"), re.M)
    for _, words in _commands(".venv/bin/nox"):
        assert words[1] == "-s"
        assert set(words[2:]) <= set(sessions)


def test_readme_chatbot_ui_variables_equal_those_of_the_manifests() -> None:
    variables, words = _commands("npm")[-1]
    # Next.js listens on every address by default.
    assert words == ["npm", "start", "--", "-H", "127.0.0.1"]
    manifests = (_ROOT / "k8s/overlays/dev/chatbot-ui.yaml").read_text(encoding="utf-8")
    deployment = next(each for each in yaml.safe_load_all(manifests) if each["kind"] == "Deployment")
    container = deployment["spec"]["template"]["spec"]["containers"][0]
    assert set(variables) <= {variable["name"] for variable in container["env"]}
    assert variables["OPENAI_API_HOST"] == _BASE
    picture = _ROOT / "docs/chatbot-ui.png"
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size < 200_000


def test_readme_deployment_commands_have_existing_files() -> None:
    server = overlay("dev").server().spec["containers"][0]
    assert _commands("docker")[0][1][1:] == ["build", "-t", server["image"], "."]
    assert (_ROOT / "Dockerfile").exists()
    for _, words in _commands("kubectl"):
        assert words[1:3] == ["apply", "-k"]
        assert (_ROOT / words[3] / "kustomization.yaml").exists()
    names = {name for variables, _ in _commands("tilt") for name in variables}
    assert names == {"OPENAI_KEY_BASE64"}
    assert "OPENAI_KEY_BASE64" in (_ROOT / "Tiltfile").read_text(encoding="utf-8")


def test_readme_quotes_the_example_difference() -> None:
    example = (_ROOT / "docs/example-difference.md").read_text(encoding="utf-8").splitlines()
    quoted = re.findall(r"^> (.+)$", _README, re.M)
    assert len(quoted) > 2
    assert set(quoted) <= set(example)
    assert f"[{len(example)} lines](docs/example-difference.md)" in _README


def test_readme_counts_operations_as_the_generated_page() -> None:
    assert with_counts(_README) == _README
    assert with_counts("Of 1 operations 1 are implemented, 1 forwarded and 1 refused") in _README
