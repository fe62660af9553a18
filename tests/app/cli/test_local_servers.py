"""Model servers on this machine: found after the start, and taken by `UPSTREAM_URL=auto`."""

from __future__ import annotations

import asyncio
import json
import re
import sys
from collections.abc import AsyncGenerator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import httpx2 as httpx
import pytest

from app.main import create_mock
from app.upstream.local_servers import KnownServer, find
from tests.support.commands import environment, run
from tests.support.fake_upstream import FakeUpstream, Script, fake_upstream, fixed_response
from tests.support.server import running, settings
from tests.support.sockets import free_port

_LIST = json.dumps({"object": "list", "data": [{"id": "llama3.2", "object": "model"}]}).encode()
_MODELS = fixed_response("200 OK", _LIST)
# The program, with other ports than the usual ones.
_PROGRAM = """
import json, sys
from app.upstream import local_servers
local_servers.KNOWN = tuple(local_servers.KnownServer(*fields) for fields in json.loads(sys.argv[1]))
from app.__main__ import main
sys.exit(main(sys.argv[2:]))
"""


async def _silent(upstream: FakeUpstream, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(60)


@asynccontextmanager
async def _fakes(*scripts: Script) -> AsyncGenerator[list[FakeUpstream], None]:
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(fake_upstream(script)) for script in scripts]


@asynccontextmanager
async def _program(
    folder: Path, known: Sequence[tuple[str | int, ...]], *arguments: str, **variables: str
) -> AsyncGenerator[tuple[asyncio.subprocess.Process, Path], None]:
    """The process and its log, which is its stdout, too."""
    log = folder / "log"
    with log.open("w") as file:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", _PROGRAM, json.dumps(known), *arguments,
            cwd=folder, stdout=file, stderr=file,
            env=environment(DATABASE_RESERVE_BYTES="1048576", **variables),
        )  # fmt: skip
        try:
            yield process, log
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()


async def _wait_for(log: Path, pattern: str) -> re.Match[str]:
    for _ in range(400):
        text = await asyncio.to_thread(log.read_text)
        found = re.search(pattern, text)
        if found is not None:
            return found
        await asyncio.sleep(0.05)
    raise AssertionError(text)


async def test_find_lists_the_servers_that_answer_and_sends_no_key() -> None:
    scripts = (_MODELS, fixed_response("404 Not Found", b"{}"), fixed_response("200 OK", b"<html>"), _silent)
    async with _fakes(*scripts) as fakes, running(create_mock(settings())) as ours:
        ports = [*(fake.port for fake in fakes), free_port(), ours.port]
        candidates = [KnownServer(f"server {number}", port) for number, port in enumerate(ports)]
        found = await find(candidates)
        assert [(server.known.port, server.models) for server in found] == [(fakes[0].port, 1)]
        assert await find(candidates, (fakes[0].port,)) == []
        heads = [request.head for fake in fakes for request in fake.requests]
    assert {head.partition("\r\n")[0] for head in heads} == {"GET /v1/models HTTP/1.1"}
    assert "authorization" not in "".join(heads).lower()


@pytest.mark.parametrize(
    ("owner", "preset"), [("llamacpp", "llamacpp"), ("library", "ollama"), ("me", "vllm"), (None, "vllm")]
)
async def test_find_has_the_preset_of_the_program_that_the_list_names(owner: str | None, preset: str) -> None:
    listed = json.dumps({"data": [{"id": "a"}, {"id": "b", "owned_by": owner}]}).encode()
    async with _fakes(fixed_response("200 OK", listed)) as (fake,):
        (found,) = await find([KnownServer("vLLM", fake.port, "vllm")])
    assert found.preset == preset


@pytest.mark.parametrize("log_format", ["console", "json"])
async def test_serve_without_an_upstream_logs_the_line_that_uses_a_found_server(
    tmp_path: Path, log_format: str
) -> None:
    assert (await asyncio.to_thread(run, tmp_path, "migrate")).returncode == 0
    port = free_port()
    async with _fakes(_MODELS) as (fake,):
        known = [("Ollama", fake.port, "ollama"), ("llama.cpp's server", port)]
        async with _program(tmp_path, known, "serve", "--port", str(port), LOG_FORMAT=log_format) as (_, log):
            line = f"UPSTREAM_URL={fake.url} UPSTREAM_PRESET=ollama llm-backend serve"
            await _wait_for(log, f"Ollama on this machine, 1 model; to use it: {re.escape(line)}")
            text = log.read_text()
    # It did not call itself, and the server was found once it listened.
    assert "operation=list_models" not in text
    assert text.index("listens on") < text.index("to use it")


async def test_serve_upstream_auto_uses_the_first_found_server(tmp_path: Path) -> None:
    assert (await asyncio.to_thread(run, tmp_path, "migrate")).returncode == 0
    async with _fakes(_MODELS, _MODELS) as (first, second):
        known = [("absent", free_port()), ("Ollama", first.port, "ollama"), ("vLLM", second.port)]
        async with _program(tmp_path, known, "serve", "--port", "0", UPSTREAM_URL="auto") as (_, log):
            url = (await _wait_for(log, r"listens on (\S+)"))[1]
            await _wait_for(log, rf"127.0.0.1:{first.port} \(preset ollama\), reachable, 1 model")
            async with httpx.AsyncClient(base_url=url, trust_env=False) as client:
                listed = (await client.get("/models")).json()
            assert [model["id"] for model in listed["data"]] == ["llama3.2"]
            assert "to use it" not in log.read_text()


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({}, "UPSTREAM_URL=auto found no model server on 127.0.0.1: Ollama ("),
        ({"UPSTREAM_API_KEY": "sk-canary"}, "a key is not sent to a server that was only found by its port"),
    ],
)
async def test_serve_upstream_auto_without_a_server_refuses_to_start(
    tmp_path: Path, variables: dict[str, str], message: str
) -> None:
    for command, status in (("serve", 1), ("doctor", 1)):
        known = [("Ollama", free_port())]
        async with _program(tmp_path, known, command, UPSTREAM_URL="auto", **variables) as (process, log):
            assert await process.wait() == status
        text = log.read_text()
        assert message in text
        assert "Traceback" not in text
        assert "canary" not in text
