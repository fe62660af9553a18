"""The operator's secrets: the pepper of the key hashes, and the first admin key of a deployment."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from app.settings import Settings, SettingsError
from app.storage.database_url import parse, sqlite_path

_MIN_LENGTH = 16
_FILE = "key-pepper"


def load(settings: Settings) -> bytes:
    """KEY_PEPPER, else KEY_PEPPER_FILE, else a file beside SQLite's, created on first use.

    Raises SettingsError.
    """
    if settings.key_pepper:
        return _checked(settings.key_pepper, "KEY_PEPPER")
    if settings.key_pepper_file:
        return _from(settings.key_pepper_file, "KEY_PEPPER_FILE", "")
    path = beside(settings)
    if not os.path.exists(path):
        _create(path)
    return _from(str(path), "KEY_PEPPER_FILE", " (its default)")


def sealing_secret(settings: Settings) -> bytes:
    """The secret that signs what clients keep for this server, the same on every replica and after a start.

    Without keys all callers are one project, and it is the address of the database. Raises SettingsError.
    """
    if settings.auth == "keys" or settings.key_pepper or settings.key_pepper_file:
        return load(settings)
    return settings.database_url.encode()


def beside(settings: Settings) -> Path:
    """The default file, beside SQLite's; it may not exist. With PostgreSQL, raises SettingsError."""
    database = parse(settings.database_url)
    if database.get_backend_name() != "sqlite" or not database.database:
        raise SettingsError(
            "AUTH=keys with PostgreSQL needs KEY_PEPPER or KEY_PEPPER_FILE, the same on every replica: "
            "a secret of at least 16 characters, such as `openssl rand -hex 32` prints."
        )
    return sqlite_path(database).parent / _FILE


def admin_key(settings: Settings) -> str:
    """The key in BOOTSTRAP_ADMIN_KEY_FILE. Raises SettingsError."""
    return _from(settings.bootstrap_admin_key_file, "BOOTSTRAP_ADMIN_KEY_FILE", "").decode()


def _create(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f"{path.name}-{secrets.token_hex(8)}.new")
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_hex(32))
            _give_name(new, path)
        finally:
            new.unlink(missing_ok=True)
    except FileExistsError:
        return
    except OSError as error:
        raise SettingsError(
            f"The pepper file {path} cannot be created: {error.strerror}. "
            "Set KEY_PEPPER_FILE to another path."
        ) from None


def _give_name(new: Path, path: Path) -> None:
    """The file is whole once it has its name, and replaces none that another process has just created."""
    try:
        os.link(new, path)
    except FileExistsError:
        raise
    except OSError:
        # A file system without links.
        new.rename(path)


def _from(path: str, setting: str, remark: str) -> bytes:
    try:
        text = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not text"
        raise SettingsError(
            f"{setting}={path}{remark} cannot be read: {reason}. Name a file that this user may read."
        ) from None
    return _checked(text, f"{setting} ({path})")


def _checked(text: str, source: str) -> bytes:
    if len(text) < _MIN_LENGTH:
        raise SettingsError(
            f"{source} must have at least {_MIN_LENGTH} characters: `openssl rand -hex 32` prints one."
        )
    return text.encode()
