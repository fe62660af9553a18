"""SIGTERM loses no request: kept connections serve one more, new ones are accepted to the last."""

from __future__ import annotations

import asyncio
import random
import time
from pathlib import Path

import pytest

from app.storage.schema import upgrade
from tests.support.nginx import NGINX, NO_NGINX, nginx_in_front
from tests.support.raw_client import Answers, RawClient, chat_request
from tests.support.raw_peer import wait_until
from tests.support.serve_process import serve_process
from tests.support.soak import amount

_CLIENTS = amount(60, 360)


async def _busy(port: int, answers: Answers, started: asyncio.Event) -> None:
    """Sends one request after the other on a kept connection."""
    client = RawClient(port, answers)
    assert await client.connect()
    while await client.exchange(chat_request()):
        started.set()
    client.close()


async def _idle(
    port: int, answers: Answers, answered: list[RawClient], stopped: asyncio.Event, seconds: float
) -> None:
    """Sends a request, and another one some time after the signal."""
    client = RawClient(port, answers)
    assert await client.connect()
    assert await client.exchange(chat_request())
    answered.append(client)
    await stopped.wait()
    await asyncio.sleep(seconds)
    # The first of them may still precede the stop.
    while await client.exchange(chat_request()):
        pass
    client.close()


async def _new(port: int, answers: Answers, started: asyncio.Event) -> None:
    """Connects for each request, until the port is closed."""
    while True:
        client = RawClient(port, answers)
        if not await client.connect():
            return
        await client.exchange(chat_request())
        started.set()
        client.close()


@pytest.mark.parametrize(
    ("loop", "workers"), [("uvloop", "1"), ("asyncio", "1"), ("uvloop", "2"), ("asyncio", "2")]
)
async def test_sigterm_leaves_no_client_without_an_answer(tmp_path: Path, loop: str, workers: str) -> None:
    database = f"sqlite:///{tmp_path}/state.db"
    await asyncio.to_thread(upgrade, database)
    answers, started, stopped = Answers(), asyncio.Event(), asyncio.Event()
    answered: list[RawClient] = []
    seconds = random.Random(1)
    async with serve_process(
        tmp_path,
        DATABASE_URL=database,
        DRAIN_IDLE_SECONDS="30",
        EVENT_LOOP=loop,
        LOG_LEVEL="WARNING",
        WORKERS=workers,
    ) as server:
        third = _CLIENTS // 3
        clients = [
            *[_busy(server.port, answers, started) for _ in range(third)],
            *[_idle(server.port, answers, answered, stopped, seconds.uniform(0, 3)) for _ in range(third)],
            *[_new(server.port, answers, started) for _ in range(third)],
        ]
        tasks = [asyncio.create_task(client) for client in clients]
        await asyncio.wait_for(started.wait(), 60)
        # On a busy machine the others get many answers before each idle one has its first.
        await wait_until(lambda: len(answers.statuses) >= 2 * _CLIENTS and len(answered) == third)
        server.process.terminate()
        stopped.set()
        await asyncio.wait_for(asyncio.gather(*tasks), 120)
        assert await asyncio.wait_for(server.process.wait(), 60) == 0
        log = await asyncio.to_thread(server.log.read_text, encoding="utf-8")
    assert answers.lost == []
    assert set(answers.statuses) == {200}
    assert answers.closing >= 2 * third
    assert "Traceback" not in log
    assert "error" not in log


async def test_sigterm_with_idle_connections_exits_within_their_time(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/state.db"
    await asyncio.to_thread(upgrade, database)
    answers = Answers()
    async with serve_process(tmp_path, DATABASE_URL=database, DRAIN_IDLE_SECONDS="1") as server:
        clients = [RawClient(server.port, answers) for _ in range(4)]
        for client in clients:
            assert await client.connect()
        for client in clients[:2]:
            assert await client.exchange(chat_request())
        signalled = time.monotonic()
        server.process.terminate()
        received = await asyncio.gather(*[client.ended() for client in clients])
        assert await asyncio.wait_for(server.process.wait(), 60) == 0
        # Not at once, and far from DRAIN_SECONDS.
        assert 0.9 < time.monotonic() - signalled < 60
        for client in clients:
            client.close()
    assert received == [b""] * 4
    assert answers.statuses == [200, 200]


@pytest.mark.skipif(NGINX is None, reason=NO_NGINX)
async def test_sigterm_behind_nginx_with_kept_connections_is_no_502(tmp_path: Path) -> None:
    """Of two servers behind it one stops after the other; nginx repeats no POST that it has sent."""
    database = f"sqlite:///{tmp_path}/state.db"
    await asyncio.to_thread(upgrade, database)
    answers, stopped = Answers(), asyncio.Event()
    variables = {"DATABASE_URL": database, "LOG_LEVEL": "WARNING"}

    async def client(port: int) -> None:
        connection = RawClient(port, answers)
        assert await connection.connect()
        while not stopped.is_set() and await connection.exchange(chat_request()):
            pass
        connection.close()

    async with (
        serve_process(tmp_path, **variables) as first,
        serve_process(tmp_path, **variables) as second,
        nginx_in_front([first.port, second.port], tmp_path) as port,
    ):
        clients = [asyncio.create_task(client(port)) for _ in range(amount(8, 40))]
        await wait_until(lambda: len(answers.statuses) >= 100)
        first.process.terminate()
        assert await asyncio.wait_for(first.process.wait(), 60) == 0
        count = len(answers.statuses)
        await wait_until(lambda: len(answers.statuses) >= count + 100)
        stopped.set()
        await asyncio.gather(*clients)
    assert answers.lost == []
    assert set(answers.statuses) == {200}
