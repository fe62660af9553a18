"""Whose fault an error is, by what SQLite's and PostgreSQL's drivers raise."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa
from psycopg import errors
from sqlalchemy.exc import DBAPIError, DisconnectionError, TimeoutError

from app.storage.database_url import StorageError
from app.storage.error_kinds import cause, error_kind, is_locked, spoils_connection
from app.storage.write_lock import DatabaseLocked

_DOWN = (
    errors.ReadOnlySqlTransaction, errors.InsufficientPrivilege, errors.DiskFull, errors.DataCorrupted,
    errors.IndexCorrupted, errors.UndefinedTable, errors.UndefinedColumn, errors.InvalidSchemaName,
    errors.TooManyConnections, errors.OutOfMemory, errors.AdminShutdown, errors.CrashShutdown,
    errors.CannotConnectNow, errors.ConnectionFailure, errors.IoError, errors.InternalError_,
    errors.InvalidPassword, errors.InvalidCatalogName, errors.IdleInTransactionSessionTimeout,
    errors.InvalidSqlStatementName, errors.FeatureNotSupported, errors.ConfigFileError,
)  # fmt: skip
_BUSY = (
    errors.LockNotAvailable,
    errors.QueryCanceled,
    errors.DeadlockDetected,
    errors.SerializationFailure,
)
_ROW = (
    errors.UniqueViolation, errors.ForeignKeyViolation, errors.NotNullViolation, errors.CheckViolation,
    errors.NumericValueOutOfRange, errors.UntranslatableCharacter, errors.StringDataRightTruncation,
    errors.InvalidTextRepresentation, errors.ProgramLimitExceeded, errors.RaiseException,
)  # fmt: skip


def _wrapped(error: Exception) -> DBAPIError:
    module: Any = sqlite3 if isinstance(error, sqlite3.Error) else psycopg
    found = DBAPIError.instance("INSERT", {}, error, module.Error)
    assert isinstance(found, DBAPIError)
    return found


@pytest.mark.parametrize(("kinds", "expected"), [(_DOWN, "down"), (_BUSY, "busy"), (_ROW, "row")])
def test_error_kind_postgresql_is_that_of_its_state(
    kinds: tuple[type[Exception], ...], expected: str
) -> None:
    assert {kind.__name__: error_kind(_wrapped(kind("x"))) for kind in kinds} == {
        kind.__name__: expected for kind in kinds
    }


def test_error_kind_of_every_postgresql_error_is_down_unless_it_is_about_values() -> None:
    kinds = [
        kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, psycopg.Error)
    ]
    states = {str(kind.sqlstate): kind for kind in kinds if kind.sqlstate}
    assert len(states) > 200
    other = {state for state, kind in states.items() if error_kind(_wrapped(kind("x"))) != "down"}
    assert {state[:2] for state in other} == {"21", "22", "23", "40", "44", "54", "55", "57", "P0"}
    assert {state for state in other if state[:2] in ("40", "55", "57")} == {
        "40001",
        "40P01",
        "55P03",
        "57014",
    }


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (psycopg.OperationalError("server closed the connection unexpectedly"), "down"),
        (psycopg.InterfaceError("the connection is closed"), "down"),
        (psycopg.DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes"), "row"),
        (psycopg.ProgrammingError("cannot adapt type 'object'"), "row"),
    ],
)
def test_error_kind_of_the_driver_itself(error: Exception, expected: str) -> None:
    assert error_kind(_wrapped(error)) == expected


def _sqlite_error(path: Path, statement: str, *prepare: str, **given: Any) -> DBAPIError:
    """What SQLAlchemy raises for a statement on a file with one table."""
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        for each in ("CREATE TABLE IF NOT EXISTS one (id INTEGER PRIMARY KEY, text TEXT NOT NULL)", *prepare):
            connection.exec_driver_sql(each)
        with pytest.raises(DBAPIError) as caught:
            connection.execute(sa.text(statement), given)
    engine.dispose()
    return caught.value


@pytest.mark.parametrize(
    ("statement", "prepare", "expected"),
    [
        ("INSERT INTO one VALUES (1, NULL)", (), "row"),
        ("INSERT INTO one VALUES ('no number', 'x')", (), "row"),
        ("INSERT INTO one VALUES (1, zeroblob(2000000000))", (), "row"),
        ("INSERT INTO two VALUES (1)", (), "down"),
        ("INSERT INTO one VALUES (1, 'x')", ("PRAGMA query_only = ON",), "down"),
        ("INSERT INTO one VALUES (1, zeroblob(100000))", ("PRAGMA max_page_count = 3",), "down"),
    ],
)
def test_error_kind_sqlite_is_that_of_its_code(
    tmp_path: Path, statement: str, prepare: tuple[str, ...], expected: str
) -> None:
    assert error_kind(_sqlite_error(tmp_path / "a.db", statement, *prepare)) == expected


def test_error_kind_of_sqlites_files(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"This is no database, but long enough to be taken for one." * 100)
    engine = sa.create_engine(f"sqlite:///{tmp_path}/a.db")
    with pytest.raises(DBAPIError) as caught, engine.connect() as connection:
        connection.exec_driver_sql("SELECT * FROM sqlite_master")
    engine.dispose()
    assert error_kind(caught.value) == "down"
    assert spoils_connection(caught.value)


def test_error_kind_of_what_is_no_error_of_a_driver() -> None:
    assert error_kind(TimeoutError("QueuePool limit")) == "busy"
    assert error_kind(DatabaseLocked()) == "busy"
    assert error_kind(StorageError("gone")) == "down"
    assert error_kind(DisconnectionError()) == "down"
    assert error_kind(ValueError("of a row")) == "row"
    assert error_kind(OverflowError("Python int too large to convert to SQLite INTEGER")) == "row"


def test_spoils_connection_only_where_another_one_may_succeed(tmp_path: Path) -> None:
    spoil = (errors.ReadOnlySqlTransaction("x"), errors.AdminShutdown("x"), errors.DataCorrupted("x"))
    assert all(spoils_connection(_wrapped(error)) for error in spoil)
    keep = (errors.UniqueViolation("x"), errors.InsufficientPrivilege("x"), errors.LockNotAvailable("x"))
    assert not any(spoils_connection(_wrapped(error)) for error in keep)
    full = "INSERT INTO one VALUES (1, zeroblob(100000))"
    assert not spoils_connection(_sqlite_error(tmp_path / "a.db", full, "PRAGMA max_page_count = 3"))
    assert not spoils_connection(_sqlite_error(tmp_path / "a.db", "SELECT * FROM two"))


def test_cause_has_no_values_of_a_row(tmp_path: Path) -> None:
    error = _wrapped(errors.InvalidTextRepresentation('invalid input syntax for type integer: "a secret"'))
    assert cause(error) == "InvalidTextRepresentation"
    missing = _sqlite_error(tmp_path / "a.db", "INSERT INTO two VALUES (:value)", value="a secret")
    assert cause(missing) == "no such table: two"


def test_is_locked_is_no_timeout() -> None:
    assert is_locked(_wrapped(errors.LockNotAvailable("x")))
    assert is_locked(DatabaseLocked())
    assert not is_locked(_wrapped(errors.QueryCanceled("canceling statement due to statement timeout")))
    assert not is_locked(_wrapped(errors.AdminShutdown("x")))
