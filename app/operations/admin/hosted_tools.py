"""The hosted tools that a project may use: retrieve, update."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sqlmodel import Session
from typing_extensions import override

from app.access.callers import Call
from app.engine.admin import Administration, active_project, existing_project, require_keys
from app.engine.services import Services
from app.storage.policy_repositories import HostedToolsRepository
from app.storage.tables import HostedTools
from app.storage.unit_of_work import UnitOfWork
from generated.stubs.hosted_tools import HostedToolsStub

if TYPE_CHECKING:
    from generated import models


class HostedToolsOperations(HostedToolsStub):
    """`/organization/projects/{project_id}/hosted_tool_permissions`. Every tool is enabled at first."""

    def __init__(self, services: Services) -> None:
        self._admin = Administration(services.database)

    @override
    async def retrieve_project_hosted_tool_permissions(
        self, call: Call, *, project_id: str
    ) -> models.ProjectHostedToolPermissions:
        return _view(await self._admin.read(partial(_get, call.caller.organization, project_id)))

    @override
    async def update_project_hosted_tool_permissions(
        self, call: Call, *, project_id: str, body: models.ProjectHostedToolPermissionsUpdateRequest
    ) -> models.ProjectHostedToolPermissions:
        require_keys(call)
        names = type(body).model_fields
        sent = {name: getattr(body, name) for name in names}
        # A null leaves a tool as it is, like a missing one.
        enabled = {name: update.enabled for name, update in sent.items() if update is not None}
        return _view(await self._admin.write(call, partial(_update, project_id, enabled)))


def _get(organization: str, project_id: str, session: Session) -> HostedTools:
    existing_project(session, organization, project_id)
    return HostedToolsRepository(session, project_id).of_project()


def _update(project_id: str, enabled: dict[str, bool], unit: UnitOfWork) -> HostedTools:
    active_project(unit.session, unit.organization, project_id)
    tools = HostedToolsRepository(unit.session, project_id)
    tools.enable(enabled)
    requested = {"hosted_tools": enabled}
    unit.audit("project.updated", project_id, {"changes_requested": requested}, project_id=project_id)
    return tools.of_project()


def _view(row: HostedTools) -> models.ProjectHostedToolPermissions:
    from generated import models

    tools = models.ProjectHostedToolPermissions.model_fields
    return models.ProjectHostedToolPermissions.model_validate(
        {name: {"enabled": getattr(row, name)} for name in tools}
    )
