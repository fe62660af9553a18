"""What drivers say of a database that cannot be used, and the cure that stands behind it."""

from __future__ import annotations

import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError, TimeoutError

from app.storage import connection_errors

_POSTGRESQL = 'connection failed: connection to server at "10.0.0.9", port 5432 failed: '


@pytest.mark.parametrize(
    ("said", "cure"),
    [
        ("unable to open database file", "This user must be able to write to the file and to its folder"),
        ("attempt to write a readonly database", "This user must be able to write to the file"),
        ("file is not a database", "set DATABASE_URL to another path"),
        ("database is locked", "Another program holds it"),
        ("database or disk is full", "Free some space"),
        (_POSTGRESQL + "Connection refused", "Start PostgreSQL there, or correct host and port"),
        ("failed to resolve host 'db': [Errno -2] Name or service not known", "Correct the host's name"),
        ("connection timeout expired", "Correct host and port in DATABASE_URL, or let its network through"),
        (_POSTGRESQL + 'FATAL:  password authentication failed for user "u"', "written as %40 or %2F"),
        (_POSTGRESQL + "fe_sendauth: no password supplied", "written as %40 or %2F"),
        (_POSTGRESQL + 'FATAL:  no pg_hba.conf entry for host "10.0.0.1", user "u"', "pg_hba.conf"),
        (_POSTGRESQL + 'FATAL:  role "u" does not exist', "Correct the user in DATABASE_URL"),
        (_POSTGRESQL + 'FATAL:  database "passwords" does not exist', "Make that database (createdb)"),
        (_POSTGRESQL + "FATAL:  sorry, too many clients already", "max_connections"),
        ("cannot execute UPDATE in a read-only transaction", "This user may only read there"),
        ("permission denied for table organizations", "This user may only read there"),
        ("something new", "Check DATABASE_URL and its permissions."),
    ],
)
def test_each_has_its_cure(said: str, cure: str) -> None:
    error = OperationalError("SELECT 'a secret'", {"with": "values"}, Exception(said + "\nmore of it"))
    told = str(connection_errors.told(make_url("postgresql+psycopg://u:canary@10.0.0.9/d"), error))
    assert told.startswith(f"The database postgresql://u:***@10.0.0.9/d cannot be used: {said}. ")
    assert cure in told
    for word in ("canary", "secret", "values", "more of it"):
        assert word not in told


def test_what_has_no_words_of_a_driver_is_told_by_its_kind() -> None:
    told = str(connection_errors.told(make_url("sqlite:///a.db"), TimeoutError()))
    assert (
        told
        == "The database sqlite:///a.db cannot be used: TimeoutError. Check DATABASE_URL and its permissions."
    )
