"""The corpus of raw requests: this server, uvicorn's two protocols, and nginx in front of this server."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest

from app.server.limits import ServerLimits
from tests.app.server.http_corpus import GROUPS, Case
from tests.app.server.http_deviations import DEVIATIONS
from tests.support.nginx import NGINX, NO_NGINX, nginx_in_front
from tests.support.process import listening_program
from tests.support.raw_outcome import echo, outcome
from tests.support.server import running

_AT_ONCE = 16
_ANY = "*"


def _cases() -> list[Case]:
    return [case for group in GROUPS.values() for case in group]


def _deviations(server: str) -> Iterator[tuple[str, str]]:
    """The listed outcomes of a server, by case."""
    for deviations in DEVIATIONS:
        for name, outcomes in deviations.outcomes.items():
            if server in outcomes:
                yield name, outcomes[server]


async def _differences(port: int, server: str) -> list[tuple[str, str, str]]:
    """Cases whose outcome is not the listed one: name, listed, found. Of nginx only answers are compared."""
    listed = dict(_deviations(server))
    at_once = asyncio.Semaphore(_AT_ONCE)

    async def differs(case: Case) -> tuple[str, str, str] | None:
        expected = listed.get(case.name, case.outcome)
        if expected == _ANY:
            return None
        async with at_once:
            found = await outcome(port, case.packets, expected or "waits")
        if server == "nginx":
            if case.name not in listed:
                expected = expected.rpartition("; ")[0]
            found = found.rpartition("; ")[0]
        return None if found == expected else (case.name, expected, found)

    found = await asyncio.gather(*[differs(case) for case in _cases()])
    return [difference for difference in found if difference is not None]


def test_corpus_has_150_cases_with_names_of_their_own() -> None:
    names = [case.name for case in _cases()]
    assert len(names) == len(set(names)) >= 150


def test_deviations_name_cases_once_and_differ() -> None:
    outcomes = {case.name: case.outcome for case in _cases()}
    for server in ("httptools", "h11", "nginx"):
        deviations = list(_deviations(server))
        assert len(deviations) == len(dict(deviations))
        for name, found in deviations:
            ours = outcomes[name]
            assert found != (ours.rpartition("; ")[0] if server == "nginx" else ours)


@pytest.mark.own_protocol
async def test_corpus_outcomes_are_ours() -> None:
    async with running(echo, lifespan="off") as server:
        assert await _differences(server.port, "ours") == []


@pytest.mark.own_protocol
async def test_corpus_outcomes_of_two_workers_are_the_same(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.getcwd()}
    start = [sys.executable, "-m", "tests.support.echo_workers"]
    with listening_program(start, tmp_path, environment) as server:
        assert await _differences(urlsplit(server.url).port or 0, "ours") == []


@pytest.mark.parametrize("protocol", ["httptools", "h11"])
async def test_corpus_deviations_from_uvicorn_are_listed(protocol: Literal["httptools", "h11"]) -> None:
    async with running(echo, lifespan="off", http=protocol, idle_seconds=1) as server:
        assert await _differences(server.port, protocol) == []


@pytest.mark.own_protocol
@pytest.mark.skipif(NGINX is None, reason=NO_NGINX)
async def test_corpus_deviations_from_nginx_are_listed(tmp_path: Path) -> None:
    async with (
        running(echo, lifespan="off") as server,
        nginx_in_front([server.port], tmp_path, idle_seconds=1) as port,
    ):
        assert await _differences(port, "nginx") == []


_SHORT = ServerLimits(head_seconds=1, discard_idle_seconds=1, discard_seconds=2)
_EARLY = b"POST /early HTTP/1.1\r\nHost: a\r\n"
_GET = b"GET /a HTTP/1.1\r\nHost: a\r\n\r\n"


@pytest.mark.own_protocol
@pytest.mark.parametrize(
    ("start", "drip", "found"),
    [
        (b"", b"", "408; closed"),
        (b"", b"\r\n", "408; closed"),
        (b"GET /a HTTP/1.1\r\n", b"", "408; closed"),
        (b"GET /a HTTP/1.1\r\n", b"X: a\r\n", "408; closed"),
        (b"GET /", b"a", "408; closed"),
        (_GET, b"", "GET /a; closed"),
        (_GET, b"\r\n", "GET /a; closed"),
        (_GET + b"GET /b", b"", "GET /a; 408; closed"),
        (_EARLY + b"Content-Length: 90\r\n\r\n", b"", "POST /early; closed"),
        (_EARLY + b"Content-Length: 90\r\n\r\n", b"a", "POST /early; closed"),
        (_EARLY + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n", "POST /early; closed"),
        (_EARLY + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X: a\r\n", "POST /early; closed"),
        (
            b"POST /early-close HTTP/1.1\r\nHost: a\r\nContent-Length: 90\r\n\r\n",
            b"a",
            "POST /early-close; closed",
        ),
        (b"hello\r\n\r\n", b"", "400; closed"),
        (b"hello\r\n\r\n", b"a", "400; closed"),
    ],
)
async def test_connection_of_a_slow_client_ends_in_each_state(start: bytes, drip: bytes, found: str) -> None:
    async with running(echo, lifespan="off", limits=_SHORT, idle_seconds=1) as server:
        assert await outcome(server.port, [start], "closed", drip=drip) == found


@pytest.mark.own_protocol
async def test_client_that_ends_its_side_is_not_answered() -> None:
    async with running(echo, lifespan="off") as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(b"GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")
        await reader.readuntil(b"\r\n\r\n")
        writer.write_eof()
        assert not (await asyncio.wait_for(reader.read(), 10)).endswith(b"0\r\n\r\n")
        writer.close()
