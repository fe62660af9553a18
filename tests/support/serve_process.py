"""`llm-backend serve` as a process of its own, for tests that kill it or fill it."""

from __future__ import annotations

import asyncio
import os
import re
import resource
import sys
import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2 as httpx
import openai

from tests.support.validating_transport import ValidatingTransport


@dataclass(slots=True)
class ServeProcess:
    """The process, where it listens, and what it says."""

    process: asyncio.subprocess.Process
    port: int
    log: Path

    async def kill(self) -> None:
        """`kill -9`."""
        self.process.kill()
        await self.process.wait()


@asynccontextmanager
async def serve_process(folder: Path, **given: str) -> AsyncGenerator[ServeProcess, None]:
    """Serves until the block ends; `given` are environment variables. The database must be at head."""
    # A file: a pipe that nobody reads fills up, and the server stands still with it.
    with tempfile.NamedTemporaryFile("w+", dir=folder, prefix="log-", delete=False) as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "app", "serve", "--port", "0",
            cwd=folder, env={**os.environ, "PYTHONPATH": os.getcwd(), **given}, stderr=log,
        )  # fmt: skip
        try:
            yield ServeProcess(process, await _port(process, Path(log.name)), Path(log.name))
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()


async def _port(process: asyncio.subprocess.Process, log: Path) -> int:
    for _ in range(1200):
        told = await asyncio.to_thread(log.read_text, encoding="utf-8")
        found = re.search(r"listens on \S+:(\d+)/v1", told)
        if found is not None:
            return int(found[1])
        assert process.returncode is None, told
        await asyncio.sleep(0.05)
    raise AssertionError("the server did not start")


@asynccontextmanager
async def sdk_client(server: ServeProcess, *allowed: str) -> AsyncGenerator[openai.AsyncOpenAI, None]:
    """The official SDK, which tries nothing twice; every answer is judged by the contract, the faults `allowed` aside."""
    url = f"http://127.0.0.1:{server.port}/v1"
    judged = ValidatingTransport()
    async with (
        httpx.AsyncClient(transport=judged, timeout=60) as client,
        openai.AsyncOpenAI(base_url=url, api_key="any", max_retries=0, timeout=60, http_client=client) as sdk,
    ):
        yield sdk
    assert set(judged.violations) <= set(allowed), judged.violations


async def wait_for_response(sdk: openai.AsyncOpenAI, response_id: str) -> Any:
    """The response, once it has come to its end."""
    for _ in range(600):
        found = await sdk.responses.retrieve(response_id)
        if found.status not in ("queued", "in_progress"):
            return found
        await asyncio.sleep(0.1)
    raise AssertionError("the response is stuck")


def raise_file_limit(count: int) -> None:
    """Lets this process, and those that it starts, have as many sockets."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < count:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(count, hard), hard))
