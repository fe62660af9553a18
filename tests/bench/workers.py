"""The CPU time of a request with several workers, beside that with one process, on both databases.

The goal: at most 1.15 times. Each worker gets the load that the one process gets: a process serves what
arrives together together, so that half the load costs more a request, with one process as well. Separate
processes with a load each are the third system: what they cost more is the machine's, not the workers'. The
systems take turns, in another order each round, and the ratios are those of rounds that follow each other.
"""

from __future__ import annotations

import contextlib
import os
import statistics
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from tests.bench import processes, systems
from tests.bench.programs import Programs, finish_load, start_load, upstream
from tests.bench.rounds import Bench
from tests.bench.scenarios import CHAT, PACED, SPREAD, STREAM, Scenario
from tests.bench.systems import System
from tests.support.databases import postgres_server

_ROUNDS = 10
_PART = 0.5
"""Of a scenario's requests, in each round: many short rounds tell a busy moment from a cost."""
_LONGEST = 3600
_SCENARIOS = (CHAT, STREAM, PACED, SPREAD)
_WARM = 4
"""Warm-up requests of a connection."""


@dataclass(frozen=True, slots=True)
class Used:
    """What a request of a load took."""

    cpu_us: float
    wakeups: float
    """How often an event loop slept and was woken."""


@dataclass(slots=True)
class _Compared:
    """Servers, where the load of each worker goes, and the rounds of each scenario."""

    name: str
    servers: Sequence[System]
    targets: Sequence[System]
    rounds: dict[str, list[Used]] = field(default_factory=dict)


def run(programs: Programs, workers: int, cores: Collection[int]) -> int:
    """Prints a table for each database; returns 0 if every answer is valid."""
    os.sched_setaffinity(0, cores)
    bench = Bench(programs, [])
    with upstream(programs, _LONGEST) as behind, postgres_server() as postgres:
        for product, url in (("SQLite", None), ("PostgreSQL", postgres.get_uri())):
            with contextlib.ExitStack() as stack:
                single = [stack.enter_context(systems.ours(behind, [], database=url)) for _ in range(workers)]
                several = stack.enter_context(systems.ours(behind, [], database=url, WORKERS=str(workers)))
                compared = [
                    _Compared("one process", single[:1], single[:1]),
                    _Compared(f"{workers} workers", [several], [several] * workers),
                    _Compared(f"{workers} processes", single, single),
                ]
                _measure(bench, compared)
            print(f"\n{product}, a request: {_ROUNDS} rounds, medians (least, most)")
            for scenario in _SCENARIOS:
                for one in compared:
                    print(row(scenario.name, one.name, one.rounds, compared[0].rounds), flush=True)
    print("\n".join(bench.faults))
    return 1 if bench.faults else 0


def _measure(bench: Bench, compared: list[_Compared]) -> None:
    for one in compared:
        for server in one.servers:
            processes.wait_until_idle(server.pid)
        for scenario in _SCENARIOS:
            _load(bench, one, scenario, _WARM * scenario.concurrency)
    for number in range(_ROUNDS):
        for scenario in _SCENARIOS:
            for one in compared if number % 2 == 0 else reversed(compared):
                used = _load(bench, one, scenario, int(scenario.requests * _PART))
                one.rounds.setdefault(scenario.name, []).append(used)


def _load(bench: Bench, one: _Compared, scenario: Scenario, requests: int) -> Used:
    """Runs a load for each worker, at the same time."""
    cpu, wakeups = _used(one.servers)
    loads = [start_load(bench.programs, target.url, scenario.arguments(requests)) for target in one.targets]
    results = [bench.record(one.name, scenario, finish_load(load)) for load in loads]
    sent = sum(result.sent for result in results)
    cpu_after, wakeups_after = _used(one.servers)
    return Used((cpu_after - cpu) * 1e6 / sent, (wakeups_after - wakeups) / sent)


def _used(servers: Sequence[System]) -> tuple[float, int]:
    pids = [server.pid for server in servers]
    return sum(map(processes.cpu_seconds, pids)), sum(map(processes.wakeups, pids))


def row(scenario: str, name: str, rounds: dict[str, list[Used]], base: dict[str, list[Used]]) -> str:
    """A line of the table; the ratios are to the same rounds of `base`."""
    own, others = rounds[scenario], base[scenario]
    cpu, wakeups = [used.cpu_us for used in own], [used.wakeups for used in own]
    ratios = [used.cpu_us / other.cpu_us for used, other in zip(own, others, strict=True)]
    return (
        f"{scenario:<8} {name:<12} {statistics.median(cpu):7.0f} us ({min(cpu):.0f}, {max(cpu):.0f})  "
        f"{statistics.median(ratios):5.2f} x ({min(ratios):.2f}, {max(ratios):.2f})  "
        f"{statistics.median(wakeups):6.1f} wake-ups"
    )
