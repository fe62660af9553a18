"""Responses that end while an MCP server works: cancelled, deleted, left by the client; and strangers."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from tests.app.operations.test_mcp_tool import CALLED, create, declared, kinds, serving
from tests.support.fake_upstream import FakeUpstream, Writer
from tests.support.mcp_server import FakeMcp
from tests.support.raw_peer import wait_until
from tests.support.two_projects import PEPPER, two_projects

ARGUMENTS = '{"x": "y"}'


class Waiting:
    """A server that never answers one method; `asked` is set once it is called."""

    def __init__(self, method: str) -> None:
        self.asked = asyncio.Event()
        self.fake = FakeMcp(instead={method: self._wait})

    async def _wait(self, fake: FakeUpstream, writer: Writer) -> None:
        del fake, writer
        self.asked.set()
        await asyncio.sleep(3600)


@pytest.mark.parametrize("method", ["tools/list", "tools/call"])
@pytest.mark.parametrize("ending", ["cancel", "delete"])
async def test_background_response_that_ends_leaves_no_session_and_no_call(
    database: str, method: str, ending: str
) -> None:
    waiting = Waiting(method)
    async with serving(database, *CALLED, fake=waiting.fake) as (s, fake):
        queued = await create(s, [declared(fake)], background=True)
        await waiting.asked.wait()
        path = f"/responses/{queued['id']}"
        if ending == "cancel":
            ended = (await s.client.post(f"{path}/cancel")).json()
            assert ended["status"] == "cancelled"
            if method == "tools/call":
                call = ended["output"][1]
                assert (call["status"], call["arguments"]) == ("failed", ARGUMENTS)
        else:
            assert (await s.client.delete(path)).status_code == 200
            assert (await s.client.get(path)).status_code == 404
            assert s.rows("response_steps", "seq") == []
        await wait_until(lambda: fake.counts["DELETE"] > 0)
        assert fake.counts[method] == 1


@pytest.mark.parametrize("stores", [True, False])
async def test_client_that_leaves_during_a_call_ends_the_session(database: str, stores: bool) -> None:
    waiting = Waiting("tools/call")
    async with serving(database, *CALLED, fake=waiting.fake, validate=False) as (s, fake):
        body = {"model": "m", "input": "x", "stream": True, "tools": [declared(fake)], "store": stores}
        async with s.client.stream("POST", "/responses", json=body) as answered:
            lines = answered.aiter_lines()
            async for line in lines:
                if "mcp_call_arguments.done" in line:
                    break
            await waiting.asked.wait()
        await wait_until(lambda: fake.counts["DELETE"] > 0)
        await wait_until(lambda: all(row["status"] != "in_progress" for row in s.rows("responses")))
        items = [json.loads(row["response"])["output"] for row in s.rows("responses")]
        assert [(output[1]["status"], output[1]["arguments"]) for output in items] == (
            [("failed", ARGUMENTS)] if stores else []
        )
        assert len(s.upstream_bodies) == 1


async def test_stranger_approves_no_call_of_another_project(database: str) -> None:
    async with serving(database, *CALLED, auth="keys", key_pepper=PEPPER, validate=False) as (s, fake):
        owner, stranger = await two_projects(s)
        tools: Any = [declared(fake, require_approval="always", authorization="secret-of-the-owner")]
        body = {"model": "m", "input": "Look", "tools": tools}
        first = (await s.client.post("/responses", json=body, headers=owner)).json()
        request = first["output"][-1]
        assert request["type"] == "mcp_approval_request"
        approval: Any = {
            "type": "mcp_approval_response", "approval_request_id": request["id"], "approve": True
        }  # fmt: skip
        ways: list[dict[str, Any]] = [
            {"input": [approval], "previous_response_id": first["id"]},
            {"input": [{"role": "user", "content": "x"}, approval]},
            {"input": [{"type": "item_reference", "id": request["id"]}, approval]},
        ]
        for way in ways:
            refused = await s.client.post("/responses", json={**body, **way}, headers=stranger)
            assert refused.status_code in (400, 404), refused.text
            assert "secret-of-the-owner" not in refused.text
        assert fake.calls == []
        assert (await s.client.get(f"/responses/{first['id']}", headers=stranger)).status_code == 404
        assert (await s.client.post(f"/responses/{first['id']}/cancel", headers=stranger)).status_code == 404
        # The owner may.
        done = await s.client.post("/responses", json={**body, **ways[0]}, headers=owner)
        assert (kinds(done.json()["output"])[0], len(fake.calls)) == ("mcp_call", 1)
