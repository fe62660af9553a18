"""docs/benchmark.md: the method and the figures of the last written run."""

from __future__ import annotations

from tests.bench.report import Results, tables
from tests.bench.scenarios import CHAT, NATIVE, PACED, RESPONSE, STREAM


def page(results: Results, rounds: int) -> str:
    """The complete document."""
    kinds = "\n".join(
        f"- **{s.name}**: {s.about}; {s.requests:,} a round, {s.concurrency} at a time."
        for s in (CHAT, STREAM, PACED, RESPONSE, NATIVE)
    )
    return f"""# What a request costs

Written by `nox -s bench -- --write`. No check depends on these figures: they are of one machine and one day.

{kinds}

The gateway runs on one core; a small upstream and a load generator in C (`tests/bench/tools/`) run on the
other. The generator reads every answer to its end and counts an answer with an event missing or out of
order as a fault. All systems run at the same time and take turns in {rounds} rounds; a cell is the median
of the rounds (minimum to maximum). CPU time is user and system time of all the gateway's processes and
threads. This server validates every body and writes a log line and its records. Responses are measured on
this server only. `sglang-router` 0.3.2 runs with `--backend openai --history-backend memory`. The
pass-through copies bytes between two sockets on asyncio and uvloop: it is the minimum for Python.

Machine: {results.machine}; its load average before the run was {results.busy:.1f}.
Only figures of the same run are comparable.

![CPU time a request](benchmark.svg)

{chr(10).join(tables(results))}
"""
