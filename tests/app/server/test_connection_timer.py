"""The timer of a connection, on a clock of the test's."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextvars import Context, ContextVar
from typing import Any, cast

import pytest

from app.server.connection_timer import ConnectionTimer


class Clock:
    """Stands in for the event loop; its time passes on demand."""

    def __init__(self) -> None:
        self.now = 100.0
        self.timers: dict[Handle, tuple[float, Callable[[], None], Context]] = {}
        self.timeouts: list[float] = []

    def time(self) -> float:
        return self.now

    def call_at(self, when: float, callback: Callable[[], None], context: Context) -> Any:
        handle = Handle(self)
        self.timers[handle] = (when, callback, context)
        return handle

    def advance(self, seconds: float) -> None:
        """Runs what is due by then, each at its time."""
        end = self.now + seconds
        while self.timers:
            handle, (due, callback, context) = min(self.timers.items(), key=lambda item: item[1][0])
            if due > end:
                break
            del self.timers[handle]
            self.now = due
            context.run(callback)
        self.now = end


class Handle:
    """One of the clock's timers."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def cancel(self) -> None:
        self._clock.timers.pop(self, None)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def timer(clock: Clock) -> ConnectionTimer:
    loop = cast("asyncio.AbstractEventLoop", clock)
    return ConnectionTimer(loop, lambda: clock.timeouts.append(clock.now), Context())


def test_timer_started_expires_once(clock: Clock, timer: ConnectionTimer) -> None:
    timer.start(75)
    clock.advance(1000)
    assert clock.timeouts == [175.0]


def test_timer_stopped_does_not_expire_and_can_be_started_again(clock: Clock, timer: ConnectionTimer) -> None:
    timer.start(75)
    timer.stop()
    clock.advance(1000)
    assert clock.timeouts == []
    timer.start(75)
    clock.advance(1000)
    assert clock.timeouts == [1175.0]


def test_timer_restarted_counts_from_the_last_start_with_one_timer_of_the_loop(
    clock: Clock, timer: ConnectionTimer
) -> None:
    for _ in range(50):
        timer.start(75)
        assert len(clock.timers) == 1
        clock.advance(10)
        timer.stop()
    timer.start(75)
    clock.advance(1000)
    assert clock.timeouts == [675.0]


def test_timer_restarted_with_less_time_expires_earlier(clock: Clock, timer: ConnectionTimer) -> None:
    timer.start(75)
    timer.start(30)
    assert len(clock.timers) == 1
    clock.advance(1000)
    assert clock.timeouts == [130.0]


def test_timer_closed_leaves_no_timer_of_the_loop(clock: Clock, timer: ConnectionTimer) -> None:
    timer.start(75)
    timer.close()
    assert not clock.timers
    clock.advance(1000)
    assert clock.timeouts == []


def test_timer_runs_in_its_own_context(clock: Clock) -> None:
    variable: ContextVar[str] = ContextVar("variable", default="none")
    seen: list[str] = []
    loop = cast("asyncio.AbstractEventLoop", clock)
    timer = ConnectionTimer(loop, lambda: seen.append(variable.get()), Context())
    variable.set("a request's")
    timer.start(75)
    clock.advance(1000)
    assert seen == ["none"]
