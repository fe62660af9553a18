"""What was measured, as tables of Markdown: for the terminal and for docs/benchmark.md."""

from __future__ import annotations

import platform
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.processes import Memory
from tests.bench.rounds import DIRECT, Bench, Figure
from tests.bench.scenarios import EVENTS, NATIVE, RESPONSE, STREAM
from tests.bench.systems import OURS, RIVAL

TARGETS = {"chat": 1.75, "stream": 0.9}
"""Of the other router's CPU time, at most."""
MOST_MEMORY = 120
"""In MB, at a thousand streams."""


MOST_TIMES_THE_RELAY = 2
"""A response, of the CPU time of a plain stream through this server with as many pieces of text."""


@dataclass(slots=True)
class Results:
    """Everything a run has found out."""

    bench: Bench
    systems: Sequence[str]
    scenarios: Sequence[str]
    commit_mode: str
    busy: float
    """The machine's load before the run: what others did."""
    idle: dict[str, Memory] = field(default_factory=dict)
    crowd: dict[str, Memory] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)


def tables(results: Results) -> list[str]:
    """The lines."""
    lines = [*_cpu(results), "", *_latency(results), ""]
    if (OURS, RESPONSE.name) in results.bench.series:
        lines += [*_responses(results.bench), ""]
    if results.crowd:
        lines += [*_memory(results), ""]
    return [*lines, *verdicts(results)]


def verdicts(results: Results) -> list[str]:
    """How the figures stand to the targets, what was written, what went wrong."""
    bench, lines = results.bench, []
    for scenario, target in TARGETS.items():
        if RIVAL in results.systems and OURS in results.systems and scenario in results.scenarios:
            ratio = bench.cpu(OURS, scenario).median / bench.cpu(RIVAL, scenario).median
            lines.append(f"- {scenario}: {ratio:.2f} times {RIVAL}'s CPU time (target: at most {target}).")
    if (OURS, RESPONSE.name) in bench.series:
        told = ", ".join(
            f"{name} {_times_the_relay(bench, name):.2f}" for name in (RESPONSE.name, NATIVE.name)
        )
        lines.append(
            f"- times the CPU time of a plain stream: {told} (target: under {MOST_TIMES_THE_RELAY})."
        )
    if OURS in results.crowd:
        lines.append(
            f"- memory at 1,000 streams: {_megabytes(results.crowd[OURS]):.0f} MB (target: under {MOST_MEMORY})."
        )
    if OURS in results.systems:
        rows = ", ".join(f"{name} +{count:,}" for name, count in results.rows.items()) or "none"
        lines.append(
            f"- rows written for {bench.sent[OURS]:,} requests: {rows}; SQLITE_SYNCHRONOUS={results.commit_mode}."
        )
    lines += [f"- not answered as it should be: {fault}" for fault in bench.faults]
    return lines


def machine() -> str:
    """What it ran on."""
    models = [line.partition(": ")[2] for line in _cpuinfo() if line.startswith("model name")]
    return f"{len(models)} cores of {models[0] if models else platform.machine()}, Python {sys.version.split()[0]}"


def _cpuinfo() -> list[str]:
    return Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def _head(*cells: str) -> list[str]:
    return [_row(*cells), _row("---", *["---:"] * (len(cells) - 1))]


def _figure(figure: Figure, digits: int = 0) -> str:
    low, high = f"{figure.least:,.{digits}f}", f"{figure.most:,.{digits}f}"
    return f"{figure.median:,.{digits}f} ({low} to {high})"


def _cpu(results: Results) -> list[str]:
    bench = results.bench
    lines = _head("CPU time of the gateway, µs a request", *results.scenarios)
    for system in results.systems:
        lines.append(_row(system, *(_figure(bench.cpu(system, name)) for name in results.scenarios)))
    if "paced" in results.scenarios:
        each = {name: bench.cpu(name, "paced").median / EVENTS for name in results.systems}
        told = ", ".join(f"{name} {us:.1f}" for name, us in each.items())
        lines += ["", f"Of a paced stream that is, µs an event: {told}."]
    return lines


def _responses(bench: Bench) -> list[str]:
    names = [STREAM.name, RESPONSE.name, NATIVE.name]
    each = [bench.cpu(OURS, name) for name in names]
    lines = _head("CPU time of this server, µs", *names)
    lines.append(_row("a request", *(_figure(figure) for figure in each)))
    lines.append(_row("a piece of text", *(f"{figure.median / EVENTS:.1f}" for figure in each)))
    return lines


def _times_the_relay(bench: Bench, scenario: str) -> float:
    return bench.cpu(OURS, scenario).median / bench.cpu(OURS, STREAM.name).median


def _latency(results: Results) -> list[str]:
    bench = results.bench
    columns = [
        ("chat", False, "chat"),
        ("stream", True, "stream, first event"),
        ("stream", False, "stream, whole"),
    ]
    lines = _head(
        "added latency one at a time, ms",
        *(f"{title} {percentile}" for _, _, title in columns for percentile in ("p50", "p99")),
    )
    for system in results.systems:
        cells = [
            _figure(bench.added_ms(system, scenario, percentile, first=first), 1)
            for scenario, first, _ in columns
            for percentile in ("p50", "p99")
        ]
        lines.append(_row(system, *cells))
    lines += [
        "",
        *_head("whole answer, 16 at a time, ms", "chat p50", "chat p99", "stream p50", "stream p99"),
    ]
    for system in [*results.systems, DIRECT]:
        cells = [
            _figure(bench.loaded_ms(system, scenario, percentile), 1)
            for scenario in ("chat", "stream")
            for percentile in ("p50", "p99")
        ]
        lines.append(_row(system, *cells))
    return lines


def _megabytes(memory: Memory) -> float:
    """What is resident, in millions of bytes; the tables have MiB."""
    return memory.resident * 1024**2 / 1e6


def _memory(results: Results) -> list[str]:
    lines = _head("memory, MiB resident (proportional)", "before the first request", "1,000 streams open")
    for system in results.systems:
        cells = [
            f"{found[system].resident:.0f} ({found[system].proportional:.0f})" if system in found else "-"
            for found in (results.idle, results.crowd)
        ]
        lines.append(_row(system, *cells))
    return lines
