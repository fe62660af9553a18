"""A long mixed load on this server: its memory must stay flat, and nothing may remain open afterwards."""

from __future__ import annotations

import statistics
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass

from app.pages.metrics import TASKS
from tests.bench import processes, systems
from tests.bench.programs import LoadResult, Programs, finish_load, get, start_load, upstream
from tests.bench.scenarios import EVENTS, chat_body
from tests.bench.systems import System

_SAMPLES = 60
# Idle connections to the upstream stay open for a while; after that only the listener may be open.
_SETTLE_SECONDS = 90
_UNBOUNDED = "2000000"


@dataclass(frozen=True, slots=True)
class _Sample:
    minutes: float
    memory: processes.Memory
    descriptors: int
    threads: int
    tasks: int
    sockets: Mapping[str, int]


def _loads() -> dict[str, list[str]]:
    """Name -> arguments of the load generator."""
    stream = ["--kind", "stream", "--events", str(EVENTS)]
    return {
        "chats": ["--concurrency", "4", "--pause-ms", "40", "--kind", "chat", "--body", chat_body()],
        "streams": ["--concurrency", "4", "--pause-ms", "40", *stream, "--body", chat_body(stream=True)],
        "paced streams": [
            "--concurrency", "8", "--pause-ms", "100", *stream,
            "--body", chat_body(stream=True, seed=10),
        ],
        "clients that disconnect": [
            "--concurrency", "4", "--pause-ms", "50", *stream, "--leave-after", "20",
            "--body", chat_body(stream=True, seed=5),
        ],
        "bad requests": [
            "--concurrency", "2", "--pause-ms", "100", "--kind", "status", "--status", "400",
            "--body", '{"model": "bench", "messages": "none"}',
        ],
        "lists of models": [
            "--concurrency", "2", "--pause-ms", "100", "--kind", "status", "--method", "GET",
            "--path", "/v1/models",
        ],
        "lists of completions": [
            "--concurrency", "1", "--pause-ms", "200", "--kind", "status", "--method", "GET",
            "--path", "/v1/chat/completions?limit=20&order=desc",
        ],
        "failing upstream": [
            "--concurrency", "1", "--pause-ms", "200", "--kind", "status", "--status", "503",
            "--body", chat_body(user="fail"),
        ],
        "broken streams": [
            "--concurrency", "1", "--pause-ms", "200", "--kind", "status",
            "--body", chat_body(stream=True, user="cut"),
        ],
    }  # fmt: skip


def run(programs: Programs, pinned: list[str], seconds: float) -> int:
    """Prints the results; returns 1 if an answer was wrong or something remained open."""
    limit = str(max(1, round(seconds)))
    with (
        upstream(programs, round(seconds) + _SETTLE_SECONDS + 60) as behind,
        systems.ours(behind, pinned) as server,
    ):
        before = _sample(server, 0)
        bounds = ["--requests", _UNBOUNDED, "--seconds", limit]
        running = {
            name: start_load(programs, server.url, [*bounds, *load]) for name, load in _loads().items()
        }
        samples = _watch(server, seconds, list(running.values()))
        results = {name: finish_load(process) for name, process in running.items()}
        after = _sample_when_idle(server)
        _print(before, samples, after, results)
        print(f"upstream: {behind.counts()}")
    tasks = max(0, after.tasks - before.tasks)
    # Answers that were unfinished when the time was up are no faults.
    wrong = sum(result.faults - result.unfinished for result in results.values())
    remaining = {state: count for state, count in after.sockets.items() if state != "LISTEN"}
    print(f"invalid answers: {wrong}; remaining sockets: {remaining or 'none'}; remaining tasks: {tasks}")
    return 1 if wrong or remaining or tasks else 0


def _watch(server: System, seconds: float, running: list[subprocess.Popen[str]]) -> list[_Sample]:
    samples: list[_Sample] = []
    started = time.monotonic()
    while any(process.poll() is None for process in running):
        time.sleep(seconds / _SAMPLES)
        samples.append(_sample(server, (time.monotonic() - started) / 60))
    return samples


def _sample_when_idle(server: System) -> _Sample:
    """A sample once the idle connections are closed, after the settling time at most."""
    for _ in range(_SETTLE_SECONDS):
        now = _sample(server, 0)
        if now.sockets.keys() <= {"LISTEN"}:
            break
        time.sleep(1)
    return now


def _sample(server: System, minutes: float) -> _Sample:
    page = get(f"{server.url}/metrics").decode()
    tasks = next(line for line in page.splitlines() if line.startswith(f"{TASKS} "))
    pid = server.pid
    return _Sample(
        minutes,
        processes.memory(pid),
        processes.descriptors(pid),
        processes.threads(pid),
        int(tasks.split()[1]),
        processes.sockets(pid),
    )


def _print(
    before: _Sample, samples: list[_Sample], after: _Sample, results: Mapping[str, LoadResult]
) -> None:
    for name, result in results.items():
        wrong = result.faults - result.unfinished
        print(
            f"{name}: {result.sent:,} sent, {result.complete:,} complete, "
            f"{result.disconnected:,} closed by the client, {result.unfinished} unfinished at the end, "
            f"{wrong} wrong {result.example if wrong else ''}"
        )
    selected = [(f"{sample.minutes:.1f} min", sample) for sample in samples[:: max(1, len(samples) // 10)]]
    for when, sample in [("before", before), *selected, ("after", after)]:
        print(
            f"{when:>9}: {sample.memory.resident:6.1f} MiB, {sample.descriptors} descriptors, "
            f"{sample.threads} threads, {sample.tasks} tasks, {dict(sample.sockets)}"
        )
    # Pools and caches fill during the first quarter.
    later = samples[len(samples) // 4 :]
    if len(later) > 1:
        slope = statistics.linear_regression(
            [s.minutes for s in later], [s.memory.resident for s in later]
        ).slope
        print(f"memory growth after the first quarter: {slope * 1024:+.1f} KiB a minute")
    print(f"descriptors: {before.descriptors} before, {after.descriptors} after")
