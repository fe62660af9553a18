"""The password of a proxy is in nothing that comes back through it, in no form in which it may be quoted."""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from urllib.parse import quote

import httpx
import pytest

from app.main import create_app
from tests.support.connect_proxy import NAME, ConnectProxy, connect_proxy
from tests.support.fake_upstream import FakeUpstream
from tests.support.forwarding import CALLS, ForwardingServer
from tests.support.server import running, settings

_PASSWORD = 'canary/pass"word-2'
_BASIC = base64.b64encode(f"user:{_PASSWORD}".encode()).decode()
_FORMS = {
    "plain": _PASSWORD,
    "of JSON": json.dumps(_PASSWORD)[1:-1],
    "of JSON with slashes": json.dumps(_PASSWORD)[1:-1].replace("/", "\\/"),
    "percent-encoded": quote(_PASSWORD, safe=""),
    "percent-encoded with slashes": quote(_PASSWORD),
    "as it is sent": _BASIC,
    "as it is sent, of JSON": _BASIC.replace("/", "\\/"),
}
_QUOTED = " ".join(_FORMS.values())
_DENIED = "denied for user"
_CHUNK = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m"}
_ANSWERS = {
    "/embeddings": {
        "object": "list",
        "model": "m",
        "data": [],
        "usage": {"prompt_tokens": 1, "total_tokens": 1},
    },
    "/responses": {
        "id": "c",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [{"index": 0, "message": {"role": "assistant", "content": "Hi"}, "finish_reason": "stop"}],
    },
}


def _answer(body: bytes, *headers: str, content_type: str = "application/json") -> bytes:
    lines = (f"content-type: {content_type}", f"content-length: {len(body)}", *headers)
    return "\r\n".join(("HTTP/1.1 200 OK", *lines, "", "")).encode() + body


@asynccontextmanager
async def _behind_a_proxy(answer: bytes, password: str = _PASSWORD) -> AsyncGenerator[ForwardingServer, None]:
    """A server whose only upstream is reached through a proxy that answers everything itself."""
    async with connect_proxy(ConnectProxy(1, answer=answer)) as proxy:
        password = quote(password, safe="")
        given = settings(
            upstream_url=f"http://{NAME}/v1", http_proxy=f"http://user:{password}@127.0.0.1:{proxy.port}"
        )
        async with (
            running(create_app(given)) as server,
            httpx.AsyncClient(base_url=server.url + "/v1", timeout=20, trust_env=False) as client,
        ):
            yield ForwardingServer(client, FakeUpstream())


def _assert_masked(answered: httpx.Response) -> None:
    texts = (answered.text, json.dumps(dict(answered.headers)), *answered.headers.values())
    for text in texts:
        for form in _FORMS.values():
            assert form not in text


@pytest.mark.parametrize("path", ["/chat/completions", "/completions", "/responses"])
async def test_error_event_of_a_stream_that_quotes_the_password_is_masked(path: str) -> None:
    choice = {"index": 0, "finish_reason": None, "delta": {"content": "Hi"}, "text": "Hi"}
    error = {"error": {"message": f"{_DENIED} {_QUOTED}", "code": f"no {_QUOTED}"}}
    events = b"".join(
        b"data: %b\n\n" % json.dumps(data).encode() for data in ({**_CHUNK, "choices": [choice]}, error)
    )
    async with _behind_a_proxy(_answer(events, content_type="text/event-stream")) as server:
        answered = await server.call(path, stream=True)
    assert answered.status_code == 200
    assert _DENIED in answered.text
    _assert_masked(answered)


@pytest.mark.parametrize(("path", "stream"), CALLS)
async def test_error_with_status_200_that_quotes_the_password_is_masked(path: str, stream: bool) -> None:
    error = {"error": {"message": f"{_DENIED} {_QUOTED}"}}
    async with _behind_a_proxy(_answer(json.dumps(error).encode())) as server:
        answered = await server.call(path, stream=stream)
    assert _DENIED in answered.text
    _assert_masked(answered)


@pytest.mark.parametrize("path", _ANSWERS)
async def test_body_and_headers_of_an_answer_that_quote_the_password_are_masked(path: str) -> None:
    body = json.dumps(_ANSWERS[path]).replace('"m"', f'"m", "x_quoted": "{_FORMS["of JSON"]} {_BASIC}"')
    headers = [f"x-request-id: before {_QUOTED}", f"x-ratelimit-limit-requests: {_QUOTED}"]
    async with _behind_a_proxy(_answer(body.encode(), *headers)) as server:
        answered = await server.call(path)
    assert answered.status_code == 200
    assert answered.headers["x-upstream-request-id"] == "before" + " ***" * len(_FORMS)
    _assert_masked(answered)


async def test_list_of_models_that_quotes_the_password_is_masked() -> None:
    entries = [{"id": "m", "object": "model", "owned_by": _PASSWORD, "x": _BASIC}]
    async with _behind_a_proxy(_answer(json.dumps({"data": entries}).encode())) as server:
        listed, one = await server.client.get("/models"), await server.client.get("/models/m")
    for answered in (listed, one):
        assert answered.status_code == 200
        assert "***" in answered.text
        _assert_masked(answered)


async def test_events_that_pass_through_and_quote_the_password_are_masked() -> None:
    event = b'data: {"type": "image_generation.partial_image", "x": "%b"}\n\n' % _BASIC.encode()
    async with _behind_a_proxy(_answer(event * 2, content_type="text/event-stream")) as server:
        answered = await server.client.post("/embeddings", json={"model": "m", "input": "hi"})
    assert answered.text.count("***") == 2
    _assert_masked(answered)


async def test_long_event_that_quotes_the_password_where_it_is_cut_is_masked() -> None:
    # An event of more than 1 MiB passes in parts; wherever they are cut, the password is in it.
    event = b'data: {"x": "' + b" ".join([_BASIC.encode()] * 60_000) + b'"}\n\n'
    async with _behind_a_proxy(_answer(event, content_type="text/event-stream")) as server:
        answered = await server.client.post("/embeddings", json={"model": "m", "input": "hi"})
    assert answered.text.count("***") == 60_000
    _assert_masked(answered)


async def test_password_that_is_a_word_is_masked_in_errors_and_with_its_user_only_in_answers() -> None:
    error = json.dumps({"error": {"message": f"{_DENIED} garden"}}).encode()
    async with _behind_a_proxy(_answer(error), "garden") as server:
        assert "garden" not in (await server.call("/embeddings")).text
    text = "the garden of user:garden"
    answer = json.dumps(_ANSWERS["/embeddings"]).replace('"m"', f'"m", "x": "{text}"').encode()
    async with _behind_a_proxy(_answer(answer), "garden") as server:
        answered = await server.call("/embeddings")
    assert answered.json()["x"] == "the garden of " + "*" * len("user:garden")
