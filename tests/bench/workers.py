"""The CPU time of a request with several workers, beside that with one process, on both databases.

The goal: at most 1.15 times. Each worker gets the load that the one process gets: a process serves what
arrives together together, so that half the load costs more a request, with one process as well. Both may use
every core, and take turns in each round.
"""

from __future__ import annotations

import contextlib
import os
import statistics
from collections.abc import Collection
from dataclasses import dataclass, field

from tests.bench import processes, systems
from tests.bench.programs import Programs, upstream
from tests.bench.rounds import Bench
from tests.bench.scenarios import CHAT, PACED, STREAM, Scenario
from tests.bench.systems import System
from tests.support.databases import postgres_server

_ROUNDS = 5
_LONGEST = 1800
_SCENARIOS = (CHAT, STREAM, PACED)
_WARM = 4
"""Warm-up requests of a connection."""


@dataclass(slots=True)
class _Compared:
    """A server by so many workers, and its rounds: scenario -> CPU time a request in microseconds."""

    workers: int
    system: System
    cpu_us: dict[str, list[float]] = field(default_factory=dict)


def run(programs: Programs, workers: int, cores: Collection[int]) -> int:
    """Prints a table for each database; returns 0 if every answer is valid."""
    os.sched_setaffinity(0, cores)
    bench = Bench(programs, [])
    with upstream(programs, _LONGEST) as behind, postgres_server() as postgres:
        for product, url in (("SQLite", None), ("PostgreSQL", postgres.get_uri())):
            with contextlib.ExitStack() as stack:
                compared = []
                for count in (1, workers):
                    server = stack.enter_context(systems.ours(behind, [], database=url, WORKERS=str(count)))
                    compared.append(_Compared(count, server))
                _measure(bench, compared)
            print(f"\n{product}: CPU time a request, median of {_ROUNDS} rounds (least, most)")
            for scenario in _SCENARIOS:
                base = statistics.median(compared[0].cpu_us[scenario.name])
                for one in compared:
                    _print(one, scenario.name, base)
    print("\n".join(bench.faults))
    return 1 if bench.faults else 0


def _measure(bench: Bench, compared: list[_Compared]) -> None:
    for one in compared:
        processes.wait_until_idle(one.system.pid)
        for scenario in _SCENARIOS:
            _load(bench, one, scenario, _WARM * scenario.concurrency)
    for _ in range(_ROUNDS):
        for scenario in _SCENARIOS:
            for one in compared:
                cpu_us = _load(bench, one, scenario, scenario.requests)
                one.cpu_us.setdefault(scenario.name, []).append(cpu_us)


def _load(bench: Bench, one: _Compared, scenario: Scenario, requests: int) -> float:
    """Runs a load for each worker; returns the CPU time a request."""
    started = processes.cpu_seconds(one.system.pid)
    name, count = f"WORKERS={one.workers}", one.workers
    result = bench.load(name, one.system.url, scenario, requests * count, scenario.concurrency * count)
    return (processes.cpu_seconds(one.system.pid) - started) * 1e6 / result.sent


def _print(one: _Compared, scenario: str, base: float) -> None:
    rounds = one.cpu_us[scenario]
    median = statistics.median(rounds)
    print(
        f"{scenario:<8} WORKERS={one.workers:<3} {median:7.0f} us ({min(rounds):.0f}, {max(rounds):.0f})  "
        f"{median / base:5.2f} x",
        flush=True,
    )
