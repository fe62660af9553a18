"""A server that is stopped and continued under load: SIGSTOP and SIGCONT, as a debugger or a laptop does."""

from __future__ import annotations

import asyncio
import random
import signal
from pathlib import Path

import pytest

from app.storage.schema import upgrade
from tests.support.raw_client import CHAT, Answers, RawClient, chat_request
from tests.support.serve_process import serve_process
from tests.support.soak import amount

_CYCLES = amount(3, 200)
_STREAM = CHAT[:-1] + b', "stream": true}'


async def _chats(port: int, answers: Answers, stopped: asyncio.Event) -> None:
    client = RawClient(port, answers)
    assert await client.connect()
    while not stopped.is_set() and await client.exchange(chat_request()):
        pass
    client.close()


async def _leaving_streams(port: int, stopped: asyncio.Event, seconds: random.Random) -> None:
    """Opens streams and leaves them in the middle."""
    while not stopped.is_set():
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(chat_request(body=_STREAM))
        await asyncio.wait_for(reader.readuntil(b"data: "), 60)
        await asyncio.sleep(seconds.uniform(0, 0.02))
        writer.transport.abort()


async def _waiting_out(port: int, stopped: asyncio.Event, seconds: random.Random) -> None:
    """Leaves behind half a request."""
    while not stopped.is_set():
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(chat_request()[: seconds.randrange(1, 200)])
        await asyncio.sleep(seconds.uniform(0, 0.05))
        writer.transport.abort()


@pytest.mark.parametrize("loop", ["uvloop", "asyncio"])
async def test_process_survives_stops_and_continues_under_load(tmp_path: Path, loop: str) -> None:
    database = f"sqlite:///{tmp_path}/state.db"
    await asyncio.to_thread(upgrade, database)
    answers, stopped, seconds = Answers(), asyncio.Event(), random.Random(1)
    variables = {"DATABASE_URL": database, "EVENT_LOOP": loop, "LOG_LEVEL": "WARNING"}
    async with serve_process(tmp_path, **variables) as server:
        tasks = [
            *[asyncio.create_task(_chats(server.port, answers, stopped)) for _ in range(4)],
            *[asyncio.create_task(_leaving_streams(server.port, stopped, seconds)) for _ in range(2)],
            *[asyncio.create_task(_waiting_out(server.port, stopped, seconds)) for _ in range(2)],
        ]
        for _ in range(_CYCLES):
            await asyncio.sleep(seconds.uniform(0.05, 0.3))
            server.process.send_signal(signal.SIGSTOP)
            await asyncio.sleep(seconds.uniform(0.05, 0.3))
            server.process.send_signal(signal.SIGCONT)
            assert server.process.returncode is None
        stopped.set()
        await asyncio.wait_for(asyncio.gather(*tasks), 120)
        server.process.terminate()
        assert await asyncio.wait_for(server.process.wait(), 60) == 0
        log = await asyncio.to_thread(server.log.read_text, encoding="utf-8")
    assert answers.lost == []
    assert set(answers.statuses) == {200}
    assert "Traceback" not in log
    assert "Fatal Python error" not in log


async def test_crash_in_native_code_leaves_python_stacks_in_the_log(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/state.db"
    await asyncio.to_thread(upgrade, database)
    async with serve_process(tmp_path, DATABASE_URL=database) as server:
        server.process.send_signal(signal.SIGSEGV)
        assert await asyncio.wait_for(server.process.wait(), 60) == -signal.SIGSEGV
        log = await asyncio.to_thread(server.log.read_text, encoding="utf-8")
    assert "Fatal Python error: Segmentation fault" in log
    assert "most recent call first" in log
