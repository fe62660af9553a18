"""A null where a field is optional is as not sent, in the body of every operation."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from app.contract import examples, openapi_document
from app.main import create_app, create_mock
from generated.operations import OPERATIONS
from generated.runtime import Operation
from tests.support.fake_upstream import COMPLETION, FakeUpstream, fake_upstream, fixed_response
from tests.support.null_bodies import with_nulls
from tests.support.requests import example_request
from tests.support.server import running, settings

_JSON = "application/json"
# A form's file cannot be in JSON.
_FILES = ("create_container_file", "create_skill", "create_skill_version")
_WITH_BODY = [o for o in OPERATIONS if o.id not in _FILES and any(b.media_type == _JSON for b in o.bodies)]
_USER: dict[str, Any] = {"role": "user", "content": "hi"}
_CALL = {"id": "c1", "type": "function", "function": {"name": "f", "arguments": "{}"}}


@pytest.fixture
async def mock() -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(create_mock(settings()))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost/v1") as found:
        yield found


@pytest.fixture
async def upstream() -> AsyncIterator[FakeUpstream]:
    async with fake_upstream(fixed_response("200 OK", COMPLETION)) as found:
        yield found


@pytest.fixture
async def client(upstream: FakeUpstream) -> AsyncIterator[httpx.AsyncClient]:
    async with (
        running(create_app(settings(upstream_url=upstream.url))) as server,
        httpx.AsyncClient(base_url=server.url + "/v1", trust_env=False, timeout=20) as found,
    ):
        yield found


@pytest.mark.parametrize("operation", _WITH_BODY, ids=lambda operation: operation.id)
async def test_body_each_optional_member_null_is_as_not_sent(
    mock: httpx.AsyncClient, operation: Operation
) -> None:
    request = example_request(operation)
    name = next(body.model for body in operation.bodies if body.media_type == _JSON)
    assert name is not None
    for full in (True, False):
        body = _example(operation, full=full)
        with_nulls(name, body)
        target = {key: request[key] for key in ("method", "url", "params")}
        answer = await mock.request(**target, json=body)
        assert answer.status_code < 300, (answer.text, body)


def test_with_nulls_finds_the_optional_members() -> None:
    bodies = {"CreateResponse": 40, "CreateChatCompletionRequest": 25, "CreateEmbeddingRequest": 3}
    for operation in _WITH_BODY:
        name = operation.bodies[0].model or ""
        found = bodies.pop(name, 0)
        assert with_nulls(name, _example(operation, full=True)) >= found or not found, name
    assert not bodies


async def test_body_nulls_of_optional_members_are_not_forwarded(
    client: httpx.AsyncClient, upstream: FakeUpstream
) -> None:
    body = {
        "model": "m",
        "user": None,
        "tools": [{"type": "function", "function": {"name": "f", "parameters": None, "strict": None}}],
        "messages": [
            {**_USER, "name": None},
            {"role": "assistant", "content": None, "tool_calls": [_CALL], "function_call": None},
            {"role": "tool", "tool_call_id": "c1", "content": "1"},
        ],
        "top_k": None,
    }
    answer = await client.post("/chat/completions", json=body)
    assert answer.status_code == 200, answer.text
    sent = json.loads(upstream.requests[-1].body)
    assert sent["messages"] == [
        _USER,
        {"role": "assistant", "content": None, "tool_calls": [_CALL], "function_call": None},
        {"role": "tool", "tool_call_id": "c1", "content": "1"},
    ]
    # The contract allows the null of `strict`, and does not know `top_k`.
    assert sent["tools"] == [{"type": "function", "function": {"name": "f", "strict": None}}]
    assert sent.keys() == {"model", "messages", "tools", "top_k"}


async def test_body_null_beside_unknown_value_is_not_forwarded(
    client: httpx.AsyncClient, upstream: FakeUpstream
) -> None:
    message = {"role": "user", "name": None, "content": [{"type": "video_url", "video_url": {"url": "u"}}]}
    answer = await client.post("/chat/completions", json={"model": "m", "user": None, "messages": [message]})
    assert answer.status_code == 200, answer.text
    assert "null" not in upstream.requests[-1].body.decode()


@pytest.mark.parametrize(
    ("path", "body", "param"),
    [
        ("/chat/completions", {"model": None, "messages": [_USER], "user": None}, "model"),
        ("/chat/completions", {"model": "m", "user": None, "messages": None}, "messages"),
        ("/chat/completions", {"model": "m", "stop": [None], "user": None, "messages": [_USER]}, "stop[0]"),
        ("/chat/completions", {"model": "m", "messages": [{**_USER, "role": None}]}, "messages[0].role"),
        ("/embeddings", {"model": "m", "input": None, "user": None}, "input"),
        ("/responses", {"model": "m", "tools": [{"type": "function", "name": None}]}, "tools[0].name"),
        ("/responses", {"model": "m", "metadata": {"a": None}, "tools": None}, "metadata.a"),
    ],
)
async def test_body_null_of_required_member_is_400_that_names_it(
    client: httpx.AsyncClient, path: str, body: dict[str, Any], param: str
) -> None:
    answer = await client.post(path, json=body)
    assert answer.status_code == 400, answer.text
    assert answer.json()["error"]["param"] == param, answer.text


def _example(operation: Operation, *, full: bool) -> Any:
    path = operation.path + ("?beta=true" if operation.beta else "")
    document = openapi_document.document()
    schema = document["paths"][path][operation.method.lower()]["requestBody"]["content"][_JSON]["schema"]
    return examples.instance(schema, openapi_document.resolve, full=full)
