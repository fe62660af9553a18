"""A small disk of its own, which a test may fill."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_MOUNT = "/bin/mount"
_UMOUNT = "/bin/umount"
NO_MOUNT = "no right to mount a disk"


@contextmanager
def small_disk(folder: Path, mebibytes: int) -> Iterator[Path]:
    """A new file system of that size below `folder`; skips the test where this user may not mount one."""
    disk = folder / "disk"
    disk.mkdir(mode=0o700)
    options = f"size={mebibytes}m,mode=0700"
    mounted = subprocess.run(
        [_MOUNT, "-t", "tmpfs", "-o", options, "tmpfs", str(disk)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip(NO_MOUNT)
    try:
        yield disk
    finally:
        # Lazily: a process that a failed test left has files there.
        subprocess.run([_UMOUNT, "--lazy", str(disk)], check=True)


def fill(disk: Path) -> Path:
    """Fills the disk to its last byte; returns the file that does so."""
    filler = disk / "filler"
    with open(filler, "wb", buffering=0) as file:
        for size in (1024 * 1024, 4096):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue
    assert os.statvfs(disk).f_bavail == 0
    return filler
