"""The bodies of requests, over a real connection: their limits."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from app.main import create_mock
from tests.support.server import running, settings

_LIMIT = 2048


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with (
        running(create_mock(settings(max_body_bytes=str(_LIMIT)))) as server,
        httpx.AsyncClient(base_url=server.url + "/v1", trust_env=False) as found,
    ):
        yield found


@pytest.mark.parametrize(("size", "status"), [(_LIMIT, 200), (_LIMIT + 1, 413)])
async def test_json_body_of_max_body_bytes_is_accepted_one_more_is_413(
    client: httpx.AsyncClient, size: int, status: int
) -> None:
    body = b'{"model":"m","input":"a"}'
    response = await client.post(
        "/embeddings", content=body + b" " * (size - len(body)), headers={"content-type": "application/json"}
    )
    assert response.status_code == status
    if status == 413:
        assert "MAX_BODY_BYTES" in response.json()["error"]["message"]
