"""Projects: list, create, retrieve, modify, archive."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlmodel import Session
from typing_extensions import override

from app.access.callers import Call
from app.engine.admin import Administration, existing_project, found
from app.engine.services import Services
from app.errors import BadRequest
from app.storage.project_repository import ProjectRepository
from app.storage.repository import Changes
from app.storage.tables import DEFAULT_PROJECT, Project
from app.storage.unit_of_work import UnitOfWork
from generated.runtime import Relay
from generated.stubs.projects import ProjectsStub

if TYPE_CHECKING:
    from generated import models


class ProjectsOperations(ProjectsStub):
    """`/organization/projects`. A project is archived, never deleted; an archived one cannot be modified."""

    def __init__(self, services: Services) -> None:
        self._admin = Administration(services.database)

    @override
    async def list_projects(
        self, call: Call, *, limit: int = 20, after: str | None = None, include_archived: bool = False
    ) -> Relay:
        search = partial(_search, call, include_archived=include_archived, after=after)
        return await self._admin.page(call, limit, search)

    @override
    async def create_project(self, call: Call, *, body: models.ProjectCreateRequest) -> models.Project:
        return _project(await self._admin.write(call, partial(_create, body)))

    @override
    async def retrieve_project(self, call: Call, *, project_id: str) -> models.Project:
        get = partial(existing_project, organization=call.caller.organization, project_id=project_id)
        return _project(await self._admin.read(get))

    @override
    async def modify_project(
        self, call: Call, *, project_id: str, body: models.ProjectUpdateRequest
    ) -> models.Project:
        if project_id == DEFAULT_PROJECT and body.name is not None:
            raise BadRequest("The default project cannot be renamed.", param="name", code="invalid_value")
        return _project(await self._admin.write(call, partial(_modify, project_id, body)))

    @override
    async def archive_project(self, call: Call, *, project_id: str) -> models.Project:
        if project_id == DEFAULT_PROJECT:
            raise BadRequest("The default project cannot be archived.", param="project_id")
        try:
            return _project(await self._admin.write(call, partial(_archive, project_id)))
        except _Archived:
            # A second archive changes nothing, so that a client may repeat one whose answer it missed.
            return await self.retrieve_project(call, project_id=project_id)


class _Archived(BadRequest):
    """The project is archived and cannot be modified."""


def _search(
    call: Call, session: Session, *, include_archived: bool, after: str | None, limit: int
) -> Sequence[models.Project]:
    projects = ProjectRepository(session, call.caller.organization)
    rows = projects.search(include_archived=include_archived, after=after, limit=limit)
    return [_project(row) for row in rows]


def _create(body: models.ProjectCreateRequest, unit: UnitOfWork) -> Project:
    row = ProjectRepository(unit.session, unit.organization).create(
        body.name,
        external_key_id=body.external_key_id,
        residency=_text(body, "residency"),
        geography=_text(body, "geography"),
    )
    unit.audit("project.created", row.id, {"data": {"name": row.name, "title": row.name}}, project_id=row.id)
    return row


def _modify(project_id: str, body: models.ProjectUpdateRequest, unit: UnitOfWork) -> Project:
    projects = ProjectRepository(unit.session, unit.organization)
    row = _changed(projects.update(project_id, _changes(body)), projects, project_id)
    unit.audit("project.updated", row.id, {"changes_requested": _requested(body)}, project_id=row.id)
    return row


def _archive(project_id: str, unit: UnitOfWork) -> Project:
    projects = ProjectRepository(unit.session, unit.organization)
    row = _changed(projects.archive(project_id), projects, project_id)
    unit.audit("project.archived", row.id, project_id=row.id)
    return row


def _changed(row: Project | None, projects: ProjectRepository, project_id: str) -> Project:
    """The row, if it could change. Raises NotFound, or BadRequest for an archived project."""
    if row is None:
        found(projects.get(project_id), "Project", project_id, "project_id")
        raise _Archived(
            f"Project '{project_id[:100]}' is archived and cannot be modified.", param="project_id"
        )
    return row


def _changes(body: models.ProjectUpdateRequest) -> Changes:
    """The columns of the fields that were sent. A null name counts as absent, a null key id removes it."""
    changes: dict[Any, Any] = {}
    if body.name is not None:
        changes[Project.name] = body.name
    if "external_key_id" in body.model_fields_set:
        changes[Project.external_key_id] = body.external_key_id
    if "geography" in body.model_fields_set:
        changes[Project.geography] = _text(body, "geography")
    return changes


def _requested(body: models.ProjectUpdateRequest) -> dict[str, Any]:
    """The audit event's `changes_requested`: the fields that were sent, the name as `title`.

    Fields that no project has are not in it: their values may be long, or secret.
    """
    fields = {*type(body).model_fields, "geography"}
    sent = body.model_dump(mode="json", exclude_unset=True, include=fields)
    return {"title" if name == "name" else name: value for name, value in sent.items()}


def _text(body: models.ProjectCreateRequest | models.ProjectUpdateRequest, field: str) -> str | None:
    """A field that the contract declares in some revisions only: OpenAI has renamed it back and forth.

    Its SDKs and Terraform provider send `geography`, the contract of August 2026 declares `residency`.
    """
    value = body.model_dump(mode="json", include={field}).get(field)
    if value is not None and not isinstance(value, str):
        raise BadRequest(f"'{field}' must be a string.", param=field, code="invalid_type")
    return value


def _project(row: Project) -> models.Project:
    from generated import models

    fields = {
        "id": row.id,
        "object": "organization.project",
        "name": row.name,
        "created_at": row.created_at,
        "archived_at": row.archived_at,
        "status": "active" if row.archived_at is None else "archived",
        "external_key_id": row.external_key_id,
    }
    optional = {"residency": row.residency, "geography": row.geography}
    return models.Project.model_validate(fields | {k: v for k, v in optional.items() if v is not None})
