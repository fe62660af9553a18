"""The journal of open calls: files that a killed process leaves behind, so that none of its calls is lost.

Each call to an upstream has a slot of a memory-mapped file, from before the upstream is asked until its usage
record is committed. A slot is written without a system call. The kernel has the pages when the process is
killed; a power cut may lose them. A process locks its files for as long as it lives: a file without a lock
is abandoned, and any process with the same folder records its calls.
"""

from __future__ import annotations

import fcntl
import logging
import mmap
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeAlias

_log = logging.getLogger(__name__)

SLOT_BYTES = 1024
SLOTS = 1024
"""Slots of a file, which has 1 MiB."""
MAX_RECORD_BYTES = SLOT_BYTES
_FILE_BYTES = SLOT_BYTES * SLOTS
_SUFFIX = ".calls"
_FREE, _START, _END = 0, ord("["), b"\n"

Slot: TypeAlias = tuple[mmap.mmap, int]
"""The place of a record."""


class Journal:
    """This process's files. Another file is added when all slots are in use."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: list[tuple[Path, int, mmap.mmap]] = []
        self._free: list[Slot] = []
        self._new_slots: Iterator[Slot] = iter(())
        self._failed = False

    def open(self) -> None:
        """Creates the first file. Raises OSError."""
        self._add_file()

    def add(self, record: bytes) -> Slot | None:
        """Takes a slot for a record: a line of JSON, an array.

        None if it is too long, or there is no room on the disk.
        """
        length = len(record)
        if length > MAX_RECORD_BYTES:
            return None
        slot = self._free.pop() if self._free else self._new_slot()
        if slot is not None:
            memory, start = slot
            memory[start : start + length] = record
        return slot

    def remove(self, slot: Slot) -> None:
        """The record of that slot is committed."""
        memory, start = slot
        memory[start] = _FREE
        self._free.append(slot)

    def close(self) -> None:
        """Deletes the files whose slots are free; the others wait for the next process."""
        for path, handle, memory in self._files:
            if next(_records(memory), None) is None:
                path.unlink(missing_ok=True)
            memory.close()
            os.close(handle)
        self._files, self._free, self._new_slots = [], [], iter(())
        with suppress(OSError):
            # Only an empty folder is removed.
            self._folder.rmdir()

    def _new_slot(self) -> Slot | None:
        """A slot that was never used, of another file if there is none in this one."""
        slot = next(self._new_slots, None)
        if slot is None:
            try:
                self._add_file()
            except OSError as error:
                if not self._failed:
                    _log.warning("the journal of open calls cannot grow: %s", error)
                self._failed = True
                return None
            self._failed = False
            slot = next(self._new_slots)
        return slot

    def _add_file(self) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        owner = self._folder.lstat()
        if owner.st_uid != os.geteuid() or owner.st_mode & 0o077:
            # In a temporary folder, another user may have created it.
            raise PermissionError(f"{self._folder} is not a private folder of this user")
        path = self._folder / f"{secrets.token_hex(8)}{_SUFFIX}"
        new = path.with_suffix(".new")
        handle = os.open(new, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            # Real blocks: a page of a sparse file on a full disk could not be written.
            os.write(handle, bytes(_FILE_BYTES))
            if os.fstat(handle).st_size != _FILE_BYTES:
                raise OSError(f"{new} could not be written as a whole")
            fcntl.flock(handle, fcntl.LOCK_EX)
            memory = mmap.mmap(handle, _FILE_BYTES)
            # Locked before it has its name: no other process takes it for an abandoned one.
            new.rename(path)
        except BaseException:
            os.close(handle)
            new.unlink(missing_ok=True)
            raise
        self._files.append((path, handle, memory))
        self._new_slots = ((memory, start) for start in range(0, _FILE_BYTES, SLOT_BYTES))


@contextmanager
def abandoned(path: Path) -> Iterator[list[bytes] | None]:
    """The records of a file whose process has ended; None if it lives.

    The file is deleted at the end of the block, unless that raises.
    """
    try:
        handle = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        yield None
        return
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
            return
        with mmap.mmap(handle, 0) as memory:
            yield list(_records(memory))
        path.unlink(missing_ok=True)
    finally:
        os.close(handle)


def files(folder: Path) -> list[Path]:
    """The files of all processes, in use or abandoned."""
    with suppress(FileNotFoundError):
        return sorted(folder.glob(f"*{_SUFFIX}"))
    return []


def _records(memory: mmap.mmap) -> Iterator[bytes]:
    for start in range(0, len(memory) - SLOT_BYTES + 1, SLOT_BYTES):
        if memory[start] == _START:
            yield memory[start : start + SLOT_BYTES].partition(_END)[0]
