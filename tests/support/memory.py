"""A memory limit for the tests' processes: it reports the running test before the kernel kills a process by
choice.
"""

from __future__ import annotations

import faulthandler
import os
import re
import resource
import threading
from collections.abc import Generator
from pathlib import Path

import pytest

_INTERVAL_SECONDS = 0.1
_EXIT_CODE = 70
_STATUS = Path("/proc/self/status")


class MemoryLimit:
    """A plugin of pytest: ends a process that runs tests once its peak memory exceeds `limit_mib`."""

    def __init__(self, limit_mib: int) -> None:
        self._limit_mib = limit_mib
        self._running = "no test"
        self._ended = threading.Event()
        # pytest captures stderr, and what it captured is lost with the process.
        self._stderr = os.dup(2)
        threading.Thread(target=self._watch, name="memory", daemon=True).start()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Records which test is running."""
        self._running = item.nodeid
        return (yield)

    def pytest_unconfigure(self) -> None:
        """Stops the watching thread at the end of the run."""
        self._ended.set()

    def _watch(self) -> None:
        while not self._ended.wait(_INTERVAL_SECONDS):
            peak = peak_mib()
            if peak > self._limit_mib:
                message = f"\n{self._running} uses {peak} MiB, the limit is {self._limit_mib} MiB\n"
                os.write(self._stderr, message.encode())
                faulthandler.dump_traceback(self._stderr)
                # pytest-xdist reports that test as failed and continues with the others.
                os._exit(_EXIT_CODE)


def peak_mib() -> int:
    """The peak of this program. On Linux `getrusage` may report the peak of the process that started it."""
    if _STATUS.exists():
        match = re.search(r"^VmHWM:\s*(\d+) kB", _STATUS.read_text(encoding="ascii"), re.M)
        return int(match[1]) // 1024 if match else 0
    # macOS reports bytes.
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024**2
