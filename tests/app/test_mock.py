"""The example server: every operation answers a response that is valid under the contract's schema."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from app.main import create_mock
from generated.operations import OPERATIONS
from generated.runtime import Operation
from tests.support.contract_validation import find_violation
from tests.support.requests import example_request, streaming_request
from tests.support.server import settings


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(create_mock(settings()))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost/v1") as found:
        yield found


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
async def test_mock_each_operation_answers_valid_example(
    client: httpx.AsyncClient, operation: Operation
) -> None:
    answer = await client.request(**example_request(operation))
    assert 200 <= answer.status_code < 300, answer.text
    assert (
        find_violation(operation, answer.status_code, answer.headers.get("content-type", ""), answer.content)
        is None
    )


_STREAMS = [o for o in OPERATIONS if any(r.kind == "events" for r in o.responses)]


@pytest.mark.parametrize("operation", _STREAMS, ids=lambda operation: operation.id)
async def test_mock_each_stream_has_valid_events(client: httpx.AsyncClient, operation: Operation) -> None:
    answer = await client.request(**streaming_request(operation))
    media_type = answer.headers["content-type"]
    assert media_type.startswith("text/event-stream"), answer.text
    assert find_violation(operation, answer.status_code, media_type, answer.content) is None


async def test_mock_status_header_is_error(client: httpx.AsyncClient) -> None:
    answer = await client.get("/models", headers={"x-mock-status": "429"})
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "1")
    assert answer.json()["error"]["code"] == "rate_limit_exceeded"
    assert (await client.get("/models", headers={"x-mock-status": "200"})).status_code == 400


async def test_mock_invalid_request_is_400(client: httpx.AsyncClient) -> None:
    answer = await client.post("/chat/completions", json={"model": 5})
    assert answer.status_code == 400
