"""Users of the organization over the official SDK's administrative client, on both databases."""

from __future__ import annotations

import openai
import pytest
from sqlmodel import Session

from app.storage.tables import Role
from tests.support.administration import ORGANIZATION, administered, changes, insert, insert_key


async def test_users_journey_list_retrieve_update_delete(database: str) -> None:
    async with administered(database) as a:
        users = a.organization.users
        ids = [await a.user(f"{name}@example.com") for name in ("ann", "ben", "cleo")]
        listed = [user async for user in users.list(limit=2)]
        operator = listed[0]
        assert (operator.is_default, operator.role, operator.email) == (True, "owner", "operator@localhost")
        assert [user.id for user in listed] == [operator.id, *ids]
        wanted = ["BEN@example.com", "none@example.com", "cleo@example.com"]
        assert [user.id async for user in users.list(emails=wanted, limit=1)] == ids[1:]
        empty = await users.list(emails=["none@example.com"])
        assert (empty.data, empty.has_more, empty.first_id, empty.last_id) == ([], False, None, None)
        ann = await users.retrieve(ids[0])
        assert (ann.name, ann.role, ann.is_default) == ("ann", "reader", False)
        owner = await users.update(ids[0], role="owner", technical_level="high")
        assert (owner.role, owner.technical_level, owner.developer_persona) == ("owner", "high", None)
        kept = await users.update(ids[0], developer_persona="backend")
        assert (kept.role, kept.technical_level, kept.developer_persona) == ("owner", "high", "backend")
        cleared = await users.update(ids[0], role="reader", technical_level=None)
        assert (cleared.role, cleared.technical_level) == ("reader", None)
        assert await users.retrieve(ids[0]) == cleared
        deleted = await users.delete(ids[0])
        assert (deleted.id, deleted.deleted) == (ids[0], True)
        for call in (users.retrieve, users.update, users.delete):
            for user_id in (ids[0], "user-none"):
                with pytest.raises(openai.NotFoundError) as raised:
                    await call(user_id)
                assert raised.value.param == "user_id"
        assert [user.id async for user in users.list()] == [operator.id, *ids[1:]]
        assert [changes(event) for event in a.events("user.updated")] == [
            {"changes_requested": {"role": "owner", "technical_level": "high"}},
            {"changes_requested": {"developer_persona": "backend"}},
            {"changes_requested": {"role": "reader", "technical_level": None}},
        ]


async def test_update_user_role_by_id_takes_both_forms_of_a_predefined_one_and_adds_a_custom_one(
    database: str,
) -> None:
    def add_roles(session: Session) -> None:
        for role_id, scope in (("role_1", ORGANIZATION), ("role_2", "proj_default")):
            session.add(
                Role(
                    id=role_id, organization_id=ORGANIZATION, scope_id=scope, name=role_id,
                    permissions=["api.files.read"], created_at=1, updated_at=1,
                )
            )  # fmt: skip

    async with administered(database) as a:
        users = a.organization.users
        ann = await a.user("ann@example.com")
        await insert(database, add_roles)
        long = f"role-api-organization-owner__api-organization__{ORGANIZATION}"
        for role_id, role in (
            (long, "owner"), ("role-api-organization-reader", "reader"),
            ("role-api-organization-owner", "owner"), ("role_1", "owner"),
        ):  # fmt: skip
            assert (await users.update(ann, role_id=role_id)).role == role
        query = {(row["principal_id"], row["role_id"]) for row in a.stack.rows("role_assignments", "role_id")}
        assert {(ann, "role_1"), (ann, "role-api-organization-owner")} <= query
        assert (ann, "role-api-organization-reader") not in query
        for role_id in ("role_2", "role_none", "role-api-project-owner", long + "x"):
            with pytest.raises(openai.BadRequestError) as raised:
                await users.update(ann, role_id=role_id)
            assert raised.value.param == "role_id"
        with pytest.raises(openai.BadRequestError, match="exclude each other"):
            await users.update(ann, role="owner", role_id="role_1")
        with pytest.raises(openai.BadRequestError, match="'owner' or 'reader', not 'member'") as raised:
            await users.update(ann, role="member")
        assert raised.value.param == "role"
        assert len(a.events("user.updated")) == 4


async def test_operator_can_be_neither_removed_nor_degraded(database: str) -> None:
    async with administered(database) as a:
        users = a.organization.users
        operator = (await users.list()).data[0].id
        # Not even while there is another owner: the command line acts for it.
        await a.user("ann@example.com", "owner")
        for call in (
            users.delete(operator),
            users.update(operator, role="reader"),
            users.update(operator, role_id="role-api-organization-reader"),
        ):
            with pytest.raises(openai.ConflictError, match="operator of this server"):
                await call
        assert a.events() == []
        assert (await users.update(operator, role="owner")).role == "owner"


async def test_removed_user_loses_keys_and_projects_for_good(database: str) -> None:
    async with administered(database) as a:
        user = await a.user("ann@example.com")
        members = a.organization.projects.users
        await members.create("proj_default", user_id=user, role="member")
        _, key = await insert_key(database, "project", "proj_default", owner_user_id=user)
        assert await a.status(key) == 200
        await a.organization.users.delete(user)
        assert await a.ends_with(key, 401)
        assert (await members.list("proj_default")).data == []
        # The same person again: the id is the same, the keys are not.
        assert await a.user("Ann@Example.com") == user
        await members.create("proj_default", user_id=user, role="member")
        assert (await a.organization.users.retrieve(user)).email == "Ann@Example.com"
        assert await a.status(key) == 401
