"""The models that a project may call: retrieve, update, delete."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sqlmodel import Session
from typing_extensions import override

from app.access.callers import Call
from app.engine.admin import Administration, active_project, existing_project, require_keys
from app.engine.services import Services
from app.errors import NotFound
from app.storage.policy_repositories import ModelPermissionsRepository
from app.storage.tables import ModelPermissions
from app.storage.unit_of_work import UnitOfWork
from generated.stubs.projects import ProjectsStub

if TYPE_CHECKING:
    from generated import models


class ModelPermissionsOperations(ProjectsStub):
    """`/organization/projects/{project_id}/model_permissions`. Without them every model may be called."""

    def __init__(self, services: Services) -> None:
        self._admin = Administration(services.database)

    @override
    async def retrieve_project_model_permissions(
        self, call: Call, *, project_id: str
    ) -> models.ProjectModelPermissions:
        get = partial(_get, call.caller.organization, project_id)
        return _view(await self._admin.read(get))

    @override
    async def update_project_model_permissions(
        self, call: Call, *, project_id: str, body: models.ProjectModelPermissionsUpdateRequest
    ) -> models.ProjectModelPermissions:
        require_keys(call)
        return _view(await self._admin.write(call, partial(_replace, project_id, body.mode, body.model_ids)))

    @override
    async def delete_project_model_permissions(
        self, call: Call, *, project_id: str
    ) -> models.ProjectModelPermissionsDeleteResponse:
        from generated import models

        await self._admin.write(call, partial(_delete, project_id))
        return models.ProjectModelPermissionsDeleteResponse(
            object="project.model_permissions.deleted", deleted=True
        )


def _get(organization: str, project_id: str, session: Session) -> ModelPermissions:
    existing_project(session, organization, project_id)
    return _found(session, project_id)


def _replace(project_id: str, mode: str, model_ids: list[str], unit: UnitOfWork) -> ModelPermissions:
    active_project(unit.session, unit.organization, project_id)
    ModelPermissionsRepository(unit.session, project_id).put(mode, model_ids)
    requested = {"model_permissions": {"mode": mode, "model_ids": model_ids}}
    unit.audit("project.updated", project_id, {"changes_requested": requested}, project_id=project_id)
    return _found(unit.session, project_id)


def _delete(project_id: str, unit: UnitOfWork) -> None:
    active_project(unit.session, unit.organization, project_id)
    _found(unit.session, project_id)
    ModelPermissionsRepository(unit.session, project_id).remove(project_id)
    requested = {"model_permissions": None}
    unit.audit("project.updated", project_id, {"changes_requested": requested}, project_id=project_id)


def _found(session: Session, project_id: str) -> ModelPermissions:
    row = ModelPermissionsRepository(session, project_id).of_project()
    if row is None:
        raise NotFound(f"Project '{project_id[:100]}' has no model permissions.", param="project_id")
    return row


def _view(row: ModelPermissions) -> models.ProjectModelPermissions:
    from generated import models

    view = {"object": "project.model_permissions", "mode": row.mode, "model_ids": row.model_ids}
    return models.ProjectModelPermissions.model_validate(view)
