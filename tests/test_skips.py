"""In CI a skip that is not on the list fails the run; a person at a desk may skip."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.support.suite import run_suite

_TESTS = """
import pytest

def test_passes():
    pass

def test_is_skipped():
    pytest.skip("no browser")  # what this file is about
"""


def _run(folder: Path, *arguments: str, **given: str) -> subprocess.CompletedProcess[str]:
    """A folder with one test that passes and one that skips."""
    (folder / "test_it.py").write_text(_TESTS)
    return run_suite(folder, *arguments, **given)


@pytest.mark.parametrize("arguments", [(), ("-p", "xdist", "-n", "2")])
def test_a_skip_fails_the_run_in_ci_only(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    at_a_desk = _run(tmp_path, *arguments)
    assert at_a_desk.returncode == 0, at_a_desk.stdout
    in_ci = _run(tmp_path, *arguments, CI="true")
    assert in_ci.returncode == 1
    assert "not allowed to be skipped here: test_it.py::test_is_skipped" in in_ci.stdout


def test_a_run_without_a_skip_passes_in_ci(tmp_path: Path) -> None:
    assert _run(tmp_path, "-k", "passes", CI="true").returncode == 0


@pytest.mark.parametrize(("reason", "ends"), [("no browser", 0), ("no window", 1)])
def test_a_listed_skip_passes_for_its_reason_only(tmp_path: Path, reason: str, ends: int) -> None:
    (tmp_path / "listed.py").write_text(
        "from tests.support.skips import SkipPolicy\n"
        "def pytest_configure(config):\n"
        f"    config.pluginmanager.register(SkipPolicy({{'test_it.py::test_is_skipped': '{reason}'}}, strict=True))\n"
    )
    assert _run(tmp_path, "-p", "listed").returncode == ends
