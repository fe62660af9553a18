"""The contract's words for roles, computed from the assignments, and who may not lose which role."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from app.errors import BadRequest, Conflict
from app.storage.tables import User
from app.storage.tables.roles import (
    ORGANIZATION_OWNER,
    ORGANIZATION_READER,
    PROJECT_MEMBER,
    PROJECT_OWNER,
    PROJECT_VIEWER,
)

ORGANIZATION_ROLES = {"owner": ORGANIZATION_OWNER, "reader": ORGANIZATION_READER}
PROJECT_ROLES = {"owner": PROJECT_OWNER, "member": PROJECT_MEMBER}
PREDEFINED_OF_ORGANIZATION = (ORGANIZATION_OWNER, ORGANIZATION_READER)
PREDEFINED_OF_PROJECT = (PROJECT_OWNER, PROJECT_MEMBER, PROJECT_VIEWER)
"""A principal has one of them: a word replaces the others. Custom roles stay beside it."""


def role_word(role_ids: Collection[str], words: Mapping[str, str], default: str) -> str:
    """The first word whose role is among them."""
    return next((word for word, role_id in words.items() if role_id in role_ids), default)


def require_known(permissions: Iterable[str], known: Collection[str], param: str) -> None:
    """Raises BadRequest, which lists the known permissions, for any other."""
    unknown = [each for each in permissions if each not in known]
    if unknown:
        raise BadRequest(
            f"'{param}' has the unknown '{unknown[0][:100]}'; known are {', '.join(sorted(known))}.",
            param=param,
            code="invalid_value",
        )


def require_removable_owner(user: User) -> None:
    """Raises Conflict for the operator, for whom the command line acts: it always leads back in."""
    if user.is_default:
        raise Conflict(
            f"User '{user.id}' is the operator of this server, who stays an owner of the organization.",
            param="user_id",
        )
