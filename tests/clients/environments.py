"""Environments of clients in `.nox/`, from locked requirements or npm's lock files; created once per lock."""

from __future__ import annotations

import shutil
import subprocess
import venv
from pathlib import Path

_ROOT = Path(__file__).parent.parent.parent
_NPM = Path(__file__).parent / "npm"


def python_environment(name: str) -> str:
    """The interpreter of the environment with the packages of `requirements/<name>.txt`."""
    home = _ROOT / ".nox" / name
    python, stamp = home / "bin/python", home / "installed-requirements"
    requirements = _ROOT / "requirements" / f"{name}.txt"
    if not _is_current(stamp, requirements):
        venv.create(home, with_pip=True, clear=True)
        install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r"]
        subprocess.run([python, *install, requirements], check=True)
        shutil.copyfile(requirements, stamp)
    return str(python)


def npm_environment(name: str) -> Path | None:
    """The folder with the packages of `npm/<name>`; None without npm. Scripts of packages are not run."""
    npm = shutil.which("npm")
    if npm is None:
        return None
    home, source = _ROOT / ".nox" / f"clients-npm-{name}", _NPM / name
    stamp = home / "installed-lock"
    if not _is_current(stamp, source / "package-lock.json"):
        shutil.copytree(source, home, dirs_exist_ok=True)
        # `npm ci` refuses a lock without builds for other platforms, which a registry may not have.
        install = ["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run([npm, *install], cwd=home, check=True)
        shutil.copyfile(source / "package-lock.json", stamp)
    return home


def _is_current(stamp: Path, lock: Path) -> bool:
    return stamp.exists() and stamp.read_bytes() == lock.read_bytes()
