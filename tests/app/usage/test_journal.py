"""The journal of open calls: what a process leaves behind, and who may read it."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

import pytest

from app.usage import journal
from app.usage.journal import SLOT_BYTES, SLOTS, Journal, Slot, abandoned, files


def _opened(folder: Path) -> Journal:
    opened = Journal(folder)
    opened.open()
    return opened


def _add(opened: Journal, record: bytes) -> Slot:
    slot = opened.add(record + b"\n")
    assert slot is not None
    return slot


def _abandon(opened: Journal) -> None:
    """As a killed process: the kernel closes its files, and nothing else happens."""
    for _, handle, memory in opened._files:
        memory.close()
        os.close(handle)


def _left(folder: Path) -> list[list[bytes] | None]:
    found = []
    for path in files(folder):
        with abandoned(path) as records:
            found.append(records)
    return found


def test_journal_of_ended_process_has_its_open_calls_once(tmp_path: Path) -> None:
    opened = _opened(tmp_path / "calls")
    slots = [_add(opened, b"[%d, 7]" % number) for number in range(4)]
    for slot in slots[1:3]:
        opened.remove(slot)
    # A slot that was used before has nothing of its last record.
    assert _add(opened, b"[5]") == slots[2]
    _abandon(opened)
    assert _left(tmp_path / "calls") == [[b"[0, 7]", b"[5]", b"[3, 7]"]]
    assert files(tmp_path / "calls") == []


def test_journal_of_living_process_is_not_read(tmp_path: Path) -> None:
    opened = _opened(tmp_path)
    _add(opened, b"[1]")
    assert _left(tmp_path) == [None]
    assert len(files(tmp_path)) == 1
    opened.close()


def test_journal_that_cannot_be_recorded_is_kept(tmp_path: Path) -> None:
    opened = _opened(tmp_path)
    _add(opened, b"[1]")
    _abandon(opened)
    with suppress(OSError), abandoned(files(tmp_path)[0]) as records:
        assert records == [b"[1]"]
        raise OSError("the database cannot be used")
    assert _left(tmp_path) == [[b"[1]"]]


def test_journal_closed_without_open_calls_leaves_nothing(tmp_path: Path) -> None:
    opened = _opened(tmp_path / "calls")
    opened.remove(_add(opened, b"[1]"))
    opened.close()
    assert not (tmp_path / "calls").exists()
    opened = _opened(tmp_path / "calls")
    _add(opened, b"[2]")
    opened.close()
    assert _left(tmp_path / "calls") == [[b"[2]"]]


def test_journal_with_all_slots_in_use_takes_another_file(tmp_path: Path) -> None:
    opened = _opened(tmp_path)
    records = [b"[%d%s]" % (number, b" " * 1_000) for number in range(SLOTS + 3)]
    slots = [_add(opened, record) for record in records]
    assert len(set(slots)) == SLOTS + 3
    assert len(files(tmp_path)) == 2
    opened.remove(slots[SLOTS + 1])
    assert _add(opened, b"[-1]") == slots[SLOTS + 1]
    _abandon(opened)
    found = [record for left in _left(tmp_path) for record in left or ()]
    assert sorted(found) == sorted([*records[: SLOTS + 1], b"[-1]", records[SLOTS + 2]])


def test_journal_on_full_disk_goes_on_without_a_slot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    opened = _opened(tmp_path)
    for _ in range(SLOTS):
        _add(opened, b"[1]")
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        assert opened.add(b"[2]\n") is None
    _add(opened, b"[2]")
    opened.close()
    assert [path.suffix for path in tmp_path.iterdir()] == [".calls"] * 2


def test_journal_record_over_the_bound_has_no_slot(tmp_path: Path) -> None:
    opened = _opened(tmp_path)
    assert opened.add(b"[" + b"1" * SLOT_BYTES + b"]\n") is None
    opened.close()
    assert not tmp_path.exists()


def test_journal_folder_of_others_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "calls"
    folder.mkdir(mode=0o755)
    with pytest.raises(PermissionError, match="private"):
        _opened(folder)
    real = tmp_path / "real"
    real.mkdir(mode=0o700)
    folder.rmdir()
    folder.symlink_to(real)
    with pytest.raises(OSError, match="private"):
        _opened(folder)


def test_journal_files_are_private(tmp_path: Path) -> None:
    opened = _opened(tmp_path / "calls")
    [path] = files(tmp_path / "calls")
    assert [part.stat().st_mode & 0o777 for part in (path, path.parent)] == [0o600, 0o700]
    opened.close()


def test_abandoned_file_that_is_gone_has_no_records(tmp_path: Path) -> None:
    with abandoned(tmp_path / "x.calls") as records:
        assert records is None
    assert journal.files(tmp_path / "no folder") == []
