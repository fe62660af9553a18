"""Probes: alive, and ready once everything that serving needs is there."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
import pytest

from app.errors import Unavailable
from app.main import create_app, create_mock
from app.pages.health import Readiness
from app.storage.schema import upgrade
from tests.support.server import running, settings


async def _get(url: str, **headers: str) -> httpx.Response:
    async with httpx.AsyncClient(trust_env=False) as client:
        return await client.get(url, headers=headers)


async def test_ready_is_a_server_whose_database_is_at_head(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/a.db"
    async with running(create_app(settings(database_url=url))) as server:
        assert (await _get(f"{server.url}/healthz")).json() == {"status": "ok"}
        answer = await _get(f"{server.url}/readyz")
        assert answer.status_code == 503
        assert answer.headers["content-type"] == "application/json"
        error = answer.json()["error"]
        assert error.keys() == {"message", "type", "param", "code"}
        assert error["code"] == "unavailable"
        assert "llm-backend migrate" in error["message"]
    upgrade(url)
    async with running(create_app(settings(database_url=url))) as server:
        answer = await _get(f"{server.url}/readyz")
        assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_a_database_that_cannot_be_reached_is_not_ready_and_its_address_not_told() -> None:
    url = "postgresql://canary-user:canary-password@127.0.0.1:1/canary-name"
    async with running(create_app(settings(database_url=url))) as server:
        answer = await _get(f"{server.url}/readyz")
    assert answer.status_code == 503
    assert "database" in answer.json()["error"]["message"]
    assert "canary" not in answer.text


async def test_the_mock_is_always_ready() -> None:
    async with running(create_mock(settings())) as server:
        assert (await _get(f"{server.url}/readyz")).status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
async def test_probes_come_by_any_address_and_nothing_else_does(path: str) -> None:
    async with running(create_mock(settings())) as server:
        assert (await _get(server.url + path, host="10.1.2.3:8080")).status_code == 200
        for other in ("/docs", "/v1/models", path + "/", "/v1" + path, "/" + path):
            assert (await _get(server.url + other, host="10.1.2.3:8080")).status_code == 403


async def test_what_does_not_answer_is_not_ready() -> None:
    async def never() -> None:
        await asyncio.Event().wait()

    fault = await Readiness(never, longest=0.05).fault()
    assert isinstance(fault, Unavailable)
    assert "0.05 s" in fault.message


async def test_however_many_ask_it_is_asked_once_and_again_later() -> None:
    asked = 0

    async def ready() -> None:
        nonlocal asked
        asked += 1
        await asyncio.sleep(0)
        if asked == 1:
            raise Unavailable("not yet")

    readiness = Readiness(ready, kept=60)
    faults = await asyncio.gather(*(readiness.fault() for _ in range(20)))
    assert asked == 1
    assert {str(fault) for fault in faults} == {"not yet"}
    unkept = Readiness(ready, kept=0)
    assert [await unkept.fault() for _ in range(3)] == [None] * 3
    assert asked == 4
