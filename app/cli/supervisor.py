"""The parent of the workers: forks them, restarts those that die, passes signals on, ends with them.

The parent has one thread and no event loop, and opens no connection, so that a fork copies nothing that is in
use. Its workers share the memory of the loaded program with it, and start without loading it again.
"""

from __future__ import annotations

import gc
import logging
import math
import os
import select
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass

from app.aio.worker_numbers import Column, WorkerTable
from app.cli.started_worker import StartedWorker

_log = logging.getLogger(__name__)

PAUSES = (0.0, 0.25, 0.5, 1.0, 2.0, 4.0)
"""Seconds before a worker is restarted that died for the n-th time in a row; the last one repeats."""
MAX_FAILED_STARTS = len(PAUSES)
"""So many starts in a row that fail end the server."""
FORCE = signal.SIGUSR1
"""Tells a worker that stops to wait for nothing, as a second SIGINT tells a single process."""
_STEADY_SECONDS = 30.0
"""A worker that served for so long has no failures behind it."""
_CLOSING_SECONDS = 10.0
"""A worker that has not ended so long after its drain never will: it is stopped or blocked, and is killed."""
_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD)


class WorkersFailed(Exception):
    """The workers cannot start, or one cannot any more; the message says which."""


@dataclass(slots=True)
class _Slot:
    """In the parent: the place of one worker, and the process in it."""

    number: int
    pid: int = 0
    """0: there is none, until `due`."""
    due: float = 0.0
    ready: int = -1
    """Read end while it starts."""
    ready_at: float | None = None
    deaths: int = 0
    """In a row."""


class Supervisor:
    """Runs as many workers as `table` has rows.

    The first one starts alone: what fails for each of them is reported once. `on_ready` is called when all
    serve for the first time, `on_stop` when they begin to stop. Then they drain for `drain_seconds` at most.
    """

    def __init__(
        self,
        table: WorkerTable,
        on_ready: Callable[[], None],
        on_stop: Callable[[], None],
        drain_seconds: float,
    ) -> None:
        self._table = table
        self._drain_seconds = drain_seconds
        self._kill_at = math.inf
        self._on_ready = on_ready
        self._on_stop = on_stop
        self._slots = [_Slot(number) for number in range(table.workers)]
        self._signals: list[int] = []
        self._served = False
        self._all_served = False
        self._stopping = False
        self._failed_starts = 0
        self._failure = ""

    def run(self) -> StartedWorker | None:
        """Returns twice: in each worker at its start, and None in the parent when all workers have ended.

        Raises WorkersFailed in the parent. After SIGINT that is raised again, as KeyboardInterrupt.
        """
        gc.freeze()
        self._alive = os.pipe()
        self._wakeup = socket.socketpair()
        for end in self._wakeup:
            end.setblocking(False)
        before = {number: signal.signal(number, self._on_signal) for number in _SIGNALS}
        signal.set_wakeup_fd(self._wakeup[1].fileno(), warn_on_full_buffer=False)
        while not (self._stopping and all(slot.pid == 0 for slot in self._slots)):
            started = self._start_due()
            if started is not None:
                return started
            self._wait()
            self._read_ready()
            self._reap()
            self._handle_signals()
            if time.monotonic() >= self._kill_at:
                self._kill()
        signal.set_wakeup_fd(-1)
        for number, handler in before.items():
            signal.signal(number, handler)
        self._close()
        if self._failure:
            raise WorkersFailed(self._failure)
        if signal.SIGINT in self._signals:
            signal.raise_signal(signal.SIGINT)
        return None

    def _start_due(self) -> StartedWorker | None:
        """Starts the workers whose time has come; in a started one, returns it."""
        now = time.monotonic()
        for slot in self._slots:
            if slot.pid == 0 and slot.due <= now and not self._stopping and (self._served or not slot.number):
                started = self._fork(slot)
                if started is not None:
                    return started
        return None

    def _fork(self, slot: _Slot) -> StartedWorker | None:
        ready, write = os.pipe()
        # Held back, so that no signal is handled by the parent's handlers in the worker.
        signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        try:
            pid = os.fork()
            if pid == 0:
                signal.set_wakeup_fd(-1)
                signal.signal(signal.SIGTERM, signal.SIG_DFL)
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                # A terminal sends it to all; the parent decides what it means.
                signal.signal(signal.SIGINT, signal.SIG_IGN)
                os.close(ready)
                self._close(in_worker=True)
                return StartedWorker(slot.number, not self._served, write, self._alive[0])
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
        os.close(write)
        slot.pid, slot.ready, slot.ready_at = pid, ready, None
        return None

    def _close(self, *, in_worker: bool = False) -> None:
        """Closes what only the parent uses."""
        for end in self._wakeup:
            end.close()
        os.close(self._alive[1])
        if not in_worker:
            os.close(self._alive[0])
        for slot in self._slots:
            if slot.ready >= 0:
                os.close(slot.ready)

    def _wait(self) -> None:
        """Until a signal, a worker that is ready, or the time of the next start."""
        starting = [slot.ready for slot in self._slots if slot.ready >= 0]
        due = [slot.due for slot in self._slots if slot.pid == 0 and (self._served or not slot.number)]
        until = self._kill_at if self._stopping else min(due, default=math.inf)
        seconds = None if until == math.inf else max(0.0, until - time.monotonic())
        wakeup = self._wakeup[0].fileno()
        if wakeup in select.select([wakeup, *starting], [], [], seconds)[0]:
            self._wakeup[0].recv(4096)

    def _read_ready(self) -> None:
        for slot in self._slots:
            if slot.ready < 0 or not select.select([slot.ready], [], [], 0)[0]:
                continue
            served = os.read(slot.ready, 1)
            os.close(slot.ready)
            slot.ready = -1
            if served:
                slot.ready_at = time.monotonic()
                self._served, self._failed_starts = True, 0
        if not self._all_served and all(slot.ready_at is not None for slot in self._slots):
            self._all_served = True
            self._on_ready()

    def _reap(self) -> None:
        for slot in self._slots:
            if slot.pid:
                pid, status = os.waitpid(slot.pid, os.WNOHANG)
                if pid:
                    self._on_end(slot, os.waitstatus_to_exitcode(status))

    def _on_end(self, slot: _Slot, code: int) -> None:
        """A worker ended: with an exit status, or by a signal, whose number is negative here."""
        now = time.monotonic()
        pid, slot.pid = slot.pid, 0
        self._table.clear_gauges(slot.number)
        if self._stopping:
            return
        reason = f"exit status {code}" if code >= 0 else f"signal {-code}"
        if slot.ready_at is None:
            self._failed_starts += 1
            if not self._served or self._failed_starts >= MAX_FAILED_STARTS:
                self._failure = f"A worker cannot start ({reason}); its log has the cause."
                self._stop()
                return
        elif now - slot.ready_at >= _STEADY_SECONDS:
            slot.deaths = 0
        pause = PAUSES[min(slot.deaths, len(PAUSES) - 1)]
        slot.deaths += 1
        slot.due = now + pause
        self._table.row(slot.number)[Column.RESTARTS] += 1
        when = f"in {pause:g} s" if pause else "at once"
        _log.error("worker %d (process %d) ended: %s; it is restarted %s", slot.number, pid, reason, when)

    def _on_signal(self, number: int, frame: object) -> None:
        if number != signal.SIGCHLD:
            self._signals.append(number)

    def _handle_signals(self) -> None:
        """The first SIGTERM or SIGINT stops the workers, a second SIGINT ends them at once."""
        if self._signals and not self._stopping:
            self._stop()
        if self._signals.count(signal.SIGINT) > 1:
            self._send(FORCE)

    def _stop(self) -> None:
        self._stopping = True
        self._kill_at = time.monotonic() + self._drain_seconds + _CLOSING_SECONDS
        self._on_stop()
        self._send(signal.SIGTERM)

    def _kill(self) -> None:
        self._kill_at = math.inf
        _log.error("workers that do not end are killed; the next start records the usage of their calls")
        self._send(signal.SIGKILL)

    def _send(self, number: int) -> None:
        for slot in self._slots:
            if slot.pid:
                # Not reaped yet, so that its id is still its own.
                os.kill(slot.pid, number)
