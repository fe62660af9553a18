"""Errors of a database that cannot be used, and the hint that follows the driver's message."""

from __future__ import annotations

import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError, TimeoutError

from app.storage import connection_errors

_POSTGRESQL = 'connection failed: connection to server at "10.0.0.9", port 5432 failed: '


@pytest.mark.parametrize(
    ("message", "hint"),
    [
        ("unable to open database file", "This user must be able to write to the file and to its folder"),
        ("attempt to write a readonly database", "This user must be able to write to the file"),
        ("file is not a database", "set DATABASE_URL to another path"),
        ("database is locked", "Another program has locked it"),
        ("database or disk is full", "Free some space"),
        (_POSTGRESQL + "Connection refused", "Start PostgreSQL there, or correct host and port"),
        ("failed to resolve host 'db': [Errno -2] Name or service not known", "Correct the host's name"),
        (
            "connection timeout expired",
            "Correct host and port in DATABASE_URL, or allow its network to connect",
        ),
        (_POSTGRESQL + 'FATAL:  password authentication failed for user "u"', "written as %40 or %2F"),
        (_POSTGRESQL + "fe_sendauth: no password supplied", "written as %40 or %2F"),
        (_POSTGRESQL + 'FATAL:  no pg_hba.conf entry for host "10.0.0.1", user "u"', "pg_hba.conf"),
        (_POSTGRESQL + 'FATAL:  role "u" does not exist', "Correct the user in DATABASE_URL"),
        (_POSTGRESQL + 'FATAL:  database "passwords" does not exist', "Create that database (createdb)"),
        (_POSTGRESQL + "FATAL:  sorry, too many clients already", "max_connections"),
        ("cannot execute UPDATE in a read-only transaction", "This user may only read the database"),
        ("permission denied for table organizations", "This user may only read the database"),
        ("something new", "Check DATABASE_URL and its permissions."),
    ],
)
def test_storage_error_known_message_has_its_hint(message: str, hint: str) -> None:
    error = OperationalError("SELECT 'a secret'", {"with": "values"}, Exception(message + "\nmore of it"))
    text = str(connection_errors.storage_error(make_url("postgresql+psycopg://u:canary@10.0.0.9/d"), error))
    assert text.startswith(f"The database postgresql://u:***@10.0.0.9/d cannot be used: {message}. ")
    assert hint in text
    for word in ("canary", "secret", "values", "more of it"):
        assert word not in text


def test_storage_error_without_a_driver_message_names_the_class() -> None:
    text = str(connection_errors.storage_error(make_url("sqlite:////x/a.db"), TimeoutError()))
    assert text.startswith("The database sqlite:////x/a.db cannot be used: TimeoutError. Check DATABASE_URL")
