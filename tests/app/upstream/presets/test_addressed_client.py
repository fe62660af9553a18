"""AddressedClient: its headers and query are added to what a request has."""

from __future__ import annotations

import pytest

from app.aio.buffered_body import BufferedBody
from app.upstream.client import UpstreamRequest, UpstreamResponse
from app.upstream.presets.addressed_client import AddressedClient


class _Recorder:
    def __init__(self) -> None:
        self.requests: list[UpstreamRequest] = []
        self.closed = False

    async def send(self, request: UpstreamRequest) -> UpstreamResponse:
        self.requests.append(request)
        return UpstreamResponse(200, [], BufferedBody(b"{}"))

    async def close(self) -> None:
        self.closed = True


@pytest.mark.parametrize(
    ("query", "own", "sent"),
    [
        ("", "api-version=v1", "api-version=v1"),
        ("limit=2", "api-version=v1", "limit=2&api-version=v1"),
        ("limit=2", "", "limit=2"),
        ("api-version=x&limit=2&API%2Dversion=y", "api-version=v1", "limit=2&api-version=v1"),
        ("api-version=x", "api-version=v1", "api-version=v1"),
    ],
)
async def test_addressed_client_adds_its_headers_and_query(query: str, own: str, sent: str) -> None:
    inner = _Recorder()
    client = AddressedClient(inner, [("api-key", "k")], own)
    await client.send(UpstreamRequest("GET", "/models", query, [("accept", "*/*")], None))
    await client.close()
    (request,) = inner.requests
    assert (request.path, request.query) == ("/models", sent)
    assert request.headers == [("accept", "*/*"), ("api-key", "k")]
    assert inner.closed
