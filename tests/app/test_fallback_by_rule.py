"""Fallback by rule through the server: every way to a model, its headers, its log line and its usage rows."""

from __future__ import annotations

import ast
import asyncio
import json
import random
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from app.storage.schema import upgrade
from app.upstream.client import UpstreamRequest, UpstreamResponse
from app.upstream.http1.http_client import HttpClient
from tests.support.fake_upstream import (
    COMPLETION,
    FakeUpstream,
    Script,
    Writer,
    fixed_response,
    write_chunk,
    write_stream_head,
)
from tests.support.native import native_event
from tests.support.rows import query_rows
from tests.support.server_log import server_log
from tests.support.several_upstreams import SeveralUpstreams, several_upstreams
from tests.support.upstream_scripts import abort_mid_stream, content_event, never_respond

_APP = Path(__file__).parents[2] / "app"
_MESSAGE = {
    "id": "msg_theirs", "type": "message", "role": "assistant", "status": "completed",
    "content": [{"type": "output_text", "text": "Hi", "annotations": [], "logprobs": []}],
}  # fmt: skip
_THOUGHT = {"id": "rs_theirs", "type": "reasoning", "summary": [], "encrypted_content": "secret"}
_RESPONSE = {
    "id": "resp_theirs", "object": "response", "created_at": 1, "status": "completed", "model": "m",
    "output": [_THOUGHT, _MESSAGE], "error": None, "incomplete_details": None, "instructions": None,
    "metadata": {}, "parallel_tool_calls": True, "temperature": 1.0, "tool_choice": "auto", "tools": [],
    "top_p": 1.0,
}  # fmt: skip
_CHAT = {"model": "m", "messages": [{"role": "user", "content": "Hello"}]}
_INPUT = {"model": "m", "input": "Hello"}
_RULE = """
[[route]]
models = ["*"]
upstreams = ["a", "b", "c"]
retry_statuses = [429, 503]
"""
_ROWS = (
    "SELECT upstream, status, http_status, request_id, error_message FROM usage_records "
    "ORDER BY created_at, id"
)


def _refuses(status: str = "503 Service Unavailable") -> Script:
    return fixed_response(status, b'{"error": {"message": "No.", "type": "t"}}')


async def _answers(fake: FakeUpstream, writer: Writer) -> None:
    """Answers every operation, in one body or as a stream."""
    request = fake.current_request
    body = {} if b"multipart" in request.head.encode() or not request.body else json.loads(request.body)
    native = request.target.startswith("/v1/responses")
    if not body.get("stream"):
        await fixed_response("200 OK", json.dumps(_RESPONSE).encode() if native else COMPLETION)(fake, writer)
        return
    write_stream_head(writer)
    if native:
        for number, (kind, status) in enumerate((("created", "in_progress"), ("completed", "completed"))):
            response = _RESPONSE | {"status": status}
            write_chunk(writer, native_event(f"response.{kind}", sequence_number=number, response=response))
    else:
        write_chunk(writer, content_event("Hi") + content_event("", "stop") + b"data: [DONE]\n\n")
    write_chunk(writer, b"")


@asynccontextmanager
async def _served(
    database: str,
    folder: Path,
    scripts: dict[str, Script],
    *,
    rule: str = _RULE,
    lines: str = "",
    **options: str,
) -> AsyncGenerator[SeveralUpstreams, None]:
    """Three upstreams and the rule; one without a script cannot be reached."""
    await asyncio.to_thread(upgrade, database)
    entries = dict.fromkeys("abc", lines)
    async with several_upstreams(folder, entries, scripts, rules=rule, database_url=database, **options) as s:
        yield s


async def _rows(database: str, count: int = 0) -> list[tuple[Any, ...]]:
    """Upstream, status and HTTP status of each row, once there are `count`."""
    for _ in range(200):
        rows = await asyncio.to_thread(query_rows, database, _ROWS)
        if len(rows) >= count:
            break
        await asyncio.sleep(0.02)
    return [row[:3] for row in rows]


async def _finished(s: SeveralUpstreams, response_id: str) -> Any:
    for _ in range(300):
        response = (await s.client.get(f"/responses/{response_id}")).json()
        if response["status"] not in ("queued", "in_progress"):
            break
        await asyncio.sleep(0.02)
    return response


_WAYS: dict[str, tuple[str, dict[str, Any], str]] = {
    "chat": ("/chat/completions", _CHAT, ""),
    "streamed chat": ("/chat/completions", _CHAT | {"stream": True}, ""),
    "completion": ("/completions", {"model": "m", "prompt": "Hello"}, ""),
    "response": ("/responses", _INPUT, ""),
    "streamed response": ("/responses", _INPUT | {"stream": True}, ""),
    "native response": ("/responses", _INPUT, 'responses = "native"'),
    "streamed native response": ("/responses", _INPUT | {"stream": True}, 'responses = "native"'),
    "compaction": ("/responses/compact", _INPUT, 'responses = "native"'),
    "token count": ("/responses/input_tokens", _INPUT, 'responses = "native"'),
    "embedding": ("/embeddings", _INPUT, ""),
    "moderation": ("/moderations", _INPUT, ""),
    "image": ("/images/generations", {"model": "m", "prompt": "A cat"}, ""),
    "speech": ("/audio/speech", {"model": "m", "input": "Hello", "voice": "alloy"}, ""),
}


@pytest.mark.parametrize("way", _WAYS)
async def test_fallback_each_way_to_a_model_is_answered_by_the_next_upstream(
    database: str, tmp_path: Path, way: str
) -> None:
    path, body, lines = _WAYS[way]
    scripts = {"b": _refuses("429 Too Many Requests"), "c": _answers}
    with server_log() as log:
        async with _served(database, tmp_path, scripts, lines=lines) as s:
            answered = await s.client.post(path, json=body)
            assert answered.status_code == 200, answered.text
            assert answered.headers["x-llm-backend-upstream"] == "c"
            assert answered.headers["x-llm-backend-tried"] == "a (no connection), b (429), c"
            assert [len(s.upstreams[name].requests) for name in "bc"] == [1, 1]
        (line,) = log.records("request")
        assert (line["upstream"], line["tried"]) == ("c", "a (no connection), b (429), c")
        steps = log.records("the next upstream is tried")
        assert [(step["upstream"], step["request_id"]) for step in steps] == [
            ("b", line["request_id"]), ("c", line["request_id"]),
        ]  # fmt: skip
    assert await _rows(database) == [("a", "failed", 502), ("b", "failed", 429), ("c", "completed", 200)]
    assert len({row[3] for row in await asyncio.to_thread(query_rows, database, _ROWS)}) == 1


@pytest.mark.parametrize("lines", ["", 'responses = "native"'])
async def test_fallback_background_response_is_answered_by_the_next_upstream(
    database: str, tmp_path: Path, lines: str
) -> None:
    scripts = {"b": _refuses(), "c": _answers}
    async with _served(database, tmp_path, scripts, lines=lines) as s:
        created = (await s.client.post("/responses", json=_INPUT | {"background": True})).json()
        assert (await _finished(s, created["id"]))["status"] == "completed"
    assert await _rows(database) == [("a", "failed", 502), ("b", "failed", 503), ("c", "completed", 200)]


async def test_fallback_form_and_unmetered_call_are_answered_by_the_next_upstream(tmp_path: Path) -> None:
    scripts: dict[str, Script] = {"a": _refuses(), "b": _answers, "c": _answers}
    async with several_upstreams(tmp_path, dict.fromkeys("abc", ""), scripts, rules=_RULE) as s:
        form = await s.client.post(
            "/audio/transcriptions", data={"model": "m"}, files={"file": ("a.wav", b"sound")}
        )
        assert (form.status_code, form.headers["x-llm-backend-upstream"]) == (200, "b")
        model = await s.client.get("/models/other")
        assert (model.status_code, model.headers["x-llm-backend-tried"]) == (200, "a (503), b")


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize(("path", "body"), [("/chat/completions", _CHAT), ("/responses", _INPUT)])
async def test_fallback_nothing_follows_the_first_byte(
    database: str, tmp_path: Path, path: str, body: dict[str, Any], streamed: bool
) -> None:
    async def half(fake: FakeUpstream, writer: Writer) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 999\r\n\r\n{")
        await writer.drain()
        writer.transport.abort()

    scripts: dict[str, Script] = {"a": abort_mid_stream if streamed else half, "b": _answers, "c": _answers}
    async with _served(database, tmp_path, scripts) as s:
        answered = await s.client.post(path, json=body | {"stream": streamed})
        assert answered.status_code == (200 if streamed else 502)
        assert "tried" not in answered.headers
        assert [len(s.upstreams[name].requests) for name in "abc"] == [1, 0, 0]
    assert [row[:2] for row in await _rows(database, 1)] == [("a", "failed")]


@pytest.mark.parametrize("status", ["400 Bad Request", "404 Not Found", "500 Oops", "502 Bad Gateway"])
async def test_fallback_status_that_is_not_listed_is_the_callers(tmp_path: Path, status: str) -> None:
    scripts = {"a": _refuses(status), "b": _answers}
    # The rule's list replaces the upstream's own.
    entries = {"a": "retry_statuses = [502]", "b": "", "c": ""}
    async with several_upstreams(tmp_path, entries, scripts, rules=_RULE) as s:
        answered = await s.client.post("/chat/completions", json=_CHAT)
        assert (answered.status_code, answered.headers["x-llm-backend-upstream"]) == (int(status[:3]), "a")
        assert "x-llm-backend-tried" not in answered.headers
        assert s.upstreams["b"].requests == []


@pytest.mark.parametrize("path", ["/chat/completions", "/responses"])
async def test_fallback_deadline_ends_all_attempts(database: str, tmp_path: Path, path: str) -> None:
    async def late_refusal(fake: FakeUpstream, writer: Writer) -> None:
        await asyncio.sleep(0.2)
        await _refuses()(fake, writer)

    scripts: dict[str, Script] = {"a": late_refusal, "b": never_respond, "c": _answers}
    async with _served(database, tmp_path, scripts, rule=_RULE + "deadline_seconds = 0.6") as s:
        started = asyncio.get_running_loop().time()
        answered = await s.client.post(path, json=_CHAT if "chat" in path else _INPUT)
        assert 0.6 <= asyncio.get_running_loop().time() - started < 5
        assert answered.status_code == 504
        assert "0.6 s" in answered.json()["error"]["message"]
        assert answered.headers["x-llm-backend-tried"] == "a (503), b (deadline)"
        assert "x-llm-backend-upstream" not in answered.headers
        await asyncio.wait_for(s.upstreams["b"].client_disconnected.wait(), 5)
        assert s.upstreams["c"].requests == []
    assert await _rows(database, 2) == [("a", "failed", 503), ("b", "failed", 504)]


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize("path", ["/chat/completions", "/responses"])
async def test_fallback_call_whose_client_left_is_not_tried_again(
    database: str, tmp_path: Path, path: str, streamed: bool
) -> None:
    body = (_CHAT if "chat" in path else _INPUT) | {"stream": streamed}
    asked = asyncio.Event()

    async def silent(fake: FakeUpstream, writer: Writer) -> None:
        asked.set()
        await never_respond(fake, writer)

    scripts: dict[str, Script] = {"a": _refuses(), "b": silent, "c": _answers}
    async with _served(database, tmp_path, scripts) as s:
        sending = asyncio.create_task(s.client.post(path, json=body))
        await asyncio.wait_for(asked.wait(), 10)
        sending.cancel()
        await asyncio.wait_for(s.upstreams["b"].client_disconnected.wait(), 5)
        rows = await _rows(database, 2)
        assert s.upstreams["c"].requests == []
    assert rows == [("a", "failed", 503), ("b", "cancelled", 499)]


@pytest.mark.parametrize(("lines", "status"), [('responses = "native"', 503), ("", 200)])
async def test_fallback_chain_with_state_of_an_upstream_stays_there(
    database: str, tmp_path: Path, lines: str, status: int
) -> None:
    """Encrypted reasoning can be read by no other; a chain without any is continued by the next one."""

    async def script(fake: FakeUpstream, writer: Writer) -> None:
        await (_answers if len(fake.requests) == 1 else _refuses())(fake, writer)

    scripts: dict[str, Script] = {"a": script, "b": _answers, "c": _answers}
    async with _served(database, tmp_path, scripts, lines=lines) as s:
        first = (await s.client.post("/responses", json=_INPUT)).json()
        next_turn = await s.client.post("/responses", json=_INPUT | {"previous_response_id": first["id"]})
        assert next_turn.status_code == status, next_turn.text
        assert len(s.upstreams["b"].requests) == (status == 200)


async def test_fallback_compaction_is_passed_over_by_chat_upstreams(tmp_path: Path) -> None:
    entries = {"a": 'responses = "native"', "b": "", "c": 'responses = "native"'}
    scripts: dict[str, Script] = {"a": _refuses(), "b": _answers, "c": _answers}
    async with several_upstreams(tmp_path, entries, scripts, rules=_RULE) as s:
        answered = await s.client.post("/responses/compact", json=_INPUT)
        assert answered.headers["x-llm-backend-tried"] == "a (503), c"


async def test_fallback_single_upstream_is_not_named(tmp_path: Path) -> None:
    async with several_upstreams(tmp_path, {"a": ""}, {"a": _answers}) as s:
        answered = await s.client.post("/chat/completions", json=_CHAT)
    assert answered.status_code == 200
    assert not [name for name in answered.headers if name.startswith("x-llm-backend")]


async def test_fallback_mixed_load_has_a_row_for_each_call_to_an_upstream(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Weights, statuses, cuts and silence, through both APIs; callers leave. No answer comes from two."""
    chance = random.Random(4)  # noqa: S311 - the same cases each time
    asked = 0
    send = HttpClient.send

    async def counted(client: HttpClient, request: UpstreamRequest) -> UpstreamResponse:
        nonlocal asked
        asked += 1
        return await send(client, request)

    monkeypatch.setattr(HttpClient, "send", counted)

    async def script(fake: FakeUpstream, writer: Writer) -> None:
        drawn = chance.random()
        if drawn < 0.4:
            await _answers(fake, writer)
        elif drawn < 0.75:
            await _refuses(chance.choice(("503 Unavailable", "429 Too Many")))(fake, writer)
        elif drawn < 0.85:
            writer.transport.abort()
        else:
            await abort_mid_stream(fake, writer) if drawn < 0.95 else await never_respond(fake, writer)

    rule = """
        [[route]]
        models = ["m"]
        upstreams = [["a", { name = "b", weight = 2 }], "c"]
        retry_statuses = [429, 503]
        deadline_seconds = 1
        cooldown_seconds = 0.05
    """
    async with _served(database, tmp_path, dict.fromkeys("abc", script), rule=rule) as s:

        async def call(number: int) -> None:
            path, body = ("/chat/completions", _CHAT) if number % 2 else ("/responses", _INPUT)
            sending = s.client.post(path, json=body | {"stream": number % 3 == 0})
            try:
                await asyncio.wait_for(sending, 0.15 if number % 7 == 0 else 10)
            except TimeoutError:
                return

        for start in range(0, 60, 12):
            await asyncio.gather(*(call(number) for number in range(start, start + 12)))
    # The end of the server waits for the rows of the callers who left.
    rows = await asyncio.to_thread(query_rows, database, _ROWS)
    # The client repeats a request on a new connection by itself, with a row of its own for it.
    repeated = [row for row in rows if row[4] and "closed an idle connection" in row[4]]
    assert len(rows) - len(repeated) == asked > 60
    answered = [row[3] for row in rows if row[1] == "completed"]
    assert len(set(answered)) == len(answered) > 10


def test_every_call_to_a_model_goes_through_upstreams_send() -> None:
    """Outside of the upstream package nothing reaches a client; inside, one module sends the calls."""
    clients: set[str] = set()
    senders: set[str] = set()
    requests: set[str] = set()
    for path in sorted(_APP.rglob("*.py")):
        module = path.relative_to(_APP).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Attribute(
                    attr="client", value=ast.Name(id="upstream") | ast.Attribute(attr="upstream")
                ):
                    clients.add(module)
                case ast.Call(func=ast.Attribute(attr="send", value=ast.Name(id="upstreams"))):
                    senders.add(module)
                case ast.Call(func=ast.Attribute(attr="send", value=ast.Attribute(attr="_upstreams"))):
                    senders.add(module)
                case ast.Call(func=ast.Name(id="UpstreamRequest")):
                    requests.add(module)
                case _:
                    pass
    assert clients == {
        # The operator's `doctor --try`: no caller's call.
        "cli/upstream_trial.py",
        "upstream/fallback_chain.py",
        # The list of models, the preparation and the end of clients: no call to a model.
        "upstream/model_list.py",
        "upstream/upstreams.py",
    }
    assert senders == {
        "engine/chats.py",
        "engine/metered_relay.py",
        "engine/responses/upstream_answer.py",
        "operations/models.py",
    }
    assert requests == {
        "engine/upstream_request.py",
        "operations/models.py",
        "upstream/local_servers.py",
        "upstream/model_list.py",
    }
