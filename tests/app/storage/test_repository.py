"""The base of the repositories: scope, pages, changes; on both databases."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import Session, col

from app.storage.organizations import default_organization
from app.storage.project_repository import ProjectRepository
from app.storage.repository import Order
from app.storage.tables import Organization, Project
from tests.support.rows import administer, open_database

_OWN, _OTHER = "org-default", "org-other"


def _fill(session: Session) -> None:
    """Projects of two organizations; some are of one second, and their ids do not sort by time."""
    session.add(Organization(id=_OTHER, name="Other", created_at=1))
    session.flush()
    session.execute(update(Project).values({col(Project.created_at): 50}))
    for organization, name, created_at in (
        (_OWN, "proj_c", 10), (_OWN, "proj_b", 20), (_OWN, "proj_a", 20), (_OWN, "proj_d", 30),
        (_OTHER, "proj_x", 20),
    ):  # fmt: skip
        session.add(Project(id=name, organization_id=organization, name=name, created_at=created_at))


_IN_ORDER = ["proj_c", "proj_a", "proj_b", "proj_d", "proj_default", "proj_other"]


async def _run(url: str, work: Callable[[Session], None]) -> None:
    async with open_database(url) as database:
        await database.write(_fill)
        await administer(database, work)


def _ids(session: Session, **given: Any) -> list[str]:
    return [row.id for row in ProjectRepository(session, _OWN).page(**given)]


@pytest.mark.parametrize("order", ["asc", "desc"])
async def test_page_composite_key_visits_every_row_once(database: str, order: Order) -> None:
    expected = _IN_ORDER if order == "asc" else _IN_ORDER[::-1]

    def work(session: Session) -> None:
        for limit in range(1, 8):
            after, seen = None, []
            for _ in expected:
                found = _ids(session, after=after, limit=limit, order=order)
                seen += found[:limit]
                if len(found) <= limit:
                    break
                assert len(found) == limit + 1
                after = found[limit - 1]
            assert seen == expected

    await _run(database, work)


async def test_page_after_an_unknown_or_foreign_id_is_empty(database: str) -> None:
    def work(session: Session) -> None:
        assert _ids(session, after="proj_none", limit=9) == []
        assert _ids(session, after="proj_x", limit=9) == []

    await _run(database, work)


async def test_page_after_a_row_that_no_longer_meets_the_conditions_continues(database: str) -> None:
    def work(session: Session) -> None:
        projects = ProjectRepository(session, _OWN)
        assert projects.archive("proj_b")
        active = partial(projects.search, limit=9)
        without = [row.id for row in active(include_archived=False, after=None)]
        assert without == [each for each in _IN_ORDER if each != "proj_b"]
        assert [row.id for row in active(include_archived=False, after="proj_b")] == _IN_ORDER[3:]
        assert [row.id for row in active(include_archived=True, after="proj_a")] == _IN_ORDER[2:]

    await _run(database, work)


async def test_page_limit_zero_returns_one_row_where_there_are_rows(database: str) -> None:
    await _run(database, lambda session: _expect(_ids(session, limit=0), _IN_ORDER[:1]))


def _expect(found: object, expected: object) -> None:
    assert found == expected


async def test_repository_row_of_another_scope_does_not_exist(database: str) -> None:
    def work(session: Session) -> None:
        projects = ProjectRepository(session, _OWN)
        name: dict[Any, Any] = {col(Project.name): "changed"}
        assert projects.get("proj_x") is None
        assert projects.one(col(Project.name) == "proj_x") is None
        assert not projects.change("proj_x", name)
        assert not projects.remove("proj_x")
        assert projects.archive("proj_x") is None
        assert projects.by_id_or_name("proj_x") == []
        assert [row.id for row in projects.find()] == _IN_ORDER
        theirs = ProjectRepository(session, _OTHER)
        assert [(row.id, row.name) for row in theirs.find()] == [("proj_x", "proj_x")]
        with pytest.raises(ValueError, match="org-other"):
            projects.add(Project(id="proj_y", organization_id=_OTHER, name="", created_at=1))
        assert theirs.get("proj_y") is None

    await _run(database, work)


async def test_change_returns_whether_a_row_met_the_conditions(database: str) -> None:
    def work(session: Session) -> None:
        projects = ProjectRepository(session, _OWN)
        before = projects.get("proj_a")
        name: dict[Any, Any] = {col(Project.name): "changed"}
        assert not projects.change("proj_a", name, col(Project.created_at) == 1)
        assert projects.change("proj_a", name, col(Project.created_at) == 20)
        after = projects.get("proj_a")
        assert after is not None
        # One object for a row: a read replaces what an earlier one loaded.
        assert after is before
        assert after.name == "changed"
        assert [row.name for row in projects.find(col(Project.name) == "changed")] == ["changed"]

    await _run(database, work)


async def test_change_without_changes_returns_whether_the_row_exists(database: str) -> None:
    def work(session: Session) -> None:
        projects = ProjectRepository(session, _OWN)
        assert projects.change("proj_a", {})
        assert not projects.change("proj_none", {})
        assert [row.id for row in projects.find()] == _IN_ORDER

    await _run(database, work)


async def test_by_id_or_name_id_and_active_projects_take_precedence(database: str) -> None:
    def work(session: Session) -> None:
        projects = ProjectRepository(session, _OWN)
        names: dict[Any, Any] = {col(Project.name): "proj_c"}
        assert projects.change("proj_d", names)
        assert projects.change("proj_b", names)
        assert projects.change("proj_a", {col(Project.name): "twice"})
        assert projects.change("proj_c", {col(Project.name): "twice"})

        def found(text: str) -> list[str]:
            return [row.id for row in projects.by_id_or_name(text)]

        assert (found("proj_c"), found("proj_none")) == (["proj_c"], [])
        assert found("twice") == ["proj_c", "proj_a"]
        assert projects.archive("proj_c")
        assert found("twice") == ["proj_a"]
        assert projects.archive("proj_a")
        assert found("twice") == ["proj_c", "proj_a"]

    await _run(database, work)


async def test_default_organization_is_the_oldest(database: str) -> None:
    def add(session: Session) -> None:
        session.add(Organization(id="org-a", name="Newer", created_at=2**40))

    async with open_database(database) as db:
        await db.write(add)
        assert await db.read(default_organization) == _OWN


async def test_remove_returns_whether_a_row_met_the_conditions(database: str) -> None:
    def work(session: Session) -> None:
        projects = ProjectRepository(session, _OWN)
        assert not projects.remove("proj_a", col(Project.created_at) == 1)
        assert projects.remove("proj_a", col(Project.created_at) == 20)
        assert not projects.remove("proj_a")
        assert projects.get("proj_a") is None
        assert projects.get("proj_b") is not None

    await _run(database, work)
