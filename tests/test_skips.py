"""In CI a skip that is not listed with its reason fails the run; elsewhere skips are allowed."""

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
    pytest.skip("no browser")
"""


def _run(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Runs a folder with one test that passes and one that is skipped."""
    (folder / "test_it.py").write_text(_TESTS)
    return run_suite(folder, *arguments, **variables)


@pytest.mark.parametrize("arguments", [(), ("-p", "xdist", "-n", "2")])
def test_skip_unlisted_fails_the_run_in_ci_only(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    elsewhere = _run(tmp_path, *arguments)
    assert elsewhere.returncode == 0, elsewhere.stdout
    in_ci = _run(tmp_path, *arguments, CI="true")
    assert in_ci.returncode == 1
    assert "not allowed to be skipped here: test_it.py::test_is_skipped" in in_ci.stdout


def test_skip_none_passes_in_ci(tmp_path: Path) -> None:
    assert _run(tmp_path, "-k", "passes", CI="true").returncode == 0


@pytest.mark.parametrize(("reason", "status"), [("no browser", 0), ("no window", 1)])
def test_skip_listed_passes_for_its_reason_only(tmp_path: Path, reason: str, status: int) -> None:
    (tmp_path / "listed.py").write_text(
        "from tests.support.skips import SkipPolicy\n"
        "def pytest_configure(config):\n"
        f"    allowed = {{'test_it.py::test_is_skipped': '{reason}'}}\n"
        "    config.pluginmanager.register(SkipPolicy(allowed, strict=True))\n"
    )
    assert _run(tmp_path, "-p", "listed").returncode == status
