"""`serve` by two workers: connections, metrics, jobs and usage are right across them, and over their ends."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.storage.schema import upgrade
from tests.support.commands import run
from tests.support.fake_upstream import FakeUpstream, Writer, fake_upstream, write_chunk, write_stream_head
from tests.support.raw_client import Answers, RawClient, chat_request
from tests.support.rows import query_rows
from tests.support.serve_process import ServeProcess, sdk_client, serve_process, wait_for_response
from tests.support.upstream_scripts import content_event
from tests.support.worker_processes import (
    OPEN_STREAMS,
    RESTARTS,
    metrics,
    serve_workers,
    sockets_of,
    wait_for_metric,
    worker_pids,
)

_CHAT = {"model": "m", "stream": True, "messages": [{"role": "user", "content": "Hello"}]}
_STREAMS = 12
_CONNECTIONS = 40
_SLOW_CLIENTS = 60
_JOBS = 10


class HeldUpstream:
    """Sends a text, and the rest when `may_finish` is set."""

    def __init__(self) -> None:
        self.may_finish = asyncio.Event()

    async def __call__(self, fake: FakeUpstream, writer: Writer) -> None:
        write_stream_head(writer)
        write_chunk(writer, content_event("one"))
        await writer.drain()
        await self.may_finish.wait()
        write_chunk(writer, content_event("", "stop") + b"data: [DONE]\n\n")
        write_chunk(writer, b"")


@asynccontextmanager
async def _open_streams(server: ServeProcess, count: int) -> AsyncGenerator[list[asyncio.Task[str]], None]:
    """So many streams, each by a connection of its own, once their first event has arrived."""
    started = asyncio.Semaphore(0)

    async def read() -> str:
        received = ""
        async with httpx.AsyncClient(trust_env=False, timeout=60) as client:
            try:
                url = f"http://127.0.0.1:{server.port}/v1/chat/completions"
                async with client.stream("POST", url, json=_CHAT) as response:
                    async for text in response.aiter_text():
                        started.release() if not received else None
                        received += text
            except httpx.TransportError:
                return received + "<broken>"
        return received

    tasks = [asyncio.create_task(read()) for _ in range(count)]
    for _ in tasks:
        await asyncio.wait_for(started.acquire(), 30)
    yield tasks
    await asyncio.gather(*tasks)


async def test_workers_share_held_connections(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/state.db"
    await asyncio.to_thread(upgrade, database)
    async with serve_workers(tmp_path, database) as server:
        connections = []
        for _ in range(_CONNECTIONS):
            connections.append(await asyncio.open_connection("127.0.0.1", server.port))
            # Not all at once: on a busy machine one worker may be late for that.
            await asyncio.sleep(0.005)
        for _ in range(200):
            counts = [sockets_of(pid) for pid in worker_pids(server)]
            if sum(counts) >= _CONNECTIONS:
                break
            await asyncio.sleep(0.02)
        # Each has between a third and two thirds.
        assert len(counts) == 2
        assert min(counts) >= _CONNECTIONS // 3, counts
        for _, writer in connections:
            writer.close()


async def test_metrics_of_any_worker_are_the_sum_and_survive_a_death(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/state.db"
    await asyncio.to_thread(upgrade, database)
    held = HeldUpstream()
    async with (
        fake_upstream(held) as fake,
        serve_workers(tmp_path, database, UPSTREAM_URL=fake.url) as server,
    ):
        async with _open_streams(server, _STREAMS) as tasks:
            # New connections go to either worker.
            assert [(await metrics(server))[OPEN_STREAMS] for _ in range(8)] == [_STREAMS] * 8
            killed, survivor = worker_pids(server)
            os.kill(killed, signal.SIGKILL)
            await wait_for_metric(server, RESTARTS, 1)
            left = (await metrics(server))[OPEN_STREAMS]
            assert 0 < left < _STREAMS
            assert survivor in worker_pids(server)
            held.may_finish.set()
            ends = [await task for task in tasks]
        assert sum(end.endswith("data: [DONE]\n\n") for end in ends) == left
        assert sum(end.endswith("<broken>") for end in ends) == _STREAMS - left
        counted = (await metrics(server))['llm_backend_responses_total{code="2xx"}']
        assert counted == left
        os.kill(survivor, signal.SIGKILL)
        await wait_for_metric(server, RESTARTS, 2)
        after = await metrics(server)
        assert after['llm_backend_responses_total{code="2xx"}'] == counted
        assert after[OPEN_STREAMS] == 0
        log = await asyncio.to_thread(server.log.read_text, encoding="utf-8")
    assert f"(process {killed}) ended: signal 9; it is restarted at once" in log


async def test_killed_worker_has_a_usage_record_of_each_open_call_at_once(
    database: str, tmp_path: Path
) -> None:
    await asyncio.to_thread(upgrade, database)
    held = HeldUpstream()
    variables = {"USAGE_JOURNAL_DIR": str(tmp_path)}
    query = "SELECT status, count(*) FROM usage_records GROUP BY status"
    async with (
        fake_upstream(held) as fake,
        serve_workers(tmp_path, database, UPSTREAM_URL=fake.url, **variables) as server,
        _open_streams(server, _STREAMS) as tasks,
    ):
        os.kill(worker_pids(server)[0], signal.SIGKILL)
        rows: dict[str, int] = {}
        # A search for journals of other processes would come after 10 s.
        for _ in range(160):
            rows = dict(await asyncio.to_thread(query_rows, database, query))
            if rows:
                break
            await asyncio.sleep(0.05)
        lost = sum(rows.values())
        assert 0 < lost < _STREAMS
        assert set(rows) == {"interrupted"}
        held.may_finish.set()
        ends = [await task for task in tasks]
        assert sum(end.endswith("<broken>") for end in ends) == lost
        rows = dict(await asyncio.to_thread(query_rows, database, query))
        assert rows == {"interrupted": lost, "completed": _STREAMS - lost}


async def test_workers_under_load_store_every_chat(database: str, tmp_path: Path) -> None:
    await asyncio.to_thread(upgrade, database)
    answers, chats = Answers(), 30

    async def client(port: int) -> None:
        connection = RawClient(port, answers)
        assert await connection.connect()
        for _ in range(chats):
            assert await connection.exchange(chat_request())
        connection.close()

    async with serve_workers(tmp_path, database) as server:
        await asyncio.gather(*[client(server.port) for _ in range(16)])
        log = await asyncio.to_thread(server.log.read_text, encoding="utf-8")
    assert answers.lost == []
    assert answers.statuses == [200] * 16 * chats
    count = "SELECT count(*) FROM chat_completions"
    assert await asyncio.to_thread(query_rows, database, count) == [(16 * chats,)]
    assert "locked" not in log
    assert "warning" not in log


async def test_workers_run_each_job_once_and_both_run_some(database: str, tmp_path: Path) -> None:
    await asyncio.to_thread(upgrade, database)
    held = HeldUpstream()
    owners = "SELECT owner, count(*) FROM responses WHERE status = 'in_progress' GROUP BY owner"
    async with (
        fake_upstream(held) as fake,
        # Three slots for a worker: of one project's rows for one upstream two run.
        serve_workers(
            tmp_path, database, UPSTREAM_URL=fake.url, BACKGROUND_SLOTS="6", LEASE_SECONDS="2"
        ) as server,
        sdk_client(server) as sdk,
    ):
        jobs = [await sdk.responses.create(model="m", input="Hi", background=True) for _ in range(_JOBS)]
        running: list[tuple[Any, ...]] = []
        for _ in range(200):
            running = await asyncio.to_thread(query_rows, database, owners)
            if len(running) == 2:
                break
            await asyncio.sleep(0.05)
        assert len(running) == 2
        held.may_finish.set()
        assert {(await wait_for_response(sdk, job.id)).status for job in jobs} == {"completed"}
        asked = [request for request in fake.requests if request.head.startswith("POST")]
        assert len(asked) == _JOBS


async def test_worker_that_cannot_start_again_ends_the_server(tmp_path: Path) -> None:
    database, key = f"sqlite:///{tmp_path}/state.db", tmp_path / "key"
    await asyncio.to_thread(upgrade, database)
    key.write_text("sk-admin-0123456789abcdef")
    variables = {"AUTH": "keys", "BOOTSTRAP_ADMIN_KEY_FILE": str(key)}
    async with serve_workers(tmp_path, database, **variables) as server:
        key.unlink()
        os.kill(worker_pids(server)[1], signal.SIGKILL)
        assert await asyncio.wait_for(server.process.wait(), 60) == 1
        log = await asyncio.to_thread(server.log.read_text, encoding="utf-8")
    starts = log.count("BOOTSTRAP_ADMIN_KEY_FILE=" + str(key) + " cannot be read")
    assert starts == 6
    assert "llm-backend: A worker cannot start (exit status 1)" in log


async def test_worker_that_cannot_start_at_first_is_reported_once(tmp_path: Path) -> None:
    variables = {"WORKERS": "2", "PORT": "0", "FORWARD": "fly_to_the_moon"}
    assert (await asyncio.to_thread(run, tmp_path, "migrate")).returncode == 0
    done = await asyncio.to_thread(run, tmp_path, "serve", **variables)
    assert done.returncode == 1
    assert done.stderr.count("fly_to_the_moon") == 1
    assert "A worker cannot start" in done.stderr


async def test_workers_end_with_a_killed_parent(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/state.db"
    await asyncio.to_thread(upgrade, database)
    # The end of the block waits for the workers' end.
    async with serve_workers(tmp_path, database) as server:
        await server.kill()
    log = await asyncio.to_thread(server.log.read_text, encoding="utf-8")
    assert log.count("the parent of the workers has ended") == 2


async def test_workers_of_a_killed_parent_end_their_streams_and_free_the_port(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/state.db"
    await asyncio.to_thread(upgrade, database)
    held = HeldUpstream()
    async with (
        fake_upstream(held) as fake,
        serve_workers(tmp_path, database, UPSTREAM_URL=fake.url) as server,
    ):
        async with _open_streams(server, _STREAMS) as tasks:
            await server.kill()
            held.may_finish.set()
            ends = await asyncio.gather(*tasks)
        assert all(end.endswith("[DONE]\n\n") for end in ends)
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection("127.0.0.1", server.port)
    assert await asyncio.to_thread(query_rows, database, "SELECT count(*) FROM chat_completions") == [
        (_STREAMS,)
    ]


async def test_clients_that_never_end_their_heads_keep_no_worker_from_others(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/state.db"
    await asyncio.to_thread(upgrade, database)
    async with serve_workers(tmp_path, database) as server:
        slow = [await asyncio.open_connection("127.0.0.1", server.port) for _ in range(_SLOW_CLIENTS)]
        for _, writer in slow:
            writer.write(b"GET / HTTP/1.1\r\nx-slow: ")
        answers = Answers()
        for _ in range(20):
            for _, writer in slow:
                writer.write(b"x")
            client = RawClient(server.port, answers)
            assert await client.connect()
            await client.exchange(chat_request())
            client.close()
        assert answers.statuses == [200] * 20
        # The client that left last may still be one of them.
        assert sum(sockets_of(pid) for pid in worker_pids(server)) >= _SLOW_CLIENTS
        for _, writer in slow:
            writer.close()


async def test_sigterm_ends_a_server_with_a_worker_that_is_stopped(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/state.db"
    await asyncio.to_thread(upgrade, database)
    async with serve_workers(tmp_path, database, DRAIN_SECONDS="1", DRAIN_IDLE_SECONDS="1") as server:
        os.kill(worker_pids(server)[1], signal.SIGSTOP)
        server.process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(server.process.wait(), 60) == 0
    log = await asyncio.to_thread(server.log.read_text, encoding="utf-8")
    assert log.count("workers that do not end are killed") == 1


@pytest.mark.parametrize("workers", ["1", "2"])
async def test_second_sigint_ends_open_streams(tmp_path: Path, workers: str) -> None:
    database = f"sqlite:///{tmp_path}/state.db"
    await asyncio.to_thread(upgrade, database)
    held = HeldUpstream()
    async with (
        fake_upstream(held) as fake,
        serve_process(tmp_path, DATABASE_URL=database, WORKERS=workers, UPSTREAM_URL=fake.url) as server,
        _open_streams(server, 4) as tasks,
    ):
        server.process.send_signal(signal.SIGINT)
        await asyncio.sleep(0.5)
        assert not any(task.done() for task in tasks)
        server.process.send_signal(signal.SIGINT)
        await asyncio.wait_for(server.process.wait(), 20)
        held.may_finish.set()
        ends = await asyncio.gather(*tasks)
    assert not any(end.endswith("[DONE]\n\n") for end in ends)
