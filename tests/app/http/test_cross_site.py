"""Requests that a web page of another site makes a browser send; without keys they spend the operator's."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from app.main import create_app, create_mock
from generated.operations import OPERATIONS
from tests.support.fake_upstream import fake_upstream, fixed_response
from tests.support.server import Running, running, settings

_UI = "https://ui.example"
_CHAT = {"model": "m", "messages": [{"role": "user", "content": "Hello"}]}
_FOREIGN = (
    {"sec-fetch-site": "cross-site"},
    {"Sec-Fetch-Site": "Cross-Site"},
    {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"},
    {"origin": "https://attacker.example"},
    {"origin": "null"},
    {"origin": "http://127.0.0.1:1"},
    {"origin": "http://localhost", "sec-fetch-site": "same-site"},
    {"origin": "https://ui.example.attacker.example", "sec-fetch-site": "cross-site"},
    {"origin": "https://ui.example:444", "sec-fetch-site": "cross-site"},
)


@pytest.fixture
async def server() -> AsyncIterator[Running]:
    async with running(create_app(settings(cors_origins=_UI))) as found:
        yield found


@pytest.fixture
async def client(server: Running) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=server.url, timeout=20, trust_env=False) as found:
        yield found


def _assert_refused(answer: httpx.Response) -> None:
    assert answer.status_code == 403, answer.text
    error = answer.json()["error"]
    assert error["code"] == "origin_not_allowed"
    assert "CORS_ORIGINS" in error["message"]


async def test_api_foreign_page_is_refused_for_every_operation(client: httpx.AsyncClient) -> None:
    for operation in OPERATIONS:
        path = "/v1" + operation.path.replace("{", "").replace("}", "")
        _assert_refused(await client.request(operation.method, path, headers=_FOREIGN[0]))


@pytest.mark.parametrize("headers", _FOREIGN)
async def test_api_foreign_page_is_refused(client: httpx.AsyncClient, headers: dict[str, str]) -> None:
    for method in ("GET", "POST", "DELETE", "OPTIONS", "HEAD"):
        answer = await client.request(method, "/v1/models", headers=headers)
        assert answer.status_code == 403
    _assert_refused(await client.post("/v1/chat/completions", json=_CHAT, headers=headers))


async def test_api_foreign_page_never_reaches_the_upstream() -> None:
    async with fake_upstream(fixed_response("200 OK", b"{}")) as upstream:
        given = settings(upstream_url=upstream.url)
        async with (
            running(create_app(given)) as server,
            httpx.AsyncClient(base_url=server.url, trust_env=False) as client,
        ):
            origin = {"origin": "https://attacker.example"}
            text = {"content-type": "text/plain", **origin}
            form = {"model": "m", "prompt": "x"}
            file = {"image": ("a.png", b"x", "image/png")}
            for answer in (
                await client.post("/v1/chat/completions", json=_CHAT, headers=origin),
                await client.post("/v1/chat/completions", content=b"{}", headers=text),
                await client.post("/v1/images/edits", data=form, files=file, headers=origin),
                await client.post("/v1/organization/projects", json={"name": "x"}, headers=origin),
            ):
                _assert_refused(answer)
        assert upstream.requests == []


async def test_api_own_and_allowed_origins_are_answered(server: Running, client: httpx.AsyncClient) -> None:
    own = server.url
    for headers in (
        {},
        {"origin": own},
        {"origin": own, "sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
        {"origin": _UI, "sec-fetch-site": "cross-site"},
        {"origin": _UI.upper()},
        # What node's fetch sends.
        {"sec-fetch-mode": "cors"},
    ):
        answer = await client.post("/v1/chat/completions", json=_CHAT | {"model": "builtin"}, headers=headers)
        assert answer.status_code == 200, (headers, answer.text)


async def test_api_two_origins_must_both_be_allowed(server: Running, client: httpx.AsyncClient) -> None:
    for other in (_UI, server.url):
        pair = [("origin", other), ("origin", "https://attacker.example")]
        for headers in (pair, pair[::-1]):
            _assert_refused(await client.get("/v1/models", headers=headers))


async def test_api_any_origin_with_a_star(client: httpx.AsyncClient) -> None:
    async with (
        running(create_app(settings(cors_origins="*"))) as server,
        httpx.AsyncClient(base_url=server.url, trust_env=False) as other,
    ):
        for headers in _FOREIGN:
            assert (await other.get("/v1/models", headers=headers)).status_code == 200


async def test_api_with_keys_needs_no_origin() -> None:
    async with (
        running(create_app(settings(auth="keys", key_pepper="p" * 32))) as server,
        httpx.AsyncClient(base_url=server.url, trust_env=False) as client,
    ):
        answer = await client.get("/v1/models", headers={"origin": "https://attacker.example"})
        assert answer.status_code == 401


async def test_pages_open_by_a_link_and_refuse_all_else(client: httpx.AsyncClient) -> None:
    link = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert (await client.get("/docs", headers=link)).status_code == 200
    for headers in (
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"},
        {**link, "origin": "null"},
    ):
        for path in ("/", "/docs", "/openapi.json", "/metrics", "/nothing"):
            _assert_refused(await client.post(path, headers=headers))
    image = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}
    _assert_refused(await client.get("/openapi.json", headers=image))


async def test_mock_foreign_page_is_refused() -> None:
    async with (
        running(create_mock(settings())) as server,
        httpx.AsyncClient(base_url=server.url, trust_env=False) as client,
    ):
        _assert_refused(await client.get("/v1/models", headers={"origin": "https://attacker.example"}))
