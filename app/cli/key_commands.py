"""`keys create | list | revoke`: manages the keys of AUTH=keys."""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from sqlmodel import Session

from app.access.key_hasher import KeyHasher, KeyKind, new_key
from app.access.pepper import load
from app.cli.command_error import CommandError
from app.errors import APIError
from app.settings import Settings
from app.storage.api_key_repository import ApiKeyRepository, NewKey
from app.storage.database import Database
from app.storage.database_url import StorageError
from app.storage.key_grants import with_access
from app.storage.organizations import default_organization, operator_context
from app.storage.project_repository import ProjectRepository
from app.storage.schema import bring_to_head
from app.storage.service_account_repository import ServiceAccountRepository
from app.storage.tables import ApiKey, Project
from app.storage.tables.roles import PROJECT_MEMBER
from app.storage.unit_of_work import UnitOfWork
from app.storage.user_repository import UserRepository

if TYPE_CHECKING:
    from generated import models

T = TypeVar("T")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Runs the action of the options. Raises CommandError."""
    actions: dict[str, Callable[[], None]] = {
        "create": lambda: _create(
            settings, options.kind, options.project, options.name, options.user, new=options.new_project
        ),
        "list": lambda: _list(settings, options.project),
        "revoke": lambda: _revoke(settings, options.key_id),
    }
    try:
        actions[options.action]()
    except (StorageError, APIError) as error:
        raise CommandError(str(error)) from None
    return 0


def _create(
    settings: Settings, kind: KeyKind, project: str | None, name: str, user: str | None, *, new: bool
) -> None:
    if (kind == "admin") == (project is not None):
        raise CommandError(
            "an admin key belongs to no project; remove --project."
            if kind == "admin"
            else "--project is missing: the id or name of the project that the key is for."
        )
    if user is not None and kind == "service_account":
        raise CommandError("the key of a service account belongs to no user; remove --user.")
    key = new_key(kind)
    record = KeyHasher(load(settings)).record(key, kind, name)
    add = partial(_add, record=record, named=project, user=user, new=new)
    row = in_database(settings, partial(administer, work=add))
    use = f"a key for project {row.project_id}" if row.project_id else "an admin key"
    print(f"{row.id}, {use}. It is displayed only once:\n{key}")


def _add(unit: UnitOfWork, record: NewKey, named: str | None, user: str | None, *, new: bool) -> ApiKey:
    projects = ProjectRepository(unit.session, unit.organization)
    if named is not None and new and not projects.by_id_or_name(named):
        project = projects.create(named)
        unit.audit("project.created", project.id, {"data": {"name": named}}, project_id=project.id)
    project_id = None if named is None else active_project(projects, named).id
    keys = ApiKeyRepository(unit.session, unit.organization)
    if record.kind == "service_account" and project_id is not None:
        account = _service_account(unit, record.name, project_id)
        row = keys.create(record, project_id, service_account_id=account)
    else:
        row = keys.create(record, project_id, owner_user_id=_owner(unit, user, project_id))
    created: models.AuditLogEventType = (
        "api_key.created" if project_id is not None else "tenant.admin_api_key.created"
    )
    unit.audit(created, row.id, project_id=project_id)
    return row


def _owner(unit: UnitOfWork, email: str | None, project_id: str | None) -> str:
    """The id of the user of that email, who must belong to the project; of the operator without one."""
    users = UserRepository(unit.session, unit.organization)
    if email is None:
        return users.operator().id
    user = users.by_email(email)
    if user is None:
        raise CommandError(f"there is no user '{email}'; `llm-backend users create` adds one.")
    if project_id is not None and not with_access(unit.session, unit.organization, project_id, (user.id,)):
        raise CommandError(
            f"'{email}' does not belong to the project; add the user over the API: docs/organization.md."
        )
    return user.id


def _service_account(unit: UnitOfWork, name: str, project_id: str) -> str:
    accounts = ServiceAccountRepository(unit.session, project_id)
    account = accounts.create(name or "Service account", PROJECT_MEMBER)
    data = {"data": {"name": account.name, "role": "member"}}
    unit.audit("service_account.created", account.id, data, project_id=project_id)
    return account.id


def _project(projects: ProjectRepository, named: str) -> Project:
    found = projects.by_id_or_name(named)
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(each.id for each in found)
        raise CommandError(f"{len(found)} projects have the name '{named}'; use an id: {ids}.")
    known = ", ".join(f"{each.name} ({each.id})" for each in projects.find())
    raise CommandError(
        f"there is no project '{named}'; existing projects: {known}. Add --new-project to create it."
    )


def active_project(projects: ProjectRepository, named: str) -> Project:
    """The project of that id or name. Raises CommandError if there is none, or several, or it is archived."""
    project = _project(projects, named)
    if project.archived_at is not None:
        raise CommandError(f"the project '{named}' is archived, and its keys are rejected; use another one.")
    return project


def _list(settings: Settings, project: str | None) -> None:
    def rows(session: Session) -> list[tuple[ApiKey, Project | None]]:
        organization = default_organization(session)
        projects = ProjectRepository(session, organization)
        project_id = None if project is None else _project(projects, project).id
        return list(ApiKeyRepository(session, organization).with_projects(project_id))

    listed = in_database(settings, lambda database: database.read(rows))
    if not listed:
        print("There are no keys yet; `llm-backend keys create` creates one.")
    for key, owner in listed:
        created = time.strftime("%Y-%m-%d %H:%M", time.gmtime(key.created_at))
        name = f"{owner.name} ({owner.id})" if owner is not None else "administration"
        state = _state(key, owner)
        print(f"{key.id}  {key.redacted:20}  {key.kind:15}  {state:8}  {created}  {name}  {key.name}")


def _state(key: ApiKey, owner: Project | None) -> str:
    if key.revoked_at is not None:
        return "revoked"
    return "archived" if owner is not None and owner.archived_at is not None else "active"


class _AlreadyRevoked(Exception):
    """Nothing changes, so the unit of work has no audit event and does not commit."""


def _revoke(settings: Settings, key_id: str) -> None:
    def revoke(unit: UnitOfWork) -> None:
        keys = ApiKeyRepository(unit.session, unit.organization)
        key = keys.get(key_id)
        if key is None:
            raise CommandError(f"there is no key '{key_id}'; `llm-backend keys list` lists their ids.")
        if not keys.revoke(key_id):
            raise _AlreadyRevoked
        deleted: models.AuditLogEventType = (
            "api_key.deleted" if key.project_id is not None else "tenant.admin_api_key.deleted"
        )
        unit.audit(deleted, key_id, project_id=key.project_id)

    with suppress(_AlreadyRevoked):
        in_database(settings, partial(administer, work=revoke))
    print(f"{key_id} is revoked: every replica rejects it within a second.")


async def administer(database: Database, work: Callable[[UnitOfWork], T]) -> T:
    """Runs `work` as the operator, in one transaction with its audit event."""
    return await database.administer(await database.read(operator_context), work)


def in_database(settings: Settings, work: Callable[[Database], Awaitable[T]]) -> T:
    """Runs `work` with the settings' database, which must be at head. Raises CommandError."""

    async def once() -> T:
        database = Database(settings.database_url, wait_seconds=settings.database_wait_seconds)
        try:
            return await work(database)
        finally:
            await database.close()

    bring_to_head(settings.database_url)
    return asyncio.run(once())
