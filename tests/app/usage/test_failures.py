"""What the log and the usage record have of a call, above all of one that failed."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any

import httpx
import pytest

from tests.support.commands import run
from tests.support.fake_upstream import (
    FakeUpstream,
    Script,
    Writer,
    fixed_response,
    write_chunk,
    write_stream_head,
)
from tests.support.serve_process import serve_process
from tests.support.server_log import ServerLog, server_log
from tests.support.stack import Stack, stack
from tests.support.upstream_scripts import abort_mid_stream, content_event

_CHAT = {"model": "m", "messages": [{"role": "user", "content": "Hello"}]}
_BODIES: dict[str, dict[str, Any]] = {
    "/chat/completions": {**_CHAT, "stream": True},
    "/completions": {"model": "m", "prompt": "Hello", "stream": True},
    "/responses": {"model": "m", "input": "Hello", "stream": True},
}
_DIED = "broke off its answer"


async def _failed(stack: Stack, log: ServerLog) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The usage record of the only call, and the warnings of failed calls."""
    [row] = await stack.wait_for_rows("usage_records", 1)
    return row, log.records("a call failed")


@pytest.mark.parametrize("path", _BODIES)
async def test_stream_that_dies_is_a_warning_and_its_record_has_the_reason(database: str, path: str) -> None:
    with server_log() as log:
        async with stack(database, abort_mid_stream, validate=False) as s:
            answer = await s.client.post(path, json=_BODIES[path])
            row, warnings = await _failed(s, log)
        [request] = log.records("request")
    assert answer.status_code == 200
    [warning] = warnings
    assert warning["level"] == "WARNING"
    assert warning["outcome"] == "failed"
    assert (warning["model"], warning["project"], warning["upstream"]) == (
        "m",
        "proj_default",
        row["upstream"],
    )
    assert warning["request_id"] == row["request_id"] == answer.headers["x-request-id"]
    assert warning["reason"] == row["error_message"] != ""
    assert warning["code"] == row["error_code"]
    assert row["error_message"] in answer.text
    assert row["status"] == "failed"
    expected = {"status": 200, "model": "m", "upstream": row["upstream"], "outcome": "failed"}
    assert request.items() >= (expected | {"input_tokens": row["input_tokens"]}).items()


async def test_background_response_that_fails_has_the_reason(database: str) -> None:
    with server_log() as log:
        async with stack(database, abort_mid_stream, validate=False) as s:
            body = {"model": "m", "input": "Hello", "background": True}
            assert (await s.client.post("/responses", json=body)).status_code == 200
            row, warnings = await _failed(s, log)
    assert [warning["reason"] for warning in warnings] == [row["error_message"]]
    assert row["error_message"]


@pytest.mark.parametrize("streams", [False, True])
@pytest.mark.parametrize(("status", "warned"), [("500 Internal Server Error", True), ("429 Too Many", False)])
async def test_error_of_the_upstream_is_in_the_record(
    database: str, streams: bool, status: str, warned: bool
) -> None:
    error = {"message": "Not now: sk-abcdefghijklmnop.", "type": "x", "param": None, "code": "busy"}
    script = fixed_response(status, json.dumps({"error": error}).encode())
    with server_log() as log:
        async with stack(database, script, validate=False) as s:
            answer = await s.client.post("/chat/completions", json={**_CHAT, "stream": streams})
            row, warnings = await _failed(s, log)
    assert answer.status_code == int(status[:3]) == row["http_status"]
    assert (row["error_code"], row["error_message"]) == ("busy", "Not now: ***.")
    assert [warning["reason"] for warning in warnings] == ["Not now: ***."] * warned


async def test_failed_attempt_before_an_answer_has_its_reason(database: str) -> None:
    async with stack(database, upstream_url="http://127.0.0.1:1/v1") as s:
        assert (await s.client.post("/chat/completions", json=_CHAT)).status_code == 502
        [row] = await s.wait_for_rows("usage_records", 1)
    assert row["error_code"] == "upstream_unreachable"
    assert "127.0.0.1:1" in row["error_message"]


async def test_forwarded_stream_with_an_error_event_has_its_reason(database: str) -> None:
    async def script(fake: FakeUpstream, writer: Writer) -> None:
        write_stream_head(writer)
        write_chunk(writer, b'data: {"type": "image_generation.partial_image"}\n\n')
        write_chunk(writer, b'data: {"error": {"message": "No paint.", "code": "empty"}}\n\n')
        write_chunk(writer, b"")
        await writer.drain()

    with server_log() as log:
        async with stack(database, script, validate=False) as s:
            body = {"model": "m", "prompt": "A cat", "stream": True}
            assert (await s.client.post("/images/generations", json=body)).status_code == 200
            row, warnings = await _failed(s, log)
    assert (row["status"], row["error_code"], row["error_message"]) == ("failed", "empty", "No paint.")
    assert len(warnings) == 1


@pytest.mark.parametrize("text", ["x" * 10_000, "a\x00b\nc", "\ud83d alone", "ü" * 600])
async def test_reason_is_bounded_and_storable(database: str, text: str) -> None:
    script = fixed_response("500 Oops", json.dumps({"error": {"message": text, "code": text}}).encode())
    async with stack(database, script, validate=False) as s:
        assert (await s.client.post("/chat/completions", json=_CHAT)).status_code == 500
        [row] = await s.wait_for_rows("usage_records", 1)
    assert 0 < len(row["error_message"]) <= 500
    assert len(row["error_code"]) <= 100
    assert row["error_message"].isprintable()


@pytest.mark.parametrize("path", _BODIES)
async def test_stream_record_has_the_time_to_its_first_token(database: str, path: str) -> None:
    pause = 0.3

    async def script(fake: FakeUpstream, writer: Writer) -> None:
        write_stream_head(writer)
        # The role alone is no output.
        write_chunk(writer, b'data: {"choices": [{"index": 0, "delta": {"role": "assistant"}}]}\n\n')
        await writer.drain()
        await asyncio.sleep(pause)
        for finish in (None, "stop"):
            write_chunk(writer, content_event("word", finish))
            await writer.drain()
            await asyncio.sleep(pause)
        write_chunk(writer, b"data: [DONE]\n\n")
        write_chunk(writer, b"")
        await writer.drain()

    chosen = _text_script(pause) if path == "/completions" else script
    async with stack(database, chosen, validate=False) as s:
        assert (await s.client.post(path, json=_BODIES[path])).status_code == 200
        [row] = await s.wait_for_rows("usage_records", 1)
    # Of the order of events only: the first token comes one pause after the start and one before the end.
    assert pause * 1000 * 0.9 <= row["first_token_ms"] <= row["duration_ms"] - pause * 1000 * 0.9


def _text_script(pause: float) -> Script:
    async def script(fake: FakeUpstream, writer: Writer) -> None:
        write_stream_head(writer)
        await asyncio.sleep(pause)
        for finish in ("null", '"stop"'):
            write_chunk(
                writer,
                b'data: {"choices": [{"index": 0, "text": "w", "finish_reason": %b}]}\n\n' % finish.encode(),
            )
            await writer.drain()
            await asyncio.sleep(pause)
        write_chunk(writer, b"data: [DONE]\n\n")
        write_chunk(writer, b"")
        await writer.drain()

    return script


async def test_answer_in_one_body_has_no_time_of_a_first_token(database: str) -> None:
    async with stack(database) as s:
        assert (
            await s.client.post("/chat/completions", json=_CHAT | {"model": "builtin"})
        ).status_code == 200
        [row] = await s.wait_for_rows("usage_records", 1)
    assert (row["first_token_ms"], row["error_code"], row["error_message"]) == (None, None, None)


@pytest.mark.parametrize("as_json", [True, False])
async def test_request_line_has_model_upstream_and_tokens(database: str, as_json: bool) -> None:
    with server_log(as_json=as_json) as log:
        async with stack(database, fixed_response("200 OK", _completion())) as s:
            assert (await s.client.post("/chat/completions", json=_CHAT)).status_code == 200
            assert (await s.client.get("/models/m")).status_code == 200
            [row] = await s.wait_for_rows("usage_records", 1)
        text = log.text()
    if as_json:
        first, second = (json.loads(line) for line in text.splitlines() if '"message":"request"' in line)
        facts = {"model": "m", "upstream": row["upstream"], "input_tokens": 3, "output_tokens": 4}
        assert first.items() >= facts.items()
        assert not second.keys() & {"model", "input_tokens", "output_tokens", "outcome"}
    else:
        tokens = "input_tokens=3 output_tokens=4"
        assert f" status=200 model=m upstream={row['upstream']} {tokens} ms=" in text


async def test_request_line_has_the_id_of_the_key_and_never_the_key(tmp_path: Any) -> None:
    assert run(tmp_path, "migrate").returncode == 0
    created = run(tmp_path, "keys", "create", "--project", "Default", "--new-project").stdout
    key_id, key = created.split(",")[0], created.splitlines()[-1]
    async with serve_process(tmp_path, AUTH="keys") as process, httpx.AsyncClient(trust_env=False) as client:
        url = f"http://127.0.0.1:{process.port}/v1"
        headers = {"authorization": f"Bearer {key}"}
        for body, status in ((_CHAT | {"model": "builtin"}, 200), (_CHAT | {"model": key}, 404), ({}, 400)):
            answer = await client.post(f"{url}/chat/completions", json=body, headers=headers)
            assert answer.status_code == status
        for _ in range(100):
            text = process.log.read_text()
            if text.count(f" key={key_id} ") == 3:
                break
            await asyncio.sleep(0.05)
    assert text.count(f" key={key_id} ") == 3, text
    assert key not in text


@pytest.mark.parametrize(
    "model",
    [
        "a\nb outcome=failed",
        'a" outcome=failed',
        "a\x9b31m\x85b",
        "a\u2028b",
        "a\u202eb",
        "sk-abcdefghijklmnop",
        "canary-7",
        "x" * 94 + "/sk-abcdefghijklmnop",
        "x" * 94 + "/canary-7",
        "x" * 1000,
    ],
)
async def test_request_line_model_neither_forges_nor_reveals(database: str, model: str) -> None:
    with server_log(as_json=False, secrets=["canary-7"]) as log:
        async with stack(database, fixed_response("200 OK", _completion())) as s:
            await s.client.post("/chat/completions", json=_CHAT | {"model": model})
        [line] = [line for line in log.text().splitlines() if "operation=create_chat_completion" in line]
    assert "sk-abc" not in line
    assert "canary-7" not in line
    # Neither the start of a secret, where the name is cut.
    assert "/sk-" not in line
    assert "/cana" not in line
    assert not {"\x9b", "\x85", "\u2028", "\u202e"} & set(line)
    assert "outcome=failed" not in re.sub(r'model=("(\\.|[^"\\])*"|\S+)', "", line)
    assert len(line) < 600


@pytest.mark.parametrize("as_json", [True, False])
async def test_request_line_of_a_failed_call_has_the_code_of_its_error(database: str, as_json: bool) -> None:
    upstreams = 'rate "limit" sk-abcdefghijkl'
    refusal = {"error": {"message": "No.", "type": "t", "param": None, "code": upstreams}}
    script = fixed_response("429 Too Many", json.dumps(refusal).encode())
    calls: list[dict[str, Any]] = [_CHAT, _CHAT | {"stream": True}, {"model": "m"}, _CHAT | {"n": 10_000}]
    with server_log(as_json=as_json) as log:
        async with stack(database, script) as s:
            statuses = [(await s.client.post("/chat/completions", json=call)).status_code for call in calls]
            assert (await s.client.get("/chat/completions/none")).status_code == 404
        lines = [line for line in log.text().splitlines() if "operation" in line]
    assert statuses == [429, 429, 400, 400]
    ours = ["missing_required_parameter", "number_above_max_value", "not_found"]
    if as_json:
        assert [json.loads(line).get("code") for line in lines] == ['rate "limit" ***'] * 2 + ours
    else:
        found = [re.search(r' code=("(?:\\.|[^"\\])*"|\S+)', line) for line in lines]
        codes = [match and match[1] for match in found]
        assert codes == [json.dumps('rate "limit" ***')] * 2 + ours


async def test_nothing_is_logged_below_the_level(database: str) -> None:
    with server_log("ERROR") as log:
        async with stack(database, abort_mid_stream, validate=False) as s:
            await s.client.post("/chat/completions", json=_BODIES["/chat/completions"])
        assert log.text() == ""


async def test_client_that_leaves_is_an_outcome_of_the_request_line(database: str) -> None:
    async def script(fake: FakeUpstream, writer: Writer) -> None:
        write_stream_head(writer)
        write_chunk(writer, content_event("word"))
        await writer.drain()
        await asyncio.wait_for(fake.client_disconnected.wait(), 20)

    with server_log() as log:
        async with stack(database, script) as s:
            async with s.client.stream(
                "POST", "/chat/completions", json=_BODIES["/chat/completions"]
            ) as answer:
                await anext(answer.aiter_bytes())
            [row] = await s.wait_for_rows("usage_records", 1)
            for _ in range(100):
                if log.records("request"):
                    break
                await asyncio.sleep(0.05)
        [request] = log.records("request")
        assert log.records("a call failed") == []
    assert (request["outcome"], row["status"], row["error_code"]) == ("cancelled", "cancelled", None)


def _completion() -> bytes:
    message = {"role": "assistant", "content": "Hi", "refusal": None}
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
    usage = {"prompt_tokens": 3, "completion_tokens": 4, "total_tokens": 7}
    head = {"id": "chatcmpl-x", "object": "chat.completion", "created": 1, "model": "m"}
    return json.dumps({**head, "choices": [choice], "usage": usage}).encode()
