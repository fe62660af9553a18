"""The operator's own secrets about keys: the pepper that they are hashed with, and a container's first admin key."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from app.settings import Settings, SettingsError
from app.storage.engine import parse

_LEAST = 16
_FILE = "key-pepper"


def load(settings: Settings) -> bytes:
    """KEY_PEPPER, else KEY_PEPPER_FILE, else a file beside SQLite's, which is made on first use. Raises SettingsError."""
    if settings.key_pepper:
        return _checked(settings.key_pepper, "KEY_PEPPER")
    if settings.key_pepper_file:
        return _checked(
            _read(Path(settings.key_pepper_file)), f"KEY_PEPPER_FILE ({settings.key_pepper_file})"
        )
    database = parse(settings.database_url)
    if database.get_backend_name() != "sqlite" or not database.database:
        raise SettingsError(
            "AUTH=keys with PostgreSQL needs KEY_PEPPER or KEY_PEPPER_FILE, the same on every replica: "
            "a secret of at least 16 characters, such as `openssl rand -hex 32` prints."
        )
    path = Path(database.database).parent / _FILE
    if not path.exists():
        _create(path)
    return _checked(_read(path), str(path))


def admin_key(settings: Settings) -> str:
    """The key in BOOTSTRAP_ADMIN_KEY_FILE. Raises SettingsError."""
    path = settings.bootstrap_admin_key_file
    return _checked(_read(Path(path)), f"BOOTSTRAP_ADMIN_KEY_FILE ({path})").decode()


def _create(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Whole or not at all, and never over one that another process made meanwhile.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    except OSError as error:
        raise SettingsError(
            f"The pepper's file {path} cannot be made: {error.strerror}. Set KEY_PEPPER_FILE to another place."
        ) from None
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(32))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not text"
        raise SettingsError(f"The file {path} cannot be read: {reason}.") from None


def _checked(text: str, source: str) -> bytes:
    if len(text) < _LEAST:
        raise SettingsError(
            f"{source} must have at least {_LEAST} characters: `openssl rand -hex 32` prints some."
        )
    return text.encode()
