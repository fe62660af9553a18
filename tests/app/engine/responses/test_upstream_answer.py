"""A response over a chat upstream, through the server; the frames that are sent."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from app.engine.responses.upstream_answer import in_parts, plain_frame
from app.engine.translation.output_events import (
    DeltaEvent,
    DeltaTemplate,
    ForwardedDelta,
    JsonEvent,
    OutputEvent,
)
from tests.support.fake_upstream import (
    COMPLETION,
    FakeUpstream,
    Writer,
    fixed_response,
    write_chunk,
    write_stream_head,
)
from tests.support.stack import Stack, stack

_TOO_LONG = {
    "message": "This model's maximum context length is 5 messages.",
    "type": "x",
    "param": None,
    "code": None,
}


async def _small_context(fake: FakeUpstream, writer: Writer) -> None:
    """Accepts at most five messages."""
    if len(json.loads(fake.current_request.body)["messages"]) > 5:
        await fixed_response("400 Bad Request", json.dumps({"error": _TOO_LONG}).encode())(fake, writer)
    else:
        await fixed_response("200 OK", COMPLETION)(fake, writer)


async def _send_turns(s: Stack, turns: int, **fields: Any) -> Any:
    history = [
        {"role": role, "content": f"{role} {turn}"} for turn in range(turns) for role in ("user", "assistant")
    ]
    items = [*history, {"role": "user", "content": "last"}]
    return await s.client.post(
        "/responses", json={"model": "m", "instructions": "Be brief", "input": items, **fields}
    )


@pytest.mark.parametrize("streams", [False, True])
async def test_truncation_auto_retries_without_oldest_turns(database: str, streams: bool) -> None:
    async with stack(database, _small_context) as s:
        tool = {"type": "function", "name": "f", "parameters": {}, "strict": False, "cache": True}
        answered = await _send_turns(s, 6, truncation="auto", stream=streams, tools=[tool])
        assert answered.status_code == 200
        # Named once, whatever the number of attempts.
        assert answered.headers["x-llm-backend-unknown-fields"] == "left out: tools[0].cache"
        assert [len(body["messages"]) for body in s.upstream_bodies] == [14, 12, 10, 6, 2]
        assert [message["content"] for message in s.upstream_bodies[-1]["messages"]] == ["Be brief", "last"]
        assert [body["messages"][0]["content"] for body in s.upstream_bodies] == ["Be brief"] * 5
        rows = s.rows("usage_records")
        # One for each call to the upstream; those that it refused cost nothing and are no requests.
        assert len({row["request_id"] for row in rows}) == 1
        assert [(row["status"], row["http_status"], bool(row["model_request"])) for row in rows] == [
            *[("failed", 400, False)] * 4,
            ("completed", 200, True),
        ]
        assert [row["output_tokens"] for row in rows] == [0, 0, 0, 0, 1]


async def test_truncation_auto_in_background_retries(database: str) -> None:
    async with stack(database, _small_context) as s:
        made = (await _send_turns(s, 2, truncation="auto", background=True)).json()
        for _ in range(200):
            made = (await s.client.get(f"/responses/{made['id']}")).json()
            if made["status"] == "completed":
                break
            await asyncio.sleep(0.05)
        assert made["status"] == "completed"
        assert [len(body["messages"]) for body in s.upstream_bodies] == [6, 4]


async def test_truncation_disabled_or_single_turn_or_other_error_is_relayed(database: str) -> None:
    async with stack(database, _small_context) as s:
        for fields in ({}, {"truncation": "disabled"}):
            answered = await _send_turns(s, 3, **fields)
            assert (answered.status_code, answered.json()["error"]["message"]) == (400, _TOO_LONG["message"])
        assert len(s.upstream_bodies) == 2
        history = [{"role": "assistant", "content": "a"}] * 6
        answered = await s.client.post(
            "/responses", json={"model": "m", "input": history, "truncation": "auto"}
        )
        assert (answered.status_code, len(s.upstream_bodies)) == (400, 3)
    other = json.dumps({"error": _TOO_LONG | {"message": "No"}}).encode()
    async with stack(database, fixed_response("400 Bad Request", other)) as s:
        assert (await _send_turns(s, 3, truncation="auto")).status_code == 400
        assert len(s.upstream_bodies) == 1


async def test_dropped_fields_are_named_in_a_header(database: str) -> None:
    tool = {"type": "function", "name": "f", "parameters": {}, "strict": False, "cache": True}
    async with stack(database, fixed_response("200 OK", COMPLETION)) as s:
        body = {"model": "m", "input": "Hello", "top_k": 3, "tools": [tool]}
        headers = [
            (await s.client.post("/responses", json=fields)).headers.get("x-llm-backend-unknown-fields")
            for fields in (body, {**body, "tools": []}, {"model": "m", "input": "Hello", "tools": [tool]})
        ]
        assert headers == [
            "forwarded: top_k; left out: tools[0].cache",
            "forwarded: top_k",
            "left out: tools[0].cache",
        ]
        assert s.upstream_bodies[0]["top_k"] == 3


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        (
            {"tools": [{"type": "code_interpreter", "container": {"type": "auto"}}]},
            "tools[0].type",
        ),
        ({"tool_choice": "required"}, "tool_choice"),
    ],
)
async def test_background_untranslatable_request_is_400(
    database: str, fields: dict[str, Any], param: str
) -> None:
    async with stack(database) as s:
        conversation = (await s.client.post("/conversations", json={})).json()["id"]
        body = {"model": "builtin", "input": "Hello", "background": True, "conversation": conversation}
        refused = await s.client.post("/responses", json={**body, **fields})
        assert (refused.status_code, refused.json()["error"]["param"]) == (400, param)
        assert s.rows("responses") == []
        # The conversation is free.
        assert (await s.client.post("/responses", json=body)).status_code == 200


@pytest.mark.parametrize("streams", [False, True])
async def test_upstream_error_quoting_the_secret_is_masked(database: str, streams: bool) -> None:
    error = b'{"error": {"message": "The key sk-of-the-operator has no credit", "code": "x"}}'

    async def fails(fake: FakeUpstream, writer: Writer) -> None:
        if not streams:
            await fixed_response("200 OK", error)(fake, writer)
            return
        write_stream_head(writer)
        write_chunk(writer, b"data: " + error + b"\n\n")
        write_chunk(writer, b"")
        await writer.drain()

    async with stack(database, fails, upstream_api_key="sk-of-the-operator") as s:
        headers = (
            await s.client.post("/responses", json={"model": "m", "input": "x", "stream": streams})
        ).text
        assert "The key *** has no credit" in headers
        assert "sk-of-the-operator" not in headers + str(s.rows("responses"))


async def test_stream_last_event_without_blank_line_is_read(database: str) -> None:
    choice = {"index": 0, "delta": {"content": "Hi"}, "finish_reason": "stop"}
    event = json.dumps(
        {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
    )

    async def ends(fake: FakeUpstream, writer: Writer) -> None:
        write_stream_head(writer)
        write_chunk(writer, f"data: {event}\n".encode())
        write_chunk(writer, b"")
        await writer.drain()

    async with stack(database, ends) as s:
        async with s.sdk.responses.stream(model="m", input="x") as stream:
            made = await stream.get_final_response()
        assert (made.status, made.output_text) == ("completed", "Hi")


def test_frames_of_many_events_are_sent_in_order_and_in_parts_of_bounded_length() -> None:
    template = DeltaTemplate("response.output_text.delta", {"item_id": "msg_1"}, {})
    deltas = [DeltaEvent(template, number, "x" * 1000) for number in range(1000)]
    long_delta = ForwardedDelta("response.output_text.delta", 1000, {"delta": "y" * 300_000})
    last = JsonEvent("response.completed", 1001, {"text": "z" * 600_000})
    events: list[OutputEvent] = [*deltas, long_delta, last]
    parts = list(in_parts(events, plain_frame))
    assert b"".join(parts) == b"".join(event.frame() for event in events)
    assert max(map(len, parts)) <= 256 * 1024
    # Not one for each of the events.
    assert len(parts) < 20
