"""Whose fault an error of the database is: the row's own, or the database's."""

from __future__ import annotations

import sqlite3
from typing import Literal, TypeAlias

from sqlalchemy.exc import (
    DBAPIError,
    DisconnectionError,
    IntegrityError,
    InterfaceError,
    OperationalError,
    TimeoutError,
)

from app.storage.damage import RESTORE, is_damaged
from app.storage.database_url import StorageError
from app.storage.write_lock import DatabaseLocked

ErrorKind: TypeAlias = Literal["row", "busy", "down"]
"""The row cannot be stored; the database is locked or slow and may be tried again; it cannot be used."""

# PostgreSQL's classes of errors that are about the values of a statement: cardinality, data, integrity,
# view's check, limits of a row or an index, and what a trigger raises.
_ROW_CLASSES = ("21", "22", "23", "44", "54", "P0")
# Serialization and deadlock, lock not available.
_LOCKED = ("40001", "40P01", "55P03")
# Also statement timeout.
_BUSY = (*_LOCKED, "57014")
# The server ended a transaction that was idle, or took too long, without committing it.
_ENDED = ("25P03", "25P04")
# A lost connection, a read-only or broken transaction, a server that stops, its files.
_CONNECTION_CLASSES = ("08", "25", "57", "58", "XX")
_SQLITE_ROW = (
    sqlite3.SQLITE_CONSTRAINT,
    sqlite3.SQLITE_MISMATCH,
    sqlite3.SQLITE_TOOBIG,
    sqlite3.SQLITE_RANGE,
)
_SQLITE_KEEPS = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
_SQLITE_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def error_kind(error: BaseException) -> ErrorKind:
    """The kind of an error; what is not the database's at all counts as the row's."""
    if isinstance(error, TimeoutError | DatabaseLocked):
        return "busy"
    if isinstance(error, StorageError | DisconnectionError):
        return "down"
    if not isinstance(error, DBAPIError):
        return "row"
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return "busy" if state in _BUSY else "row" if state.startswith(_ROW_CLASSES) else "down"
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        primary = code & 0xFF
        return "busy" if primary in _SQLITE_BUSY else "row" if primary in _SQLITE_ROW else "down"
    # The driver's own: a lost connection, or a value that it cannot send.
    return "down" if isinstance(error, OperationalError | InterfaceError) else "row"


def is_locked(error: BaseException) -> bool:
    """Whether another transaction is in the way: it writes, so that the database is not down."""
    state = getattr(error.orig, "sqlstate", None) if isinstance(error, DBAPIError) else None
    return error_kind(error) == "busy" and not isinstance(error, TimeoutError) and state in (None, *_LOCKED)


def is_ended_transaction(error: BaseException) -> bool:
    """Whether PostgreSQL ended the transaction by a timeout: it can be run again, on another connection."""
    return isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", None) in _ENDED


def spoils_connection(error: BaseException) -> bool:
    """Whether another connection may succeed where this one failed.

    SQLite's is as good as a new one where only the disk refuses a write, and the last one to close removes
    the log, which a full disk has no room to create again.
    """
    if error_kind(error) != "down":
        return False
    origin = error.orig if isinstance(error, DBAPIError) else None
    state = getattr(origin, "sqlstate", None)
    if state is not None:
        return bool(state.startswith(_CONNECTION_CLASSES))
    return getattr(origin, "sqlite_errorcode", -1) & 0xFF not in _SQLITE_KEEPS


def cause(error: BaseException) -> str:
    """The driver's message, without the statement and its values; what repairs a damaged database."""
    origin = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(error, IntegrityError) or (isinstance(error, DBAPIError) and error_kind(error) == "row"):
        return type(origin).__name__
    message = (str(origin).strip().splitlines() or [""])[0] or type(origin).__name__
    return f"{message}. {RESTORE}" if is_damaged(message) else message
