"""What `tilt up` puts before the server: started anew at SIGHUP, ended at SIGTERM, there when the server broke."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.deploy.manifests import ROOT

# Tells each start; ends with what it is asked to.
_PROGRAM = """
import pathlib, sys, time
with open("starts", "a") as file:
    file.write("x")
if pathlib.Path("broken").exists():
    sys.exit(3)
time.sleep(60)
"""


@pytest.fixture
def starter(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    (tmp_path / "program.py").write_text(_PROGRAM)
    command = [sys.executable, str(ROOT / "k8s/overlays/tilt/live.py"), sys.executable, "program.py"]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    yield process
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)


def _comes(true: Callable[[], bool]) -> bool:
    for _ in range(500):
        if true():
            return True
        time.sleep(0.02)
    return False


def _starts(folder: Path, count: int) -> bool:
    file = folder / "starts"
    return _comes(lambda: file.exists() and file.read_text() == "x" * count)


def test_it_starts_anew_and_ends(starter: subprocess.Popen[str], tmp_path: Path) -> None:
    assert _starts(tmp_path, 1)
    for count in (2, 3):
        starter.send_signal(signal.SIGHUP)
        assert _starts(tmp_path, count)
    starter.send_signal(signal.SIGTERM)
    # The command's own end: by the signal that was passed on.
    assert starter.wait(20) != 0


def test_a_broken_server_waits_for_the_change_that_mends_it(
    starter: subprocess.Popen[str], tmp_path: Path
) -> None:
    assert _starts(tmp_path, 1)
    (tmp_path / "broken").touch()
    starter.send_signal(signal.SIGHUP)
    assert starter.stderr is not None
    assert starter.stderr.readline() == "exited with 3; waiting for a change\n"
    (tmp_path / "broken").unlink()
    starter.send_signal(signal.SIGHUP)
    assert _starts(tmp_path, 3)
    assert starter.poll() is None
