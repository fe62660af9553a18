"""DATABASE_URL: a SQLite file, or PostgreSQL with libpq's options."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote

from sqlalchemy import URL, make_url
from sqlalchemy.exc import SQLAlchemyError

_FORM = (
    "DATABASE_URL must be a URL such as sqlite:///var/llm-backend.db or "
    "postgresql://user:password@host:5432/name."
)
_NO_FOLDER = (
    "There is no folder for the database: this user has no home folder. Set STATE_DIR (or --state-dir) to a "
    "folder that lasts."
)
_ENCODE = (
    "a sign with a meaning in a URL is written by its code: @ as %40, : as %3A, / as %2F, ? as %3F, "
    "# as %23, % as %25"
)
_POSTGRESQL = re.compile(
    r"(?:postgresql|postgres)(?:\+\w+)?://"
    r"(?:(?P<user>[^:/]*)(?::(?P<password>[^@]*))?@)?"
    r"(?P<hosts>[^/?]*)(?:/(?P<name>[^?]*))?(?:\?(?P<options>.*))?",
    re.DOTALL | re.IGNORECASE,
)
_HOST = re.compile(r"(?P<host>\[[0-9A-Fa-f:.%]+\]|[^:\[\]]*)(?::(?P<port>[0-9]{1,5})?)?")
# libpq's options that hold a secret: they are displayed nowhere.
_SECRET_OPTIONS = ("password", "sslpassword")
_OUR_OPTIONS = ("prepare_threshold",)


class StorageError(Exception):
    """The database cannot be used; the message has a hint and no password."""


def parse(url: str) -> URL:
    """The URL of a SQLite or PostgreSQL database, with our choice of driver.

    Raises StorageError for another. No part of an invalid URL is in the message: what looks like a host may
    be half of a password.
    """
    if not url:
        raise StorageError(_NO_FOLDER)
    scheme = url.partition(":")[0].partition("+")[0].lower()
    if scheme in ("postgresql", "postgres"):
        return _postgresql(url)
    try:
        parsed = make_url(url)
    except (SQLAlchemyError, ValueError):
        raise StorageError(_FORM) from None
    if scheme != "sqlite":
        raise StorageError(_FORM)
    if parsed.database in (None, "", ":memory:"):
        raise StorageError(
            "DATABASE_URL names a database in memory, which would end with each connection: "
            "name a file, such as sqlite:///var/llm-backend.db."
        )
    return parsed.set(drivername="sqlite")


def display_url(url: URL) -> str:
    """The URL without its passwords; SQLite's with an absolute path."""
    if url.get_backend_name() == "sqlite" and "uri" not in url.query:
        url = url.set(database=str(Path(str(url.database)).absolute()))
    displayed = url.set(drivername=url.get_backend_name()).difference_update_query(_SECRET_OPTIONS)
    return displayed.render_as_string(hide_password=True)


def is_sqlite(url: str) -> bool:
    """Whether the database is a file of this machine."""
    return parse(url).get_backend_name() == "sqlite"


def sqlite_exists(path: Path) -> bool:
    """Whether there is a SQLite file at `path`. Raises StorageError where this user may not look."""
    try:
        os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise StorageError(
            f"The database file {path} cannot be reached: {error.strerror}. "
            "Set STATE_DIR or DATABASE_URL to another place."
        ) from None
    return True


def sqlite_path(url: URL) -> Path:
    """The path of SQLite's file, also of one that is named as a URI (`file:a.db?mode=ro&uri=true`)."""
    name = str(url.database)
    return Path(unquote(name.removeprefix("file:")) if "uri" in url.query else name)


def driver_arguments(url: URL, connect_seconds: float) -> tuple[URL, dict[str, Any]]:
    """PostgreSQL's URL without our own options, and the arguments of the driver that they give."""
    options = dict(url.query)
    # Transactions are started by `app.storage.engine.begin`.
    arguments: dict[str, Any] = {"autocommit": True, "fallback_application_name": "llm-backend"}
    # A pooler in transaction mode hands each transaction another server connection, which may know another
    # statement by the same name.
    threshold = str(options.pop("prepare_threshold", "none"))
    arguments["prepare_threshold"] = None if threshold.lower() in ("none", "") else _number(threshold)
    if "connect_timeout" not in options:
        arguments["connect_timeout"] = max(2, round(connect_seconds))
    return url.set(query=options), arguments


def _postgresql(url: str) -> URL:
    parts = _POSTGRESQL.fullmatch(url)
    if parts is None:
        raise StorageError(_FORM)
    if any("@" in (parts[name] or "") for name in ("hosts", "name", "options")):
        raise StorageError(f"The user or the password in DATABASE_URL contains the sign @: {_ENCODE}.")
    options = _options(parts["options"] or "")
    hosts = [_host(text) for text in parts["hosts"].split(",")]
    host, port = hosts[0]
    if len(hosts) > 1:
        options["host"] = ",".join(each for each, _ in hosts)
        options["port"] = ",".join("" if number is None else str(number) for _, number in hosts)
        host, port = "", None
    return URL.create(
        "postgresql+psycopg",
        username=unquote(parts["user"]) if parts["user"] else None,
        password=unquote(parts["password"]) if parts["password"] else None,
        host=host or None,
        port=port,
        database=unquote(parts["name"]) if parts["name"] else None,
        query=options,
    )


def _host(text: str) -> tuple[str, int | None]:
    parts = _HOST.fullmatch(text)
    if parts is None or int(parts["port"] or 1) not in range(1, 65_536):
        raise StorageError(
            "The port in DATABASE_URL must be a number from 1 to 65535. If it is a part of the password, "
            f"the password needs encoding: {_ENCODE}."
        )
    return unquote(parts["host"].strip("[]")), int(parts["port"]) if parts["port"] else None


def _options(text: str) -> dict[str, str]:
    from psycopg import ProgrammingError
    from psycopg.conninfo import make_conninfo

    options = dict(parse_qsl(text, keep_blank_values=True))
    for name, value in options.items():
        if name in _OUR_OPTIONS:
            if value.lower() not in ("none", ""):
                _number(value)
            continue
        try:
            make_conninfo(**{name: value})
        except ProgrammingError:
            raise StorageError(
                "DATABASE_URL has an option behind its ? that PostgreSQL's clients do not know; "
                "they know sslmode, connect_timeout, application_name, options and target_session_attrs."
            ) from None
    return options


def _number(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", text):
        raise StorageError("The option prepare_threshold of DATABASE_URL must be a number, or none.")
    return int(text)
