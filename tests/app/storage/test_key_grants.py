"""What a key stands for: its owner's roles, direct and through groups; on both databases."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import Session, col

from app.storage.api_key_repository import ApiKeyRepository, NewKey
from app.storage.database import Database
from app.storage.key_grants import KeyGrant, generation, key_grant
from app.storage.role_assignment_repository import PrincipalType, RoleAssignmentRepository
from app.storage.service_account_repository import ServiceAccountRepository
from app.storage.tables import Group, GroupMember, ProjectGroup, ProjectUser, Role, User
from app.storage.tables.roles import (
    ORGANIZATION_OWNER,
    ORGANIZATION_READER,
    PROJECT_MEMBER,
    PROJECT_OWNER,
    PROJECT_VIEWER,
)
from app.storage.user_repository import UserRepository
from tests.support.rows import OTHER, OWN, administer, open_database

_ORGANIZATION = "org-default"


def _fill(session: Session) -> None:
    """A user with a key in each of two projects and an admin key, and a group that has the user."""
    names: dict[str, Any] = {"email": "a@b.c", "email_key": "a@b.c", "name": "Ann"}
    session.add(User(id="user-1", organization_id=_ORGANIZATION, added_at=1, **names))
    session.add(Group(id="group-1", organization_id=_ORGANIZATION, name="G", created_at=1))
    role: dict[str, Any] = {"id": "role_1", "name": "R", "created_at": 1, "updated_at": 1}
    role["permissions"] = ["api.files.read"]
    session.add(Role(organization_id=_ORGANIZATION, scope_id=OWN, **role))
    session.flush()
    session.add(GroupMember(group_id="group-1", user_id="user-1", added_at=1))
    keys = ApiKeyRepository(session, _ORGANIZATION)
    for name, project in (("own", OWN), ("other", OTHER), ("admin", None)):
        kind = "project" if project else "admin"
        keys.create(NewKey(kind, "", name, "pepper", "sk-..."), project, owner_user_id="user-1")


def _assign(scope: str, kind: PrincipalType, principal: str, role_id: str) -> Callable[[Session], object]:
    return lambda session: RoleAssignmentRepository(session, scope).assign(kind, principal, role_id)


def _join(session: Session) -> None:
    session.add(ProjectUser(project_id=OWN, user_id="user-1", added_at=1))


def _join_by_group(session: Session) -> None:
    session.add(ProjectGroup(project_id=OWN, group_id="group-1", added_at=1))


async def _roles(database: Database, hashed: str) -> set[str] | None:
    grant = await _grant(database, hashed)
    return None if grant is None else set(grant.role_ids)


async def _grant(database: Database, hashed: str) -> KeyGrant | None:
    return await database.read(lambda session: key_grant(session, hashed))


_READER = _assign(_ORGANIZATION, "user", "user-1", ORGANIZATION_READER)
_MEMBER = _assign(OWN, "user", "user-1", PROJECT_MEMBER)
_CASES: dict[str, tuple[list[Callable[[Session], object]], set[str], set[str], set[str]]] = {
    "no role": ([], set(), set(), set()),
    "reader outside of the project": ([_READER], set(), set(), {ORGANIZATION_READER}),
    "role without membership": ([_MEMBER], set(), set(), set()),
    "member": (
        [_READER, _MEMBER, _join],
        {ORGANIZATION_READER, PROJECT_MEMBER}, set(), {ORGANIZATION_READER},
    ),
    "by a group": (
        [_assign(OWN, "group", "group-1", PROJECT_VIEWER), _join_by_group], {PROJECT_VIEWER}, set(), set(),
    ),
    "direct and by a group": (
        [_MEMBER, _join, _assign(OWN, "group", "group-1", PROJECT_OWNER), _join_by_group],
        {PROJECT_MEMBER, PROJECT_OWNER}, set(), set(),
    ),
    "owner of the organization": (
        [_assign(_ORGANIZATION, "user", "user-1", ORGANIZATION_OWNER)],
        {ORGANIZATION_OWNER}, {ORGANIZATION_OWNER}, {ORGANIZATION_OWNER},
    ),
    "owner of the organization by a group": (
        [_assign(_ORGANIZATION, "group", "group-1", ORGANIZATION_OWNER)],
        {ORGANIZATION_OWNER}, {ORGANIZATION_OWNER}, {ORGANIZATION_OWNER},
    ),
    "role of another group": (
        [_assign(OWN, "group", "group-2", PROJECT_OWNER), _join], set(), set(), set(),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", _CASES)
async def test_key_grant_has_the_roles_of_the_owner(database: str, case: str) -> None:
    steps, own, other, admin = _CASES[case]
    async with open_database(database) as db:
        await administer(db, _fill)
        for step in steps:
            await administer(db, step)
        assert [await _roles(db, hashed) for hashed in ("own", "other", "admin")] == [own, other, admin]


async def test_key_grant_of_a_custom_role_has_its_permissions(database: str) -> None:
    async with open_database(database) as db:
        await administer(db, _fill)
        for step in (_join, _assign(OWN, "user", "user-1", "role_1")):
            await administer(db, step)
        grant = await _grant(db, "own")
    assert grant is not None
    assert grant.role_ids == {"role_1"}
    assert grant.permissions == {"api.files.read"}


async def test_key_grant_of_a_service_account_ends_with_it(database: str) -> None:
    def create(session: Session) -> str:
        account = ServiceAccountRepository(session, OWN).create("robot", PROJECT_MEMBER)
        key = NewKey("service_account", "", "robot", "pepper", "sk-...")
        ApiKeyRepository(session, _ORGANIZATION).create(key, OWN, service_account_id=account.id)
        return account.id

    async with open_database(database) as db:
        account_id = await administer(db, create)
        assert await _roles(db, "robot") == {PROJECT_MEMBER}
        accounts = ServiceAccountRepository
        assert not await administer(db, lambda session: accounts(session, OTHER).delete(account_id))
        assert await _roles(db, "robot") == {PROJECT_MEMBER}
        assert await administer(db, lambda session: accounts(session, OWN).delete(account_id))
        assert await _grant(db, "robot") is None


async def test_key_grant_of_a_removed_user_and_of_an_expired_key_is_none(database: str) -> None:
    now = int(time.time())

    def expiring(session: Session) -> None:
        keys = ApiKeyRepository(session, _ORGANIZATION)
        for name, expires_at in (("late", now - 1), ("early", now + 1000)):
            keys.create(NewKey("admin", "", name, "pepper", "sk-..."), None, expires_at=expires_at)

    async with open_database(database) as db:
        await administer(db, _fill)
        await administer(db, expiring)
        assert await _grant(db, "late") is None
        # Without an owner it is the operator's.
        assert await _roles(db, "early") == {ORGANIZATION_OWNER}
        removed: dict[Any, Any] = {col(User.disabled_at): now}
        await administer(db, lambda s: UserRepository(s, _ORGANIZATION).change("user-1", removed))
        assert [await _grant(db, hashed) for hashed in ("own", "other", "admin")] == [None] * 3


async def test_generation_rises_with_each_administrative_transaction_only(database: str) -> None:
    def refuse(session: Session) -> None:
        raise RuntimeError("no")

    async with open_database(database) as db:
        first = await db.read(generation)
        await administer(db, _fill)
        assert await db.read(generation) == first + 1
        with pytest.raises(RuntimeError):
            await administer(db, refuse)
        await db.write(lambda session: None)
        assert await db.read(generation) == first + 1
