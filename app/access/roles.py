"""The predefined roles, and the permissions of each, as in OpenAI's guide to roles."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from app.storage.tables.roles import (
    ORGANIZATION_OWNER,
    ORGANIZATION_READER,
    PROJECT_MEMBER,
    PROJECT_OWNER,
    PROJECT_VIEWER,
)

ResourceType: TypeAlias = Literal["api.organization", "api.project"]
_Level: TypeAlias = Literal["", "R", "RW", "Q"]

_VERBS: dict[str, str] = {"R": "read", "W": "write", "Q": "request"}


class _Area(NamedTuple):
    """What each predefined role may do in some areas: read, write, or request an answer of a model."""

    names: tuple[str, ...]
    organization_owner: _Level
    organization_reader: _Level
    project_owner: _Level
    project_member: _Level
    project_viewer: _Level
    custom: bool
    """Whether a custom role may have it."""


# The columns: names, organization owner and reader, project owner, member and viewer, custom roles.
_AREAS = (
    _Area(("api.model",), "R", "R", "R", "R", "R", custom=True),
    _Area(("api.model",), "Q", "Q", "Q", "Q", "", custom=True),
    # Stored chats and conversations have the data of responses.
    _Area(
        ("api.responses", "api.chat.completions", "api.conversations", "api.vector_stores"),
        "RW", "RW", "RW", "RW", "", custom=True,
    ),
    # Containers and skills hold files.
    _Area(
        (
            "api.assistants", "api.threads", "api.evals", "api.fine_tuning.jobs",
            "api.fine_tuning.checkpoints", "api.files", "api.containers", "api.skills",
        ),
        "RW", "RW", "RW", "RW", "R", custom=True,
    ),
    _Area(("api.batch", "api.voices"), "RW", "RW", "RW", "RW", "R", custom=False),
    _Area(("api.videos",), "RW", "RW", "RW", "RW", "", custom=False),
    _Area(("api.chatkit",), "RW", "R", "RW", "RW", "R", custom=True),
    _Area(("api.groups", "api.roles"), "RW", "R", "RW", "RW", "R", custom=False),
    _Area(("api.usage",), "R", "", "", "", "", custom=True),
    # The project's administration. Its keys are those of everybody in it, so that they belong here.
    _Area(
        (
            "api.project", "api.organization.projects.service_accounts",
            "api.organization.projects.api_keys",
        ),
        "RW", "", "RW", "", "", custom=False,
    ),
    _Area(("api.management", "api.certificates"), "RW", "", "", "", "", custom=False),
    _Area(("api.audit_logs",), "R", "", "", "", "", custom=False),
)  # fmt: skip


class PredefinedRole(NamedTuple):
    """A role that every organization, or every project, has."""

    id: str
    """Its short id, an alias of `long_id`."""
    name: str
    resource_type: ResourceType
    permissions: frozenset[str]

    def long_id(self, scope_id: str) -> str:
        """The id that answers have, of the organization or the project of that id."""
        return f"{self.id}__{self.resource_type.replace('.', '-')}__{scope_id}"


def _permissions(area: _Area, level: _Level) -> list[str]:
    return [f"{name}.{_VERBS[each]}" for name in area.names for each in level]


def _role(role_id: str, name: str, resource_type: ResourceType, column: str) -> PredefinedRole:
    permissions = (each for area in _AREAS for each in _permissions(area, getattr(area, column)))
    return PredefinedRole(role_id, name, resource_type, frozenset(permissions))


PREDEFINED: dict[str, PredefinedRole] = {
    role.id: role
    for role in (
        _role(ORGANIZATION_OWNER, "Organization Owner", "api.organization", "organization_owner"),
        _role(ORGANIZATION_READER, "Organization Reader", "api.organization", "organization_reader"),
        _role(PROJECT_OWNER, "Project Owner", "api.project", "project_owner"),
        _role(PROJECT_MEMBER, "Project Member", "api.project", "project_member"),
        _role(PROJECT_VIEWER, "Project Viewer", "api.project", "project_viewer"),
    )
}
"""By their short ids."""

CUSTOM_PERMISSIONS = frozenset(
    each for area in _AREAS if area.custom for each in _permissions(area, area.organization_owner)
)
"""What a custom role may have, and a key's scopes."""


def predefined_role(role_id: str, scope_id: str) -> PredefinedRole | None:
    """The predefined role of that id, long or short, in that organization or project; None for any other."""
    short = role_id.partition("__")[0]
    role = PREDEFINED.get(short)
    return role if role is not None and role_id in (short, role.long_id(scope_id)) else None
