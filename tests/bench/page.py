"""docs/benchmark.md: how it is measured, and what the last run that was written down has found."""

from __future__ import annotations

from tests.bench.report import Results, machine, tables
from tests.bench.scenarios import CHAT, NATIVE, PACED, RESPONSE, STREAM


def page(results: Results, rounds: int) -> str:
    """The whole document."""
    kinds = "\n".join(
        f"- **{s.name}**: {s.about}; {s.requests:,} a round, {s.concurrency} at a time."
        for s in (CHAT, STREAM, PACED, RESPONSE, NATIVE)
    )
    return f"""# What a request costs

Written by `nox -s bench -- --write`. These figures gate nothing: they belong to one machine and one day.

{kinds}

The gateway has one core to itself; a small upstream and a load generator in C (`tests/bench/tools/`) have the other. The
generator reads every answer to its end and counts one with an event missing or out of order as a fault. All
systems run at once and take turns, {rounds} rounds; a cell is the median of the rounds (from the least to the most). CPU time is user and
system time of all the gateway's processes and threads. This server validates every body, writes a log line and
its records. Responses are measured on this server alone. `sglang-router` 0.3.2 runs with `--backend openai --history-backend memory`; the pass-through
copies bytes between two sockets on asyncio and uvloop and is the least that Python can do.

Here: {machine()}; the load of the machine before the run, by others, was {results.busy:.1f}. Only figures of one run can be
compared.

![CPU time a request](benchmark.svg)

{chr(10).join(tables(results))}
"""
