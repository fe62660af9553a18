"""Environments of their own for what is measured: other gateways, and this server on another interpreter."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

_REQUIREMENTS = Path(__file__).parents[2] / "requirements"


def python_with(locked: str, interpreter: str = sys.executable) -> str:
    """The interpreter of an environment with the packages of `requirements/LOCKED`.

    It is created once per version of that file and of the interpreter.
    """
    lock = _REQUIREMENTS / locked
    version = subprocess.run(
        [interpreter, "-VV"], capture_output=True, text=True, check=True
    ).stdout + os.path.realpath(interpreter)
    key = hashlib.sha256(lock.read_bytes() + version.encode()).hexdigest()[:12]
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "llm-backend"
    folder = cache / f"{lock.stem}-{key}"
    python, complete = folder / "bin/python", folder / ".complete"
    if not complete.exists():
        subprocess.run([interpreter, "-m", "venv", "--clear", str(folder)], check=True)
        install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
        subprocess.run([str(python), *install, "-r", str(lock)], check=True)
        complete.touch()
    return str(python)
