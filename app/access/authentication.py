"""Callers without keys, and the operator's own admin key."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from typing import Any, TypeAlias

from sqlalchemy.exc import IntegrityError

from app.access.callers import Caller
from app.access.permissions import effective_permissions
from app.storage.api_key_repository import ApiKeyRepository, NewKey
from app.storage.database import Database
from app.storage.key_grants import authenticating_key
from app.storage.organizations import operator_context
from app.storage.tables import DEFAULT_PROJECT
from app.storage.tables.roles import ORGANIZATION_OWNER, PROJECT_OWNER
from app.storage.unit_of_work import UnitOfWork
from app.storage.user_repository import UserRepository

_log = logging.getLogger(__name__)

Authenticator: TypeAlias = Callable[[str | None], Caller | Coroutine[Any, Any, Caller]]
"""The bearer key or None -> the caller, or a coroutine if the key is looked up. Raises Unauthorized."""

_OWNER_PERMISSIONS = effective_permissions(frozenset((PROJECT_OWNER,)), is_admin=False)
_PROJECT = Caller(project=DEFAULT_PROJECT, kind="open", permissions=_OWNER_PERMISSIONS)
_OPERATOR = Caller(
    project=DEFAULT_PROJECT,
    kind="open",
    permissions=_OWNER_PERMISSIONS | effective_permissions(frozenset((ORGANIZATION_OWNER,)), is_admin=True),
)


def allow_any(key: str | None) -> Caller:
    """`AUTH=open`: every caller is the owner of the default project, whatever key it sends."""
    del key
    return _PROJECT


def allow_any_operator(key: str | None) -> Caller:
    """`AUTH=open` on a loopback address: every caller owns the default project and the organization."""
    del key
    return _OPERATOR


async def ensure_key(database: Database, key: NewKey) -> None:
    """Adds the operator's own admin key, unless it exists."""

    def add(unit: UnitOfWork) -> None:
        operator = UserRepository(unit.session, unit.organization).operator()
        row = ApiKeyRepository(unit.session, unit.organization).create(key, None, owner_user_id=operator.id)
        unit.audit("tenant.admin_api_key.created", row.id)

    if await database.read(lambda session: authenticating_key(session, key.hash)) is not None:
        return
    try:
        await database.administer(await database.read(operator_context), add)
    except IntegrityError:
        # Another replica was first, or the key is revoked and stays so.
        _log.info("the bootstrap admin key exists or is revoked")
