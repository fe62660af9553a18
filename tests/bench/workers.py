"""The CPU time of a request with several workers, beside that with one process, on both databases.

The goal: at most 1.15 times. Both may use every core, and take turns in each round.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection

from tests.bench import processes, systems
from tests.bench.programs import Programs, upstream
from tests.bench.rounds import Bench
from tests.bench.scenarios import CHAT, STREAM
from tests.bench.systems import System
from tests.support.databases import postgres_server

_ROUNDS = 5
_LONGEST = 1800
_SCENARIOS = (CHAT, STREAM)


def run(programs: Programs, workers: int, cores: Collection[int]) -> int:
    """Prints a table for each database; returns 0 if every answer is valid."""
    os.sched_setaffinity(0, cores)
    faults: list[str] = []
    with upstream(programs, _LONGEST) as behind, postgres_server() as postgres:
        for product, url in (("SQLite", None), ("PostgreSQL", postgres.get_uri())):
            bench = Bench(programs, [])
            with contextlib.ExitStack() as stack:
                compared = []
                for count in (1, workers):
                    server = stack.enter_context(systems.ours(behind, [], database=url, WORKERS=str(count)))
                    compared.append(System(_name(count), server.url, server.pid))
                for server in compared:
                    processes.wait_until_idle(server.pid)
                bench.warm(compared, _SCENARIOS, 0.25)
                for _ in range(_ROUNDS):
                    bench.round(compared, _SCENARIOS, behind.url, 1.0)
            print(f"\n{product}: CPU time a request, median of {_ROUNDS} rounds (least, most)")
            for scenario in _SCENARIOS:
                _print(bench, scenario.name, workers)
            faults += bench.faults
    print("\n".join(faults))
    return 1 if faults else 0


def _print(bench: Bench, scenario: str, workers: int) -> None:
    base = bench.cpu(_name(1), scenario)
    for count in (1, workers):
        cpu, time = bench.cpu(_name(count), scenario), bench.loaded_ms(_name(count), scenario, "p99")
        print(
            f"{scenario:<8} {_name(count):<10} {cpu.median:7.0f} us ({cpu.min:.0f}, {cpu.max:.0f})  "
            f"{cpu.median / base.median:5.2f} x   p99 {time.median:6.1f} ms",
            flush=True,
        )


def _name(count: int) -> str:
    return f"{count} worker{'s' * (count != 1)}"
