"""Which revision the database is at, and how it is brought to head."""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, column, false, inspect, select, table, update
from sqlalchemy.exc import SQLAlchemyError

import migrations
from app.storage import connection_errors
from app.storage.engine import WRITES, StorageError, connect
from app.storage.tables import Organization

# Alembic is loaded where something is to be migrated: a server that is up to date needs none of its 10 MiB.
if TYPE_CHECKING:
    from alembic.config import Config

_VERSION = table("alembic_version", column("version_num"))


@cache
def head() -> str:
    """The revision this version of the program needs."""
    return max(_revisions())


def revision(url: str) -> str | None:
    """The revision of the database at `url`; None where it has none yet. Raises StorageError."""
    engine = connect(url)
    try:
        with engine.connect() as connection:
            return _now(connection)
    except SQLAlchemyError as error:
        raise connection_errors.told(engine.url, error) from None
    finally:
        engine.dispose()


def require_head(url: str) -> None:
    """Raises StorageError where the database is not at head, or takes no writes."""
    engine = connect(url)
    try:
        with engine.connect().execution_options(**WRITES) as connection:
            _require(_now(connection))
            # Changes nothing, and fails where nothing can be changed.
            connection.execute(update(Organization).where(false()).values(name=Organization.name))
    except SQLAlchemyError as error:
        raise connection_errors.told(engine.url, error) from None
    finally:
        engine.dispose()


def require_head_now(connection: Connection) -> None:
    """The same on a connection that is open; cheap enough to be asked by probes."""
    _require(_now(connection))


def _now(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_VERSION.name):
        return None
    found: str | None = connection.scalar(select(_VERSION.c.version_num))
    return found


def _revisions() -> set[str]:
    """Those that this version knows: a migration's file is named by its revision, and they follow each other."""
    files = (Path(migrations.__file__).parent / "versions").glob("[0-9]*.py")
    return {file.name.partition("_")[0] for file in files}


def _require(now: str | None) -> None:
    wanted = head()
    if now == wanted:
        return
    if now is not None and now not in _revisions():
        raise StorageError(
            f"The database is at revision {now}, which a newer version of llm-backend made. "
            "Run that version, or point DATABASE_URL elsewhere."
        )
    raise StorageError(
        f"The database is at revision {now or 'none'}, this version needs {wanted}. "
        "Run `llm-backend migrate` (make run does it by itself)."
    )


def upgrade(url: str, to: str = "head") -> tuple[str | None, str]:
    """Brings the database to a revision in one transaction; returns (revision before, head)."""
    from alembic import command

    before = revision(url)
    engine = connect(url)
    try:
        with engine.begin() as connection:
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, to)
    except SQLAlchemyError as error:
        raise connection_errors.told(engine.url, error) from None
    finally:
        engine.dispose()
    return before, head()


def _config() -> Config:
    from alembic.config import Config

    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    return config
