"""`projects adopt`: gives what calls without keys stored to a project that has keys."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from functools import partial

from sqlmodel import Session

from app.cli.command_error import CommandError
from app.cli.key_commands import active_project, administer, in_database
from app.errors import APIError
from app.settings import Settings
from app.storage import open_history
from app.storage.database import Database
from app.storage.database_url import StorageError
from app.storage.organizations import default_organization
from app.storage.project_repository import ProjectRepository
from app.storage.tables import DEFAULT_PROJECT, Project
from app.storage.unit_of_work import UnitOfWork

# Little enough that a server waits for no batch.
_BATCH = 200


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Runs `adopt`. Raises CommandError."""
    work = _count if options.dry_run else _adopt
    try:
        print(in_database(settings, partial(work, named=options.project)))
    except (StorageError, APIError) as error:
        raise CommandError(str(error)) from None
    return 0


async def _count(database: Database, named: str) -> str:
    def read(session: Session) -> tuple[Project, dict[str, int]]:
        return _target(session, named), open_history.count(session)

    project, counts = await database.read(read)
    return f"From {DEFAULT_PROJECT} to {project.name} ({project.id}) would be moved: {_text(counts)}."


async def _adopt(database: Database, named: str) -> str:
    project = await database.read(partial(_target, named=named))
    moved: dict[str, int] = dict.fromkeys(await database.read(open_history.count), 0)
    while (batch := await _next_batch(database, project.id)) is not None:
        kind, count = batch
        moved[kind] += count
    left = {kind: count for kind, count in (await database.read(open_history.count)).items() if count}
    text = f"From {DEFAULT_PROJECT} to {project.name} ({project.id}) were moved: {_text(moved)}."
    return f"{text} In use by a server, and left there: {_text(left)}. Run it again later." if left else text


class _NothingLeft(Exception):
    """Nothing changes, so the unit of work has no audit event and does not commit."""


async def _next_batch(database: Database, project: str) -> tuple[str, int] | None:
    """A transaction of its own: a killed run is continued by the next one."""

    def move(unit: UnitOfWork) -> tuple[str, int]:
        batch = open_history.adopt_batch(unit.session, project, _BATCH)
        if batch is None:
            raise _NothingLeft
        kind, count = batch
        changes = {"changes_requested": {"adopted_from": DEFAULT_PROJECT, kind: count}}
        unit.audit("project.updated", project, changes, project_id=project)
        return batch

    try:
        return await administer(database, move)
    except _NothingLeft:
        return None


def _target(session: Session, named: str) -> Project:
    project = active_project(ProjectRepository(session, default_organization(session)), named)
    if project.id == DEFAULT_PROJECT:
        raise CommandError(
            f"{DEFAULT_PROJECT} has the objects already; "
            f"`llm-backend keys create --project {DEFAULT_PROJECT}` creates a key for them."
        )
    return project


def _text(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{kind} {count}" for kind, count in counts.items())
