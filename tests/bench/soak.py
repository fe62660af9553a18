"""A long mixed load on this server: does its memory stay flat, and is anything left when all have gone?"""

from __future__ import annotations

import statistics
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass

from app.pages.metrics import TASKS
from tests.bench import processes, systems
from tests.bench.programs import Answered, Programs, begun, ended, get, upstream
from tests.bench.scenarios import EVENTS, chat_body
from tests.bench.systems import System

_SAMPLES = 60
# The upstream's idle connections are kept for a while; after that nothing but the listener may be open.
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
        "paced streams": ["--concurrency", "8", "--pause-ms", "100", *stream, "--body", chat_body(stream=True, seed=10)],
        "clients that leave": [
            "--concurrency", "4", "--pause-ms", "50", *stream, "--leave-after", "20",
            "--body", chat_body(stream=True, seed=5),
        ],
        "bad requests": [
            "--concurrency", "2", "--pause-ms", "100", "--kind", "status", "--status", "400",
            "--body", '{"model": "bench", "messages": "none"}',
        ],
        "lists of models": [
            "--concurrency", "2", "--pause-ms", "100", "--kind", "status", "--method", "GET", "--path", "/v1/models",
        ],
        "lists of what is stored": [
            "--concurrency", "1", "--pause-ms", "200", "--kind", "status", "--method", "GET",
            "--path", "/v1/chat/completions?limit=20&order=desc",
        ],
        "failing upstream": [
            "--concurrency", "1", "--pause-ms", "200", "--kind", "status", "--status", "503",
            "--body", chat_body(user="fail"),
        ],
        "streams cut off": [
            "--concurrency", "1", "--pause-ms", "200", "--kind", "status",
            "--body", chat_body(stream=True, user="cut"),
        ],
    }  # fmt: skip


def run(programs: Programs, pinned: list[str], seconds: float) -> int:
    """Prints what was seen; 1 if an answer was wrong or something was left."""
    limit = str(max(1, round(seconds)))
    with (
        upstream(programs, round(seconds) + _SETTLE_SECONDS + 60) as behind,
        systems.ours(behind, pinned) as server,
    ):
        before = _sample(server, 0)
        bounds = ["--requests", _UNBOUNDED, "--seconds", limit]
        running = {name: begun(programs, server.url, [*bounds, *load]) for name, load in _loads().items()}
        samples = _watch(server, seconds, list(running.values()))
        counted = {name: ended(process) for name, process in running.items()}
        after = _settled(server)
        _print(before, samples, after, counted)
        print(f"upstream: {behind.counts()}")
    tasks = max(0, after.tasks - before.tasks)
    # What the end of the time cut off was under way, and is no fault.
    wrong = sum(answered.faults - answered.late for answered in counted.values())
    # The upstream keeps its side open as long as ours does.
    left = {state: count for state, count in after.sockets.items() if state != "LISTEN"}
    print(
        f"answers that were not as they should be: {wrong}; sockets left: {left or 'none'}; tasks left: {tasks}"
    )
    return 1 if wrong or left or tasks else 0


def _watch(server: System, seconds: float, running: list[subprocess.Popen[str]]) -> list[_Sample]:
    samples: list[_Sample] = []
    started = time.monotonic()
    while any(process.poll() is None for process in running):
        time.sleep(seconds / _SAMPLES)
        samples.append(_sample(server, (time.monotonic() - started) / 60))
    return samples


def _settled(server: System) -> _Sample:
    """What is open once nobody asks any more."""
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


def _print(before: _Sample, samples: list[_Sample], after: _Sample, counted: Mapping[str, Answered]) -> None:
    for name, answered in counted.items():
        print(
            f"{name}: {answered.sent:,} sent, {answered.whole:,} whole, {answered.left:,} left by the client, "
            f"{answered.late} cut off at the end, {answered.faults - answered.late} wrong {answered.example if answered.faults > answered.late else ''}"
        )
    told = [(f"{sample.minutes:.1f} min", sample) for sample in samples[:: max(1, len(samples) // 10)]]
    for when, sample in [("before", before), *told, ("after", after)]:
        print(
            f"{when:>9}: {sample.memory.resident:6.1f} MiB, {sample.descriptors} descriptors, "
            f"{sample.threads} threads, {sample.tasks} tasks, {dict(sample.sockets)}"
        )
    # The first quarter fills pools and caches.
    flat = samples[len(samples) // 4 :]
    if len(flat) > 1:
        slope = statistics.linear_regression(
            [s.minutes for s in flat], [s.memory.resident for s in flat]
        ).slope
        print(f"slope of the memory after the first quarter: {slope * 1024:+.1f} KiB a minute")
    print(f"descriptors: {before.descriptors} before, {after.descriptors} after")
