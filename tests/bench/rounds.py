"""Measures: each system in turn, round after round, so that what else the machine does touches all alike."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.bench import processes
from tests.bench.programs import Answered, Programs, begun, ended
from tests.bench.scenarios import ALONE, CROWD, Scenario
from tests.bench.systems import System

DIRECT = "upstream alone"


@dataclass(frozen=True, slots=True)
class Figure:
    """The median of the rounds, and the least and the most."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Figure:
        """Of what the rounds gave."""
        return cls(statistics.median(values), min(values), max(values))


@dataclass(slots=True)
class Series:
    """What the rounds gave for one system in one scenario."""

    cpu_us: list[float] = field(default_factory=list)
    """Of the gateway, per request, with the scenario's concurrency."""
    loaded: list[Answered] = field(default_factory=list)
    alone: list[Answered] = field(default_factory=list)
    """One request at a time."""


@dataclass(slots=True)
class Bench:
    """The programs, where they run, and what was measured."""

    programs: Programs
    before_load: list[str]
    """Pins the load generator."""
    series: dict[tuple[str, str], Series] = field(default_factory=dict)
    sent: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def load(
        self,
        name: str,
        url: str,
        scenario: Scenario,
        requests: int | None = None,
        concurrency: int | None = None,
    ) -> Answered:
        """Runs a load to its end; what was not answered as it should be is noted."""
        process = begun(self.programs, url, scenario.arguments(requests, concurrency), self.before_load)
        return self.noted(name, scenario, ended(process))

    def noted(self, name: str, scenario: Scenario, answered: Answered) -> Answered:
        """Counts it."""
        self.sent[name] = self.sent.get(name, 0) + answered.sent
        if answered.faults:
            self.faults.append(
                f"{name}, {scenario.name}: {answered.faults} of {answered.sent}: {answered.example}"
            )
        return answered

    def warm(self, systems: Sequence[System], scenarios: Sequence[Scenario], part: float) -> None:
        """Opens connections and builds what is built on first use."""
        for system in systems:
            for scenario in scenarios:
                self.load(
                    system.name,
                    system.url,
                    scenario,
                    max(scenario.concurrency, int(scenario.requests * part)),
                )

    def round(
        self, systems: Sequence[System], scenarios: Sequence[Scenario], direct: str, part: float
    ) -> None:
        """Every scenario on every system once, and on the upstream itself; `part` of the requests."""
        for scenario in scenarios:
            for name, url, pid in [(s.name, s.url, s.pid) for s in systems] + [(DIRECT, direct, 0)]:
                series = self.series.setdefault((name, scenario.name), Series())
                started = processes.cpu_seconds(pid) if pid else 0.0
                answered = self.load(name, url, scenario, int(scenario.requests * part))
                if pid:
                    used = processes.cpu_seconds(pid) - started
                    series.cpu_us.append(used * 1e6 / answered.sent)
                series.loaded.append(answered)
                if scenario.name in ALONE:
                    series.alone.append(self.load(name, url, scenario, int(ALONE[scenario.name] * part), 1))

    def crowd(self, system: System) -> processes.Memory:
        """The most memory while a thousand streams are open."""
        process = begun(self.programs, system.url, CROWD.arguments(), self.before_load)
        most = processes.memory(system.pid)
        while process.poll() is None:
            now = processes.memory(system.pid)
            most = now if now.resident > most.resident else most
            time.sleep(0.5)
        self.noted(system.name, CROWD, ended(process))
        return most

    def cpu(self, name: str, scenario: str) -> Figure:
        """Microseconds a request."""
        return Figure.of(self.series[name, scenario].cpu_us)

    def added_ms(self, name: str, scenario: str, percentile: str, *, first: bool = False) -> Figure:
        """By how much an answer, or its first byte, comes later than from the upstream itself; one at a time."""
        through, direct = self.series[name, scenario].alone, self.series[DIRECT, scenario].alone
        pairs = zip(through, direct, strict=True)
        return Figure.of(
            [(_time(a, percentile, first) - _time(b, percentile, first)) / 1000 for a, b in pairs]
        )

    def loaded_ms(self, name: str, scenario: str, percentile: str) -> Figure:
        """How long a whole answer took under the scenario's load."""
        return Figure.of([_time(a, percentile, False) / 1000 for a in self.series[name, scenario].loaded])


def _time(answered: Answered, percentile: str, first: bool) -> int:
    times = answered.first if first else answered.total
    value: int = getattr(times, percentile)
    return value
