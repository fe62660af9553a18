"""Replaces files and folders of the project together: after an interruption all are new, or none is.

New content is first written below `.regenerate/`. A marker there says that it is complete. From then on the
replacement can only be finished: by this run, or by the next one.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FOLDER = ".regenerate"
_MARKER = "complete"
_LOCK = "build/regenerate.lock"


class Staging:
    """New content for the project at `root`."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folder = root / _FOLDER
        self._new = self._folder / "new"
        self._marker = self._folder / _MARKER

    def path(self, target: Path) -> Path:
        """Where the new content of a file or folder of the project is to be written."""
        staged = self._new / target.relative_to(self._root)
        staged.parent.mkdir(parents=True, exist_ok=True)
        return staged

    def write(self, target: Path, text: str) -> None:
        """Stages a file, unless it has that content."""
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            self.path(target).write_text(text, encoding="utf-8")

    def commit(self, folders: tuple[Path, ...] = ()) -> None:
        """Replaces everything. `folders` are replaced whole, all else file by file."""
        lines = [folder.relative_to(self._root).as_posix() for folder in folders]
        with (self._folder / f"{_MARKER}.new").open("w", encoding="utf-8") as marker:
            marker.write("\n".join(lines))
            marker.flush()
            os.fsync(marker.fileno())
        (self._folder / f"{_MARKER}.new").rename(self._marker)
        self._replace()

    def recover(self) -> None:
        """Finishes what an interrupted run had complete, and removes what it had not."""
        if self._marker.exists():
            self._replace()
        self.discard()

    def discard(self) -> None:
        """Removes what is staged."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _replace(self) -> None:
        """May be repeated from any of its steps: what is moved is no longer staged."""
        for name in self._marker.read_text(encoding="utf-8").split("\n"):
            staged = self._new / name
            if name and staged.exists():
                # Removed below the staging folder, where a half-removed one disturbs no reader.
                if (self._root / name).exists():
                    old = self._folder / "old" / name
                    shutil.rmtree(old, ignore_errors=True)
                    old.parent.mkdir(parents=True, exist_ok=True)
                    (self._root / name).rename(old)
                staged.rename(self._root / name)
        for staged in sorted(self._new.rglob("*")):
            if staged.is_file():
                target = self._root / staged.relative_to(self._new)
                target.parent.mkdir(parents=True, exist_ok=True)
                staged.replace(target)
        self.discard()


@contextmanager
def staging(root: Path) -> Iterator[Staging]:
    """The staging of a run, after what an interrupted one left. Another run is waited for."""
    (root / _LOCK).parent.mkdir(exist_ok=True)
    with (root / _LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            print("codegen: another run is under way; waiting for it.", file=sys.stderr)  # noqa: T201 - for the person at the terminal
            fcntl.flock(lock, fcntl.LOCK_EX)
        staged = Staging(root)
        staged.recover()
        try:
            yield staged
        finally:
            staged.recover()
