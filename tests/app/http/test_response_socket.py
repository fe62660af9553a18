"""Responses over WebSocket on `/v1/responses`, by a client of the `websockets` library and by the SDK."""

from __future__ import annotations

import asyncio
import io
import json
from collections import Counter
from typing import Any

import openai
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from app.access_log import access_log
from app.http import response_socket
from app.main import create_app
from tests.support.fake_upstream import (
    COMPLETION,
    FakeUpstream,
    Writer,
    fixed_response,
    write_chunk,
    write_stream_head,
)
from tests.support.response_sockets import create, error_of, open_socket, read, read_to_end, send, turn
from tests.support.server import running, settings
from tests.support.stack import Stack, stack
from tests.support.two_projects import PEPPER, two_projects
from tests.support.upstream_scripts import abort_mid_stream, content_event, stream_then_stall

pytestmark = pytest.mark.own_protocol

_ANSWER = fixed_response("200 OK", COMPLETION)


def _url(s: Stack) -> str:
    return str(s.client.base_url).rstrip("/")


async def test_events_of_a_socket_are_those_of_a_stream(database: str) -> None:
    async with stack(database) as s:
        stream = await s.sdk.responses.create(model="builtin", input="Hello", stream=True)
        expected = [event.type async for event in stream]
        async with open_socket(_url(s)) as socket:
            await create(socket, stream=True, stream_id="a")
            events = await read_to_end(socket)
        assert [event["type"] for event in events] == expected
        assert [event["sequence_number"] for event in events] == list(range(len(events)))
        assert {event["stream_id"] for event in events} == {"a"}
        rows = await s.wait_for_rows("usage_records", 2)
        assert Counter((row["operation"], row["status"]) for row in rows) == {
            ("create_response", "completed"): 2
        }


async def test_unstored_response_is_continued_on_its_connection_only(database: str) -> None:
    async with stack(database, _ANSWER) as s:
        async with open_socket(_url(s)) as socket:
            first = await turn(socket, input="one", store=False)
            previous = first["response"]["id"]
            second = await turn(socket, input="two", store=False, previous_response_id=previous)
            assert second["response"]["previous_response_id"] == previous
            messages = [(m["role"], m["content"]) for m in s.upstream_bodies[-1]["messages"]]
            assert messages == [("user", "one"), ("assistant", "Hi"), ("user", "two")]
            latest = second["response"]["id"]
        async with open_socket(_url(s)) as socket:
            lost = await turn(socket, previous_response_id=latest)
            assert lost["error"]["code"] == "previous_response_not_found"
            assert lost["error"]["param"] == "previous_response_id"
            assert (await turn(socket))["type"] == "response.completed"
        assert s.rows("responses") != []


async def test_stored_response_is_continued_on_another_connection(database: str) -> None:
    async with stack(database, _ANSWER) as s:
        async with open_socket(_url(s)) as socket:
            first = await turn(socket, input="one")
            assert [row["id"] for row in s.rows("responses")] == [first["response"]["id"]]
        async with open_socket(_url(s)) as socket:
            previous = first["response"]["id"]
            assert (await turn(socket, previous_response_id=previous))["type"] == "response.completed"
        assert len(s.upstream_bodies[-1]["messages"]) == 3


async def test_failed_continuation_evicts_the_response_of_its_own_lane_only(database: str) -> None:
    bad: Any = [{"type": "function_call_output", "call_id": "unknown", "output": "a"}]
    async with stack(database) as s, open_socket(_url(s)) as socket:
        previous = (await turn(socket, store=False))["response"]["id"]
        again = {"store": False, "previous_response_id": previous}
        fork = await turn(socket, input=bad, stream_id="fork", **again)
        assert (fork["status"], fork["stream_id"]) == (400, "fork")
        assert (await turn(socket, stream_id="other", **again))["type"] == "response.completed"
        assert (await turn(socket, input=bad, **again))["error"]["param"] == "input[0].call_id"
        assert (await turn(socket, **again))["error"]["code"] == "previous_response_not_found"


async def test_warm_up_asks_no_model_and_is_continued(database: str) -> None:
    async with stack(database, _ANSWER) as s, open_socket(_url(s)) as socket:
        await create(socket, input="tools and rules", instructions="Be kind", store=False, generate=False)
        events = await read_to_end(socket)
        assert [event["type"] for event in events] == ["response.created", "response.completed"]
        assert events[-1]["response"]["output"] == []
        assert s.fake is not None
        assert s.fake.requests == []
        previous = events[-1]["response"]["id"]
        await turn(socket, input="go", store=False, previous_response_id=previous)
        assert [m["content"] for m in s.upstream_bodies[-1]["messages"]] == ["tools and rules", "go"]
        assert not s.upstream_bodies[-1].keys() & {"generate", "stream_id", "type"}
        assert len(await s.wait_for_rows("usage_records", 1)) == 1


async def test_requests_of_a_lane_follow_each_other_and_lanes_run_together(database: str) -> None:
    release = asyncio.Event()

    async def script(fake: FakeUpstream, writer: Writer) -> None:
        await release.wait()
        await _ANSWER(fake, writer)

    async with stack(database, script) as s, open_socket(_url(s)) as socket:
        assert s.fake is not None
        for stream_id in ("a", "a", "b"):
            await create(socket, stream_id=stream_id, store=False)
        for _ in range(200):
            if len(s.fake.requests) == 2:
                break
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)
        assert len(s.fake.requests) == 2
        release.set()
        ends = [(await read_to_end(socket))[-1] for _ in range(3)]
        assert Counter(end["stream_id"] for end in ends) == {"a": 2, "b": 1}


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ([], (400, "invalid_type", None)),
        ({}, (400, "invalid_value", "type")),
        ({"type": "response.cancel"}, (400, "invalid_value", "type")),
        ({"type": 1}, (400, "invalid_value", "type")),
        ({"type": "response.create"}, (400, "missing_required_parameter", "model")),
        ({"type": "response.create", "model": "builtin", "input": 1}, (400, "invalid_type", "input")),
        (
            {"type": "response.create", "background": True},
            (400, "unsupported_parameter", "background"),
        ),
        ({"type": "response.create", "generate": 1}, (400, "invalid_type", "generate")),
        ({"type": "response.create", "stream_id": "a b"}, (400, "invalid_stream_id", "stream_id")),
        ({"type": "response.create", "stream_id": "a" * 257}, (400, "invalid_stream_id", "stream_id")),
        ({"type": "response.create", "stream_id": 1}, (400, "invalid_stream_id", "stream_id")),
        ({"type": "response.create", "model": "a\0"}, (400, "invalid_value", "model")),
    ],
)
async def test_invalid_event_is_an_error_that_names_its_field(event: Any, expected: Any) -> None:
    async with running(create_app(settings())) as server, open_socket(server.url + "/v1") as socket:
        assert await error_of(socket, event) == expected
        assert (await turn(socket))["type"] == "response.completed"


async def test_text_that_is_no_json_is_an_error_and_the_connection_stays() -> None:
    async with running(create_app(settings())) as server, open_socket(server.url + "/v1") as socket:
        await socket.send("{")
        assert (await read(socket))["error"]["code"] == "invalid_json"
        await socket.send('{"type": "response.processed"}')
        await send(socket, {"type": "response.steer", "input": "a", "previous_response_id": "resp_a"})
        failed = await read(socket)
        assert (failed["type"], failed["error"]["code"]) == (
            "response.steer.failed",
            "steering_not_supported",
        )
        assert failed["steer"] == {"input": "a", "previous_response_id": "resp_a"}
        assert (await turn(socket))["type"] == "response.completed"


async def test_binary_message_closes_the_connection() -> None:
    async with running(create_app(settings())) as server, open_socket(server.url + "/v1") as socket:
        await socket.send(b"{}")
        with pytest.raises(ConnectionClosed) as closed:
            await read(socket)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1003


async def test_connection_without_a_key_is_refused_before_it_is_accepted(database: str) -> None:
    async with stack(database, auth="keys", key_pepper=PEPPER) as s:
        first, second = await two_projects(s)
        refusals = {"missing_api_key": {}, "invalid_api_key": {"authorization": "Bearer sk-wrong"}}
        for code, header in refusals.items():
            with pytest.raises(InvalidStatus) as refused:
                async with open_socket(_url(s), **header):
                    pass
            assert refused.value.response.status_code == 401
            assert json.loads(refused.value.response.body)["error"]["code"] == code
        async with (
            open_socket(_url(s), **dict(first)) as socket,
            open_socket(_url(s), **dict(second)) as other,
        ):
            mine = (await turn(socket, store=False))["response"]["id"]
            stored = (await turn(socket))["response"]["id"]
            for response_id in (mine, stored):
                stranger = await turn(other, previous_response_id=response_id)
                assert stranger["error"]["code"] == "previous_response_not_found"


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ({"host": "attacker.example"}, "host_not_allowed"),
        ({"origin": "https://a.example"}, "origin_not_allowed"),
    ],
)
async def test_page_of_another_site_gets_no_connection(header: dict[str, str], code: str) -> None:
    async with running(create_app(settings())) as server:
        headers = {"connection": "upgrade", "upgrade": "websocket", "sec-websocket-version": "13"}
        headers |= {"sec-websocket-key": "MDEyMzQ1Njc4OWFiY2RlZg==", "host": f"127.0.0.1:{server.port}"}
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        lines = [f"{name}: {value}" for name, value in (headers | header).items()]
        writer.write("\r\n".join(["GET /v1/responses HTTP/1.1", *lines, "", ""]).encode())
        head, _, body = (await asyncio.wait_for(reader.read(), 10)).partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 403 ")
        assert json.loads(body)["error"]["code"] == code
        writer.close()


async def test_error_of_the_upstream_has_its_status_and_the_time_to_wait() -> None:
    body = b'{"error": {"message": "Slow down", "type": "requests", "code": "rate_limit_exceeded"}}'
    script = fixed_response("429 Too Many Requests", body, "retry-after: 7")
    async with stack(settings().database_url, script) as s, open_socket(_url(s)) as socket:
        error = await turn(socket, stream_id="a")
        assert (error["status"], error["stream_id"], error["headers"]["retry-after"]) == (429, "a", "7")
        assert error["error"]["code"] == "rate_limit_exceeded"


async def test_upstream_that_dies_in_mid_stream_ends_in_a_failed_response() -> None:
    async with stack(settings().database_url, abort_mid_stream) as s, open_socket(_url(s)) as socket:
        failed = await turn(socket, store=False)
        assert failed["type"] == "response.failed"
        lost = await turn(socket, previous_response_id=failed["response"]["id"])
        assert lost["error"]["code"] == "previous_response_not_found"


async def test_client_that_leaves_ends_its_upstream_requests(database: str) -> None:
    async with stack(database, stream_then_stall) as s:
        assert s.fake is not None
        async with open_socket(_url(s)) as socket:
            await create(socket)
            while (await read(socket))["type"] != "response.output_text.delta":
                pass
        await asyncio.wait_for(s.fake.client_disconnected.wait(), 5)
        (row,) = await s.wait_for_rows("usage_records", 1)
        assert row["status"] == "cancelled"
        assert s.rows("responses") == []


async def test_stopping_server_ends_what_runs_and_takes_nothing_new() -> None:
    release = asyncio.Event()

    async def script(fake: FakeUpstream, writer: Writer) -> None:
        write_stream_head(writer)
        write_chunk(writer, content_event("a"))
        await writer.drain()
        await release.wait()
        write_chunk(writer, content_event("b", "stop"))
        write_chunk(writer, b"data: [DONE]\n\n")
        write_chunk(writer, b"")
        await writer.drain()

    events: list[dict[str, Any]] = []
    opened: list[Any] = []
    async with stack(settings().database_url, script) as s:
        for _ in ("busy", "idle"):
            opened.append(await open_socket(_url(s)).__aenter__())
        await create(opened[0])
        while (await read(opened[0]))["type"] != "response.output_text.delta":
            pass

        async def late() -> None:
            with pytest.raises(ConnectionClosed) as closed:
                await read(opened[1])
            assert closed.value.rcvd is not None
            assert closed.value.rcvd.code == 1012
            await create(opened[0], stream_id="late")
            events.append(await read(opened[0]))
            release.set()
            events.extend(await read_to_end(opened[0]))
            with pytest.raises(ConnectionClosed) as closed:
                await read(opened[0])
            assert closed.value.rcvd is not None
            assert closed.value.rcvd.code == 1012

        waiting = asyncio.create_task(late())
        await asyncio.sleep(0)
    await waiting
    assert (events[0]["status"], events[0]["error"]["code"]) == (503, "server_shutting_down")
    assert events[-1]["type"] == "response.completed"


async def test_history_longer_than_a_body_may_be_is_forgotten() -> None:
    async with (
        running(create_app(settings(max_body_bytes="4000"))) as server,
        open_socket(server.url + "/v1") as socket,
    ):
        small = (await turn(socket, store=False))["response"]["id"]
        assert (await turn(socket, previous_response_id=small))["type"] == "error"
        long = (await turn(socket, input="a" * 3000, store=False))["response"]["id"]
        lost = await turn(socket, store=False, previous_response_id=long)
        assert lost["error"]["code"] == "previous_response_not_found"


async def test_failed_request_leaves_the_length_of_what_its_lane_remembers(database: str) -> None:
    async with stack(database, _ANSWER, max_body_bytes="100000") as s, open_socket(_url(s)) as socket:
        kept = (await turn(socket, input="a" * 60_000, store=False, stream_id="a"))["response"]["id"]
        assert (await turn(socket, temperature=99, stream_id="a"))["type"] == "error"
        await turn(socket, input="a" * 60_000, store=False, stream_id="b")
        lost = await turn(socket, store=False, stream_id="c", previous_response_id=kept)
        assert lost["type"] == "error"


async def test_history_of_a_fork_counts_in_its_lane_s_length(database: str) -> None:
    async with stack(database, _ANSWER, max_body_bytes="100000") as s, open_socket(_url(s)) as socket:
        first = (await turn(socket, input="a" * 60_000, store=False, stream_id="a"))["response"]["id"]
        fork = await turn(socket, store=False, stream_id="b", previous_response_id=first)
        await turn(socket, input="a" * 60_000, store=False, stream_id="c")
        lost = await turn(socket, store=False, stream_id="d", previous_response_id=fork["response"]["id"])
        assert lost["type"] == "error"


async def test_stored_history_counts_in_a_lane_s_length(database: str) -> None:
    async with stack(database, _ANSWER, max_body_bytes="100000") as s:
        async with open_socket(_url(s)) as socket:
            stored = (await turn(socket, input="a" * 60_000))["response"]["id"]
        async with open_socket(_url(s)) as socket:
            latest = await turn(socket, store=False, stream_id="a", previous_response_id=stored)
            await turn(socket, input="a" * 60_000, store=False, stream_id="b")
            lost = await turn(
                socket, store=False, stream_id="c", previous_response_id=latest["response"]["id"]
            )
            assert lost["type"] == "error"


async def test_lanes_and_waiting_requests_are_bounded() -> None:
    async def silent(fake: FakeUpstream, writer: Writer) -> None:
        await asyncio.sleep(60)

    async with stack(settings().database_url, silent) as s, open_socket(_url(s)) as socket:
        for number in range(33):
            await create(socket, stream_id=str(number))
        refused = await read(socket)
        assert (refused["stream_id"], refused["error"]["code"]) == (
            "32",
            "websocket_stream_limit_reached",
        )
        assert s.fake is not None
        for _ in range(200):
            if len(s.fake.requests) == 16:
                break
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)
        assert len(s.fake.requests) == 16
        for _ in range(49):
            await create(socket, stream_id="0")
        refused = await read(socket)
        assert (refused["status"], refused["error"]["code"]) == (429, "websocket_queue_full")


async def test_connection_ends_after_its_longest_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(response_socket, "_LIFETIME_SECONDS", 0.2)
    async with running(create_app(settings())) as server, open_socket(server.url + "/v1") as socket:
        assert (await read(socket))["error"]["code"] == "websocket_connection_limit_reached"
        with pytest.raises(ConnectionClosed):
            await read(socket)


async def test_request_of_a_socket_is_in_the_access_log() -> None:
    stream = io.StringIO()
    access_log.configure(stream, json=True)
    try:
        async with running(create_app(settings())) as server, open_socket(server.url + "/v1") as socket:
            await turn(socket)
        access_log.flush()
    finally:
        access_log.configure(None, json=False)
    (line,) = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert (line["operation"], line["status"], line["model"]) == ("create_response", 200, "builtin")


async def test_sdk_s_connection_creates_and_continues_responses(database: str) -> None:
    async with stack(database) as s:
        async with s.sdk.responses.connect() as connection:
            await connection.response.create(model="builtin", input="Hello", store=False)
            async for event in connection:
                if event.type == "response.completed":
                    first = event.response
                    break
            await connection.response.create(
                model="builtin", input="Again", store=False, previous_response_id=first.id
            )
            types = []
            async for event in connection:
                types.append(event.type)
                if event.type == "response.completed":
                    break
        assert first.output_text.endswith("You said: Hello")
        assert types[0] == "response.created"


# The SDK calls `websockets` in its old way.
@pytest.mark.filterwarnings("ignore:connect\\(\\) must be used as a context manager:DeprecationWarning")
async def test_synchronous_sdk_s_connection_creates_a_response() -> None:
    async with running(create_app(settings())) as server:

        def use() -> str:
            with (
                openai.OpenAI(base_url=server.url + "/v1", api_key="any") as sdk,
                sdk.responses.connect() as connection,
            ):
                connection.response.create(model="builtin", input="Hello")
                for event in connection:
                    if event.type == "response.completed":
                        return event.response.output_text
            raise AssertionError("the connection ended")

        assert (await asyncio.to_thread(use)).endswith("You said: Hello")
