"""Users as the organization API shows them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session

from app.contract.json_types import JsonObject
from app.engine.admin_roles import ORGANIZATION_ROLES, role_word
from app.storage.role_assignment_repository import RoleAssignmentRepository
from app.storage.tables import User


def organization_users(session: Session, organization: str, users: Sequence[User]) -> list[JsonObject]:
    """The contract's `User`."""
    roles = RoleAssignmentRepository(session, organization).role_ids("user", [user.id for user in users])
    return [
        {
            "object": "organization.user",
            "id": user.id,
            "name": user.name,
            "email": user.email,
            "role": role_word(roles[user.id], ORGANIZATION_ROLES, "reader"),
            "added_at": user.added_at,
            "created": user.added_at,
            "is_default": user.is_default,
            "is_service_account": False,
            "is_scim_managed": False,
            "technical_level": user.technical_level,
            "developer_persona": user.developer_persona,
            "user": {
                "object": "user",
                "id": user.id,
                "email": user.email,
                "name": user.name,
                "picture": None,
                "enabled": True,
                "banned": False,
                "banned_at": None,
            },
        }
        for user in users
    ]
