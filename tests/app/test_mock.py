"""The example server: every operation of the contract answers what the contract's own schema admits."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from app import contract, examples
from app.main import create_mock
from generated.operations import OPERATIONS
from generated.runtime import Operation
from tests.support.judge import declared, fault, is_valid
from tests.support.server import settings


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(create_mock(settings()))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost/v1") as found:
        yield found


def _request(operation: Operation, **fields: Any) -> dict[str, Any]:
    """A request with what is required, for httpx."""
    about = declared(operation)
    parameters = {
        p["name"]: (p, examples.instance(p["schema"], contract.resolve)) for p in about.get("parameters", [])
    }
    path = operation.path
    query: dict[str, Any] = {"beta": "true"} if operation.beta else {}
    for name, (parameter, value) in parameters.items():
        if parameter["in"] == "path":
            path = path.replace(f"{{{name}}}", str(value))
        elif parameter["in"] == "query" and parameter.get("required"):
            query[name] = value
    request: dict[str, Any] = {"method": operation.method, "url": path, "params": query}
    content = about.get("requestBody", {}).get("content", {})
    # Files have no place in JSON.
    form = contract.resolve(content.get("multipart/form-data", {}).get("schema", {}))
    preferred = ("multipart/form-data",) if '"binary"' in json.dumps(form) else ("application/json", *content)
    media = next((kind for kind in preferred if kind in content), None)
    if media is None:
        return request
    body = examples.instance(content[media].get("schema", {}), contract.resolve)
    if media == "application/json":
        return {**request, "json": {**body, **fields} if isinstance(body, dict) else body}
    if media != "multipart/form-data":
        return {**request, "content": "example", "headers": {"content-type": media}}
    properties = examples.merged(content[media]["schema"], contract.resolve).get("properties", {})
    parts = [part for name, value in body.items() for part in _parts(name, value, properties.get(name, {}))]
    return {**request, "files": parts or [("unused", (None, ""))]}


def _parts(name: str, value: Any, schema: dict[str, Any]) -> list[tuple[str, tuple[str | None, str]]]:
    if isinstance(value, list):
        return [part for item in value for part in _parts(f"{name}[]", item, schema)]
    is_file = '"binary"' in json.dumps(schema) or '"binary"' in json.dumps(contract.resolve(schema))
    text = value if isinstance(value, str) else json.dumps(value)
    return [(name, ("example.txt" if is_file else None, text))]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
async def test_every_operation_answers_a_valid_example(
    client: httpx.AsyncClient, operation: Operation
) -> None:
    answer = await client.request(**_request(operation))
    assert 200 <= answer.status_code < 300, answer.text
    assert (
        fault(operation, answer.status_code, answer.headers.get("content-type", ""), answer.content) is None
    )


_STREAMS = [o for o in OPERATIONS if o.method == "POST" and any(r.kind == "events" for r in o.responses)]


@pytest.mark.parametrize("operation", _STREAMS, ids=lambda operation: operation.id)
async def test_every_stream_is_made_of_valid_events(client: httpx.AsyncClient, operation: Operation) -> None:
    request = _request(operation, stream=True)
    if "files" in request:
        request["files"].append(("stream", (None, "true")))
    if operation.id == "create_speech":
        request["json"] |= {"stream_format": "sse"}
        del request["json"]["stream"]
    answer = await client.request(**request)
    assert answer.headers["content-type"].startswith("text/event-stream"), answer.text
    content = contract.resolve(declared(operation)["responses"][str(answer.status_code)])["content"]
    events = _events(answer.text)
    assert events
    for name, data in events:
        value = {"event": name, "data": data} if operation.event_style == "named" else data
        assert is_valid(content["text/event-stream"]["schema"], value), value


def _events(text: str) -> list[tuple[str | None, Any]]:
    """(event, data) of each but `[DONE]` where that is only the end's mark."""
    found = []
    for block in filter(None, text.split("\n\n")):
        fields = dict(line.split(": ", 1) for line in block.split("\n"))
        data = fields["data"]
        if data != "[DONE]":
            found.append((fields.get("event"), json.loads(data)))
    return found


async def test_faults_on_demand(client: httpx.AsyncClient) -> None:
    answer = await client.get("/models", headers={"x-mock-status": "429"})
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "1")
    assert answer.json()["error"]["code"] == "rate_limit_exceeded"
    assert (await client.get("/models", headers={"x-mock-status": "200"})).status_code == 400


async def test_a_wrong_request_is_refused_as_by_the_server(client: httpx.AsyncClient) -> None:
    answer = await client.post("/chat/completions", json={"model": 5})
    assert answer.status_code == 400
