"""The version of the program that migrated a database, recorded in the database.

It is no table of ours: an earlier version of the program reads it before it knows what the database has.
SQLite has a number for its users, PostgreSQL has comments.
"""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, version

from sqlalchemy import Connection

_STEP = 1_000
_PREFIX = "llm-backend "


def record(connection: Connection) -> None:
    """Records this program's version; nothing where it is not installed, and has none."""
    try:
        parts = re.match(r"(\d+)\.(\d+)\.(\d+)", version("llm-backend"))
    except PackageNotFoundError:
        return
    if parts is None:
        return
    if connection.dialect.name == "sqlite":
        major, minor, patch = map(int, parts.groups())
        connection.exec_driver_sql(f"PRAGMA user_version = {(major * _STEP + minor) * _STEP + patch}")
    else:
        connection.exec_driver_sql(f"COMMENT ON TABLE alembic_version IS '{_PREFIX}{parts[0]}'")


def read(connection: Connection) -> str | None:
    """The recorded version; None where there is none, as before 0.2.0."""
    if connection.dialect.name == "sqlite":
        number = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        return f"{number // _STEP**2}.{number // _STEP % _STEP}.{number % _STEP}" if number else None
    comment = connection.exec_driver_sql("SELECT obj_description(to_regclass('alembic_version'))").scalar()
    return str(comment).removeprefix(_PREFIX) if comment else None
