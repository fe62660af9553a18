"""A change that one replica commits is enforced by the other within a second; on both databases."""

from __future__ import annotations

import asyncio

from tests.support.administration import PEPPER, Administered, administered, insert_key
from tests.support.fake_upstream import FakeUpstream, Writer, write_chunk, write_stream_head
from tests.support.stack import Stack, stack
from tests.support.upstream_scripts import content_event

_CHAT = {"model": "m", "messages": [{"role": "user", "content": "x"}], "stream": True}


class _PausedStream:
    """An upstream whose stream continues when the test allows it."""

    def __init__(self) -> None:
        self.proceed = asyncio.Event()

    async def __call__(self, fake: FakeUpstream, writer: Writer) -> None:
        write_stream_head(writer)
        write_chunk(writer, content_event("first"))
        await writer.drain()
        await self.proceed.wait()
        write_chunk(writer, content_event("second", "stop"))
        write_chunk(writer, b"data: [DONE]\n\n")
        write_chunk(writer, b"")
        await writer.drain()


async def _status(other: Stack, key: str) -> int:
    """Of a call that creates an object."""
    headers = {"authorization": f"Bearer {key}"}
    return (await other.client.post("/conversations", json={}, headers=headers)).status_code


async def test_change_on_one_replica_is_enforced_by_the_other_within_a_second_while_it_streams(
    database: str,
) -> None:
    paused = _PausedStream()
    async with administered(database) as a, stack(database, paused, auth="keys", key_pepper=PEPPER) as other:
        projects = a.organization.projects
        project = (await projects.create(name="Alpha")).id
        user = await a.user("ann@example.com")
        await projects.users.create(project, user_id=user, role="member")
        account = await projects.service_accounts.create(project, name="robot")
        assert account.api_key is not None
        _, leaving = await insert_key(database, "project", project, owner_user_id=user)
        key_id, revoked = await insert_key(database, "project", project, owner_user_id=user)
        _, archived = await insert_key(database, "project", project)
        keys = (leaving, revoked, account.api_key.value, archived)

        async def statuses_after_a_second() -> list[int]:
            await asyncio.sleep(1)
            return [await _status(other, key) for key in keys]

        assert [await _status(other, key) for key in keys] == [200] * 4
        headers = {"authorization": f"Bearer {revoked}"}
        async with other.client.stream("POST", "/chat/completions", json=_CHAT, headers=headers) as answered:
            lines = answered.aiter_lines()
            while "first" not in await anext(lines):
                pass
            await projects.api_keys.delete(key_id, project_id=project)
            assert await statuses_after_a_second() == [200, 401, 200, 200]
            await projects.service_accounts.delete(account.id, project_id=project)
            await projects.users.delete(user, project_id=project)
            assert await statuses_after_a_second() == [403, 401, 401, 200]
            await projects.archive(project)
            assert await statuses_after_a_second() == [401, 401, 401, 401]
            paused.proceed.set()
            rest = [line async for line in lines]
        assert any("second" in line for line in rest)
        assert "data: [DONE]" in rest
        await _lose_a_role(a, other)


async def _lose_a_role(a: Administered, other: Stack) -> None:
    """An administrator becomes a reader."""
    user = await a.user("ben@example.com", "owner")
    _, key = await insert_key(a.stack.url, "admin", None, owner_user_id=user)
    headers = {"authorization": f"Bearer {key}"}
    assert (await other.client.get("/organization/projects", headers=headers)).status_code == 200
    await a.organization.users.update(user, role="reader")
    await asyncio.sleep(1)
    assert (await other.client.get("/organization/projects", headers=headers)).status_code == 403
