"""Where the pepper comes from, and what is told where it cannot."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from app.access.pepper import admin_key, load
from app.settings import SettingsError
from tests.support.server import settings


def test_it_is_made_once_beside_sqlite_for_its_owner_only(tmp_path: Path) -> None:
    given = settings(database_url=f"sqlite:///{tmp_path}/deep/test.db")
    made = load(given)
    assert load(given) == made
    assert len(made) == 64
    assert stat.S_IMODE((tmp_path / "deep/key-pepper").stat().st_mode) == 0o600


@pytest.mark.parametrize("folder", [".", "new", "two/deep"])
def test_load_folder_of_sqlite_is_created_unless_it_exists(tmp_path: Path, folder: str) -> None:
    load(settings(database_url=f"sqlite:///{tmp_path / folder}/test.db"))
    assert (tmp_path / folder / "key-pepper").exists()


def test_a_setting_wins_over_a_file(tmp_path: Path) -> None:
    file = tmp_path / "pepper"
    file.write_text(" from the file, long enough \n")
    assert load(settings(key_pepper_file=str(file))) == b"from the file, long enough"
    assert load(settings(key_pepper_file=str(file), key_pepper="x" * 16)) == b"x" * 16


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"key_pepper": "short"}, "KEY_PEPPER must have at least 16"),
        ({"key_pepper_file": "/nowhere/pepper"}, "/nowhere/pepper cannot be read"),
        ({"database_url": "postgresql://u@h/d"}, "the same on every replica"),
        ({"database_url": "sqlite:////proc/none/x.db"}, "Set KEY_PEPPER_FILE to another path"),
    ],
)
def test_what_is_wrong_is_told_with_the_cure(given: dict[str, str], told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        load(settings(**given))


def test_a_short_admin_key_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("123\n")
    with pytest.raises(SettingsError, match="BOOTSTRAP_ADMIN_KEY_FILE"):
        admin_key(settings(bootstrap_admin_key_file=str(file)))
