"""API keys: which of them authenticate, and what administrators read and change; on both databases."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from app.storage.api_key_repository import ApiKeyRepository, NewKey
from app.storage.key_grants import authenticating_key
from app.storage.project_repository import ProjectRepository
from app.storage.tables import Organization
from tests.support.rows import OTHER, OWN, administer, open_database

_ORGANIZATION = "org-default"


def _new(hashed: str, kind: str = "project") -> NewKey:
    return NewKey(kind, f"name of {hashed}", hashed, "pepper", "sk-...")


def _create(session: Session) -> dict[str, str]:
    """Hash -> id of a key of each of two projects and an admin key."""
    keys = ApiKeyRepository(session, _ORGANIZATION)
    return {
        hashed: keys.create(_new(hashed, kind), project).id
        for hashed, kind, project in (
            ("own", "project", OWN), ("other", "project", OTHER), ("admin", "admin", None)
        )
    }  # fmt: skip


def _authenticating(session: Session) -> list[str]:
    return [hashed for hashed in ("own", "other", "admin", "none") if authenticating_key(session, hashed)]


async def test_authenticating_key_of_an_archived_project_is_none(database: str) -> None:
    async with open_database(database) as db:
        await administer(db, _create)
        assert await db.read(_authenticating) == ["own", "other", "admin"]
        await administer(db, lambda session: ProjectRepository(session, _ORGANIZATION).archive(OTHER))
        assert await db.read(_authenticating) == ["own", "admin"]


async def test_authenticating_key_revoked_is_none(database: str) -> None:
    async with open_database(database) as db:
        ids = await administer(db, _create)

        def revoke(session: Session, key_id: str) -> bool:
            return ApiKeyRepository(session, _ORGANIZATION).revoke(key_id)

        assert await administer(db, lambda session: revoke(session, ids["own"]))
        assert not await administer(db, lambda session: revoke(session, ids["own"]))
        assert not await administer(db, lambda session: revoke(session, "key_none"))
        assert await db.read(_authenticating) == ["other", "admin"]

        def active(session: Session) -> list[str]:
            return [key.id for key in ApiKeyRepository(session, _ORGANIZATION).active()]

        assert await db.read(active) == [ids["other"], ids["admin"]]


async def test_create_known_hash_raises(database: str) -> None:
    async with open_database(database) as db:
        await administer(db, _create)
        with pytest.raises(sa.exc.IntegrityError):
            await administer(db, _create)
        assert await db.read(_authenticating) == ["own", "other", "admin"]


async def test_with_projects_lists_keys_of_the_organization_oldest_first(database: str) -> None:
    def add_organization(session: Session) -> None:
        session.add(Organization(id="org-other", name="Other", created_at=1))

    async with open_database(database) as db:
        ids = await administer(db, _create)
        await db.write(add_organization)

        def read(session: Session) -> None:
            keys = ApiKeyRepository(session, _ORGANIZATION)
            assert [(key.id, owner and owner.name) for key, owner in keys.with_projects()] == [
                (ids["own"], "Default"), (ids["other"], "Other"), (ids["admin"], None),
            ]  # fmt: skip
            assert [key.id for key, _ in keys.with_projects(OTHER)] == [ids["other"]]
            strange = ApiKeyRepository(session, "org-other")
            assert strange.with_projects() == []
            assert strange.get(ids["own"]) is None
            assert strange.active() == []

        await db.read(read)
