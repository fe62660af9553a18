"""Probes: `/healthz` always, `/readyz` once the server can serve."""

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


async def test_readyz_database_not_at_head_is_503(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/a.db"
    (tmp_path / "a.db").touch()
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


async def test_readyz_unreachable_database_is_503_without_address() -> None:
    url = "postgresql://canary-user:canary-password@127.0.0.1:1/canary-name"
    async with running(create_app(settings(database_url=url))) as server:
        answer = await _get(f"{server.url}/readyz")
    assert answer.status_code == 503
    assert "database" in answer.json()["error"]["message"]
    assert "canary" not in answer.text


async def test_readyz_mock_is_200() -> None:
    async with running(create_mock(settings())) as server:
        assert (await _get(f"{server.url}/readyz")).status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
async def test_hosts_unknown_host_reaches_probes_only(path: str) -> None:
    async with running(create_mock(settings())) as server:
        assert (await _get(server.url + path, host="10.1.2.3:8080")).status_code == 200
        for other in ("/docs", "/v1/models", path + "/", "/v1" + path, "/" + path):
            assert (await _get(server.url + other, host="10.1.2.3:8080")).status_code == 403


async def test_readiness_check_over_timeout_is_failure() -> None:
    async def never() -> None:
        await asyncio.Event().wait()

    failure = await Readiness(never, timeout_seconds=0.05).failure()
    assert isinstance(failure, Unavailable)
    assert "0.05 s" in failure.message


async def test_readiness_concurrent_calls_share_one_cached_check() -> None:
    checks = 0

    async def ready() -> None:
        nonlocal checks
        checks += 1
        await asyncio.sleep(0)
        if checks == 1:
            raise Unavailable("not yet")

    readiness = Readiness(ready, cache_seconds=60)
    failures = await asyncio.gather(*(readiness.failure() for _ in range(20)))
    assert checks == 1
    assert {str(failure) for failure in failures} == {"not yet"}
    uncached = Readiness(ready, cache_seconds=0)
    assert [await uncached.failure() for _ in range(3)] == [None] * 3
    assert checks == 4
