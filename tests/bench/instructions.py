"""The instructions that this server executes per request over real sockets, counted by valgrind.

Counts of two runs differ by about half a percent, since commits group differently; CPU times differ by about
three percent. So counts show the effect of a small change, but not how long an instruction takes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.bench import systems
from tests.bench.programs import Programs, upstream
from tests.bench.rounds import Bench
from tests.bench.scenarios import CHAT, NATIVE, RESPONSE, STREAM

_REQUESTS = {CHAT: 2000, STREAM: 320, RESPONSE: 160, NATIVE: 160}
_WARM = 0.05
_IDLE_SECONDS = 10.0
_DATABASE_SECONDS = "60"
"""Instead of 5: on a busy machine a commit under valgrind takes longer."""


def run(programs: Programs, pinned: list[str]) -> int:
    """Prints a line for each scenario; returns 0 if every answer is valid."""
    if shutil.which("valgrind") is None:
        print("valgrind counts the instructions and is not installed; install Debian's package `valgrind`.")
        return 1
    bench = Bench(programs, [])
    # With a fixed seed, hash collisions are the same in each run.
    os.environ["PYTHONHASHSEED"] = "0"
    with tempfile.TemporaryDirectory() as folder:
        counts = Path(folder) / "counts"
        callgrind = ["valgrind", "--tool=callgrind", "--instr-atstart=no", f"--callgrind-out-file={counts}"]
        with (
            upstream(programs, 1800) as behind,
            systems.ours(behind, [*pinned, *callgrind], DATABASE_WAIT_SECONDS=_DATABASE_SECONDS) as server,
        ):
            bench.warm([server], list(_REQUESTS), _WARM)
            idle, seconds = _counted(server.pid, Path(f"{counts}.1"), lambda: time.sleep(_IDLE_SECONDS))
            idle_per_second = idle / seconds
            print(f"{'idle':<10} {idle_per_second:>12,.0f} instructions a second", flush=True)
            for number, (scenario, requests) in enumerate(_REQUESTS.items(), 2):
                load = partial(bench.load, server.name, server.url, scenario, requests)
                count, seconds = _counted(server.pid, Path(f"{counts}.{number}"), load)
                per_request = (count - idle_per_second * seconds) / requests
                print(f"{scenario.name:<10} {per_request:>12,.0f} instructions a request", flush=True)
    print("\n".join(bench.faults))
    return 1 if bench.faults else 0


def _counted(pid: int, dump: Path, work: Callable[[], object]) -> tuple[int, float]:
    """The instructions of the process during some work, and its seconds; `dump` is the process's next one."""
    _control("--instr=on", pid)
    started = time.monotonic()
    work()
    seconds = time.monotonic() - started
    _control("--instr=off", pid)
    _control("--dump", pid)
    return total(dump), seconds


def total(dump: Path) -> int:
    """The sum of a dump; the counter starts at zero after each dump."""
    for line in dump.read_text(encoding="utf-8").splitlines():
        if line.startswith("totals:"):
            return int(line.split()[1])
    raise ValueError(f"{dump.name} has no sum")


def _control(option: str, pid: int) -> None:
    command = ["callgrind_control", option, str(pid)]
    subprocess.run(command, check=True, capture_output=True)
