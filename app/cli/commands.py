"""The commands: functions of the settings and options that return the exit code."""

from __future__ import annotations

import argparse
import logging
import shutil
import sys
from collections.abc import Callable
from functools import partial

from app import log
from app.cli import banner, gc_tuning, migration_report
from app.cli.command_error import CommandError
from app.errors import SettingsConflict
from app.settings import Settings

_log = logging.getLogger(__name__)


@gc_tuning.gc_paused()
def serve(settings: Settings, options: argparse.Namespace) -> int:
    """Runs the server until it is stopped. An SQLite database is migrated first, PostgreSQL by --migrate."""
    from app.cli import auto_upstream
    from app.cli.listening import StartError
    from app.cli.serving import run
    from app.main import create_app
    from app.storage.database_url import StorageError
    from app.storage.schema import bring_to_head
    from app.upstream.upstreams import from_settings

    settings = auto_upstream.resolve(settings)
    upstreams = from_settings(settings)
    try:
        migrated = bring_to_head(settings.database_url, migrate=options.migrate)
        if migrated is not None:
            _announce(settings, _migration(settings, *migrated))
        run(partial(create_app, upstreams=upstreams), settings, "serve", upstreams)
    except (StartError, SettingsConflict, StorageError) as error:
        raise CommandError(str(error)) from None
    return 0


@gc_tuning.gc_paused()
def mock(settings: Settings, options: argparse.Namespace) -> int:
    """Runs the example server until it is stopped."""
    from app.cli.listening import StartError
    from app.cli.serving import run
    from app.main import create_mock

    try:
        run(create_mock, settings, "mock", None)
    except StartError as error:
        raise CommandError(str(error)) from None
    return 0


def migrate(settings: Settings, options: argparse.Namespace) -> int:
    """Migrates the database to this version's tables, or lists with --plan what that would do."""
    from app.storage.database_url import StorageError
    from app.storage.schema import upgrade

    try:
        if options.plan:
            print("\n".join(migration_report.lines(settings)))
            return 0
        before, after = upgrade(settings.database_url)
    except StorageError as error:
        raise CommandError(str(error)) from None
    print(_migration(settings, before, after))
    return 0


def _migration(settings: Settings, before: str | None, after: str) -> str:
    if before == after:
        change = f"is already at revision {after}"
    else:
        change = f"was migrated from {before or 'empty'} to {after}"
    return f"The database {banner.redacted_database_url(settings)} {change}."


def _announce(settings: Settings, line: str) -> None:
    """Reports what `serve` did before it listens; readers of a log in JSON expect it in every line."""
    if settings.log_format == "json":
        log.configure(settings.log_level, json=True, secrets=settings.secrets)
        _log.info("%s", line)
    else:
        print(line, file=sys.stderr)


def backup(settings: Settings, options: argparse.Namespace) -> int:
    """Copies the database to a file, while servers use it."""
    from app.storage.backup import back_up
    from app.storage.database_url import StorageError

    try:
        done = back_up(settings.database_url, options.file)
    except StorageError as error:
        raise CommandError(str(error)) from None
    print(
        f"{options.file} has the database at revision {done.revision}: {done.size / 2**20:.1f} MiB, checked. "
        "The secret that keys are hashed with (KEY_PEPPER or its file) is not in it: keep that, too."
    )
    return 0


def restore(settings: Settings, options: argparse.Namespace) -> int:
    """Puts a backup in the place of the database."""
    from app.storage.database_url import StorageError
    from app.storage.restore import restore as restore_file
    from app.storage.schema import head

    try:
        done = restore_file(settings.database_url, options.file)
    except StorageError as error:
        raise CommandError(str(error)) from None
    where = banner.redacted_database_url(settings)
    print(f"The database {where} is now that of {options.file}, at revision {done.revision}.")
    if done.aside is not None:
        print(f"The database before is {done.aside}; delete it once you do not need it any more.")
    if done.revision != head():
        print(f"This version needs revision {head()}: run `llm-backend migrate`.")
    return 0


def keys(settings: Settings, options: argparse.Namespace) -> int:
    """Creates, lists or revokes keys."""
    from app.cli.key_commands import run

    return run(settings, options)


def users(settings: Settings, options: argparse.Namespace) -> int:
    """Creates or lists the users of the organization."""
    from app.cli.user_commands import run

    return run(settings, options)


def projects(settings: Settings, options: argparse.Namespace) -> int:
    """Moves what calls without keys stored to a project."""
    from app.cli.project_commands import run

    return run(settings, options)


def doctor(settings: Settings, options: argparse.Namespace) -> int:
    """Checks everything that `serve` needs; 1 if a check fails."""
    from app.cli.doctor import check_all
    from app.cli.finding import table

    findings = check_all(settings, options.try_model)
    columns = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    print("\n".join(table(findings, columns)))
    return 1 if any(finding.status == "FAIL" for finding in findings) else 0


COMMANDS: dict[str, Callable[[Settings, argparse.Namespace], int]] = {
    "serve": serve,
    "mock": mock,
    "migrate": migrate,
    "backup": backup,
    "restore": restore,
    "keys": keys,
    "users": users,
    "projects": projects,
    "doctor": doctor,
}
