"""Processes are measured correctly, and figures are reported as measured."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path

from sqlalchemy import insert

from app.storage.engine import connect
from app.storage.schema import upgrade
from app.storage.tables import METADATA
from tests.bench import chart, page, processes, report, rows, workers
from tests.bench.programs import LoadResult, Programs, Times
from tests.bench.rounds import DIRECT, Bench, Series
from tests.bench.scenarios import CHAT
from tests.bench.systems import FLOOR, OURS, RIVAL

_BURN = """
import os, subprocess, sys, time
def burn():
    while sum(os.times()[:2]) < 0.3: pass
burn()
code = "import os\\nwhile sum(os.times()[:2]) < 0.3: pass\\nprint(1, flush=True); input()"
child = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE)
child.wait()
"""
_SLEEP = """
import time
print(1, flush=True)
input()
for _ in range(50): time.sleep(0.001)
print(1, flush=True)
input()
"""


def test_cpu_seconds_includes_children() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _BURN], stdout=subprocess.PIPE, stdin=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        used, tree = processes.cpu_seconds(process.pid), processes.tree(process.pid)
        memory = processes.memory(process.pid)
        for pid in reversed(tree):
            os.kill(pid, 9)
    assert len(tree) == 2
    assert used >= 0.5
    assert memory.resident >= memory.proportional > 0


def test_wakeups_counts_each_sleep() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _SLEEP], stdout=subprocess.PIPE, stdin=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdout.readline()
        before = processes.wakeups(process.pid)
        process.stdin.write(b"\n")
        process.stdin.flush()
        process.stdout.readline()
        counted = processes.wakeups(process.pid) - before
        process.kill()
    # A lock may be waited for, too.
    assert 50 <= counted <= 60


def test_row_of_workers_has_the_ratio_of_rounds_that_follow_each_other() -> None:
    one = {"chat": [workers.Used(100, 1), workers.Used(200, 3), workers.Used(400, 2)]}
    two = {"chat": [workers.Used(110, 2), workers.Used(260, 4), workers.Used(400, 6)]}
    row = workers.row("chat", "2 workers", two, one)
    assert row.split() == [
        "chat",
        "2",
        "workers",
        "260",
        "us",
        "(110,",
        "400)",
        "1.10",
        "x",
        "(1.00,",
        "1.30)",
        "4.0",
        "wake-ups",
    ]


def test_sockets_counts_by_state() -> None:
    before = processes.sockets(os.getpid())
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        accepted, _ = server.accept()
        during = processes.sockets(os.getpid()) - before
        accepted.close()
    assert during == {"LISTEN": 1, "ESTABLISHED": 2}


def test_added_rows_reports_changed_tables(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/x.db"
    upgrade(url)
    before = rows.count_rows(url)
    engine = connect(url)
    with engine.begin() as connection:
        project = {"id": "p", "organization_id": "org-default", "name": "P", "created_at": 1}
        connection.execute(insert(METADATA.tables["projects"]), project)
    engine.dispose()
    after = rows.count_rows(url)
    assert rows.added_rows(before, after) == {"projects": 1}
    assert rows.added_rows(after, after) == {}


_TIMES = Times(1000, 2000, 3000)
_RESULT = LoadResult(100, 100, 0, 0, 0, 0, 0, 0, 0, 10**6, _TIMES, _TIMES, "")


def _results() -> report.Results:
    bench = Bench(Programs(Path("upstream"), Path("load")), [])
    slower = replace(_RESULT, total=Times(4000, 9000, 9000))
    for system, cpu in ((OURS, 300.0), (FLOOR, 20.0), (RIVAL, 200.0), (DIRECT, 0.0)):
        for scenario in ("chat", "stream"):
            result = _RESULT if system == DIRECT else slower
            series = Series([cpu, cpu * 1.5, cpu * 0.5], [result] * 3, [result] * 3)
            bench.series[system, scenario] = series
    for name, cpu in (("response", 450.0), ("native", 750.0)):
        bench.series[OURS, name] = Series([cpu], [slower], [])
    bench.record(OURS, CHAT, replace(_RESULT, complete=99, wrong=1, example="an event twice"))
    memory = {OURS: processes.Memory(90, 80)}
    return report.Results(
        bench,
        [OURS, FLOOR, RIVAL],
        ["chat", "stream"],
        "FULL",
        0.1,
        "2 cores",
        memory,
        memory,
        {"usage_records": 99},
    )


def test_tables_show_figures_beside_targets() -> None:
    text = "\n".join(report.tables(_results()))
    assert f"| {OURS} | 300 (150 to 450) | 300 (150 to 450) |" in text
    assert "chat: 1.50 times sglang-router's CPU time (target: at most 1.75)" in text
    assert "3.0 (3.0 to 3.0) | 7.0 (7.0 to 7.0)" in text
    assert "| a text delta | 3.0 | 4.5 | 7.5 |" in text
    assert "times the CPU time of a chat stream: response 1.50, native 2.50 (target: under 2)" in text
    assert "memory at 1,000 streams: 94 MB (target: under 120)" in text
    assert "rows written for 100 requests: usage_records +99; SQLITE_SYNCHRONOUS=FULL" in text
    assert "1 of 100: an event twice" in text
    assert text in page.page(_results(), 3)


def test_chart_has_a_bar_for_each_figure() -> None:
    results = _results()
    tree = ElementTree.fromstring(chart.svg(results.bench, results.systems, results.scenarios))  # noqa: S314 - our own
    widths = [bar.get("width") for bar in tree.iter("{http://www.w3.org/2000/svg}rect")]
    assert len(widths) == 1 + 3 * 2
    assert widths[1:4] == ["280.0", "18.7", "186.7"]


def test_benchmark_md_before_its_figures_equals_the_generated_page() -> None:
    committed = (Path(__file__).parents[2] / "docs/benchmark.md").read_text(encoding="utf-8")
    method, separator, _ = page.page(_results(), 5).partition("\nMachine:")
    assert separator
    assert committed.partition(separator)[0] == method
