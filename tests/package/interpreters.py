"""The Python interpreters of this machine that the package is for, and clean environments with them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_LOCKED = _ROOT / "requirements/run.txt"
VERSIONS = ("3.11", "3.12", "3.13", "3.14")
_QUESTION = "import sys; print(sys.implementation.name, '%d.%d' % sys.version_info[:2], sys.executable)"


def found() -> Iterator[tuple[str, str]]:
    """(version, interpreter) of each CPython from 3.11 to 3.14: on the PATH, of pyenv, this one."""
    for candidate in dict.fromkeys((*_on_path(), *_of_pyenv(), sys.executable)):
        asked = subprocess.run(
            [candidate, "-I", "-c", _QUESTION], capture_output=True, text=True, check=False
        )
        # pyenv puts a name on the PATH for each version, also for those that are not active.
        if asked.returncode == 0:
            name, version, executable = asked.stdout.strip().split(maxsplit=2)
            if name == "cpython" and version in VERSIONS:
                yield version, executable


def _on_path() -> Iterator[str]:
    for folder in os.get_exec_path():
        yield from _existing(Path(folder) / f"python{version}" for version in VERSIONS)


def _of_pyenv() -> Iterator[str]:
    versions = Path(os.environ.get("PYENV_ROOT", "~/.pyenv")).expanduser() / "versions"
    yield from _existing(sorted(versions.glob("3.*/bin/python3")))


def _existing(paths: Iterable[Path]) -> Iterator[str]:
    return (str(path) for path in paths if os.access(path, os.X_OK))


def environment(interpreter: str, folder: Path) -> Path:
    """Creates an environment in `folder` with the locked dependencies; returns its interpreter."""
    _uv("venv", "--python", interpreter, str(folder))
    python = folder / "bin/python"
    _uv("pip", "install", "--python", str(python), "--require-hashes", "-r", str(_LOCKED))
    return python


def install(python: Path, package: Path) -> set[str]:
    """Installs a wheel or a source archive; returns the modules that became importable."""
    before = _importable(python)
    # The environment has what builds a source archive, locked.
    options = ("--no-deps", "--no-build-isolation", "--offline")
    _uv("pip", "install", "--python", str(python), *options, str(package))
    return _importable(python) - before


def _importable(python: Path) -> set[str]:
    code = "import pkgutil; print(*(module.name for module in pkgutil.iter_modules()))"
    return set(output([python, "-I", "-c", code]).split())


def _uv(*arguments: str) -> None:
    output([sys.executable, "-m", "uv", "--quiet", *arguments])


def output(
    command: Iterable[str | Path], folder: Path | None = None, environment: Mapping[str, str] | None = None
) -> str:
    """The stdout of a command, which must succeed. Raises SystemExit."""
    words = [str(word) for word in command]
    done = subprocess.run(
        words, cwd=folder, env=environment, capture_output=True, text=True, timeout=600, check=False
    )
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(words)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout
