"""Administrative writes and their audit events commit together or not at all; on both databases."""

from __future__ import annotations

import importlib
import pkgutil
import time
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col

import app.storage
from app.storage.api_key_repository import ApiKeyRepository, NewKey
from app.storage.database import Database
from app.storage.organizations import operator_context
from app.storage.project_repository import ProjectRepository
from app.storage.repository import Repository
from app.storage.tables import AuditEvent, Project
from app.storage.unit_of_work import Actor, AdministrativeRepository, AuditContext, UnauditedWrite, UnitOfWork
from tests.support.rows import open_database, query_rows

_ORGANIZATION = "org-default"
_CONTEXT = AuditContext(
    _ORGANIZATION, Actor("api_key", id="user-1", key_id="key_1", ip_address="192.0.2.1"), "req_1"
)


def _create(unit: UnitOfWork) -> Project:
    row = ProjectRepository(unit.session, unit.organization).create("new")
    unit.audit("project.created", row.id, {"data": {"name": "new"}}, project_id=row.id)
    return row


async def _stored(database: Database) -> tuple[list[str], list[AuditEvent]]:
    """The names of the projects that tests add, and all audit events."""

    def read(session: Session) -> tuple[list[str], list[AuditEvent]]:
        projects = ProjectRepository(session, _ORGANIZATION).find(col(Project.name).in_(("new", "more")))
        events = session.execute(sa.select(AuditEvent).order_by(col(AuditEvent.id))).scalars().all()
        return [project.name for project in projects], list(events)

    return await database.read(read)


async def test_administer_commits_rows_with_their_audit_events(database: str) -> None:
    async with open_database(database) as db:
        row = await db.administer(_CONTEXT, _create)
        names, events = await _stored(db)
    assert names == ["new"]
    [event] = events
    assert event.id.startswith("audit_log-")
    assert 0 <= time.time() - event.created_at < 60
    assert event.model_dump(exclude={"id", "created_at"}) == {
        "organization_id": _ORGANIZATION, "project_id": row.id, "type": "project.created",
        "actor_kind": "api_key", "actor_id": "user-1", "key_id": "key_1", "ip_address": "192.0.2.1",
        "request_id": "req_1", "resource_id": row.id, "changes": {"data": {"name": "new"}},
    }  # fmt: skip


async def test_administer_without_an_audit_event_raises_and_stores_nothing(database: str) -> None:
    def work(unit: UnitOfWork) -> None:
        ProjectRepository(unit.session, unit.organization).create("new")

    async with open_database(database) as db:
        with pytest.raises(UnauditedWrite, match="audit event"):
            await db.administer(_CONTEXT, work)
        assert await _stored(db) == ([], [])


async def test_administer_an_early_commit_without_an_audit_event_raises(database: str) -> None:
    def work(unit: UnitOfWork) -> None:
        ProjectRepository(unit.session, unit.organization).create("new")
        unit.session.commit()

    async with open_database(database) as db:
        with pytest.raises(UnauditedWrite):
            await db.administer(_CONTEXT, work)
        assert await _stored(db) == ([], [])


async def test_administer_an_error_after_the_audit_event_stores_neither(database: str) -> None:
    def work(unit: UnitOfWork) -> None:
        _create(unit)
        raise RuntimeError("after the event")

    async with open_database(database) as db:
        with pytest.raises(RuntimeError, match="after the event"):
            await db.administer(_CONTEXT, work)
        assert await _stored(db) == ([], [])
        # The connection is usable again.
        await db.administer(_CONTEXT, _create)
        assert (await _stored(db))[0] == ["new"]


async def test_administer_an_audit_event_that_is_refused_stores_no_row(database: str) -> None:
    context = AuditContext("org-none", _CONTEXT.actor)

    def work(unit: UnitOfWork) -> None:
        ProjectRepository(unit.session, _ORGANIZATION).create("new")
        unit.audit("project.created", "proj_1")

    async with open_database(database) as db:
        with pytest.raises(sa.exc.IntegrityError):
            await db.administer(context, work)
        assert await _stored(db) == ([], [])


async def test_administrative_repository_outside_a_unit_of_work_refuses_to_write(database: str) -> None:
    def add(session: Session) -> None:
        ProjectRepository(session, _ORGANIZATION).create("new")

    def change(session: Session) -> None:
        ProjectRepository(session, _ORGANIZATION).archive("proj_default")

    def remove(session: Session) -> None:
        ProjectRepository(session, _ORGANIZATION).remove("proj_default")

    def add_key(session: Session) -> None:
        ApiKeyRepository(session, _ORGANIZATION).create(NewKey("admin", "", "h", "p", "r"), None)

    async with open_database(database) as db:
        for work in (add, change, remove, add_key):
            with pytest.raises(UnauditedWrite, match=r"Database\.administer"):
                await db.write(work)
        assert await _stored(db) == ([], [])
        assert query_rows(database, "SELECT archived_at FROM projects WHERE id = 'proj_default'") == [(None,)]


async def test_audit_events_of_one_transaction_sort_by_time(database: str) -> None:
    def work(unit: UnitOfWork) -> None:
        for number in range(3):
            unit.audit("project.updated", str(number))

    async with open_database(database) as db:
        await db.administer(await db.read(operator_context), work)
        _, events = await _stored(db)
    assert [event.resource_id for event in events] == ["0", "1", "2"]
    assert {(event.actor_kind, event.request_id) for event in events} == {("operator", None)}


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_log SET type = 'x'", "DELETE FROM audit_log", "TRUNCATE audit_log"]
)
async def test_audit_log_postgresql_refuses_to_change_or_delete(
    postgres_database: str, statement: str
) -> None:
    def work(session: Session) -> None:
        session.connection().execute(sa.text(statement))

    async with open_database(postgres_database) as db:
        await db.administer(_CONTEXT, _create)
        with pytest.raises(sa.exc.DBAPIError, match="append-only"):
            await db.write(work)
        assert len((await _stored(db))[1]) == 1


async def test_update_changes_active_projects_only(database: str) -> None:
    changes: dict[Any, Any] = {col(Project.name): "more", col(Project.external_key_id): "k"}

    def update(unit: UnitOfWork) -> Project | None:
        unit.audit("project.updated", "proj_other")
        return ProjectRepository(unit.session, unit.organization).update("proj_other", changes)

    def archive(unit: UnitOfWork) -> Project | None:
        unit.audit("project.archived", "proj_other")
        return ProjectRepository(unit.session, unit.organization).archive("proj_other")

    async with open_database(database) as db:
        row = await db.administer(_CONTEXT, update)
        assert row is not None
        assert (row.name, row.external_key_id, row.archived_at) == ("more", "k", None)
        archived = await db.administer(_CONTEXT, archive)
        assert archived is not None
        assert archived.archived_at is not None
        assert 0 <= time.time() - archived.archived_at < 60
        assert await db.administer(_CONTEXT, archive) is None
        assert await db.administer(_CONTEXT, update) is None


def test_repositories_of_an_organization_are_administrative() -> None:
    for module in pkgutil.iter_modules(app.storage.__path__, "app.storage."):
        importlib.import_module(module.name)
    stated = [kind for kind in _subclasses(Repository) if hasattr(kind, "key")]
    scoped = {kind: kind.key.scope for kind in stated}
    assert {ProjectRepository, ApiKeyRepository} <= scoped.keys()
    for kind, scope in scoped.items():
        if getattr(scope, "key", "") == "organization_id":
            assert issubclass(kind, AdministrativeRepository), kind


def _subclasses(kind: type[Any]) -> list[type[Any]]:
    return [each for direct in kind.__subclasses__() for each in (direct, *_subclasses(direct))]
