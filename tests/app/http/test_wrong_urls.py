"""Requests with a wrong base URL or host, or from a page, are logged and answered with what to do."""

from __future__ import annotations

from collections.abc import Mapping

import httpx
import pytest

from app.main import create_app, create_mock
from generated.operations import OPERATIONS
from tests.support.server import Running, running, settings
from tests.support.server_log import server_log

_PEPPER = "0123456789abcdef0123456789abcdef"
_WRONG_PATHS = (
    "/chat/completions",
    "/v1/v1/chat/completions",
    "/v1/chat/completions/chat/completions",
    "/api/v1/chat/completions",
    "/v1/engines/gpt-4/chat/completions",
    "/openai/deployments/gpt-4/chat/completions",
    "/v1/chat/completions/",
    "//v1/chat/completions",
)


async def _send(
    server: Running, method: str, path: str, headers: Mapping[str, str] | None = None
) -> httpx.Response:
    async with httpx.AsyncClient(trust_env=False) as client:
        # As it is: the client would normalise it.
        url = httpx.URL(server.url).copy_with(raw_path=path.encode())
        return await client.request(method, url, headers=headers)


@pytest.mark.parametrize("path", _WRONG_PATHS)
async def test_unknown_path_answer_and_log_name_what_is_wrong(path: str) -> None:
    with server_log() as log:
        async with running(create_mock(settings())) as server:
            answer = await _send(server, "POST", path)
        (record,) = log.records("request")
    assert answer.status_code == 404
    error = answer.json()["error"]
    base = f"{server.url}/v1"
    assert error["code"] == "unknown_url"
    assert error["message"] == (
        f"This server has no path {path}. "
        f"Set the client's base URL to {base}: {base}/chat/completions exists."
    )
    assert record.pop("time")
    assert record.pop("ms") >= 0
    assert record == {
        "level": "INFO", "logger": "app.access", "message": "request", "method": "POST", "path": path,
        "request_id": answer.headers["x-request-id"], "status": 404, "code": "unknown_url",
    }  # fmt: skip


@pytest.mark.parametrize("path", ["/nothing", "/v1", "/v1/nothing", "/v1/models/a/b/c", "/v1/" + "x" * 5000])
async def test_unknown_path_of_no_operation_names_the_base_url(path: str) -> None:
    async with running(create_mock(settings())) as server:
        answer = await _send(server, "GET", path)
        assert answer.status_code == 404
        assert answer.json()["error"]["message"].endswith(f" The API's base URL is {server.url}/v1.")
        assert len(answer.content) < 600


async def test_base_url_without_the_prefix_is_answered_with_the_right_one() -> None:
    async with running(create_mock(settings())) as server:
        answer = await _send(server, "POST", "/")
        assert answer.status_code == 405
        assert answer.headers["allow"] == "GET, HEAD"
        assert f"The API's base URL is {server.url}/v1." in answer.json()["error"]["message"]


async def test_base_url_that_ends_with_an_operation_is_answered_with_the_right_one() -> None:
    async with running(create_mock(settings())) as server:
        answer = await _send(server, "POST", "/v1/responses/responses")
        assert answer.status_code == 405
        assert answer.json()["error"]["message"] == (
            f"/v1/responses/responses allows DELETE, GET, not POST. The API's base URL is {server.url}/v1."
        )


@pytest.mark.parametrize("host", ["llm.example:99999999", "two words", "a@b", "x" * 300])
async def test_unknown_path_invalid_host_is_not_repeated(host: str) -> None:
    async with running(create_mock(settings(allowed_hosts="*"))) as server:
        answer = await _send(server, "GET", "/v1/nothing", {"host": host})
        if answer.status_code == 404:  # the HTTP parser refuses others itself
            message = answer.json()["error"]["message"]
            assert message.endswith(("base URL is /v1.", "base URL is http://llm.example:99999999/v1."))


async def test_unknown_path_secrets_are_masked_in_answer_and_log() -> None:
    with server_log(secrets=["canary-1"]) as log:
        async with running(create_mock(settings())) as server:
            answer = await _send(server, "GET", "/v1/canary-1/sk-abcdefghijklmnop")
        text = log.text()
    assert "sk-abcdefghijklmnop" not in answer.text + text
    assert "canary-1" not in text
    assert "/v1/***/***" in text


async def test_refused_host_is_logged_and_named() -> None:
    with server_log() as log:
        async with running(create_mock(settings())) as server:
            answer = await _send(server, "GET", "/v1/models", {"host": "llm.example"})
        (record,) = log.records("request")
    assert answer.status_code == 403
    assert answer.json()["error"]["message"] == (
        "The Host header 'llm.example' is not a name of this server. From its own machine the base URL is "
        f"{server.url}/v1. Its operator can add the name to ALLOWED_HOSTS."
    )
    expected = {"host": "llm.example", "path": "/v1/models", "status": 403, "code": "host_not_allowed"}
    assert record.items() >= (expected | {"request_id": answer.headers["x-request-id"]}).items()


@pytest.mark.parametrize(
    "given",
    [
        {"auth": "keys", "key_pepper": _PEPPER},
        {"auth": "keys", "key_pepper": _PEPPER, "cors_origins": "https://other.example"},
        {"auth": "open"},
        {"auth": "open", "cors_origins": "https://other.example"},
    ],
)
@pytest.mark.parametrize("path", ["/v1/chat/completions", "/docs"])
async def test_preflight_of_an_unknown_origin_names_the_setting_and_is_logged_once(
    given: dict[str, str], path: str
) -> None:
    origin = "https://ui.example"
    preflight = {"origin": origin, "access-control-request-method": "POST"}
    with server_log() as log:
        async with running(create_app(settings(**given))) as server:
            answers = [await _send(server, "OPTIONS", path, preflight) for _ in range(3)]
        warnings = [record["message"] for record in log.records() if record["level"] == "WARNING"]
        requests = log.records("request")
    assert {answer.status_code for answer in answers} == {403}
    error = answers[0].json()["error"]
    assert error["code"] == "origin_not_allowed"
    assert origin in error["message"]
    assert "CORS_ORIGINS" in error["message"]
    assert [f"CORS_ORIGINS={origin}" in warning for warning in warnings] == [True]
    assert [record["origin"] for record in requests] == [origin] * 3


async def test_preflight_of_an_allowed_origin_is_answered() -> None:
    given = {"auth": "keys", "key_pepper": _PEPPER}
    preflight = {"origin": "https://ui.example", "access-control-request-method": "POST"}
    for allowed in ("https://ui.example", "*"):
        async with running(create_app(settings(cors_origins=allowed, **given))) as server:
            answer = await _send(server, "OPTIONS", "/v1/chat/completions", preflight)
            assert answer.status_code == 200
            assert answer.headers["access-control-allow-origin"] == allowed


async def test_options_that_is_no_preflight_is_a_405() -> None:
    async with running(create_app(settings(auth="keys", key_pepper=_PEPPER))) as server:
        answer = await _send(server, "OPTIONS", "/v1/models")
        assert answer.status_code == 405


async def test_refused_origins_named_in_the_log_are_bounded() -> None:
    with server_log() as log:
        async with running(create_app(settings())) as server, httpx.AsyncClient(trust_env=False) as client:
            for number in range(100):
                origin = {"origin": f"https://{number}.example"}
                assert (await client.get(f"{server.url}/v1/models", headers=origin)).status_code == 403
        warnings = [record for record in log.records() if record["level"] == "WARNING"]
    assert len(warnings) == 64


@pytest.mark.parametrize("root_path", ["", "/llm"])
async def test_openapi_document_names_this_server(root_path: str) -> None:
    async with running(create_mock(settings()), root_path=root_path) as server:
        answer = await _send(server, "GET", "/openapi.json")
        document = answer.json()
    assert document["servers"] == [{"url": f"{root_path}/v1"}]
    assert len(document["paths"]) > len(OPERATIONS) / 3
