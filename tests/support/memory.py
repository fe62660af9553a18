"""A test that takes the machine's memory ends its process, which tells its name, before the kernel ends whatever it likes."""

from __future__ import annotations

import faulthandler
import os
import re
import resource
import threading
from collections.abc import Generator
from pathlib import Path

import pytest

_EVERY_SECONDS = 0.1
_EXIT_CODE = 70
_STATUS = Path("/proc/self/status")


class MemoryLimit:
    """A plugin of pytest: no process that runs tests may ever hold more than `most_mib`."""

    def __init__(self, most_mib: int) -> None:
        self._most_mib = most_mib
        self._running = "no test"
        self._ended = threading.Event()
        # What a test writes to stderr is caught, and lost with the process.
        self._told = os.dup(2)
        threading.Thread(target=self._watch, name="memory", daemon=True).start()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Remembers which test it is."""
        self._running = item.nodeid
        return (yield)

    def pytest_unconfigure(self) -> None:
        """The run is over."""
        self._ended.set()

    def _watch(self) -> None:
        while not self._ended.wait(_EVERY_SECONDS):
            held = _most_held_mib()
            if held > self._most_mib:
                os.write(self._told, f"\n{self._running} holds {held} MiB, over {self._most_mib}\n".encode())
                faulthandler.dump_traceback(self._told)
                # pytest-xdist tells it as a fault of that test, and goes on with the others.
                os._exit(_EXIT_CODE)


def _most_held_mib() -> int:
    """By this program. What Linux tells to `getrusage` may be what the one that started it had held."""
    if _STATUS.exists():
        found = re.search(r"^VmHWM:\s*(\d+) kB", _STATUS.read_text(encoding="ascii"), re.M)
        return int(found[1]) // 1024 if found else 0
    # macOS counts in bytes.
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024**2
