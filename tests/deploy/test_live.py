"""The restarter of `tilt up`: SIGHUP restarts the server, SIGTERM ends it, a crash waits for the next
change.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.deploy.manifests import ROOT

# Records each start; exits at once while the file `broken` exists.
_PROGRAM = """
import pathlib, sys, time
with open("starts", "a") as file:
    file.write("x")
if pathlib.Path("broken").exists():
    sys.exit(3)
time.sleep(60)
"""


@pytest.fixture
def restarter(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    (tmp_path / "program.py").write_text(_PROGRAM)
    command = [sys.executable, str(ROOT / "k8s/overlays/tilt/live.py"), sys.executable, "program.py"]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    yield process
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)


def _becomes_true(condition: Callable[[], bool]) -> bool:
    for _ in range(500):
        if condition():
            return True
        time.sleep(0.02)
    return False


def _starts(folder: Path, count: int) -> bool:
    file = folder / "starts"
    return _becomes_true(lambda: file.exists() and file.read_text() == "x" * count)


def test_restarter_on_sighup_restarts_and_on_sigterm_ends(
    restarter: subprocess.Popen[str], tmp_path: Path
) -> None:
    assert _starts(tmp_path, 1)
    for count in (2, 3):
        restarter.send_signal(signal.SIGHUP)
        assert _starts(tmp_path, count)
    restarter.send_signal(signal.SIGTERM)
    # The command is ended by the forwarded signal.
    assert restarter.wait(20) != 0


def test_restarter_after_crash_waits_for_a_change(restarter: subprocess.Popen[str], tmp_path: Path) -> None:
    assert _starts(tmp_path, 1)
    (tmp_path / "broken").touch()
    restarter.send_signal(signal.SIGHUP)
    assert restarter.stderr is not None
    assert restarter.stderr.readline() == "exited with 3; waiting for a change\n"
    (tmp_path / "broken").unlink()
    restarter.send_signal(signal.SIGHUP)
    assert _starts(tmp_path, 3)
    assert restarter.poll() is None
