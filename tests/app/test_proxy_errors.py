"""Errors of a proxy are distinguished from those of the provider: they are no refusal of the key."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import httpx
import pytest

from app.cli import doctor
from app.main import create_app
from tests.support.connect_proxy import NAME, ConnectProxy, connect_proxy
from tests.support.fake_upstream import COMPLETION, fixed_response
from tests.support.forwarding import forwarding_server
from tests.support.server import running, settings
from tests.support.several_upstreams import several_upstreams

_KEY = "sk-operator-canary-0001"
_PAGE = b"<!DOCTYPE html><html><head><title>Access Denied by Policy</title></head><body>No.</body></html>"
_CHAT = {"model": "m", "messages": [{"role": "user", "content": "Hi"}]}


def _answer(status: str, body: bytes = _PAGE, *headers: str, content_type: str = "text/html") -> bytes:
    lines = (f"content-type: {content_type}", f"content-length: {len(body)}", *headers)
    return "\r\n".join((f"HTTP/1.1 {status}", *lines, "", "")).encode() + body


async def _chat(answer: bytes, *, stream: bool = False) -> tuple[int, dict[str, str], ConnectProxy]:
    """The answer to a chat through a proxy that answers itself, over a plain connection."""
    async with connect_proxy(ConnectProxy(1, answer=answer)) as proxy:
        given = settings(
            upstream_url=f"http://{NAME}/v1",
            upstream_api_key=_KEY,
            http_proxy=f"http://127.0.0.1:{proxy.port}",
        )
        async with (
            running(create_app(given)) as server,
            httpx.AsyncClient(trust_env=False, timeout=20) as client,
        ):
            url = f"{server.url}/v1/chat/completions"
            answered = await client.post(url, json={**_CHAT, "stream": stream})
        return answered.status_code, answered.json()["error"], proxy


@pytest.mark.parametrize("stream", [False, True])
async def test_page_with_403_through_a_proxy_is_no_refusal_of_the_key(stream: bool) -> None:
    status, error, proxy = await _chat(_answer("403 Forbidden"), stream=stream)
    assert (status, error["code"]) == (502, "upstream_unreachable")
    source = (
        f"The upstream {NAME} or its proxy 127.0.0.1:{proxy.port} (HTTP_PROXY) answered 403 with a web page"
    )
    assert error["message"].startswith(f"{source}: Access Denied by Policy. ")


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (
            b'{"error": {"message": "Invalid API key", "type": "t", "param": null, "code": null}}',
            "application/json",
        ),
        (b"Invalid API key", "text/plain"),
        (b"", "text/plain"),
    ],
)
async def test_other_403_through_a_proxy_may_be_about_the_key(body: bytes, content_type: str) -> None:
    status, error, proxy = await _chat(_answer("403 Forbidden", body, content_type=content_type))
    assert (status, error["code"]) == (502, "upstream_key_refused")
    assert (
        f"key (403), or its proxy 127.0.0.1:{proxy.port} (HTTP_PROXY) denies the request" in error["message"]
    )


async def test_page_with_403_without_a_proxy_is_the_upstreams() -> None:
    page = _PAGE.replace(b"Access Denied by Policy", b"403 Forbidden")
    async with forwarding_server(fixed_response("403 No", page, content_type="text/html")) as server:
        answered = await server.call("/chat/completions")
    assert (answered.status_code, answered.json()["error"]["code"]) == (502, "upstream_key_refused")


@pytest.mark.parametrize("status", ["200 OK", "503 Service Unavailable"])
async def test_page_through_a_proxy_names_both(status: str) -> None:
    answered, error, proxy = await _chat(_answer(status))
    assert answered == (502 if status == "200 OK" else 503)
    assert (
        f"The upstream {NAME} or its proxy 127.0.0.1:{proxy.port} (HTTP_PROXY) answered" in error["message"]
    )
    assert "Access Denied by Policy" in error["message"]


async def test_407_without_a_proxy_of_its_own_is_no_407_for_the_caller() -> None:
    async with forwarding_server(fixed_response("407 No", _PAGE, content_type="text/html")) as server:
        answered = await server.call("/chat/completions")
    assert answered.status_code == 502
    assert "requires a user and a password (407)" in answered.json()["error"]["message"]


@pytest.mark.parametrize(
    ("status", "header"),
    [
        ("403 Forbidden", "x-squid-error: ERR_ACCESS_DENIED 0"),
        ("503 Service Unavailable", "x-squid-error: ERR_CONNECT_FAIL 111"),
        ("502 Bad Gateway", "proxy-status: edge; error=destination_unavailable"),
        ("403 Forbidden", 'proxy-status: edge; error="http_request_denied"; details="no"'),
        ("407 No", "proxy-authenticate: Basic"),
    ],
)
async def test_call_that_the_proxy_has_not_passed_on_goes_to_the_next_upstream(
    tmp_path: Path, status: str, header: str
) -> None:
    async with connect_proxy(ConnectProxy(1, answer=_answer(status, _PAGE, header))) as proxy:
        entries = {
            "a": f'url = "http://{NAME}"\nproxy = "http://127.0.0.1:{proxy.port}"',
            "b": "",
        }
        async with several_upstreams(tmp_path, entries, {"b": fixed_response("200 OK", COMPLETION)}) as s:
            answered = await s.client.post("/chat/completions", json=_CHAT)
    assert answered.status_code == 200
    assert answered.headers["x-llm-backend-tried"] == "a (no connection), b"


@pytest.mark.parametrize(
    "header", ["x-squid-error: ERR_READ_TIMEOUT 0", "proxy-status: edge; error=connection_terminated"]
)
async def test_call_that_the_proxy_may_have_passed_on_is_not_repeated(tmp_path: Path, header: str) -> None:
    async with connect_proxy(ConnectProxy(1, answer=_answer("504 Timeout", _PAGE, header))) as proxy:
        entries = {"a": f'url = "http://{NAME}"\nproxy = "http://127.0.0.1:{proxy.port}"', "b": ""}
        async with several_upstreams(tmp_path, entries, {"b": fixed_response("200 OK", COMPLETION)}) as s:
            answered = await s.client.post("/chat/completions", json=_CHAT)
            assert answered.status_code == 504
            assert s.upstreams["b"].requests == []


async def test_doctor_page_with_403_through_a_proxy_names_the_proxy() -> None:
    async with connect_proxy(ConnectProxy(1, answer=_answer("403 Forbidden"))) as proxy:
        given = settings(
            upstream_url=f"http://{NAME}/v1",
            upstream_api_key=_KEY,
            http_proxy=f"http://127.0.0.1:{proxy.port}",
        )
        findings = await asyncio.to_thread(doctor.check_all, given)
    [upstream] = [finding for finding in findings if finding.subject == "upstream"]
    assert upstream.status == "FAIL"
    assert (
        f"answered 403 with a web page, which is its own or its proxy's, 127.0.0.1:{proxy.port}"
        in upstream.message
    )
    assert "Check HTTP_PROXY" in upstream.message
    assert "key" not in json.dumps(upstream.message)
