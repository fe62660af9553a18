"""`llm-backend serve` with several workers: its processes, and what `/metrics` reports of them."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from tests.support.serve_process import ServeProcess, serve_process

OPEN_STREAMS = "llm_backend_open_streams"
RESTARTS = "llm_backend_worker_restarts_total"
WORKERS = "llm_backend_workers"


@asynccontextmanager
async def serve_workers(folder: Path, database: str, **variables: str) -> AsyncGenerator[ServeProcess, None]:
    """Serves by two workers, once both are ready."""
    options = {"WORKERS": "2", "DATABASE_URL": database, **variables}
    async with serve_process(folder, **options) as server:
        await wait_for_metric(server, WORKERS, 2)
        pids = worker_pids(server)
        yield server
    # The workers of a killed parent stop by themselves.
    for _ in range(400):
        if not _running(pids):
            return
        await asyncio.sleep(0.05)
    raise AssertionError("a worker outlives its parent")


def _running(pids: list[int]) -> list[int]:
    return [pid for pid in pids if Path(f"/proc/{pid}").exists()]


def worker_pids(server: ServeProcess) -> list[int]:
    """The process ids of the parent's children, in the order of their start."""
    parent = server.process.pid
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii")
    return sorted(int(pid) for pid in children.split())


def sockets_of(pid: int) -> int:
    """The number of established connections to the port that a process listens on, by its open files."""
    inodes = set()
    for entry in Path(f"/proc/{pid}/fd").iterdir():
        try:
            inodes.add(os.readlink(entry))
        except OSError:
            continue
    rows = [line.split() for line in Path(f"/proc/{pid}/net/tcp").read_text().splitlines()[1:]]
    listening = {row[1] for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in inodes}
    return sum(row[1] in listening and row[3] == "01" and f"socket:[{row[9]}]" in inodes for row in rows)


async def metrics(server: ServeProcess) -> dict[str, int]:
    """What a worker, any of them, reports: name with labels -> value. By a connection of its own."""
    async with httpx.AsyncClient(trust_env=False, timeout=20) as client:
        page = (await client.get(f"http://127.0.0.1:{server.port}/metrics")).text
    return {name: int(value) for name, value in re.findall(r"^(\w\S*) (\d+)$", page, re.MULTILINE)}


async def wait_for_metric(server: ServeProcess, name: str, value: int) -> None:
    """Waits until a metric has that value, for 20 s at most."""
    for _ in range(400):
        if (await metrics(server)).get(name) == value:
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"{name} is never {value}: {await metrics(server)}")
