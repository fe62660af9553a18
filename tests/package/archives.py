"""Builds the wheel and the source archive, and compares them with the repository."""

from __future__ import annotations

import sys
import tarfile
import zipfile
from pathlib import Path

from tests.package.interpreters import output

_ROOT = Path(__file__).parents[2]
_CARRIED = ("app", "generated", "migrations")


def build(folder: Path) -> tuple[Path, Path]:
    """The wheel and the source archive. Raises SystemExit where a file is missing or should not be there."""
    output([sys.executable, "-m", "hatchling", "build", "-d", folder], _ROOT)
    (wheel,), (archive,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    tracked = output(["git", "ls-files", *_CARRIED], _ROOT).splitlines()
    carried = {f"llm_backend/{name}" for name in tracked if not name.startswith("app/package/")}
    own = {"llm_backend/__init__.py", "llm_backend/__main__.py"}
    _compare("the wheel", {name for name in files(wheel) if ".dist-info/" not in name}, carried | own)
    with tarfile.open(archive) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    # hatchling adds the last three by itself.
    _compare("the source archive", names, {*tracked, "README.md", "pyproject.toml", ".gitignore", "PKG-INFO"})
    return wheel, archive


def files(wheel: Path) -> set[str]:
    """The names of a wheel's files."""
    with zipfile.ZipFile(wheel) as opened:
        return set(opened.namelist())


def _compare(what: str, found: set[str], expected: set[str]) -> None:
    if found != expected:
        lacks, other = sorted(expected - found), sorted(found - expected)
        raise SystemExit(f"{what} lacks {lacks} and should not have {other}")
