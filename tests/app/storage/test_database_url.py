"""DATABASE_URL: which are accepted, what the driver gets of them, and what is displayed."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
import sqlalchemy as sa
from hypothesis import given, strategies

from app.settings import Settings
from app.storage.database_url import StorageError, display_url, driver_arguments, parse, sqlite_path
from app.storage.engine import connect
from app.storage.schema import upgrade
from tests.support.commands import run, run_expecting_failure
from tests.support.rows import query_rows

_HALVES = ("oyster1", "oyster2")


def _driver(url: str) -> dict[str, Any]:
    """What psycopg's `connect` is called with."""
    located, arguments = driver_arguments(parse(url), 5.0)
    dialect = located.get_dialect()()
    return {**dialect.create_connect_args(located)[1], **arguments}


def _parsed(url: str) -> tuple[sa.URL | None, str]:
    """The URL, or the message of the error."""
    try:
        return parse(url), ""
    except StorageError as error:
        return None, str(error)


@pytest.mark.parametrize("sign", [*"@:/?#%[]&= +'\"!$()*,;~^`{}|\\<>", "ü", "%41", "@@", "@/", ":@", "@?"])
def test_parse_password_with_a_sign_is_whole_or_an_error_without_it(sign: str) -> None:
    password = sign.join(_HALVES)
    url = f"postgresql://app:{password}@127.0.0.1:1/db"
    secrets = Settings(database_url=url).secrets
    assert password in secrets
    parsed, message = _parsed(url)
    if parsed is None:
        assert not any(half in message for half in _HALVES)
        assert "%40" in message
    else:
        # `%41` has a meaning of its own, and is taken for it.
        assert parsed.password == (password if sign != "%41" else "oyster1Aoyster2")
        assert parsed.host == "127.0.0.1"
        assert not any(half in display_url(parsed) for half in _HALVES)
    encoded = parse(f"postgresql://app:{quote(password, safe='')}@127.0.0.1:1/db")
    assert encoded.password == password


@given(strategies.text(min_size=1, max_size=20), strategies.text(max_size=20))
def test_parse_encoded_user_and_password_are_those(user: str, password: str) -> None:
    try:
        parsed = parse(f"postgresql://{quote(user, safe='')}:{quote(password, safe='')}@h/db")
    except UnicodeEncodeError:
        return
    assert (parsed.username, parsed.password or "", parsed.host) == (user, password, "h")


def test_parse_password_in_the_options_is_not_displayed() -> None:
    parsed = parse("postgresql://u@h/d?password=canary1&sslpassword=canary2&sslmode=require")
    assert display_url(parsed) == "postgresql://u@h/d?sslmode=require"
    assert _driver("postgresql://u@h/d?password=canary1")["password"] == "canary1"


def test_parse_user_with_a_server_is_taken_as_one() -> None:
    """Azure's user names contain the sign, and a password follows: there is one way to read it."""
    parsed = parse("postgresql://user@server:password@host/db")
    assert (parsed.username, parsed.password, parsed.host) == ("user@server", "password", "host")


@pytest.mark.parametrize(
    "url",
    ["postgresql://u:p@h:x/db", "postgresql://h:canary1/db", "postgresql://u:p@h:99999/d", "postgresql://[h/d"],
)  # fmt: skip
def test_parse_port_that_is_none_raises_without_it(url: str) -> None:
    with pytest.raises(StorageError, match="must be a number from 1 to 65535") as caught:
        parse(url)
    assert "canary1" not in str(caught.value)


def test_parse_unknown_option_raises_with_the_known_ones() -> None:
    with pytest.raises(StorageError, match="they know sslmode, connect_timeout") as caught:
        parse("postgresql://u:p@h/db?canary1=2")
    assert "canary1" not in str(caught.value)


def test_driver_arguments_of_all_options() -> None:
    options = (
        "sslmode=require&connect_timeout=3&application_name=x&options=-c%20statement_timeout%3D5"
        "&target_session_attrs=read-write&prepare_threshold=7"
    )
    found = _driver(f"postgresql://u:p@h1:5433,h2,[::1]:5434/db?{options}")
    assert found == {
        "host": "h1,h2,::1", "port": "5433,,5434", "user": "u", "password": "p", "dbname": "db",
        "sslmode": "require", "connect_timeout": "3", "application_name": "x",
        "options": "-c statement_timeout=5", "target_session_attrs": "read-write", "prepare_threshold": 7,
        "autocommit": True, "fallback_application_name": "llm-backend",
    }  # fmt: skip


def test_driver_arguments_by_default_prepare_nothing_and_bound_the_connection() -> None:
    found = _driver("postgres://u@h/db")
    assert (found["prepare_threshold"], found["connect_timeout"]) == (None, 5)
    assert _driver("postgresql://u@h/db?prepare_threshold=none")["prepare_threshold"] is None
    with pytest.raises(StorageError, match="prepare_threshold"):
        parse("postgresql://u@h/db?prepare_threshold=often")


def test_connect_options_reach_the_server(postgres_database: str) -> None:
    url = f"{postgres_database}&application_name=mine&options=-c%20work_mem%3D3MB&prepare_threshold=0"
    shown = "SELECT current_setting('application_name'), current_setting('work_mem')"
    assert query_rows(url, shown) == [("mine", "3MB")]
    assert query_rows(url, "SELECT count(*) > 0 FROM pg_prepared_statements") == [(True,)]
    assert query_rows(postgres_database, "SHOW application_name") == [("llm-backend",)]
    assert query_rows(postgres_database, "SELECT count(*) FROM pg_prepared_statements") == [(0,)]


def test_connect_tries_the_next_host(postgres_database: str) -> None:
    given = sa.make_url(postgres_database)
    folder = quote(str(given.query["host"]), safe="")
    url = f"postgresql://{given.username}:@127.0.0.1:1,{folder}:5432/{given.database}?connect_timeout=2"
    assert query_rows(url, "SELECT 1") == [(1,)]
    # Of two servers, the one that can be written to.
    writable = f"{postgres_database}&target_session_attrs=read-write"
    assert query_rows(writable, "SELECT 1") == [(1,)]


def test_connect_refused_by_an_option_raises_the_servers_error(postgres_database: str) -> None:
    engine = connect(f"{postgres_database}&target_session_attrs=standby")
    with pytest.raises(sa.exc.OperationalError, match="not in hot standby"), engine.connect():
        pass
    engine.dispose()


@pytest.mark.parametrize("command", ["migrate", "doctor", "serve", "backup"])
def test_command_with_unencoded_password_reports_the_code_and_no_part_of_it(
    tmp_path: Path, command: str
) -> None:
    url = "postgresql://app:s3cr@etword@127.0.0.1:1/db"
    arguments = (command, "b.db") if command == "backup" else (command,)
    done = run(tmp_path, *arguments, DATABASE_URL=url, PORT="0")
    output = done.stdout + done.stderr
    assert done.returncode == 1
    assert "%40" in output
    assert not any(part in output for part in ("s3cr", "etword", "Traceback"))


def test_migrate_without_the_right_to_create_says_so(tmp_path: Path, postgres_database: str) -> None:
    given = sa.make_url(postgres_database)
    role = f"reader_{given.database}"
    with psycopg.connect(postgres_database, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {role} LOGIN".encode())
    url = given.set(username=role).render_as_string(hide_password=False)
    assert "GRANT CREATE ON SCHEMA" in run_expecting_failure(tmp_path, "migrate", DATABASE_URL=url)
    upgrade(postgres_database)
    with psycopg.connect(postgres_database, autocommit=True) as connection:
        connection.execute(
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}".encode()
        )
    # At head, nothing has to be created.
    assert run(tmp_path, "migrate", DATABASE_URL=url).returncode == 0


def test_sqlite_path_of_a_uri_is_its_file() -> None:
    assert sqlite_path(parse("sqlite:///file:a%20b.db?mode=ro&uri=true")) == Path("a b.db")
    assert sqlite_path(parse("sqlite:////x/a b.db")) == Path("/x/a b.db")
