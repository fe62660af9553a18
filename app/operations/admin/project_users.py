"""Users of a project: list, add, retrieve, modify, remove."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from sqlmodel import Session
from typing_extensions import override

from app.access.callers import Call
from app.contract.json_types import JsonObject
from app.engine.admin import Administration, active_project, choice, found
from app.engine.admin_roles import PREDEFINED_OF_PROJECT, PROJECT_ROLES, role_word
from app.engine.services import Services
from app.errors import BadRequest
from app.storage.project_user_repository import ProjectUserRepository
from app.storage.tables import ProjectUser
from app.storage.unit_of_work import UnitOfWork
from app.storage.user_repository import UserRepository
from generated.runtime import Relay
from generated.stubs.projects import ProjectsStub

if TYPE_CHECKING:
    from generated import models


class ProjectUsersOperations(ProjectsStub):
    """`/organization/projects/{project_id}/users`. An archived project has none."""

    def __init__(self, services: Services) -> None:
        self._admin = Administration(services.database)

    @override
    async def list_project_users(
        self, call: Call, *, project_id: str, limit: int = 20, after: str | None = None
    ) -> Relay:
        search = partial(_search, call.caller.organization, project_id, after=after)
        return await self._admin.page(call, limit, search)

    @override
    async def create_project_user(
        self, call: Call, *, project_id: str, body: models.ProjectUserCreateRequest
    ) -> models.ProjectUser:
        from generated import models

        view = await self._admin.write(call, partial(_add, project_id, body))
        return models.ProjectUser.model_validate(view)

    @override
    async def retrieve_project_user(self, call: Call, *, project_id: str, user_id: str) -> models.ProjectUser:
        from generated import models

        get = partial(_get, call.caller.organization, project_id, user_id)
        return models.ProjectUser.model_validate(await self._admin.read(get))

    @override
    async def modify_project_user(
        self, call: Call, *, project_id: str, user_id: str, body: models.ProjectUserUpdateRequest
    ) -> models.ProjectUser:
        from generated import models

        view = await self._admin.write(call, partial(_modify, project_id, user_id, body.role))
        return models.ProjectUser.model_validate(view)

    @override
    async def delete_project_user(
        self, call: Call, *, project_id: str, user_id: str
    ) -> models.ProjectUserDeleteResponse:
        from generated import models

        await self._admin.write(call, partial(_remove, project_id, user_id))
        return models.ProjectUserDeleteResponse(
            object="organization.project.user.deleted", id=user_id, deleted=True
        )


def _search(
    organization: str, project_id: str, session: Session, *, after: str | None, limit: int
) -> Sequence[JsonObject]:
    active_project(session, organization, project_id)
    rows = ProjectUserRepository(session, project_id).page(after=after, limit=limit)
    return _users(session, organization, project_id, rows)


def _get(organization: str, project_id: str, user_id: str, session: Session) -> JsonObject:
    active_project(session, organization, project_id)
    row = _existing(ProjectUserRepository(session, project_id), user_id)
    (view,) = _users(session, organization, project_id, [row])
    return view


def _add(project_id: str, body: models.ProjectUserCreateRequest, unit: UnitOfWork) -> JsonObject:
    """Adds a user, or gives the role to one who was added before: a client may repeat the call."""
    active_project(unit.session, unit.organization, project_id)
    role_id = choice(body.role, PROJECT_ROLES, "role")
    user_id = _user_id(body, unit)
    members = ProjectUserRepository(unit.session, project_id)
    members.join(user_id)
    members.roles.replace("user", user_id, role_id, PREDEFINED_OF_PROJECT)
    unit.audit("user.added", user_id, {"data": {"role": body.role}}, project_id=project_id)
    return _get(unit.organization, project_id, user_id, unit.session)


def _user_id(body: models.ProjectUserCreateRequest, unit: UnitOfWork) -> str:
    """The id of the user whom the body names by id or email. Raises BadRequest."""
    if (body.user_id is None) == (body.email is None):
        raise BadRequest("Exactly one of 'user_id' and 'email' is required.", param="user_id")
    users = UserRepository(unit.session, unit.organization)
    if body.user_id is not None:
        param, text, user = "user_id", body.user_id, users.active(body.user_id)
    else:
        param, text = "email", str(body.email)
        user = users.by_email(text)
    if user is None:
        raise BadRequest(
            f"'{param}' names no user of the organization: '{text[:100]}'. Invite the user first.",
            param=param,
            code="invalid_value",
        )
    return user.id


def _modify(project_id: str, user_id: str, role: str | None, unit: UnitOfWork) -> JsonObject:
    active_project(unit.session, unit.organization, project_id)
    members = ProjectUserRepository(unit.session, project_id)
    _existing(members, user_id)
    if role is not None:
        role_id = choice(role, PROJECT_ROLES, "role")
        members.roles.replace("user", user_id, role_id, PREDEFINED_OF_PROJECT)
    requested = {} if role is None else {"role": role}
    unit.audit("user.updated", user_id, {"changes_requested": requested}, project_id=project_id)
    return _get(unit.organization, project_id, user_id, unit.session)


def _remove(project_id: str, user_id: str, unit: UnitOfWork) -> None:
    active_project(unit.session, unit.organization, project_id)
    members = ProjectUserRepository(unit.session, project_id)
    _existing(members, user_id)
    members.leave(user_id)
    unit.audit("user.deleted", user_id, project_id=project_id)


def _existing(members: ProjectUserRepository, user_id: str) -> ProjectUser:
    return found(members.get(user_id), "User", user_id, "user_id")


def _users(
    session: Session, organization: str, project_id: str, rows: Sequence[ProjectUser]
) -> list[JsonObject]:
    ids = [row.user_id for row in rows]
    users = UserRepository(session, organization).by_ids(ids)
    roles = ProjectUserRepository(session, project_id).roles.role_ids("user", ids)
    return [
        {
            "object": "organization.project.user",
            "id": row.user_id,
            "name": users[row.user_id].name,
            "email": users[row.user_id].email,
            "role": role_word(roles[row.user_id], PROJECT_ROLES, "member"),
            "added_at": row.added_at,
        }
        for row in rows
    ]
