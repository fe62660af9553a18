"""The addresses of a name are raced: a dead one delays a connection by a moment, not by its timeout."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import pytest

from app.aio import address_race
from app.upstream.client import ConnectTimeout, NotConnected, Timeouts
from tests.support.raw_peer import PeerConnection, get, peer, read_body, respond_in_order, wait_until

_OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi"


class _Attempts:
    """Connections that are under way until the test ends each of them."""

    def __init__(self) -> None:
        self.started: dict[str, asyncio.Future[str]] = {}
        self.discarded: list[str] = []

    async def connect(self, address: str) -> str:
        self.started[address] = asyncio.get_running_loop().create_future()
        return await self.started[address]

    def race(self, *addresses: str) -> asyncio.Task[str]:
        return asyncio.create_task(
            address_race.first_connected(addresses, self.connect, self.discarded.append)
        )


async def test_first_connected_failed_attempt_starts_the_next_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(address_race, "STAGGER_SECONDS", 3600.0)
    attempts = _Attempts()
    racing = attempts.race("a", "b", "c")
    await wait_until(lambda: "a" in attempts.started)
    assert list(attempts.started) == ["a"]
    attempts.started["a"].set_exception(ConnectionRefusedError())
    await wait_until(lambda: "b" in attempts.started)
    attempts.started["b"].set_result("b")
    assert await racing == "b"
    assert list(attempts.started) == ["a", "b"]


@pytest.fixture
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address_race, "STAGGER_SECONDS", 0.001)


@pytest.mark.usefixtures("_soon")
async def test_first_connected_silent_attempts_are_joined_by_the_next() -> None:
    attempts = _Attempts()
    racing = attempts.race("a", "b", "c")
    await wait_until(lambda: len(attempts.started) == 3)
    attempts.started["b"].set_result("b")
    assert await racing == "b"
    assert attempts.started["a"].cancelled()
    assert attempts.started["c"].cancelled()


@pytest.mark.usefixtures("_soon")
async def test_first_connected_second_success_is_discarded() -> None:
    attempts = _Attempts()
    racing = attempts.race("a", "b")
    await wait_until(lambda: len(attempts.started) == 2)
    for address, future in attempts.started.items():
        future.set_result(address)
    assert {await racing, *attempts.discarded} == {"a", "b"}
    assert len(attempts.discarded) == 1


@pytest.mark.usefixtures("_soon")
async def test_first_connected_cancelled_race_ends_its_attempts() -> None:
    attempts = _Attempts()
    racing = attempts.race("a", "b")
    await wait_until(lambda: len(attempts.started) == 2)
    racing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await racing
    assert all(future.cancelled() for future in attempts.started.values())


async def test_first_connected_all_fail_raises_the_most_telling_error() -> None:
    attempts = _Attempts()
    racing = attempts.race("a", "b", "c")
    errors = {"a": TimeoutError(), "b": ConnectionRefusedError("b"), "c": TimeoutError()}
    for address, error in errors.items():
        await wait_until(lambda address=address: address in attempts.started)  # type: ignore[misc]  # a default binds it
        attempts.started[address].set_exception(error)
    with pytest.raises(ConnectionRefusedError, match="b"):
        await racing


async def test_addresses_of_families_alternate_within_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET6, f"::{number}") for number in range(1, 6)]
    found += [(socket.AF_INET, f"127.0.0.{number}") for number in range(1, 6)]
    found.insert(1, found[0])

    class _Resolver:
        async def getaddrinfo(self, host: str, port: int, *, type: int) -> list[Any]:
            assert (host, port, type) == ("dual.example", 80, socket.SOCK_STREAM)
            return [(family, type, 6, "", (address, port)) for family, address in found]

    monkeypatch.setattr(asyncio, "get_running_loop", _Resolver)
    addresses = await address_race.addresses_of("dual.example", 80)
    monkeypatch.undo()
    assert addresses == ["::1", "127.0.0.1", "127.0.0.2", "::2", "127.0.0.3", "::3"]


def _name(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    async def addresses_of(host: str, port: int) -> list[str]:
        assert host == "dual.example"
        return list(addresses)

    monkeypatch.setattr(address_race, "addresses_of", addresses_of)


@pytest.mark.usefixtures("either_client")
async def test_http_client_refusing_address_is_followed_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    _name(monkeypatch, "::1", "127.0.0.1")
    monkeypatch.setattr(address_race, "STAGGER_SECONDS", 3600.0)
    async with peer(respond_in_order(_OK)) as server:
        client = server.client(host="dual.example")
        assert await read_body(await client.send(get())) == b"hi"
        assert b"host: dual.example:" in server.requests[0]
        await client.close()
        await wait_until(lambda: server.closed == 1)


@pytest.mark.usefixtures("either_client")
async def test_http_client_silent_address_has_a_timeout_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """The handshake with the first address never ends; the second accepts."""
    monkeypatch.setattr(address_race, "STAGGER_SECONDS", 0.001)

    async def mute(line: PeerConnection) -> None:
        await line.wait_for_disconnect()

    async with peer(mute) as silent:
        silent.scheme = "https"
        _name(monkeypatch, "127.0.0.1", "127.0.0.1")
        with pytest.raises(ConnectTimeout, match=r"did not accept a connection within 0.2 s"):
            await silent.client(Timeouts(connect=0.2), host="dual.example").send(get())
        await wait_until(lambda: silent.closed == 2)


@pytest.mark.usefixtures("either_client")
async def test_http_client_all_addresses_refuse_raises_not_connected(monkeypatch: pytest.MonkeyPatch) -> None:
    _name(monkeypatch, "::1", "127.0.0.1")
    async with peer(respond_in_order()) as server:
        pass
    with pytest.raises(NotConnected, match="it refused the connection"):
        await server.client(host="dual.example").send(get())
