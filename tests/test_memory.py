"""A test that exceeds the memory limit ends its process and is reported by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.suite import run_suite

_TESTS = """
import time

def test_is_small():
    pass

def test_is_greedy():
    held = b"x" * (600 * 1024 * 1024)
    time.sleep(60)
    assert held
"""


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        ((), 70, "test_it.py::test_is_greedy uses "),
        (("-p", "xdist", "-n", "1"), 1, "crashed while running 'test_it.py::test_is_greedy'"),
    ],
)
def test_memory_limit_exceeded_names_the_test(
    tmp_path: Path, arguments: tuple[str, ...], status: int, message: str
) -> None:
    (tmp_path / "test_it.py").write_text(_TESTS)
    run = run_suite(tmp_path, *arguments, TEST_MEMORY_LIMIT_MIB="500")
    assert run.returncode == status, run.stdout
    assert message in run.stdout + run.stderr


def test_memory_limit_parent_process_above_it_does_not_count(tmp_path: Path) -> None:
    held = b"x" * (600 * 1024 * 1024)
    (tmp_path / "test_it.py").write_text("import time\n\ndef test_is_small():\n    time.sleep(1)\n")
    run = run_suite(tmp_path, TEST_MEMORY_LIMIT_MIB="500")
    assert (run.returncode, len(held)) == (0, 600 * 1024 * 1024), run.stderr
