"""Where the state is: in the checkout, in the user's data folder, or where STATE_DIR says."""

from __future__ import annotations

import pwd
import sys
from pathlib import Path

import pytest

from app.settings import load
from app.settings.state_folder import default_folder


def test_default_folder_of_checkout_is_var_if_it_can_be(tmp_path: Path) -> None:
    home = {"HOME": "/home/a"}
    assert default_folder(home, tmp_path, is_checkout=True) == tmp_path / "var"
    assert default_folder(home, tmp_path / "none", is_checkout=True) == Path(
        "/home/a/.local/share/llm-backend"
    )
    # This repository is a checkout.
    assert default_folder(home, tmp_path) == tmp_path / "var"


def test_default_folder_of_checkout_is_an_existing_var_also_read_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "var").mkdir()
    monkeypatch.setattr("os.access", lambda *_: False)
    assert default_folder({"HOME": "/home/a"}, tmp_path, is_checkout=True) == tmp_path / "var"


@pytest.mark.parametrize(
    ("platform", "environment", "folder"),
    [
        ("linux", {"HOME": "/home/a"}, "/home/a/.local/share/llm-backend"),
        ("linux", {"HOME": "/home/a", "XDG_DATA_HOME": "/data"}, "/data/llm-backend"),
        ("linux", {"HOME": "/home/a", "XDG_DATA_HOME": "data"}, "/home/a/.local/share/llm-backend"),
        ("darwin", {"HOME": "/Users/a"}, "/Users/a/Library/Application Support/llm-backend"),
        ("win32", {"HOME": "/home/a", "LOCALAPPDATA": "/local"}, "/local/llm-backend"),
    ],
)
def test_default_folder_elsewhere_is_the_platforms_data_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, platform: str, environment: dict[str, str], folder: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert default_folder(environment, tmp_path, is_checkout=False) == Path(folder)


def test_default_folder_of_user_without_home_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_: int) -> None:
        raise KeyError

    monkeypatch.delenv("HOME")
    monkeypatch.setattr(pwd, "getpwuid", unknown)
    assert default_folder({}, tmp_path, is_checkout=False) is None


def test_load_state_dir_is_absolute_and_has_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = load({"STATE_DIR": "a/../b"})
    assert settings.state_dir == str(tmp_path / "b")
    assert settings.database_url == f"sqlite:///{tmp_path}/b/llm-backend.db"
    monkeypatch.setenv("HOME", "/home/a")
    assert load({"STATE_DIR": "~/b"}).state_dir == "/home/a/b"
    assert load({"STATE_DIR": "a", "DATABASE_URL": "sqlite:///x.db"}).database_url == "sqlite:///x.db"
