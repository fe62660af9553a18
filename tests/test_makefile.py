"""`make` by a Python that is too old says so, and which one would do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parent.parent


def test_an_old_python_is_told(tmp_path: Path) -> None:
    old = tmp_path / "python3.9"
    old.write_text(f'#!/bin/sh\nexec {sys.executable} -c "import sys; sys.version_info = (3, 9); $2"\n')
    old.chmod(0o755)
    venv = tmp_path / "venv"
    done = subprocess.run(
        ["make", "run", f"PYTHON={old}", f"VENV={venv}"],  # noqa: S607 - make, wherever it is
        cwd=_ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    assert "python3.9 is older than 3.11. Name a newer one: make run PYTHON=python3.12" in done.stderr
    assert not venv.exists()
