"""Every command line of the README is run, or belongs to a kind that is checked in another way."""

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

from app.cli.operations_table import with_counts
from app.settings import fields, load
from app.upstream.upstreams import from_settings
from codegen.__main__ import main as codegen
from tests.deploy.manifests import overlay
from tests.support.commands import environment, run
from tests.support.serve_process import ServeProcess, serve_process

_ROOT = Path(__file__).parent.parent
_README = (_ROOT / "README.md").read_text(encoding="utf-8")
_BASE = "http://127.0.0.1:8080"


def _blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", _README, re.M | re.S)


def _lines() -> list[str]:
    """The lines of all shell blocks, continued lines joined."""
    return [line for block in _blocks("sh") for line in block.replace("\\\n", "").splitlines()]


def _words(line: str) -> tuple[dict[str, str], list[str]]:
    """The variables before a command, and the command."""
    words = shlex.split(line)
    command = next(number for number, word in enumerate(words) if not re.match(r"[A-Z0-9_]+=", word))
    variables = dict(word.split("=", 1) for word in words[:command])
    return variables, words[command:]


def _commands(program: str) -> list[tuple[dict[str, str], list[str]]]:
    """The README's commands of a program, each with the variables before it."""
    found = [(variables, words) for variables, words in map(_words, _lines()) if words[0] == program]
    assert found, f"the README has no {program} any more"
    return found


@pytest.fixture
async def server(tmp_path: Path) -> AsyncGenerator[ServeProcess, None]:
    assert run(tmp_path, "migrate").returncode == 0
    async with serve_process(tmp_path) as process:
        yield process


def _output(server: ServeProcess, *command: str) -> str:
    """The stdout of a command, run against `server`; its exit status must be 0."""
    local = [word.replace(_BASE, f"http://127.0.0.1:{server.port}") for word in command]
    done = subprocess.run(local, env=environment(), capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_readme_lines_are_of_known_kinds() -> None:
    known = {"make", "curl", ".venv/bin/llm-backend", ".venv/bin/nox", "docker", "kubectl", "tilt"}
    assert {_words(line)[1][0] for line in _lines()} - known == {"git", "cd", "npm"}


async def test_readme_curl_commands_stream_an_answer(server: ServeProcess) -> None:
    for _, words in _commands("curl"):
        output = _output(server, *words)
        assert "Hello" in output
        assert output.endswith("data: [DONE]\n\n")


async def test_readme_python_blocks_run(server: ServeProcess) -> None:
    blocks = _blocks("python")
    assert blocks
    for block in blocks:
        output = _output(server, sys.executable, "-c", block)
        assert "Hello" in output
        assert re.search(r"\['chatcmpl-\w+'\]$", output.strip())


def test_readme_key_commands_create_and_list_keys(tmp_path: Path) -> None:
    assert run(tmp_path, "migrate").returncode == 0
    commands = _commands(".venv/bin/llm-backend")
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
    with pytest.raises(SystemExit) as caught:
        codegen(["regenerate", "--help"])
    assert caught.value.code == 0
    for name in re.findall(r"`-- --(?:from|from-spec|check)\b[^`]*`", _README):
        assert name.strip("`").split()[1] in ("--from", "--from-spec", "--check")


def test_readme_upstreams_files_load(tmp_path: Path) -> None:
    for block in _blocks("toml"):
        (tmp_path / "upstreams.toml").write_text(block, encoding="utf-8")
        keys = {entry["key_env"]: "sk-x" for entry in tomllib.loads(block)["upstream"] if "key_env" in entry}
        upstreams = from_settings(load({"UPSTREAMS_FILE": str(tmp_path / "upstreams.toml")}), keys)
        assert [route.upstream.name for route in upstreams.routes("gpt-4")] == ["openai", "local"]
        assert [route.upstream.name for route in upstreams.routes("fast")] == ["local"]


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
