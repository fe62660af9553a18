"""Long bodies are validated by one process, which starts late, restarts, and never outlives its server."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import AsyncGenerator
from pathlib import Path

import httpx
import pytest

from app.errors import Unavailable
from app.http.request.validation_worker import ValidationWorker
from tests.support.commands import run
from tests.support.serve_process import serve_process

_MODEL = "CreateChatCompletionRequest"
_MESSAGE = {"role": "user", "content": "Hello"}
_VALID = json.dumps({"model": "builtin", "messages": [_MESSAGE]}).encode()


@pytest.fixture
async def worker() -> AsyncGenerator[ValidationWorker, None]:
    found = ValidationWorker()
    yield found
    await found.close()


async def _until_ended(pid: int) -> None:
    for _ in range(500):
        state = await asyncio.to_thread(_state, pid)
        if state in ("", "Z"):
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"{pid} is still running")


def _state(pid: int) -> str:
    try:
        return _read(f"/proc/{pid}/stat").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return ""


def _read(path: str) -> str:
    return Path(path).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("body", "code", "only_unknown"),
    [
        (b'{"model":"m"}', "missing_required_parameter", False),
        (b'{"model":"m","messages":[{"role":"new"}]}', "invalid_value", True),
        (b'{"model":"m","model":"m"}', "duplicate_key", False),
        (b'{"model":"\\u0000"}', "invalid_value", False),
        (b'{"model":', "invalid_json", False),
    ],
)
async def test_validation_worker_reports_the_failures_of_short_bodies(
    worker: ValidationWorker, body: bytes, code: str, only_unknown: bool
) -> None:
    failure = (await worker.check(_MODEL, body)).failure
    assert failure is not None
    assert (failure.error.code, failure.only_unknown) == (code, only_unknown)
    assert (await worker.check(_MODEL, _VALID)).failure is None


async def test_validation_worker_without_a_model_decodes_only(worker: ValidationWorker) -> None:
    assert (await worker.check(None, b"[1]")).failure is None
    assert (await worker.check(None, b"[1")).failure is not None


async def test_validation_worker_list_of_as_many_numbers_as_allowed_is_valid(
    worker: ValidationWorker,
) -> None:
    count = 319_990
    body = b'{"model":"m","input":[' + b",".join([b"1"] * count) + b"]}"
    assert (await worker.check("CreateEmbeddingRequest", body, count + 6)).failure is None


async def test_validation_worker_is_one_process_that_starts_late_and_restarts(
    worker: ValidationWorker,
) -> None:
    before = worker.pid
    results = await asyncio.gather(*(worker.check(_MODEL, _VALID) for _ in range(5)))
    first = worker.pid
    assert [result.failure for result in results] == [None] * 5
    assert before is None
    assert first is not None
    os.kill(first, signal.SIGKILL)
    await _until_ended(first)
    # It may die before or while it gets a body: that body is answered with a 503 at most.
    for _ in range(2):
        try:
            assert (await worker.check(_MODEL, _VALID)).failure is None
        except Unavailable:
            continue
    assert (await worker.check(_MODEL, _VALID)).failure is None
    assert worker.pid not in (None, first)


async def test_validation_worker_silence_is_a_503_and_ends_the_process() -> None:
    worker = ValidationWorker(seconds=2.0)
    await worker.check(_MODEL, _VALID)
    pid = worker.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    with pytest.raises(Unavailable, match="in time"):
        await worker.check(_MODEL, _VALID)
    await _until_ended(pid)
    await worker.close()


async def test_validation_worker_cancelled_call_leaves_no_answer_behind(worker: ValidationWorker) -> None:
    await worker.check(_MODEL, _VALID)
    asking = asyncio.create_task(worker.check(_MODEL, b'{"model":"' + b"a" * 5_000_000))
    await asyncio.sleep(0)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert (await worker.check(_MODEL, _VALID)).failure is None


async def test_validation_worker_close_ends_the_process() -> None:
    worker = ValidationWorker()
    await worker.check(_MODEL, _VALID)
    pid = worker.pid
    assert pid is not None
    await worker.close()
    assert _state(pid) == ""


@pytest.mark.skipif(not Path("/proc").exists(), reason="reads /proc")
async def test_validation_worker_gets_no_secret_of_the_environment(
    worker: ValidationWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    await worker.check(_MODEL, _VALID)
    assert "sk-secret" not in _read(f"/proc/{worker.pid}/environ")


@pytest.mark.skipif(not Path("/proc").exists(), reason="reads /proc")
async def test_validation_worker_memory_of_one_body_is_bounded_and_freed(worker: ValidationWorker) -> None:
    body = b'{"model":"m","messages":[{"role":"user","content":"' + b"a" * 10_000_000 + b'"}]}'
    await worker.check(_MODEL, _VALID)
    before = _kib(worker.pid, "VmRSS")
    for sent in (body, body[:-1]):
        await worker.check(_MODEL, sent)
    assert _kib(worker.pid, "VmHWM") - before <= 32 * 1024 + 8 * len(body) // 1024
    assert _kib(worker.pid, "VmRSS") - before <= 4 * 1024


def _kib(pid: int | None, name: str) -> int:
    lines = _read(f"/proc/{pid}/status").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name))


def _sockets(pid: int) -> set[str]:
    links = {os.readlink(link) for link in Path(f"/proc/{pid}/fd").iterdir()}
    return {link for link in links if link.startswith("socket:")}


async def test_validation_worker_killed_server_leaves_no_process(tmp_path: Path) -> None:
    assert run(tmp_path, "migrate").returncode == 0
    async with serve_process(tmp_path) as server:
        async with httpx.AsyncClient(trust_env=False, timeout=60) as client:
            url = f"http://127.0.0.1:{server.port}/v1/chat/completions"
            headers = {"content-type": "application/json"}
            response = await client.post(url, content=_VALID + b" " * 300_000, headers=headers)
        assert response.status_code == 200
        children = _read(f"/proc/{server.process.pid}/task/{server.process.pid}/children")
        pids = [int(pid) for pid in children.split()]
        assert len(pids) == 1
        # A listener that the process shares would hold the port, and accept clients that get no answer.
        assert not _sockets(server.process.pid) & _sockets(pids[0])
        await server.kill()
        await _until_ended(pids[0])
