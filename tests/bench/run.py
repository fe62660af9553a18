"""The cost of a chat and a stream through this server, beside a bare pass-through and another router.

Prints tables; `--write` also writes them to docs/. The run fails because of an invalid answer, never because
of a figure.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sys
import tempfile
import time
from pathlib import Path

from app.settings import Settings
from tests.bench import (
    attacks,
    background,
    chart,
    filters,
    inside,
    instructions,
    machine,
    page,
    processes,
    profiling,
    report,
    rows,
    soak,
    sockets,
    tool_rounds,
    workers,
)
from tests.bench.environments import python_with
from tests.bench.programs import Programs, compile_programs, upstream
from tests.bench.report import Results
from tests.bench.rounds import Bench
from tests.bench.scenarios import CHAT, NATIVE, PACED, RESPONSE, STREAM
from tests.bench.systems import ASKED_FOR, DEFAULT, OURS, start

_DOCS = Path(__file__).parents[2] / "docs"
_LONGEST = 1800


def main() -> int:
    """Returns 0 if every answer is valid."""
    options = _options()
    if options.attacks is not None:
        return attacks.run(options.attacks)
    if options.inside:
        return inside.run(profile=options.profile)
    # On SIGTERM the processes that were started are ended, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    # The gateway has its own core; everything else, with this process, shares the others.
    cores = sorted(os.sched_getaffinity(0))
    gateway, others = cores[0], cores[1:] or cores
    os.sched_setaffinity(0, others)
    pinned = ["taskset", "-c", str(gateway)]
    with tempfile.TemporaryDirectory() as folder:
        programs = compile_programs(Path(folder))
        if options.soak:
            return soak.run(programs, pinned, options.soak * 60)
        if options.profile:
            return profiling.run(programs, pinned)
        if options.instructions:
            return instructions.run(programs, pinned)
        if options.workers:
            return workers.run(programs, options.workers, cores)
        if options.background:
            return background.run(programs, pinned)
        if options.filters is not None:
            return filters.run(programs, options.filters)
        if options.sockets:
            return sockets.run(programs, pinned)
        if options.tool_rounds:
            return tool_rounds.run(pinned)
        results = _measure(programs, pinned, options)
    print("\n".join(["", f"Machine: {results.machine}.", "", *report.tables(results)]))
    if options.write:
        (_DOCS / "benchmark.md").write_text(page.page(results, options.rounds), encoding="utf-8")
        (_DOCS / "benchmark.svg").write_text(
            chart.svg(results.bench, results.systems, results.scenarios), encoding="utf-8"
        )
    return 1 if results.bench.faults else 0


def _measure(programs: Programs, pinned: list[str], options: argparse.Namespace) -> Results:
    scenarios = [CHAT, STREAM] if options.quick else [CHAT, STREAM, PACED]
    part = 0.3 if options.quick else 1.0
    busy = os.getloadavg()[0]
    python = python_with("run.txt", options.python) if options.python else sys.executable
    mode = os.environ.get("SQLITE_SYNCHRONOUS", Settings().sqlite_synchronous)
    with contextlib.ExitStack() as stack:
        behind = stack.enter_context(upstream(programs, _LONGEST))
        systems = [stack.enter_context(start(name, behind, pinned, python)) for name in options.only]
        for system in systems:
            processes.wait_until_idle(system.pid)
        names = [system.name for system in systems]
        results = Results(
            Bench(programs, []), names, [s.name for s in scenarios], mode, busy, machine.describe(python)
        )
        results.idle = {system.name: processes.memory(system.pid) for system in systems}
        databases = {s.name: s.database for s in systems if s.database}
        before = {name: rows.count_rows(url) for name, url in databases.items()}
        # Only this server translates responses.
        own, responses = [system for system in systems if system.name == OURS], [RESPONSE, NATIVE]
        results.bench.warm(systems, scenarios, part / 8)
        results.bench.warm(own, responses, part / 8)
        for number in range(options.rounds):
            started = time.monotonic()
            results.bench.round(systems, scenarios, behind.url, part)
            results.bench.round(own, responses, behind.url, part)
            print(
                f"round {number + 1} of {options.rounds}: {time.monotonic() - started:.0f} s", file=sys.stderr
            )
        if not options.quick:
            results.crowd = {system.name: results.bench.crowd(system) for system in systems}
        if OURS in databases:
            results.rows = rows.added_rows(before[OURS], rows.count_rows(databases[OURS]))
    return results


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="nox -s bench --", description=__doc__)
    known = ", ".join((*DEFAULT, *ASKED_FOR))
    parser.add_argument("--only", type=_systems, default=list(DEFAULT), help=f"some of {known}")
    parser.add_argument("--python", help="run this server and the pass-through on another interpreter")
    parser.add_argument("--quick", action="store_true", help="fewer requests, no paced streams, no memory")
    parser.add_argument("--rounds", type=int, default=None, help="5; 3 with --quick")
    parser.add_argument("--write", action="store_true", help="write docs/benchmark.md and its chart")
    parser.add_argument(
        "--profile", action="store_true", help="this server's functions by their time a request"
    )
    parser.add_argument(
        "--inside", action="store_true", help="the application alone, in one process; also with --profile"
    )
    parser.add_argument(
        "--instructions", action="store_true", help="this server's instructions a request, with valgrind"
    )
    parser.add_argument(
        "--background",
        action="store_true",
        help="background responses beside streamed ones, on both databases",
    )
    parser.add_argument(
        "--filters",
        nargs="?",
        const="",
        metavar="PATTERN",
        help="chats beside another project's filters that match nothing, on both databases",
    )
    parser.add_argument(
        "--sockets", action="store_true", help="responses over WebSocket beside streams; open connections"
    )
    parser.add_argument(
        "--tool-rounds", action="store_true", help="a response with hosted tools beside the same chats"
    )
    parser.add_argument(
        "--workers",
        type=int,
        metavar="N",
        help="the CPU time a request of N workers beside that of one, on both databases",
    )
    parser.add_argument(
        "--attacks", nargs="?", const="", metavar="PATTERN", help="hostile bodies: stalls and memory"
    )
    parser.add_argument("--soak", type=float, nargs="?", const=30.0, metavar="MINUTES", help="mixed load; 30")
    options = parser.parse_args()
    options.rounds = options.rounds or (3 if options.quick else 5)
    return options


def _systems(text: str) -> list[str]:
    names = text.split(",")
    known = (*DEFAULT, *ASKED_FOR)
    unknown = set(names) - set(known)
    if unknown:
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(known)}")
    return names


if __name__ == "__main__":
    sys.exit(main())
