"""Users as the organization API shows them, and new ones."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlmodel import Session

from app.contract.json_types import JsonObject
from app.engine.admin import choice
from app.engine.admin_roles import ORGANIZATION_ROLES, PREDEFINED_OF_ORGANIZATION, role_word
from app.errors import BadRequest, Conflict
from app.storage.role_assignment_repository import RoleAssignmentRepository
from app.storage.tables import User
from app.storage.unit_of_work import UnitOfWork
from app.storage.user_repository import UserRepository

# No more than what keeps a typing error out: whether mail arrives decides.
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,255}")


def add_user(unit: UnitOfWork, email: str, name: str, role: str) -> User:
    """Adds a user with the role `owner` or `reader`. Raises BadRequest, or Conflict for a known email."""
    email = email.strip()
    if not _EMAIL.fullmatch(email):
        raise BadRequest(f"'{email[:100]}' is no email address.", param="email", code="invalid_value")
    users = UserRepository(unit.session, unit.organization)
    unit.serialize()
    if users.by_email(email) is not None:
        raise Conflict(f"There is a user of the email '{email}'.", param="email")
    user = users.create(email, name or email.partition("@")[0])
    roles = RoleAssignmentRepository(unit.session, unit.organization)
    roles.replace("user", user.id, choice(role, ORGANIZATION_ROLES, "role"), PREDEFINED_OF_ORGANIZATION)
    unit.audit("user.added", user.id, {"data": {"role": role}})
    return user


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
