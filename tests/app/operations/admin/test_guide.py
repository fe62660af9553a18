"""The page about the organization: its program runs, its table is that of the roles."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

from app.access.roles import PREDEFINED
from app.storage.tables.roles import (
    ORGANIZATION_OWNER,
    ORGANIZATION_READER,
    PROJECT_MEMBER,
    PROJECT_OWNER,
    PROJECT_VIEWER,
)
from tests.support.administration import administered

_PAGE = (Path(__file__).parents[4] / "docs/organization.md").read_text(encoding="utf-8")
_ROLES = (ORGANIZATION_OWNER, ORGANIZATION_READER, PROJECT_OWNER, PROJECT_MEMBER, PROJECT_VIEWER)
_AREAS = {
    "list models": ["api.model"],
    "chat, embeddings": ["api.model"],
    "responses": ["api.responses", "api.conversations", "api.chat.completions", "api.vector_stores"],
    "assistants": [
        "api.assistants", "api.threads", "api.evals", "api.fine_tuning.jobs", "api.files", "api.containers",
        "api.skills",
    ],
    "batches": ["api.batch", "api.voices"],
    "videos": ["api.videos"],
    "ChatKit": ["api.chatkit"],
    "groups": ["api.groups", "api.roles"],
    "usage": ["api.usage", "api.audit_logs"],
    "a project's name": [
        "api.project", "api.organization.projects.service_accounts", "api.organization.projects.api_keys",
    ],
    "everything else": ["api.management", "api.certificates"],
}  # fmt: skip
_VERBS = {"": set[str](), "read": {"read"}, "write": {"read", "write"}, "request": {"request"}}


async def test_page_program_makes_a_team_of_two_projects(database: str) -> None:
    [program] = re.findall(r"^```python\n(.*?)^```", _PAGE, re.M | re.S)
    async with administered(database) as a:
        ann = await a.user("ann@example.com")
        base = str(a.stack.client.base_url).rstrip("/")
        program = program.replace("http://127.0.0.1:8080/v1", base)
        key = a.headers["authorization"].removeprefix("Bearer ")
        names: dict[str, Any] = {"print": lambda *_: None}
        await asyncio.to_thread(exec, program.replace("sk-admin-...", key), names)
        await asyncio.to_thread(names["client"].close)
        projects = {each.name: each.id async for each in a.organization.projects.list()}
        roles = {
            name: [(user.id, user.role) async for user in a.organization.projects.users.list(projects[name])]
            for name in ("web", "data")
        }
        assert roles == {"web": [(ann, "owner")], "data": [(ann, "member")]}


def test_page_table_is_that_of_the_predefined_roles() -> None:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in _PAGE.splitlines()
        if line.startswith("|")
    ][2:]
    assert len(rows) == len(_AREAS)
    for (name, *levels), (start, areas) in zip(rows, _AREAS.items(), strict=True):
        assert name.startswith(start)
        for role, level in zip(_ROLES, levels, strict=True):
            for area in areas:
                found = {each for each in PREDEFINED[role].permissions if each.rpartition(".")[0] == area}
                verbs = {each.rpartition(".")[2] for each in found}
                if area == "api.model":
                    verbs &= {"read"} if start == "list models" else {"request"}
                assert verbs == _VERBS[level], (role, area)
