"""A connection's idle time: told once it is over, never while a request is answered."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, cast

import pytest

from app.server.keep_alive import KeepAliveTimer

_SECONDS = 75.0


class Clock:
    """Stands for the event loop: its time passes as it is told."""

    def __init__(self) -> None:
        self.now = 100.0
        self.timers: dict[object, tuple[float, Callable[[], None]]] = {}
        self.late: list[float] = []

    def time(self) -> float:
        return self.now

    def call_later(self, seconds: float, call: Callable[[], None]) -> Any:
        timer = Timer(self)
        self.timers[timer] = (self.now + seconds, call)
        return timer

    def pass_by(self, seconds: float) -> None:
        """Runs what is due by then, each at its time."""
        end = self.now + seconds
        while self.timers:
            timer, (due, call) = min(self.timers.items(), key=lambda item: item[1][0])
            if due > end:
                break
            del self.timers[timer]
            self.now = due
            call()
        self.now = end


class Timer:
    """One of the clock's."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def cancel(self) -> None:
        self._clock.timers.pop(self, None)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def idle(clock: Clock) -> KeepAliveTimer:
    loop = cast("asyncio.AbstractEventLoop", clock)
    return KeepAliveTimer(loop, _SECONDS, lambda: clock.late.append(clock.now))


def test_an_idle_connection_is_told_of_once(clock: Clock, idle: KeepAliveTimer) -> None:
    idle.begin()
    clock.pass_by(1000)
    assert clock.late == [175.0]


def test_one_that_is_busy_is_not_idle_however_long_it_takes(clock: Clock, idle: KeepAliveTimer) -> None:
    idle.begin()
    idle.cancel()
    clock.pass_by(1000)
    assert clock.late == []
    # Its timer went off meanwhile; the next answer's end makes another.
    idle.begin()
    clock.pass_by(1000)
    assert clock.late == [1175.0]


def test_idle_time_counts_from_the_last_answer_with_one_timer(clock: Clock, idle: KeepAliveTimer) -> None:
    for _ in range(50):
        idle.begin()
        assert len(clock.timers) == 1
        clock.pass_by(10)
        idle.cancel()
    idle.begin()
    clock.pass_by(1000)
    assert clock.late == [675.0]


def test_a_connection_that_is_gone_is_not_told_of(clock: Clock, idle: KeepAliveTimer) -> None:
    idle.begin()
    idle.close()
    clock.pass_by(1000)
    assert clock.late == []
    assert not clock.timers
