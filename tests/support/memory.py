"""A test that takes the machine's memory ends its process, which tells its name, before the kernel ends whatever it likes."""

from __future__ import annotations

import faulthandler
import os
import resource
import sys
import threading
from collections.abc import Generator

import pytest

_EVERY_SECONDS = 0.1
_EXIT_CODE = 70
# The kernel counts in KiB, macOS' in bytes.
_PER_MIB = 1024 if sys.platform != "darwin" else 1024 * 1024


class Memory:
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
            held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // _PER_MIB
            if held > self._most_mib:
                os.write(self._told, f"\n{self._running} holds {held} MiB, over {self._most_mib}\n".encode())
                faulthandler.dump_traceback(self._told)
                # pytest-xdist tells it as a fault of that test, and goes on with the others.
                os._exit(_EXIT_CODE)
