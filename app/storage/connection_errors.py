"""Errors of a database that cannot be used, each with a hint for the operator."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.exc import SQLAlchemyError

from app.storage.damage import RESTORE, is_damaged
from app.storage.database_url import StorageError, display_url

_RIGHTS = (
    "This user must be able to write to the file and to its folder: allow it, or set STATE_DIR or "
    "DATABASE_URL to another place."
)
_READ_ONLY = (
    "This user may only read the database: allow writing, or set DATABASE_URL to a writable database."
)
_LOGIN = "Correct user and password in DATABASE_URL; a sign such as @ or / in them is written as %40 or %2F."
_CREATE = "Migrations create tables: run them as their owner, or GRANT CREATE ON SCHEMA to this user."

# A part of the driver's message -> the hint. PostgreSQL's messages may be in another language: then the
# general hint applies.
_HINTS = (
    ("unable to open database file", _RIGHTS),
    ("readonly database", _RIGHTS),
    ("is not a database", "That file is something else: set DATABASE_URL to another path."),
    ("database is locked", "Another program has locked it: wait until it ends, or stop it."),
    ("is full", "Free some space there, or set STATE_DIR or DATABASE_URL to another place."),
    ("read-only transaction", _READ_ONLY),
    ("permission denied for schema", _CREATE),
    ("must be owner", _CREATE),
    ("permission denied", _READ_ONLY),
    ("refused", "Start PostgreSQL there, or correct host and port in DATABASE_URL."),
    ("resolve host", "Correct the host's name in DATABASE_URL."),
    ("timeout", "Correct host and port in DATABASE_URL, or allow its network to connect."),
    ("password auth", _LOGIN),
    ("password supplied", _LOGIN),
    ("pg_hba.conf", "Allow this user and address in PostgreSQL's pg_hba.conf, or correct DATABASE_URL."),
    ('role "', "Correct the user in DATABASE_URL, or create it: CREATE ROLE."),
    ("does not exist", "Create that database (createdb), or correct its name in DATABASE_URL."),
    ("too many", "Allow more connections to PostgreSQL (max_connections), or run fewer processes."),
)  # fmt: skip


def storage_error(url: URL, error: SQLAlchemyError) -> StorageError:
    """The error for the operator: the driver's message, without SQLAlchemy's text and the values in it."""
    cause = str(getattr(error, "orig", None) or type(error).__name__).strip().splitlines()[0].rstrip(".")
    return StorageError(f"The database {display_url(url)} cannot be used: {cause}. {_hint(url, cause)}")


def _hint(url: URL, cause: str) -> str:
    if url.get_backend_name() == "sqlite" and url.database and Path(url.database).is_dir():
        return f"It is a folder: name a file in it, such as sqlite:///{url.database}/llm-backend.db."
    if is_damaged(cause):
        return RESTORE
    found = (hint for text, hint in _HINTS if text in cause)
    return next(found, "Check DATABASE_URL and its permissions.")
