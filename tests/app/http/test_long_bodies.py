"""Long bodies over HTTP: validated by another process, then handled as short ones are."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.http.request.bodies import LONG_BYTES
from app.main import create_app, create_mock
from tests.support.fake_upstream import COMPLETION, fixed_response
from tests.support.server import running, settings
from tests.support.stack import stack

_JSON = {"content-type": "application/json"}
_MESSAGE = {"role": "user", "content": "Hello"}
_ANSWER = fixed_response("200 OK", COMPLETION)
_PADDING = "x" * LONG_BYTES


def _long(**fields: Any) -> bytes:
    """A body with unusual white space, so that a copy of it would differ."""
    return json.dumps(fields | {"user": _PADDING}, indent=1).encode()


async def test_long_chat_is_forwarded_as_its_bytes_and_stored(database: str) -> None:
    async with stack(database, _ANSWER) as server:
        body = _long(model="m", messages=[_MESSAGE])
        response = await server.client.post("/chat/completions", content=body, headers=_JSON)
        assert response.status_code == 200
        assert server.fake is not None
        assert server.fake.requests[0].body == body
        row = (await server.wait_for_rows("chat_completions", 1))[0]
        assert json.loads(row["parameters"])["user"] == _PADDING


async def test_long_chat_with_changed_fields_keeps_all_other_bytes(database: str) -> None:
    async with stack(database, _ANSWER) as server:
        escaped = [{"role": "user", "content": '"\\]}' * LONG_BYTES}]
        body = _long(store=True, model="m", messages=escaped)
        await server.client.post("/chat/completions", content=body, headers=_JSON)
        assert server.fake is not None
        assert server.fake.requests[0].body == body.replace(b'{\n "store": true,', b"{")


@pytest.mark.parametrize("path", ["chat/completions", "responses"])
async def test_long_invalid_body_gets_the_error_of_a_short_one(database: str, path: str) -> None:
    name = "messages" if path.startswith("chat") else "input"
    async with stack(database) as server:
        values: list[Any] = [[{}], [_MESSAGE, {"role": "user", "content": 7}], 7]
        for value in values:
            fields: dict[str, Any] = {"model": "builtin", name: value}
            short = await server.client.post(path, json=fields)
            long = await server.client.post(path, content=_long(**fields), headers=_JSON)
            assert (long.status_code, long.json()) == (400, short.json())


async def test_long_body_with_unknown_values_is_forwarded_with_a_header(database: str) -> None:
    async with stack(database, _ANSWER) as server:
        body = _long(model="m", messages=[{"role": "new", "content": "a"}])
        response = await server.client.post("/chat/completions", content=body, headers=_JSON)
        assert response.status_code == 200
        assert response.headers["x-llm-backend-unchecked"] == "messages[0].role"


async def test_long_body_with_nulls_is_forwarded_without_them_as_a_short_one(database: str) -> None:
    async with stack(database, _ANSWER) as server:
        unknown, null = {"role": "new", "content": "a"}, {**_MESSAGE, "name": None}
        for padding in ("x", _PADDING):
            fields = {"model": "m", "messages": [unknown, null], "user": padding}
            response = await server.client.post("/chat/completions", json=fields)
            assert response.status_code == 200
        assert [body["messages"] for body in server.upstream_bodies] == [[unknown, _MESSAGE]] * 2


async def test_long_response_and_conversation_are_stored(database: str) -> None:
    async with stack(database) as server:
        text = {"type": "message", "role": "user", "content": _PADDING}
        response = await server.client.post("/responses", json={"model": "builtin", "input": [text]})
        assert response.status_code == 200
        listed = await server.client.get(f"/responses/{response.json()['id']}/input_items")
        assert listed.json()["data"][0]["content"][0]["text"] == _PADDING
        conversation = await server.client.post("/conversations", json={"items": [text]})
        items = await server.client.get(f"/conversations/{conversation.json()['id']}/items")
        assert items.json()["data"][0]["content"][0]["text"] == _PADDING


async def test_long_body_with_a_model_for_its_handler_gets_it(database: str) -> None:
    async with stack(database) as server:
        chat = await server.client.post(
            "/chat/completions", json={"model": "builtin", "messages": [_MESSAGE]}
        )
        body = json.dumps({"metadata": {"a": "b"}}).encode() + b" " * LONG_BYTES
        path = f"/chat/completions/{chat.json()['id']}"
        changed = await server.client.post(path, content=body, headers=_JSON)
        assert changed.json()["metadata"] == {"a": "b"}


@pytest.mark.parametrize(
    ("path", "count", "status"),
    [("moderations", 1000, 400), ("embeddings", 1000, 200), ("embeddings", 3000, 400)],
)
async def test_bound_of_nodes_is_by_operation(path: str, count: int, status: int) -> None:
    options = {"max_body_nodes": "1000", "max_body_nodes_by_operation": "create_embedding = 2000"}
    body = json.dumps({"model": "m", "input": ["x"] * count}).encode() + b" " * LONG_BYTES
    async with (
        running(create_mock(settings(**options))) as server,
        httpx.AsyncClient(base_url=server.url + "/v1", trust_env=False) as client,
    ):
        response = await client.post(path, content=body, headers=_JSON)
    assert response.status_code == status
    if status == 400:
        assert response.json()["error"]["code"] == "too_many_values"
        assert "MAX_BODY_NODES_BY_OPERATION" in response.json()["error"]["message"]


@pytest.mark.skipif(not Path("/proc").exists(), reason="finds the process in /proc")
async def test_other_requests_are_ANSWERed_while_a_long_body_is_validated() -> None:
    body = _long(model="builtin", messages=[_MESSAGE])
    async with (
        running(create_app(settings())) as server,
        httpx.AsyncClient(base_url=server.url + "/v1", trust_env=False, timeout=60) as client,
    ):

        async def post(content: bytes) -> int:
            return (await client.post("/chat/completions", content=content, headers=_JSON)).status_code

        before = _children()
        assert await post(body) == 200
        (worker,) = _children() - before
        os.kill(worker, signal.SIGSTOP)
        try:
            waiting = asyncio.create_task(post(body))
            short = json.dumps({"model": "builtin", "messages": [_MESSAGE]}).encode()
            assert [await post(short) for _ in range(5)] == [200] * 5
            assert not waiting.done()
        finally:
            os.kill(worker, signal.SIGCONT)
        assert await waiting == 200
    assert worker not in _children()


def _children() -> set[int]:
    """The processes that this one has started."""
    tasks = Path(f"/proc/{os.getpid()}/task").iterdir()
    return {int(pid) for task in tasks for pid in (task / "children").read_text(encoding="ascii").split()}


@pytest.mark.parametrize(("prompt", "n", "param"), [(["a"] * 3, 2, "prompt"), ("a", 6, "n"), (["a"], 6, "n")])
async def test_completion_with_more_choices_than_allowed_is_400(prompt: Any, n: int, param: str) -> None:
    async with (
        running(create_app(settings(max_choices="5"))) as server,
        httpx.AsyncClient(base_url=server.url + "/v1", trust_env=False) as client,
    ):
        fields = {"model": "builtin", "prompt": prompt, "n": n}
        response = await client.post("/completions", json=fields)
        assert (response.status_code, response.json()["error"]["param"]) == (400, param)
        assert response.json()["error"]["code"] == "too_many_choices"
        allowed = await client.post("/completions", json={**fields, "n": 1})
        assert allowed.status_code == 200


async def test_form_texts_over_the_bound_are_413() -> None:
    async with (
        running(create_mock(settings(max_form_text_bytes="5000"))) as server,
        httpx.AsyncClient(base_url=server.url + "/v1", trust_env=False) as client,
    ):
        for count, status in ((4, 200), (6, 413)):
            part = '--b\r\ncontent-disposition: form-data; name="{}"\r\n\r\n{}\r\n'
            texts = [part.format(f"a{number}", "x" * 1000) for number in range(count)]
            file = part.replace('"\r', '"; filename="f"\r').format("file", "x")
            # In one piece: a client that is still sending may miss an early answer.
            body = "".join([file, part.format("model", "m"), *texts, "--b--\r\n"]).encode()
            headers = {"content-type": "multipart/form-data; boundary=b"}
            response = await client.post("/audio/transcriptions", content=body, headers=headers)
            assert response.status_code == status
