"""The resources that a process and its children use, from /proc."""

from __future__ import annotations

import ctypes
import os
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_STATES = {
    "01": "ESTABLISHED", "02": "SYN_SENT", "03": "SYN_RECV", "04": "FIN_WAIT1", "05": "FIN_WAIT2",
    "06": "TIME_WAIT", "07": "CLOSE", "08": "CLOSE_WAIT", "09": "LAST_ACK", "0A": "LISTEN", "0B": "CLOSING",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Memory:
    """Resident and proportional set size, in MiB."""

    resident: float
    proportional: float


def tree(pid: int) -> list[int]:
    """The process and its descendants."""
    children: dict[int, list[int]] = {}
    for entry in _PROC.iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                children.setdefault(int(_stat(int(entry.name))[1]), []).append(int(entry.name))
    found = [pid]
    for member in found:
        found += children.get(member, [])
    return found


def cpu_seconds(pid: int) -> float:
    """User and system time of the tree, of running and ended threads.

    Read from the processes' CPU clocks: `/proc` has steps of 10 ms, which is 7 µs a request in a short round.
    """
    return sum(time.clock_gettime(cpu_clock(member)) for member in tree(pid))


def wakeups(pid: int) -> int:
    """How often the main threads of the tree have slept and were woken; a server's runs its event loop."""
    return sum(
        int(line.split()[1])
        for member in tree(pid)
        for line in (_PROC / str(member) / "task" / str(member) / "status").read_text().splitlines()
        if line.startswith("voluntary_ctxt_switches:")
    )


def wait_until_idle(pid: int) -> None:
    """Waits until the tree is idle, for a minute at most: a server may be busy long after it listens."""
    used = -1.0
    for _ in range(120):
        now = cpu_seconds(pid)
        if now - used < 0.02:
            return
        used = now
        time.sleep(0.5)


def memory(pid: int) -> Memory:
    """The memory of the tree."""
    kilobytes: Counter[str] = Counter()
    for member in tree(pid):
        for line in (_PROC / str(member) / "smaps_rollup").read_text().splitlines()[1:]:
            name, value = line.split()[:2]
            kilobytes[name] += int(value)
    return Memory(kilobytes["Rss:"] / 1024, kilobytes["Pss:"] / 1024)


def descriptors(pid: int) -> int:
    """The number of open files and sockets of the process."""
    return len(os.listdir(_PROC / str(pid) / "fd"))


def threads(pid: int) -> int:
    """The number of threads of the process."""
    return len(os.listdir(_PROC / str(pid) / "task"))


def sockets(pid: int) -> Counter[str]:
    """The process's TCP sockets, counted by state."""
    inodes: set[str] = set()
    for entry in (_PROC / str(pid) / "fd").iterdir():
        with suppress(OSError):
            target = os.readlink(entry)
            if target.startswith("socket:["):
                inodes.add(target[8:-1])
    states: Counter[str] = Counter()
    for table in ("tcp", "tcp6"):
        for line in (_PROC / "net" / table).read_text().splitlines()[1:]:
            fields = line.split()
            if fields[9] in inodes:
                states[_STATES.get(fields[3], fields[3])] += 1
    return states


def cpu_clock(pid: int) -> int:
    """The clock of the CPU time of one process, for `time.clock_gettime`."""
    clock = ctypes.c_int()
    if ctypes.CDLL(None).clock_getcpuclockid(pid, ctypes.byref(clock)):
        raise ProcessLookupError(f"There is no process {pid}.")
    return clock.value


def _stat(pid: int) -> list[str]:
    # The fields after the name, which may contain anything.
    return (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
