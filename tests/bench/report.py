"""The results as Markdown tables, for the terminal and for docs/benchmark.md."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.bench.processes import Memory
from tests.bench.rounds import DIRECT, Bench, Figure
from tests.bench.scenarios import EVENTS, NATIVE, RESPONSE, STREAM
from tests.bench.systems import OURS, RIVAL

TARGETS = {"chat": 1.75, "stream": 0.9}
"""The highest allowed CPU time per scenario, as a multiple of the other router's."""
MEMORY_TARGET_MB = 120
"""The highest allowed memory at a thousand streams."""
RESPONSE_TARGET = 2
"""The highest allowed CPU time of a response, as a multiple of a chat stream's with as many texts."""


@dataclass(slots=True)
class Results:
    """All results of a run."""

    bench: Bench
    systems: Sequence[str]
    scenarios: Sequence[str]
    commit_mode: str
    busy: float
    """The machine's load average before the run."""
    machine: str
    """The processor, its cache and the interpreter."""
    idle: dict[str, Memory] = field(default_factory=dict)
    crowd: dict[str, Memory] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)


def tables(results: Results) -> list[str]:
    """The lines of all tables and of the summary."""
    lines = [*_cpu(results), "", *_latency(results), ""]
    if (OURS, RESPONSE.name) in results.bench.series:
        lines += [*_responses(results.bench), ""]
    if results.crowd:
        lines += [*_memory(results), ""]
    return [*lines, *summary(results)]


def summary(results: Results) -> list[str]:
    """The figures beside their targets, the written rows, and the faults."""
    bench, lines = results.bench, []
    for scenario, target in TARGETS.items():
        if RIVAL in results.systems and OURS in results.systems and scenario in results.scenarios:
            ratio = bench.cpu(OURS, scenario).median / bench.cpu(RIVAL, scenario).median
            lines.append(f"- {scenario}: {ratio:.2f} times {RIVAL}'s CPU time (target: at most {target}).")
    if (OURS, RESPONSE.name) in bench.series:
        multiples = ", ".join(
            f"{name} {_multiple_of_stream(bench, name):.2f}" for name in (RESPONSE.name, NATIVE.name)
        )
        lines.append(f"- times the CPU time of a chat stream: {multiples} (target: under {RESPONSE_TARGET}).")
    if OURS in results.crowd:
        lines.append(
            f"- memory at 1,000 streams: {_megabytes(results.crowd[OURS]):.0f} MB"
            f" (target: under {MEMORY_TARGET_MB})."
        )
    if OURS in results.systems:
        rows = ", ".join(f"{name} +{count:,}" for name, count in results.rows.items()) or "none"
        lines.append(
            f"- rows written for {bench.sent[OURS]:,} requests: {rows};"
            f" SQLITE_SYNCHRONOUS={results.commit_mode}."
        )
    lines += [f"- invalid answers: {fault}" for fault in bench.faults]
    return lines


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def _head(*cells: str) -> list[str]:
    return [_row(*cells), _row("---", *["---:"] * (len(cells) - 1))]


def _figure(figure: Figure, digits: int = 0) -> str:
    low, high = f"{figure.min:,.{digits}f}", f"{figure.max:,.{digits}f}"
    return f"{figure.median:,.{digits}f} ({low} to {high})"


def _cpu(results: Results) -> list[str]:
    bench = results.bench
    lines = _head("CPU time of the gateway, µs a request", *results.scenarios)
    for system in results.systems:
        lines.append(_row(system, *(_figure(bench.cpu(system, name)) for name in results.scenarios)))
    if "paced" in results.scenarios:
        per_event = {name: bench.cpu(name, "paced").median / EVENTS for name in results.systems}
        values = ", ".join(f"{name} {us:.1f}" for name, us in per_event.items())
        lines += ["", f"Per event of a paced stream, µs: {values}."]
    return lines


def _responses(bench: Bench) -> list[str]:
    names = [STREAM.name, RESPONSE.name, NATIVE.name]
    figures = [bench.cpu(OURS, name) for name in names]
    lines = _head("CPU time of this server, µs", *names)
    lines.append(_row("a request", *(_figure(figure) for figure in figures)))
    lines.append(_row("a text delta", *(f"{figure.median / EVENTS:.1f}" for figure in figures)))
    return lines


def _multiple_of_stream(bench: Bench, scenario: str) -> float:
    return bench.cpu(OURS, scenario).median / bench.cpu(OURS, STREAM.name).median


def _latency(results: Results) -> list[str]:
    bench = results.bench
    columns = [
        ("chat", False, "chat"),
        ("stream", True, "stream, first event"),
        ("stream", False, "stream, complete"),
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
        *_head("complete answer, 16 at a time, ms", "chat p50", "chat p99", "stream p50", "stream p99"),
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
    """The resident memory in millions of bytes; the tables use MiB."""
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
