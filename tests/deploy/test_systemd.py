"""The unit files: systemd accepts them, and they agree with the server."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from app.cli.parser import parser
from app.settings import Settings, fields
from tests.support.systemd import NO_SYSTEMD, SYSTEMD_ANALYZE

_FOLDER = Path("docs/systemd")
_PROGRAM = "/opt/llm-backend/bin/llm-backend"


def _unit(name: str) -> dict[str, list[tuple[str, str]]]:
    """Section -> its lines; a name may stand several times."""
    sections: dict[str, list[tuple[str, str]]] = {}
    lines: list[tuple[str, str]] = []
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            lines = sections.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            key, _, value = line.partition("=")
            lines.append((key, value))
    return sections


def test_service_starts_commands_that_exist_with_settings_that_exist() -> None:
    service = _unit("llm-backend.service")["Service"]
    for key, value in service:
        if key.startswith("ExecStart"):
            program, command = value.split()
            assert program == _PROGRAM
            parser().parse_args([command])
    names = {value.partition("=")[0] for key, value in service if key == "Environment"}
    assert names <= {field.name.upper() for field in fields()}


def test_service_waits_longer_than_the_drain() -> None:
    service = dict(_unit("llm-backend.service")["Service"])
    assert int(service["TimeoutStopSec"]) >= Settings.drain_seconds + 20
    # The workers are stopped by their parent, and systemd is informed by it.
    assert service["KillMode"] == "mixed"
    assert service["Type"] == "notify"


def test_socket_is_on_the_loopback_where_no_key_is_needed() -> None:
    ((_, address),) = [line for line in _unit("llm-backend.socket")["Socket"] if line[0] == "ListenStream"]
    assert re.fullmatch(r"127\.0\.0\.1:\d+", address)


@pytest.mark.skipif(SYSTEMD_ANALYZE is None, reason=NO_SYSTEMD)
def test_units_are_accepted_by_systemd(tmp_path: Path) -> None:
    assert SYSTEMD_ANALYZE is not None
    paths = []
    for name in ("llm-backend.service", "llm-backend.socket"):
        # The program is not installed here.
        text = (_FOLDER / name).read_text(encoding="utf-8").replace(_PROGRAM, shutil.which("true") or "")
        (tmp_path / name).write_text(text, encoding="utf-8")
        paths.append(str(tmp_path / name))
    done = subprocess.run(
        [SYSTEMD_ANALYZE, "verify", "--man=no", *paths], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
