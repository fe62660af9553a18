"""The source of the pepper, and the errors of a missing or invalid one."""

from __future__ import annotations

import os
import secrets
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.access.pepper import admin_key, load
from app.settings import SettingsError
from tests.support.server import settings


def test_load_missing_pepper_is_created_once_beside_sqlite_for_its_owner(tmp_path: Path) -> None:
    given = settings(database_url=f"sqlite:///{tmp_path}/deep/test.db")
    created = load(given)
    assert load(given) == created
    assert len(created) == 64
    assert stat.S_IMODE((tmp_path / "deep/key-pepper").stat().st_mode) == 0o600


def test_load_pepper_by_many_at_once_is_one_and_whole(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def slow_token(size: int) -> str:
        time.sleep(0.01)
        return os.urandom(size).hex()

    # Between the creation of a file and its content.
    monkeypatch.setattr(secrets, "token_hex", slow_token)
    for number in range(3):
        given = settings(database_url=f"sqlite:///{tmp_path}/{number}/test.db")
        with ThreadPoolExecutor(8) as threads:
            found = set(threads.map(lambda _: load(given), range(8)))  # noqa: B023 - all end within the block
        assert [len(one) for one in found] == [64]
        assert [path.name for path in (tmp_path / str(number)).iterdir()] == ["key-pepper"]


@pytest.mark.parametrize("folder", [".", "new", "two/deep"])
def test_load_folder_of_sqlite_is_created_unless_it_exists(tmp_path: Path, folder: str) -> None:
    load(settings(database_url=f"sqlite:///{tmp_path / folder}/test.db"))
    assert (tmp_path / folder / "key-pepper").exists()


def test_load_setting_takes_precedence_over_file(tmp_path: Path) -> None:
    file = tmp_path / "pepper"
    file.write_text(" from the file, long enough \n")
    assert load(settings(key_pepper_file=str(file))) == b"from the file, long enough"
    assert load(settings(key_pepper_file=str(file), key_pepper="x" * 16)) == b"x" * 16


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"key_pepper": "short"}, "KEY_PEPPER must have at least 16"),
        ({"key_pepper_file": "/nowhere/pepper"}, "/nowhere/pepper cannot be read"),
        ({"database_url": "postgresql://u@h/d"}, "the same on every replica"),
        ({"database_url": "sqlite:////proc/none/x.db"}, "Set KEY_PEPPER_FILE to another path"),
    ],
)
def test_load_invalid_pepper_raises_with_the_fix(given: dict[str, str], message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        load(settings(**given))


def test_admin_key_short_key_raises(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("123\n")
    with pytest.raises(SettingsError, match="BOOTSTRAP_ADMIN_KEY_FILE"):
        admin_key(settings(bootstrap_admin_key_file=str(file)))
