"""This server's functions in each scenario, sorted by their own time per request.

The profiler slows down every call, small functions most: use the shares to find a place, and the bench to
measure a change.
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

_PRINTED_FUNCTIONS = 45
_SCENARIOS = (CHAT, STREAM, PACED, RESPONSE, NATIVE)
_REQUESTS = {"chat": 1500, "stream": 400, "paced": 32, "response": 200, "native": 200}


def run(programs: Programs, pinned: list[str]) -> int:
    """Prints a table for each scenario; returns 0 if every answer is valid."""
    bench = Bench(programs, [])
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PROFILE_TO"] = str(Path(folder) / "profile")
        with (
            upstream(programs, 600) as behind,
            systems.ours(behind, pinned, module="tests.bench.profiled") as server,
        ):
            processes.wait_until_idle(server.pid)
            bench.warm([server], _SCENARIOS, 0.05)
            for scenario in _SCENARIOS:
                count = _REQUESTS[scenario.name]
                os.kill(server.pid, signal.SIGUSR1)
                bench.load(server.name, server.url, scenario, count)
                os.kill(server.pid, signal.SIGUSR2)
                print_functions(scenario.name, _take_profile(Path(folder) / "profile"), count)
    print("\n".join(bench.faults))
    return 1 if bench.faults else 0


def _take_profile(path: Path) -> str:
    """Waits for the profile and renames it, so that the next one is recognised."""
    for _ in range(100):
        if path.exists():
            break
        time.sleep(0.1)
    return str(path.rename(path.with_suffix(".complete")))


def print_functions(name: str, profile: cProfile.Profile | str, count: int) -> None:
    """Prints a profile's functions by their own time, each figure per request; `profile` may be a file."""
    # function -> (primitive calls, calls, own seconds, cumulative seconds, callers)
    functions: dict[tuple[str, int, str], Any] = pstats.Stats(profile).stats  # type: ignore[attr-defined]  # not in typeshed
    own = sorted(functions.items(), key=lambda item: -item[1][2])
    total = sum(times[2] for _, times in own)
    print(f"\n{name}: {total / count * 1e6:,.0f} µs a request under the profiler")
    print(f"{'own µs':>8} {'share':>6} {'all µs':>8} {'calls':>7}  function")
    for (file, line, function), (_, calls, seconds, cumulative, _) in own[:_PRINTED_FUNCTIONS]:
        place = function if file == "~" else f"{_short(file)}:{line} {function}"
        own_us, share, all_us = seconds / count * 1e6, seconds / total * 100, cumulative / count * 1e6
        print(f"{own_us:8.1f} {share:5.1f}% {all_us:8.1f} {calls / count:7.1f}  {place}")


def _short(file: str) -> str:
    return "/".join(Path(file).parts[-3:])
