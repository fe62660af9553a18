"""Where this server's time goes: its functions in each scenario, by their own time a request.

The profiler makes every call dearer, small functions most of all: the shares tell where to look, the bench tells what a
change has brought.
"""

from __future__ import annotations

import cProfile
import os
import pstats
import signal
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.bench import processes, systems
from tests.bench.programs import Programs, upstream
from tests.bench.rounds import Bench
from tests.bench.scenarios import CHAT, NATIVE, PACED, RESPONSE, STREAM

_SHOWN = 45
_SCENARIOS = (CHAT, STREAM, PACED, RESPONSE, NATIVE)
_REQUESTS = {"chat": 1500, "stream": 400, "paced": 32, "response": 200, "native": 200}


def run(programs: Programs, pinned: list[str]) -> int:
    """Prints a table for each scenario; 0 if every answer was as it should be."""
    bench = Bench(programs, [])
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PROFILE_TO"] = str(Path(folder) / "profile")
        with (
            upstream(programs, 600) as behind,
            systems.ours(behind, pinned, module="tests.bench.profiled") as server,
        ):
            processes.settle(server.pid)
            bench.warm([server], _SCENARIOS, 0.05)
            for scenario in _SCENARIOS:
                count = _REQUESTS[scenario.name]
                os.kill(server.pid, signal.SIGUSR1)
                bench.load(server.name, server.url, scenario, count)
                os.kill(server.pid, signal.SIGUSR2)
                show(scenario.name, _written(Path(folder) / "profile"), count)
    print("\n".join(bench.faults))
    return 1 if bench.faults else 0


def _written(path: Path) -> str:
    for _ in range(100):
        if path.exists():
            break
        time.sleep(0.1)
    return str(path.rename(path.with_suffix(".taken")))


def show(name: str, profile: cProfile.Profile | str, count: int) -> None:
    """The functions by their own time, each figure by request; `profile` is one, or where one was written."""
    # Typed nowhere: function -> (primitive calls, calls, own seconds, seconds with what it calls, callers).
    functions: dict[tuple[str, int, str], Any] = pstats.Stats(profile).stats  # type: ignore[attr-defined]  # not in typeshed
    own = sorted(functions.items(), key=lambda item: -item[1][2])
    total = sum(times[2] for _, times in own)
    print(f"\n{name}: {total / count * 1e6:,.0f} µs a request under the profiler")
    print(f"{'own µs':>8} {'share':>6} {'all µs':>8} {'calls':>7}  function")
    for (file, line, function), (_, calls, seconds, cumulative, _) in own[:_SHOWN]:
        place = function if file == "~" else f"{_short(file)}:{line} {function}"
        each = (seconds / count * 1e6, seconds / total * 100, cumulative / count * 1e6, calls / count)
        print(f"{each[0]:8.1f} {each[1]:5.1f}% {each[2]:8.1f} {each[3]:7.1f}  {place}")


def _short(file: str) -> str:
    return "/".join(Path(file).parts[-3:])
