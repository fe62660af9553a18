"""Cooldowns: what cools comes last, for its time, and no more of it is held than a bound."""

from __future__ import annotations

import asyncio

from app.upstream.builtin.builtin_client import BuiltinClient
from app.upstream.cooldowns import Cooldowns
from app.upstream.upstream import Route, Upstream
from tests.support.virtual_time import virtual_time

_A, _B = Upstream("a", BuiltinClient()), Upstream("b", BuiltinClient())
_ROUTES = (Route(_A, "m"), Route(_B, "m"))


def test_cooldowns_failed_one_is_last_until_its_time_or_its_answer() -> None:
    async def run() -> None:
        cooldowns = Cooldowns()
        for failed in (_A, _ROUTES[0]):
            cooldowns.start(failed, 5)
            await asyncio.sleep(4.9)
            assert cooldowns.in_order(_ROUTES) == _ROUTES[::-1]
            await asyncio.sleep(0.2)
            assert cooldowns.in_order(_ROUTES) == _ROUTES
            cooldowns.start(failed, 5)
            cooldowns.end(_ROUTES[0])
            assert cooldowns.in_order(_ROUTES) == _ROUTES
            assert not cooldowns

    with virtual_time() as loop:
        loop.run_until_complete(run())


def test_cooldowns_status_of_one_model_leaves_the_others() -> None:
    async def run() -> None:
        cooldowns = Cooldowns()
        cooldowns.start(_ROUTES[0], 5)
        others = (Route(_A, "n"), Route(_B, "n"))
        assert cooldowns.in_order(others) == others

    with virtual_time() as loop:
        loop.run_until_complete(run())


def test_cooldowns_number_is_bounded_and_the_oldest_goes_first() -> None:
    async def run() -> None:
        cooldowns = Cooldowns()
        for number in range(3000):
            cooldowns.start(Route(_A, str(number)), 5)
        routes = [(Route(_A, name), Route(_B, name)) for name in ("0", "1975", "1976", "2999")]
        assert [cooldowns.in_order(pair) == pair for pair in routes] == [True, True, False, False]
        await asyncio.sleep(6)
        # What has expired makes room.
        cooldowns.start(_A, 5)
        assert cooldowns.in_order(_ROUTES) == _ROUTES[::-1]

    with virtual_time() as loop:
        loop.run_until_complete(run())
