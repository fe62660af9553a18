"""A server with `AUTH=keys`, the SDK's administrative client, and rows that no operation makes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import httpx2 as httpx
import openai
from sqlmodel import Session

from app.access.key_hasher import KeyHasher, KeyKind, new_key
from app.storage.api_key_repository import ApiKeyRepository
from app.storage.database import Database
from app.storage.role_assignment_repository import RoleAssignmentRepository
from app.storage.tables.roles import ORGANIZATION_OWNER, ORGANIZATION_READER
from app.storage.user_repository import UserRepository
from tests.support.rows import administer
from tests.support.stack import Stack, stack

T = TypeVar("T")

PEPPER = "a pepper of the tests"
ORGANIZATION = "org-default"
_ROLES = {"owner": ORGANIZATION_OWNER, "reader": ORGANIZATION_READER}


@dataclass(frozen=True, slots=True)
class Administered:
    """A running server, and the SDK with an admin key of the operator."""

    stack: Stack
    sdk: openai.AsyncOpenAI
    headers: httpx.Headers
    """The admin key, for `stack.client`."""
    key_id: str

    @property
    def organization(self) -> Any:
        return self.sdk.admin.organization

    def events(self, kind: str | None = None) -> list[dict[str, Any]]:
        """The audit events of a type, or all but those of the rows that a test inserts; oldest first."""
        rows = self.stack.rows("audit_log")
        if kind is None:
            return [row for row in rows if row["actor_kind"] != "operator"]
        return [row for row in rows if row["type"] == kind]

    async def user(self, email: str, role: str = "reader") -> str:
        """The id of a new user of the organization."""

        def create(session: Session) -> str:
            row = UserRepository(session, ORGANIZATION).create(email, email.partition("@")[0])
            RoleAssignmentRepository(session, ORGANIZATION).assign("user", row.id, _ROLES[role])
            return row.id

        return await insert(self.stack.url, create)

    async def status(self, key: str, path: str = "/models", method: str = "GET", **body: Any) -> int:
        """How a call with that key ends."""
        headers = {"authorization": f"Bearer {key}"}
        sent = await self.stack.client.request(method, path, headers=headers, json=body or None)
        return sent.status_code

    async def ends_with(self, key: str, status: int, path: str = "/models") -> bool:
        """Whether a call with that key ends so within a second."""
        for _ in range(20):
            if await self.status(key, path) == status:
                return True
            await asyncio.sleep(0.05)
        return await self.status(key, path) == status


@asynccontextmanager
async def administered(url: str, **options: Any) -> AsyncGenerator[Administered]:
    """A server with keys on the database at `url`; every answer is validated against the contract."""
    async with stack(url, auth="keys", key_pepper=PEPPER, **options) as s:
        key_id, key = await insert_key(url, "admin", None)
        async with openai.AsyncOpenAI(
            base_url=str(s.client.base_url), api_key="unused", admin_api_key=key, max_retries=0,
            http_client=s.client,
        ) as sdk:  # fmt: skip
            yield Administered(s, sdk, httpx.Headers({"authorization": f"Bearer {key}"}), key_id)


async def insert(url: str, work: Callable[[Session], T]) -> T:
    """Runs `work` in a transaction of the operator."""
    database = Database(url)
    try:
        return await administer(database, work)
    finally:
        await database.close()


async def insert_key(url: str, kind: KeyKind, project: str | None, **columns: Any) -> tuple[str, str]:
    """The id of a new key, and the key."""
    key = new_key(kind)
    record = KeyHasher(PEPPER.encode()).record(key, kind, "")

    def create(session: Session) -> str:
        return ApiKeyRepository(session, ORGANIZATION).create(record, project, **columns).id

    return await insert(url, create), key


def changes(event: dict[str, Any]) -> Any:
    """The details of an audit event."""
    found = event["changes"]
    return json.loads(found) if isinstance(found, str) else found
