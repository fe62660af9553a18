"""Measurements: the systems take turns in each round, so that other load of the machine affects all alike."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.bench import processes
from tests.bench.programs import LoadResult, Programs, finish_load, start_load
from tests.bench.scenarios import ALONE, CROWD, Scenario
from tests.bench.systems import System

DIRECT = "upstream alone"


@dataclass(frozen=True, slots=True)
class Figure:
    """The median, minimum and maximum of the rounds."""

    median: float
    min: float
    max: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Figure:
        """The figure of the rounds' values."""
        return cls(statistics.median(values), min(values), max(values))


@dataclass(slots=True)
class Series:
    """The rounds' results of one system in one scenario."""

    cpu_us: list[float] = field(default_factory=list)
    """CPU time of the gateway per request, with the scenario's concurrency."""
    loaded: list[LoadResult] = field(default_factory=list)
    alone: list[LoadResult] = field(default_factory=list)
    """Results with one request at a time."""


@dataclass(slots=True)
class Bench:
    """Runs loads and collects their results."""

    programs: Programs
    before_load: list[str]
    """Precedes the load generator's command line, to pin it to a core."""
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
    ) -> LoadResult:
        """Runs a load to its end and records its result."""
        process = start_load(self.programs, url, scenario.arguments(requests, concurrency), self.before_load)
        return self.record(name, scenario, finish_load(process))

    def record(self, name: str, scenario: Scenario, result: LoadResult) -> LoadResult:
        """Counts a result's requests and its faults."""
        self.sent[name] = self.sent.get(name, 0) + result.sent
        if result.faults:
            self.faults.append(f"{name}, {scenario.name}: {result.faults} of {result.sent}: {result.example}")
        return result

    def warm(self, systems: Sequence[System], scenarios: Sequence[Scenario], part: float) -> None:
        """Runs small loads first: they open connections and build what is built on first use."""
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
        """Runs every scenario once on every system and on the upstream, with `part` of the requests."""
        for scenario in scenarios:
            for name, url, pid in [(s.name, s.url, s.pid) for s in systems] + [(DIRECT, direct, 0)]:
                series = self.series.setdefault((name, scenario.name), Series())
                started = processes.cpu_seconds(pid) if pid else 0.0
                result = self.load(name, url, scenario, int(scenario.requests * part))
                if pid:
                    used = processes.cpu_seconds(pid) - started
                    series.cpu_us.append(used * 1e6 / result.sent)
                series.loaded.append(result)
                if scenario.name in ALONE:
                    series.alone.append(self.load(name, url, scenario, int(ALONE[scenario.name] * part), 1))

    def crowd(self, system: System) -> processes.Memory:
        """The peak memory while a thousand streams are open."""
        process = start_load(self.programs, system.url, CROWD.arguments(), self.before_load)
        peak = processes.memory(system.pid)
        while process.poll() is None:
            now = processes.memory(system.pid)
            peak = now if now.resident > peak.resident else peak
            time.sleep(0.5)
        self.record(system.name, CROWD, finish_load(process))
        return peak

    def cpu(self, name: str, scenario: str) -> Figure:
        """CPU time in microseconds a request."""
        return Figure.of(self.series[name, scenario].cpu_us)

    def added_ms(self, name: str, scenario: str, percentile: str, *, first: bool = False) -> Figure:
        """The latency added to the upstream's, to the first or the last byte, with one request at a time."""
        through, direct = self.series[name, scenario].alone, self.series[DIRECT, scenario].alone
        pairs = zip(through, direct, strict=True)
        return Figure.of(
            [(_time(a, percentile, first) - _time(b, percentile, first)) / 1000 for a, b in pairs]
        )

    def loaded_ms(self, name: str, scenario: str, percentile: str) -> Figure:
        """The time of a complete answer under the scenario's load."""
        return Figure.of([_time(a, percentile, False) / 1000 for a in self.series[name, scenario].loaded])


def _time(result: LoadResult, percentile: str, first: bool) -> int:
    times = result.first if first else result.total
    value: int = getattr(times, percentile)
    return value
