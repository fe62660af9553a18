"""Unix sockets, sockets of systemd, and what is reported to it."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.support.commands import command, environment, run, run_expecting_failure

_WORKERS = pytest.mark.parametrize("workers", ["1", "2"])
# As systemd does: the socket's file descriptor is 3, and LISTEN_PID is the process that this one becomes.
_ACTIVATE = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ |= {"LISTEN_PID": str(os.getpid()), "LISTEN_FDS": "1"}
os.execv(sys.argv[2], sys.argv[2:])
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A migrated state in a folder with a short path: a Unix socket's has 107 characters at most."""
    with tempfile.TemporaryDirectory() as path:
        assert run(Path(path), "migrate").returncode == 0
        yield Path(path)


def _start(folder: Path, **settings: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command("serve"), cwd=folder, env=environment(**settings), stderr=subprocess.DEVNULL
    )


async def _get(path: Path, url: str = "http://localhost/v1/models") -> httpx.Response:
    """The answer by a Unix socket, for which it waits 30 s at most."""
    for _ in range(600):
        try:
            transport = httpx.AsyncHTTPTransport(uds=str(path))
            async with httpx.AsyncClient(transport=transport, timeout=20) as client:
                return await client.get(url)
        except httpx.ConnectError:
            await asyncio.sleep(0.05)
    raise AssertionError("the server does not listen")


@_WORKERS
async def test_unix_socket_is_its_users_and_is_removed_at_the_end(folder: Path, workers: str) -> None:
    path = folder / "s.sock"
    process = await asyncio.to_thread(_start, folder, UNIX_SOCKET=str(path), WORKERS=workers)
    try:
        assert (await _get(path)).status_code == 200
        assert stat.S_IMODE(path.stat().st_mode) == 0o660
        second = await asyncio.to_thread(run_expecting_failure, folder, "serve", UNIX_SOCKET=str(path))
        assert "another server listens there" in second
        # The second one has not removed it.
        assert (await _get(path)).status_code == 200
        process.terminate()
        assert await asyncio.to_thread(process.wait, 30) == 0
        assert not path.exists()
    finally:
        process.kill()
        await asyncio.to_thread(process.wait, 10)


async def test_unix_socket_that_a_killed_server_left_is_replaced(folder: Path) -> None:
    path = folder / "s.sock"
    for _ in range(2):
        process = await asyncio.to_thread(_start, folder, UNIX_SOCKET=str(path))
        assert (await _get(path)).status_code == 200
        process.kill()
        await asyncio.to_thread(process.wait, 10)
        assert path.exists()


def test_unix_socket_in_the_place_of_a_file_is_an_error_that_keeps_it(folder: Path) -> None:
    path = folder / "notes.txt"
    path.write_text("mine")
    assert "a file that is no socket is there" in run_expecting_failure(
        folder, "serve", UNIX_SOCKET=str(path)
    )
    assert path.read_text() == "mine"


@_WORKERS
async def test_socket_of_systemd_is_served_and_start_and_stop_are_reported(
    folder: Path, workers: str
) -> None:
    with (
        socket.socket() as listener,
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager,
    ):
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        manager.bind(str(folder / "notify"))
        manager.settimeout(30)
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", _ACTIVATE, str(listener.fileno()), *command("serve"),
            cwd=folder,
            # The port of the settings is not used.
            env=environment(NOTIFY_SOCKET=str(folder / "notify"), WORKERS=workers, PORT="1"),
            pass_fds=[listener.fileno()],
            stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        try:
            assert await asyncio.to_thread(manager.recv, 100) == b"READY=1"
            port = listener.getsockname()[1]
            async with httpx.AsyncClient(trust_env=False, timeout=20) as client:
                assert (await client.get(f"http://127.0.0.1:{port}/v1/models")).status_code == 200
            process.send_signal(signal.SIGTERM)
            assert await asyncio.to_thread(manager.recv, 100) == b"STOPPING=1"
            log = (await asyncio.wait_for(process.communicate(), 30))[1].decode()
            assert process.returncode == 0
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
    assert f"listens on http://127.0.0.1:{port}/v1" in log


def _activate(folder: Path, passed: socket.socket, **settings: str) -> str:
    """The error of a server that is started with that socket."""
    done = subprocess.run(
        [sys.executable, "-c", _ACTIVATE, str(passed.fileno()), *command("serve")],
        cwd=folder,
        env=environment(**settings),
        pass_fds=[passed.fileno()],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    return done.stderr


def test_socket_of_systemd_that_is_public_needs_keys(folder: Path) -> None:
    with socket.socket() as listener:
        listener.bind(("0.0.0.0", 0))
        listener.listen()
        error = _activate(folder, listener)
    assert "is reachable from other machines, and AUTH=open lets anyone there use your upstream key" in error


def test_socket_of_systemd_that_does_not_listen_is_an_error(folder: Path) -> None:
    with socket.socket() as one:
        assert "File descriptor 3 of LISTEN_FDS is no listening stream socket" in _activate(folder, one)


def test_sockets_for_another_process_are_ignored(folder: Path) -> None:
    passed = {"LISTEN_PID": str(os.getpid()), "LISTEN_FDS": "1"}
    # Its own address is used, and is in use.
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert f"port {port}" in run_expecting_failure(folder, "serve", PORT=port, **passed)
