"""Whether the database can be written to, as far as is known: calls are refused before an upstream is paid.

A commit proves it for `PROOF_SECONDS`. Without such a proof a write is tried before the next call; after a
failure one is tried every `PROBE_SECONDS` until it succeeds.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from app.storage.batch import unavailable
from app.storage.error_kinds import cause, is_locked

_log = logging.getLogger(__name__)

PROOF_SECONDS = 1.0
PROBE_SECONDS = 1.0


class Availability:
    """Runs `probe` in a thread of its own; it raises where the database cannot be written to.

    `wait_seconds` is how long a call waits for a probe at most.
    """

    def __init__(self, probe: Callable[[], None], wait_seconds: float) -> None:
        self._probe = probe
        self._wait_seconds = wait_seconds
        self._proved_at = -PROOF_SECONDS
        self._is_down = False
        self._probing: asyncio.Task[None] | None = None
        self._recovering: asyncio.Task[None] | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="probe")

    @property
    def is_proven(self) -> bool:
        """Whether a call may start without `require`."""
        return not self._is_down and time.monotonic() - self._proved_at < PROOF_SECONDS

    def prove(self) -> None:
        """Rows were committed just now."""
        self._proved_at = time.monotonic()
        if self._is_down:
            _log.info("the database can be written to again")
            self._is_down = False

    def doubt(self) -> None:
        """An error may mean that the database is down: the next call tries a write first. For any thread."""
        self._proved_at = -PROOF_SECONDS

    def fail(self, reason: str) -> None:
        """The database cannot be written to, until a probe succeeds."""
        if not self._is_down:
            _log.error("the database cannot be written to: %s", reason)
            self._is_down = True
        self.doubt()
        if self._recovering is None:
            self._recovering = asyncio.create_task(self._recover())

    async def require(self) -> None:
        """Raises Unavailable where the database cannot be written to."""
        if self.is_proven:
            return
        if not self._is_down:
            await self._probe_once()
        if self._is_down:
            raise unavailable("the database cannot be written to")

    async def close(self) -> None:
        """Ends the probes."""
        for task in (self._recovering, self._probing):
            if task is not None:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
        self._thread.shutdown()

    async def _probe_once(self) -> None:
        """Waits for the probe that runs, or a new one; one that does not answer in time is a failure."""
        if self._probing is None or self._probing.done():
            self._probing = asyncio.create_task(self._run_probe())
        done, _ = await asyncio.wait((self._probing,), timeout=self._wait_seconds)
        if not done:
            self.fail("it does not answer")

    async def _run_probe(self) -> None:
        try:
            await asyncio.get_running_loop().run_in_executor(self._thread, self._probe)
        except Exception as error:
            # A call may wait for a lock.
            if not is_locked(error):
                self.fail(cause(error))
        else:
            self.prove()

    async def _recover(self) -> None:
        try:
            while self._is_down:
                await asyncio.sleep(PROBE_SECONDS)
                await self._probe_once()
        finally:
            self._recovering = None
