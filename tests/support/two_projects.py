"""Two projects with a key each, for a server with `AUTH=keys`."""

from __future__ import annotations

import httpx2 as httpx
from sqlmodel import Session

from app.access.key_hasher import KeyHasher, new_key
from app.storage.api_key_repository import ApiKeyRepository
from app.storage.database import Database
from app.storage.project_repository import ProjectRepository
from tests.support.rows import administer
from tests.support.stack import Stack

PEPPER = "a pepper of the tests"
"""The stack's setting `key_pepper`."""


async def two_projects(s: Stack) -> tuple[httpx.Headers, httpx.Headers]:
    """The headers of each project's callers."""
    keys = [new_key("project"), new_key("project")]

    def fill(session: Session) -> None:
        rows = ApiKeyRepository(session, "org-default")
        projects = ProjectRepository(session, "org-default")
        for number, key in enumerate(keys):
            record = KeyHasher(PEPPER.encode()).record(key, "project", "")
            rows.create(record, projects.create(f"p{number}").id)

    opened = Database(s.url)
    await administer(opened, fill)
    await opened.close()
    first, second = (httpx.Headers({"authorization": f"Bearer {key}"}) for key in keys)
    return first, second
