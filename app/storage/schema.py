"""Which revision the database is at, and how it is brought to head."""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

import migrations
from app.storage.engine import StorageError, connect


@cache
def head() -> str:
    """The revision this version of the program needs."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def revision(url: str) -> str | None:
    """The revision of the database at `url`; None where it has none yet. Raises StorageError."""
    engine = connect(url)
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    except SQLAlchemyError as error:
        raise _unusable(engine, error) from None
    finally:
        engine.dispose()


def require_head(url: str) -> None:
    """Raises StorageError where the database is not at head."""
    _require(revision(url))


def require_head_now(connection: Connection) -> None:
    """The same on a connection that is open; cheap enough to be asked by probes."""
    _require(MigrationContext.configure(connection).get_current_revision())


def _require(now: str | None) -> None:
    wanted = head()
    if now == wanted:
        return
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if now is not None and now not in known:
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
    before = revision(url)
    engine = connect(url)
    try:
        with engine.begin() as connection:
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, to)
    except SQLAlchemyError as error:
        raise _unusable(engine, error) from None
    finally:
        engine.dispose()
    return before, head()


def _config() -> Config:
    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    return config


def _unusable(engine: Engine, error: SQLAlchemyError) -> StorageError:
    shown = engine.url.render_as_string(hide_password=True)
    # The driver's own words, without SQLAlchemy's wrapping, which repeats statements and their values.
    cause = str(getattr(error, "orig", None) or type(error).__name__).strip().splitlines()[0]
    return StorageError(
        f"The database {shown} cannot be used: {cause}. Check DATABASE_URL and its permissions."
    )
