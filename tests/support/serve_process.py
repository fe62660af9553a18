"""`llm-backend serve` as a process, for tests that kill it or load it."""

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

# Each test has a database of its own: their reserves would fill the disk.
_SMALL = {"DATABASE_RESERVE_BYTES": "1048576"}


@dataclass(slots=True)
class ServeProcess:
    """The process, its port and its log file."""

    process: asyncio.subprocess.Process
    port: int
    log: Path

    async def kill(self) -> None:
        """Sends SIGKILL and waits for the end."""
        self.process.kill()
        await self.process.wait()


@asynccontextmanager
async def serve_process(
    folder: Path, *, program: str = "app", **variables: str
) -> AsyncGenerator[ServeProcess, None]:
    """Serves until the block ends, with these environment variables. The database must be migrated.

    `program` is a module that takes the command line of `app`.
    """
    # A file: a pipe without a reader fills up, and the server blocks.
    with tempfile.NamedTemporaryFile("w+", dir=folder, prefix="log-", delete=False) as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", program, "serve", "--port", "0",
            cwd=folder, env={**os.environ, "PYTHONPATH": os.getcwd(), **_SMALL, **variables}, stderr=log,
        )  # fmt: skip
        try:
            yield ServeProcess(process, await _port(process, Path(log.name)), Path(log.name))
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()


async def _port(process: asyncio.subprocess.Process, log: Path) -> int:
    for _ in range(1200):
        text = await asyncio.to_thread(log.read_text, encoding="utf-8")
        match = re.search(r"listens on \S+:(\d+)/v1", text)
        if match is not None:
            return int(match[1])
        assert process.returncode is None, text
        await asyncio.sleep(0.05)
    raise AssertionError("the server did not start")


@asynccontextmanager
async def sdk_client(server: ServeProcess, *allowed: str) -> AsyncGenerator[openai.AsyncOpenAI, None]:
    """The official SDK without retries; every response is validated, and only violations in `allowed` may
    occur.
    """
    url = f"http://127.0.0.1:{server.port}/v1"
    transport = ValidatingTransport()
    async with (
        httpx.AsyncClient(transport=transport, timeout=60) as client,
        openai.AsyncOpenAI(base_url=url, api_key="any", max_retries=0, timeout=60, http_client=client) as sdk,
    ):
        yield sdk
    assert set(transport.violations) <= set(allowed), transport.violations


async def wait_for_response(sdk: openai.AsyncOpenAI, response_id: str) -> Any:
    """The response once its status is terminal, after a minute at most."""
    for _ in range(600):
        response = await sdk.responses.retrieve(response_id)
        if response.status not in ("queued", "in_progress"):
            return response
        await asyncio.sleep(0.1)
    raise AssertionError("the response does not end")


def raise_file_limit(count: int) -> None:
    """Raises the limit of open files of this process and those that it starts."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < count:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(count, hard), hard))
