"""The queue of background responses: bounded for each project."""

from __future__ import annotations

import asyncio
from typing import Any

from tests.support.stack import Stack, stack
from tests.support.two_projects import PEPPER, two_projects
from tests.support.upstream_scripts import never_respond

_BODY = {"model": "m", "input": "x", "background": True}


async def _wait_for_runner(s: Stack, response_id: str) -> None:
    for _ in range(500):
        if any(row["id"] == response_id and row["owner"] for row in s.rows("responses")):
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"no runner claimed {response_id}")


async def test_queue_over_its_bound_is_429_for_that_project_only(database: str) -> None:
    options: dict[str, Any] = {"auth": "keys", "key_pepper": PEPPER, "background_slots": "2"}
    async with stack(database, never_respond, **options, max_queued_responses="3") as s:
        first, second = await two_projects(s)
        # Half of the slots are a project's for one upstream: this one runs, the others wait.
        running = await s.client.post("/responses", json=_BODY, headers=first)
        await _wait_for_runner(s, running.json()["id"])
        waiting = [await s.client.post("/responses", json=_BODY, headers=first) for _ in range(3)]
        assert {answer.status_code for answer in waiting} == {200}
        for body in (_BODY, {**_BODY, "stream": True}):
            refused = await s.client.post("/responses", json=body, headers=first)
            error = refused.json()["error"]
            assert (refused.status_code, error["code"]) == (429, "rate_limit_exceeded")
            assert (error["type"], error["param"]) == ("requests", "background")
            assert "MAX_QUEUED_RESPONSES" in error["message"]
            assert refused.headers["retry-after"] == "5"
        assert len(s.rows("responses")) == 4
        assert (await s.client.post("/responses", json=_BODY, headers=second)).status_code == 200
        # One that ends makes room.
        cancelled = f"/responses/{waiting[0].json()['id']}/cancel"
        assert (await s.client.post(cancelled, headers=first)).status_code == 200
        assert (await s.client.post("/responses", json=_BODY, headers=first)).status_code == 200
        # A conversation is free again after a refusal.
        conversation = (await s.client.post("/conversations", json={}, headers=first)).json()["id"]
        body = {**_BODY, "conversation": conversation}
        assert (await s.client.post("/responses", json=body, headers=first)).status_code == 429
        item = {"items": [{"role": "user", "content": "x"}]}
        added = await s.client.post(f"/conversations/{conversation}/items", json=item, headers=first)
        assert added.status_code == 200
