"""What a database that cannot be used says, and what to do about it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.exc import SQLAlchemyError

from app.storage.engine import StorageError, shown

_RIGHTS = "This user must be able to write to the file and to its folder: allow it, or set DATABASE_URL to another place."
_READS = "This user may only read there: allow writing, or set DATABASE_URL to a database that takes it."
_LOGIN = "Correct user and password in DATABASE_URL; a sign such as @ or / in them is written as %40 or %2F."

# A part of the driver's words, and the cure. PostgreSQL may speak another language; then the general one stands.
_CURES = (
    ("unable to open database file", _RIGHTS),
    ("readonly database", _RIGHTS),
    ("is not a database", "That file is something else: set DATABASE_URL to another path."),
    ("database is locked", "Another program holds it: wait until it is done, or stop it."),
    ("is full", "Free some space there, or set DATABASE_URL to another place."),
    ("read-only transaction", _READS),
    ("permission denied", _READS),
    ("refused", "Start PostgreSQL there, or correct host and port in DATABASE_URL."),
    ("resolve host", "Correct the host's name in DATABASE_URL."),
    ("timeout", "Correct host and port in DATABASE_URL, or let its network through to there."),
    ("password auth", _LOGIN),
    ("password supplied", _LOGIN),
    ("pg_hba.conf", "Let this user in from this address in PostgreSQL's pg_hba.conf, or correct DATABASE_URL."),
    ('role "', "Correct the user in DATABASE_URL, or make it: CREATE ROLE."),
    ("does not exist", "Make that database (createdb), or correct its name in DATABASE_URL."),
    ("too many", "Let PostgreSQL take more connections (max_connections), or run fewer processes."),
)  # fmt: skip


def told(url: URL, error: SQLAlchemyError) -> StorageError:
    """The error for the operator: the driver's own words, without SQLAlchemy's, which repeat statements and their values."""
    cause = str(getattr(error, "orig", None) or type(error).__name__).strip().splitlines()[0].rstrip(".")
    return StorageError(f"The database {shown(url)} cannot be used: {cause}. {_cure(url, cause)}")


def _cure(url: URL, cause: str) -> str:
    if url.get_backend_name() == "sqlite" and url.database and Path(url.database).is_dir():
        return f"It is a folder: name a file in it, such as sqlite:///{url.database}/llm-backend.db."
    found = (cure for words, cure in _CURES if words in cause)
    return next(found, "Check DATABASE_URL and its permissions.")
