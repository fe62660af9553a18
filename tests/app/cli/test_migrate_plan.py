"""`migrate --plan`: what would be applied, with the rows that it reads, and nothing changed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from app.storage.engine import connect
from app.storage.migration_plan import plan
from app.storage.schema import head, revision, scripts, upgrade
from tests.support.commands import run, run_expecting_failure

_REVISIONS = [script.revision for script in reversed(list(scripts().walk_revisions()))]
_READS = re.compile(r"\s*(UPDATE|DELETE|SELECT|INSERT .*SELECT|CREATE (UNIQUE )?INDEX)\b", re.DOTALL)


def test_migrate_plan_lists_revisions_and_rows_and_changes_nothing(database: str, tmp_path: Path) -> None:
    upgrade(database, "0004")
    engine = connect(database)
    table = sa.Table("usage_records", sa.MetaData(), autoload_with=engine)
    row: dict[str, Any] = {column.name: "x" for column in table.columns}
    row |= {column.name: 0 for column in table.columns if isinstance(column.type, sa.Integer)}
    row |= {column.name: False for column in table.columns if isinstance(column.type, sa.Boolean)}
    with engine.begin() as connection:
        rows = [{**row, "id": str(number), "project_id": "proj_default"} for number in range(1_234)]
        connection.execute(sa.insert(table), rows)
    engine.dispose()
    done = run(tmp_path, "migrate", "--plan", DATABASE_URL=database)
    assert done.returncode == 0, done.stderr
    assert "is at revision 0004. In one transaction" in done.stdout
    steps = re.findall(r"^  (\d{4})  (.+)$", done.stdout, re.MULTILINE)
    assert [name for name, _ in steps] == _REVISIONS[4:]
    assert dict(steps)["0006"] == (
        "Whether a usage record counts as a model request; a failed attempt does not. "
        "Reads 1,234 rows of usage_records."
    )
    verb = "copies" if database.startswith("sqlite") else "says how to copy"
    assert f"`llm-backend backup FILE` {verb} the database" in done.stdout
    assert revision(database) == "0004"
    upgrade(database)
    assert "there is nothing to do" in run(tmp_path, "migrate", "--plan", DATABASE_URL=database).stdout


def test_migrate_plan_of_no_database_creates_none(tmp_path: Path) -> None:
    done = run(tmp_path, "migrate", "--plan", DATABASE_URL=f"sqlite:///{tmp_path}/x.db")
    assert "has no tables yet" in done.stdout
    assert [step.revision for step in plan(f"sqlite:///{tmp_path}/x.db").steps] == _REVISIONS
    assert list(tmp_path.iterdir()) == []


def test_migrate_plan_of_a_newer_database_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/x.db"
    upgrade(url)
    engine = connect(url)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = 'f00d'"))
    engine.dispose()
    assert "f00d" in run_expecting_failure(tmp_path, "migrate", "--plan", DATABASE_URL=url)


@pytest.mark.parametrize("name", _REVISIONS)
def test_migration_declares_the_tables_whose_rows_it_reads(database: str, name: str) -> None:
    """By its statements: an index, too, is built from all rows."""
    earlier = _REVISIONS[: _REVISIONS.index(name)]
    tables: list[str] = []
    if earlier:
        upgrade(database, earlier[-1])
        engine = connect(database)
        tables = sa.inspect(engine).get_table_names()
        engine.dispose()
    tables = [table for table in tables if table != "alembic_version"]
    read: set[str] = set()

    def on_execute(connection: Any, cursor: Any, statement: str, *rest: object) -> None:
        if _READS.match(statement) or "_alembic_tmp_" in statement:
            read.update(table for table in tables if re.search(rf'[ "]{table}\b', statement))

    sa.event.listen(sa.Engine, "before_cursor_execute", on_execute)
    try:
        upgrade(database, name)
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", on_execute)
    assert read == set(getattr(scripts().get_revision(name).module, "reads_all_rows", ()))
    assert revision(database) == name
    assert head() == _REVISIONS[-1]
