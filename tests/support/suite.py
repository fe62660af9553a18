"""Runs other tests under this suite's `conftest`, to test the conftest itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[2]


def run_suite(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """pytest in a folder, with environment variables."""
    environment = {name: value for name, value in os.environ.items() if name != "CI"}
    path = os.pathsep.join([str(_ROOT), str(folder)])
    # Other plugins take seconds to load.
    isolation = {"PYTHONPATH": path, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "tests.conftest", *arguments],
        cwd=folder,
        env={**environment, **isolation, **variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
