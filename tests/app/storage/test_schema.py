"""Migrations, on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

import migrations
from app.storage import program_version
from app.storage.database import Database
from app.storage.database_url import StorageError
from app.storage.engine import connect
from app.storage.event_segments import read_progress, segment
from app.storage.leased_repository import LeaseKey
from app.storage.schema import head, require_head, revision, upgrade
from app.storage.tables import METADATA, metadata_pair

_REVISIONS = ScriptDirectory(str(Path(migrations.__file__).parent)).walk_revisions()
_EARLIER = [script.revision for script in _REVISIONS][1:]


def test_upgrade_empty_database_reaches_head(database: str) -> None:
    assert revision(database) is None
    with pytest.raises(StorageError, match="llm-backend migrate"):
        require_head(database)
    assert upgrade(database) == (None, head())
    require_head(database)
    assert upgrade(database) == (head(), head())


def test_migrations_head_equals_the_table_classes(database: str) -> None:
    upgrade(database)
    engine = connect(database)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def test_head_equals_that_of_alembic_which_a_server_does_not_import() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    assert head() == ScriptDirectory.from_config(config).get_current_head()
    lines = (
        "import sys, app.main",
        "from app.storage.schema import head",
        "head()",
        "print('alembic' in sys.modules)",
    )
    done = subprocess.run(
        [sys.executable, "-c", "; ".join(lines)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("start", _EARLIER)
def test_upgrade_filled_database_of_an_earlier_revision_preserves_its_rows(database: str, start: str) -> None:
    upgrade(database, start)
    assert revision(database) == start
    engine = connect(database)
    before = sa.MetaData()
    with engine.begin() as connection:
        before.reflect(connection)
        for table in before.sorted_tables:
            if table.name != "alembic_version":
                connection.execute(sa.insert(table), [_filled(table, "1"), _filled(table, "2")])
        filled = _rows(connection, before)
    assert upgrade(database) == (start, head())
    with engine.connect() as connection:
        assert _rows(connection, before) == filled
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


async def test_upgrade_events_of_an_earlier_revision_are_segments_of_one(database: str) -> None:
    upgrade(database, "0004")
    engine = connect(database)
    before = sa.MetaData()
    with engine.begin() as connection:
        before.reflect(connection, only=["responses", "response_events"])
        responses, events = before.tables["responses"], before.tables["response_events"]
        job = {**_filled(responses, "resp_old"), "project_id": "proj_default", "status": "in_progress"}
        connection.execute(sa.insert(responses), [job])
        rows = [
            {
                "project_id": "proj_default",
                "response_id": "resp_old",
                "sequence_number": number,
                "payload": text,
            }
            for number, text in enumerate(("{}", '{"text":"\\n"}', '{"type":"x"}'))
        ]
        connection.execute(sa.insert(events), rows[:2])
    upgrade(database)
    with engine.begin() as connection:
        # By a replica of the version before that still runs.
        connection.execute(sa.insert(events), rows[2:])
    engine.dispose()
    key = LeaseKey("proj_default", "resp_old")
    opened = Database(database)
    await opened.writer.write(segment(key, 2, 3, [b"new", b"newer"]))
    found = await opened.read(lambda session: read_progress(session, {key: 0}))
    await opened.close()
    assert found.unfinished == {key}
    assert [
        (stored.attempt, [(e.sequence_number, e.data) for e in stored.events]) for stored in found.segments
    ] == [
        (0, [(1, b'{"text":"\\n"}')]),
        (0, [(2, b'{"type":"x"}')]),
        (2, [(3, b"new"), (4, b"newer")]),
    ]


def _filled(table: sa.Table, name: str) -> dict[str, Any]:
    """A row of any table: values of the columns' types, foreign keys to the row of that name."""
    return {column.name: _value(column, name) for column in table.columns}


def _value(column: sa.Column[Any], name: str) -> Any:
    if isinstance(column.type, sa.JSON):
        return {"key": name}
    if isinstance(column.type, sa.Boolean):
        return True
    return 1 if isinstance(column.type, sa.Integer) else name


def _rows(connection: sa.Connection, tables: sa.MetaData) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of all tables but the revision's."""
    return {
        table.name: sorted((tuple(row) for row in connection.execute(sa.select(table))), key=str)
        for table in tables.sorted_tables
        if table.name != "alembic_version"
    }


def test_upgrade_adds_the_default_project(database: str) -> None:
    upgrade(database)
    engine = connect(database)
    with engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT id, organization_id, created_at FROM projects")).all()
    engine.dispose()
    assert [(row.id, row.organization_id) for row in rows] == [("proj_default", "org-default")]
    assert 0 <= time.time() - rows[0].created_at < 600


async def test_recorded_version_stays_when_the_server_tries_a_write(database: str) -> None:
    upgrade(database)
    opened = Database(database, reserve_bytes=0)
    await opened.open()
    await opened.writer.admit()
    await opened.close()
    engine = connect(database)
    with engine.connect() as connection:
        assert program_version.read(connection) == version("llm-backend")
    engine.dispose()


def test_require_head_newer_database_raises(database: str) -> None:
    upgrade(database)
    engine = connect(database)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = 'f00d'"))
        assert program_version.read(connection) == version("llm-backend")
        set_version = (
            "PRAGMA user_version = 1002003"
            if engine.dialect.name == "sqlite"
            else "COMMENT ON TABLE alembic_version IS 'llm-backend 1.2.3'"
        )
        connection.exec_driver_sql(set_version)
    engine.dispose()
    for refuse in (require_head, upgrade):
        with pytest.raises(StorageError, match=r"f00d, to which llm-backend 1\.2\.3 migrated it.*restore"):
            refuse(database)


def test_require_head_newer_database_without_a_version_raises(database: str) -> None:
    upgrade(database)
    engine = connect(database)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = 'f00d'"))
        erase = (
            "PRAGMA user_version = 0"
            if engine.dialect.name == "sqlite"
            else "COMMENT ON TABLE alembic_version IS NULL"
        )
        connection.exec_driver_sql(erase)
    engine.dispose()
    with pytest.raises(StorageError, match="Install a newer version"):
        require_head(database)


def test_upgrade_fills_the_filter_of_existing_metadata(database: str) -> None:
    """More completions than the migration reads at once, one of each kind of metadata."""
    upgrade(database, "0004")
    engine = connect(database)
    metadata: list[Any] = [{"n": str(number)} for number in range(2_100)] + [
        None,
        {},
        {"a": 1, "b": "x" * 9_000},
    ]
    table = sa.Table("chat_completions", sa.MetaData(), autoload_with=engine)
    with engine.begin() as connection:
        filled = _filled(table, "0") | {"project_id": "proj_default"}
        connection.execute(
            sa.insert(table),
            [filled | {"id": f"c{n}", "labels": labels} for n, labels in enumerate(metadata)],
        )
    upgrade(database)
    query = "SELECT project_id, pair, completion_id FROM chat_completion_metadata"
    with engine.connect() as connection:
        rows = {tuple(row) for row in connection.execute(sa.text(query))}
    engine.dispose()
    assert rows == {
        ("proj_default", metadata_pair(key, value), f"c{n}")
        for n, labels in enumerate(metadata)
        for key, value in (labels or {}).items()
        if isinstance(value, str)
    }


def test_upgrade_counts_failed_calls_as_no_requests(database: str) -> None:
    upgrade(database, "0004")
    engine = connect(database)
    table = sa.Table("usage_records", sa.MetaData(), autoload_with=engine)
    kinds = [("completed", 0), ("failed", 0), ("failed", 1), ("cancelled", 0)]
    with engine.begin() as connection:
        filled = _filled(table, "0") | {"project_id": "proj_default", "output_tokens": 0}
        connection.execute(
            sa.insert(table),
            [
                filled | {"id": f"u{n}", "status": status, "input_tokens": tokens}
                for n, (status, tokens) in enumerate(kinds)
            ],
        )
    upgrade(database)
    with engine.begin() as connection:
        query = sa.text("SELECT model_request FROM usage_records ORDER BY id")
        assert [bool(value) for (value,) in connection.execute(query)] == [True, False, True, True]
        # As a process of the earlier version does it during an update.
        connection.execute(sa.insert(table), [filled | {"id": "u9", "status": "completed"}])
        assert [bool(value) for (value,) in connection.execute(query)][-1]
    engine.dispose()


def test_upgrade_failure_rolls_back_whole(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from alembic import op

    def refuse(*args: object, **kwargs: object) -> None:
        raise sa.exc.OperationalError("insert", {}, Exception("disk is full"))

    with monkeypatch.context() as patch:
        patch.setattr(op, "bulk_insert", refuse)
        with pytest.raises(StorageError, match="disk is full"):
            upgrade(database)
    assert revision(database) is None
    assert upgrade(database) == (None, head())


def test_connect_empty_url_names_the_setting_of_the_folder() -> None:
    with pytest.raises(StorageError, match="Set STATE_DIR"):
        connect("")


@pytest.mark.parametrize("url", ["nonsense", "mysql://u:p@h/d", "sqlite"])
def test_connect_url_of_another_kind_raises_with_a_hint(url: str) -> None:
    with pytest.raises(StorageError, match="DATABASE_URL must be"):
        connect(url)


def test_revision_unreachable_database_error_has_no_password() -> None:
    with pytest.raises(StorageError) as caught:
        revision("postgresql://someone:hunter2@127.0.0.1:1/x")
    assert "127.0.0.1:1" in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_upgrade_folder_that_cannot_be_created_raises(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="DATABASE_URL"):
        upgrade(f"sqlite:///{tmp_path}/file/below/x.db")
