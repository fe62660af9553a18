"""First calls of a process: they neither hold the event loop nor wait for what can be built before them."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest

from generated.operations import BY_ID, OPERATIONS
from tests.support.commands import environment, run
from tests.support.requests import example_request

_HELD_SECONDS = 0.05
_MESSAGE = {"type": "message", "role": "user", "content": "Hello"}
_HOT: dict[str, dict[str, Any]] = {
    "create_response": {"json": {"model": "builtin", "input": "Hello"}},
    "create_chat_completion": {"json": {"model": "builtin", "messages": [{**_MESSAGE, "type": "text"}]}},
    "create_conversation": {"json": {"items": [_MESSAGE]}},
    "create_embedding": {"json": {"model": "builtin", "input": "Hello"}},
    "list_models": {},
}
_OTHER = ("create_completion", "beta_create_response", "get_input_token_counts", "compact_conversation")
_BODIES = _HOT | {
    name: {"json": {"model": "builtin", "input": "Hello", "prompt": "Hello"}} for name in _OTHER
}


class _Server:
    """A process of `tests.support.measured_server`."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def call(self, name: str) -> int:
        """The status of a call of that operation."""
        request = {**example_request(BY_ID[name]), **_BODIES.get(name, {})}
        return self._client.request(**{**request, "url": f"/v1{request['url']}"}).status_code

    def held(self) -> tuple[float, float]:
        """The longest hold since the last question, and all CPU, in seconds."""
        most, total = self._client.get("/held").json()
        return float(most), float(total)

    def wait_until_idle(self) -> None:
        """Waits, 60 s at most, until the process has used hardly any CPU for a while."""
        before, quiet = 0.0, 0
        for _ in range(120):
            time.sleep(0.5)
            used = self.held()[1]
            # Beside many other processes a busy one gets little of the processor, too.
            quiet = quiet + 1 if used - before < 0.02 else 0
            if quiet == 3:
                return
            before = used
        raise AssertionError("the server does not come to rest")


@contextmanager
def _server(folder: Path, command: str) -> Iterator[_Server]:
    """A new process of `serve`, with the built-in model and a new database, or of `mock`."""
    folder.mkdir()
    variables = environment(DATABASE_RESERVE_BYTES="1048576")
    if command == "serve":
        assert run(folder, "migrate", DATABASE_RESERVE_BYTES="1048576").returncode == 0
    arguments = [sys.executable, "-m", "tests.support.measured_server", command, "--port", "0"]
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(arguments, cwd=folder, env=variables, stderr=log) as process,
    ):
        try:
            url = f"http://127.0.0.1:{_port(folder / 'log')}"
            with httpx.Client(base_url=url, timeout=60, trust_env=False) as client:
                yield _Server(client)
        finally:
            process.terminate()


def _port(log: Path) -> int:
    for _ in range(600):
        found = re.search(r"listens on \S+:(\d+)/v1", log.read_text())
        if found is not None:
            return int(found[1])
        time.sleep(0.05)
    raise AssertionError(log.read_text())


def _holds(server: _Server, names: Iterable[str]) -> dict[str, float]:
    """The longest hold in seconds by operation, for one call of each."""
    server.held()
    holds = {}
    for name in names:
        assert server.call(name) < 502, name
        holds[name] = server.held()[0]
    return holds


@pytest.mark.parametrize("command", ["serve", "mock"])
def test_first_call_of_any_operation_holds_the_loop_for_50_ms_at_most(tmp_path: Path, command: str) -> None:
    """In CPU. What is over it is tried again in new processes: other threads may have had work by chance."""
    # By the end of their names, so that operations with the same models are not neighbours.
    names = sorted((operation.id for operation in OPERATIONS), key=lambda name: name[::-1])
    for number in range(3):
        with _server(tmp_path / str(number), command) as server:
            holds = _holds(server, names)
        over = {name: hold for name, hold in holds.items() if hold > _HELD_SECONDS}
        names = list(over)
        if not over:
            break
    assert over == {}


@pytest.mark.parametrize("command", ["serve", "mock"])
def test_first_call_of_a_hot_operation_finds_its_models_built(tmp_path: Path, command: str) -> None:
    """All five together cost less than building the models of a response alone."""
    with _server(tmp_path / "server", command) as server:
        server.wait_until_idle()
        before = server.held()[1]
        assert [server.call(name) for name in _HOT] == [200] * len(_HOT)
        assert server.held()[1] - before <= 0.15


def test_first_calls_while_models_are_built_are_answered(tmp_path: Path) -> None:
    with _server(tmp_path / "server", "serve") as server, ThreadPoolExecutor(8) as threads:
        assert list(threads.map(server.call, [*_HOT, *_HOT])) == [200] * 2 * len(_HOT)
