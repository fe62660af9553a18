"""Background responses beside streamed ones: CPU time per event, and the time until all are complete.

The goal: at most 3 times the CPU time of a streamed response per event without readers, at most 5 times with
one reader a job, and at most 1.5 times the time of as many streamed responses.
"""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass

import sqlalchemy as sa

from app.storage.engine import connect
from tests.bench import processes, systems
from tests.bench.programs import Programs, upstream
from tests.bench.rounds import Bench
from tests.bench.scenarios import BACKGROUND, EVENTS, FOLLOWED, PACED_RESPONSE, Scenario
from tests.bench.systems import System
from tests.support.databases import postgres_server

_ROUNDS = 3
_LONGEST = 1800
_WAIT_SECONDS = 300
_UNFINISHED = sa.text("SELECT count(*) FROM responses WHERE status IN ('queued', 'in_progress')")
_SCENARIOS = (PACED_RESPONSE, BACKGROUND, FOLLOWED)


@dataclass(frozen=True, slots=True)
class _Cost:
    """The median of the rounds: CPU time per event, and the time until all responses are complete."""

    cpu_us: float
    seconds: float


def run(programs: Programs, pinned: list[str]) -> int:
    """Prints a table for each database; returns 0 if every answer is valid."""
    bench = Bench(programs, [])
    with upstream(programs, _LONGEST) as behind, postgres_server() as postgres:
        for database, url in (("SQLite", None), ("PostgreSQL", postgres.get_uri())):
            with systems.ours(behind, pinned, database=url) as server:
                costs = _measure(bench, server)
            print(f"\n{database}: {BACKGROUND.requests} responses of {EVENTS} events each")
            base = costs[PACED_RESPONSE.name]
            for name, cost in costs.items():
                print(
                    f"{name:<22} {cost.cpu_us:7.0f} us an event ({cost.cpu_us / base.cpu_us:4.1f} x), "
                    f"{cost.seconds:6.2f} s ({cost.seconds / base.seconds:4.2f} x)",
                    flush=True,
                )
    print("\n".join(bench.faults))
    return 1 if bench.faults else 0


def _measure(bench: Bench, server: System) -> dict[str, _Cost]:
    """Scenario -> its cost; the scenarios take turns."""
    rounds: dict[str, list[_Cost]] = {scenario.name: [] for scenario in _SCENARIOS}
    for number in range(_ROUNDS + 1):
        for scenario in _SCENARIOS:
            processes.wait_until_idle(server.pid)
            cost = _run(bench, server, scenario)
            if number:
                # The first round builds what is built on first use.
                rounds[scenario.name].append(cost)
    return {
        name: _Cost(
            statistics.median([c.cpu_us for c in costs]), statistics.median([c.seconds for c in costs])
        )
        for name, costs in rounds.items()
    }


def _run(bench: Bench, server: System, scenario: Scenario) -> _Cost:
    used, started = processes.cpu_seconds(server.pid), time.monotonic()
    bench.load(server.name, server.url, scenario)
    wait_until_finished(str(server.database))
    seconds = time.monotonic() - started
    cpu = processes.cpu_seconds(server.pid) - used
    return _Cost(cpu * 1e6 / (scenario.requests * EVENTS), seconds)


def wait_until_finished(url: str) -> None:
    """Asks the database itself: a request to the server would cost it CPU time."""
    engine = connect(url)
    try:
        for _ in range(_WAIT_SECONDS * 50):
            with engine.connect() as connection:
                if not connection.execute(_UNFINISHED).scalar_one():
                    return
            time.sleep(0.02)
        raise SystemExit("the background responses do not end")
    finally:
        engine.dispose()
