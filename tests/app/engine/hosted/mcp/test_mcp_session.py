"""The client of MCP servers: both transports, and servers that misbehave."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import orjson
import pytest

from app.engine.hosted.mcp import legacy_sse
from app.engine.hosted.mcp.mcp_errors import McpError, McpHttpError, McpProtocolError
from app.engine.hosted.mcp.mcp_session import McpSession
from app.outbound.outbound_client import OutboundLimits
from tests.support.fake_upstream import (
    FakeUpstream,
    Script,
    Writer,
    fixed_response,
    write_chunk,
)
from tests.support.mcp_server import FakeMcp, mcp_server, text_result, tool, write_stream_head
from tests.support.outbound import outbound

_KEY = (("Authorization", "Bearer secret-of-the-caller"), ("X-Team", "blue"))


@asynccontextmanager
async def _session(fake: FakeMcp, limits: OutboundLimits | None = None) -> AsyncGenerator[McpSession, None]:
    async with mcp_server(fake):
        session = McpSession(outbound("127.0.0.1", limits=limits), fake.url, _KEY)
        try:
            yield session
        finally:
            await session.close()


def _kinds() -> list[FakeMcp]:
    return [FakeMcp(), FakeMcp(streams=True), FakeMcp(legacy=True)]


@pytest.mark.parametrize("fake", _kinds(), ids=["json", "stream", "legacy"])
async def test_session_lists_and_calls_over_each_transport(fake: FakeMcp) -> None:
    fake.tools = [tool(f"tool_{number}") for number in range(5)]
    fake.page_size = 2
    async with _session(fake) as session:
        assert [found["name"] for found in await session.tools()] == [f"tool_{n}" for n in range(5)]
        assert await session.call("tool_1", {"x": "y"}) == text_result("banana")
        assert fake.counts["initialize"] == 1
        assert fake.counts["notifications/initialized"] == 1
        assert fake.counts["tools/list"] == 3
        assert fake.calls == [{"name": "tool_1", "arguments": {"x": "y"}}]
    assert all("authorization: Bearer secret-of-the-caller" in head for head in fake.heads)


async def test_session_sends_its_id_and_the_negotiated_version_and_is_ended() -> None:
    fake = FakeMcp(version="2025-03-26")
    async with _session(fake) as session:
        await session.tools()
    first, *others = fake.heads
    assert "mcp-session-id" not in first
    assert "mcp-protocol-version" not in first
    assert all("mcp-session-id: session-1\r\n" in head for head in others)
    assert all("mcp-protocol-version: 2025-03-26\r\n" in head for head in others)
    assert all("accept: application/json, text/event-stream\r\n" in head for head in fake.heads)
    assert fake.counts["DELETE"] == 1


async def test_session_that_the_server_forgot_begins_again_once() -> None:
    fake = FakeMcp()
    async with _session(fake) as session:
        await session.tools()
        fake.expired.add("session-1")
        fake.session_id = "session-2"
        assert await session.call("echo", {}) == text_result("banana")
        assert fake.counts["initialize"] == 2
        assert len(fake.calls) == 1
        # A server that forgets each session at once is not asked without end.
        fake.expired.add("session-2")
        with pytest.raises(McpHttpError, match="ends each session at once"):
            await session.call("echo", {})
        assert fake.counts["initialize"] == 3
        assert len(fake.calls) == 1


_REQUESTS: list[dict[str, Any]] = [
    {"jsonrpc": "2.0", "id": 1, "method": "sampling/createMessage", "params": {"messages": []}},
    {"jsonrpc": "2.0", "id": "e", "method": "elicitation/create", "params": {}},
    {"jsonrpc": "2.0", "id": 99, "method": "ping"},
]
_NOISE: list[dict[str, Any]] = [
    {"jsonrpc": "2.0", "method": "notifications/progress", "params": {"progressToken": 1, "progress": 1}},
    {"jsonrpc": "2.0", "method": "notifications/message", "params": {"level": "info", "data": "x"}},
    {"jsonrpc": "2.0", "id": 12345, "result": text_result("of another request")},
    {"jsonrpc": "2.0", "id": "2", "result": text_result("of another request")},
    {"jsonrpc": "2.0", "id": True, "result": text_result("of another request")},
]


@pytest.mark.parametrize("legacy", [False, True])
async def test_session_requests_of_the_server_are_answered_with_not_supported(legacy: bool) -> None:
    fake = FakeMcp(streams=not legacy, legacy=legacy)
    async with _session(fake) as session:
        await session.tools()
        fake.beside = [*_NOISE, *_REQUESTS]
        assert await session.call("echo", {}) == text_result("banana")
    assert [reply["id"] for reply in fake.replies] == [1, "e", 99]
    assert [reply.get("error", {}).get("code") for reply in fake.replies] == [-32601, -32601, None]


def _json(body: Any) -> Script:
    return fixed_response("200 OK", body if isinstance(body, bytes) else orjson.dumps(body))


async def _ends_without_answer(upstream: FakeUpstream, writer: Writer) -> None:
    write_stream_head(writer)
    write_chunk(writer, b"data: " + orjson.dumps(_NOISE[0]) + b"\n\n")
    write_chunk(writer, b"")
    await writer.drain()


async def _breaks_off(upstream: FakeUpstream, writer: Writer) -> None:
    write_stream_head(writer)
    write_chunk(writer, b'data: {"jsonrpc": "2.0", "id": 2, "res')
    await writer.drain()


async def _floods(upstream: FakeUpstream, writer: Writer) -> None:
    write_stream_head(writer)
    while True:
        write_chunk(writer, b"data: " + orjson.dumps(_NOISE[0]) + b"\n\n")
        await writer.drain()


async def _one_endless_event(upstream: FakeUpstream, writer: Writer) -> None:
    write_stream_head(writer)
    while True:
        write_chunk(writer, b"x" * 10_000)
        await writer.drain()


async def _silent(upstream: FakeUpstream, writer: Writer) -> None:
    await asyncio.sleep(3600)


@pytest.mark.parametrize(
    ("script", "error", "code"),
    [
        (_json(b"<html>"), McpProtocolError, -32700),
        (_json(b""), McpProtocolError, -32700),
        (_json(b'{"jsonrpc": "2.0", "id": 2, "result": {"content": "\\ud800"}}'), McpProtocolError, -32700),
        (_json([1, 2]), McpProtocolError, -32600),
        (_json([]), McpProtocolError, -32600),
        (_json({"jsonrpc": "2.0", "id": 7, "result": {}}), McpProtocolError, -32600),
        (_json({"jsonrpc": "2.0", "id": 2}), McpProtocolError, -32600),
        (_json({"jsonrpc": "2.0", "id": 2, "result": []}), McpProtocolError, -32600),
        (_json({"id": 2, "error": {"code": -32602, "message": "no"}}), McpProtocolError, -32602),
        (_json({"jsonrpc": "2.0", "id": 2, "error": {"code": "x"}}), McpProtocolError, -32600),
        (_json(b" " * 200_000), McpHttpError, 502),
        (_ends_without_answer, McpProtocolError, -32600),
        (_breaks_off, McpHttpError, 502),
        (_floods, McpHttpError, 502),
        (_one_endless_event, McpHttpError, 502),
        (_silent, McpHttpError, 504),
        (fixed_response("401 Unauthorized", b'{"error": "invalid_token"}'), McpHttpError, 401),
        (fixed_response("500 Internal Server Error", b"<html>"), McpHttpError, 500),
        (fixed_response("302 Found", b"", "Location: http://10.0.0.1/"), McpHttpError, 502),
        (fixed_response("202 Accepted", b""), McpProtocolError, -32700),
    ],
)  # fmt: skip
async def test_call_of_a_server_that_misbehaves_is_an_error(
    script: Script, error: type[McpError], code: int
) -> None:
    fake = FakeMcp(instead={"tools/call": script})
    async with _session(fake, OutboundLimits(total=1.0, answer_bytes=100_000)) as session:
        with pytest.raises(error) as raised:
            await session.call("echo", {})
        assert raised.value.code == code
        assert "secret" not in raised.value.message
        # The session goes on.
        del fake.instead["tools/call"]
        assert await session.call("echo", {}) == text_result("banana")


async def test_call_reason_of_a_refusal_is_part_of_the_error() -> None:
    reason = orjson.dumps(
        {"jsonrpc": "2.0", "error": {"code": -32000, "message": "token expired " + "x" * 9000}}
    )
    fake = FakeMcp(instead={"tools/call": fixed_response("403 Forbidden", reason)})
    async with _session(fake) as session:
        with pytest.raises(McpHttpError, match="The server answered 403: token expired x") as raised:
            await session.call("echo", {})
        assert len(raised.value.message) < 600
        assert raised.value.item_error()["type"] == "http_error"


@pytest.mark.parametrize(
    ("tools", "page_size", "message"),
    [
        ([tool("a", "x" * 2_000_000)], 10, "lists more than"),
        ([tool(f"t{n}") for n in range(1001)], 500, "lists more than"),
        ([tool(f"t{n}") for n in range(30)], 1, "no end within 20 pages"),
    ],
)
async def test_tools_list_over_a_bound_is_an_error(
    tools: list[dict[str, Any]], page_size: int, message: str
) -> None:
    async with _session(FakeMcp(tools=tools, page_size=page_size)) as session:
        with pytest.raises(McpProtocolError, match=message):
            await session.tools()


async def test_tools_cursor_that_repeats_ends_the_list() -> None:
    page = {"jsonrpc": "2.0", "result": {"tools": [], "nextCursor": "same"}}
    fake = FakeMcp()

    async def same_page(upstream: FakeUpstream, writer: Writer) -> None:
        number = orjson.loads(upstream.current_request.body)["id"]
        await _json({**page, "id": number})(upstream, writer)

    fake.instead["tools/list"] = same_page
    async with _session(fake) as session:
        with pytest.raises(McpProtocolError):
            await session.tools()
    assert fake.counts["tools/list"] == 2


async def test_tools_entries_that_are_no_tools_are_left_out() -> None:
    odd: list[Any] = [{"name": "a"}, {"inputSchema": {}}, 5, None, {"name": 5, "inputSchema": {}}, tool("b")]
    async with _session(FakeMcp(tools=odd)) as session:
        assert [found["name"] for found in await session.tools()] == ["b"]


async def test_session_unknown_version_is_an_error() -> None:
    async with _session(FakeMcp(version="1999-01-01")) as session:
        with pytest.raises(McpProtocolError, match="unknown version"):
            await session.tools()


@pytest.mark.parametrize("session_id", ["a b", "\u00e9", "x" * 2000])
async def test_session_invalid_session_id_is_an_error(session_id: str) -> None:
    async with _session(FakeMcp(session_id=session_id)) as session:
        with pytest.raises(McpProtocolError, match="session id"):
            await session.tools()


@pytest.mark.parametrize(
    "endpoint", ["http://127.0.0.2/messages", "//evil.example/x", "ftp://x", "http://[", ""]
)
async def test_legacy_endpoint_of_another_origin_gets_no_message(endpoint: str) -> None:
    """It would get the caller's credentials."""
    fake = FakeMcp(legacy=True, endpoint=endpoint)
    async with _session(fake) as session:
        with pytest.raises(McpHttpError):
            await session.tools()
    assert fake.counts["initialize"] <= 2


async def test_legacy_stream_that_ends_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy_sse, "_ANSWER_SECONDS", 0.2)
    fake = FakeMcp(legacy=True)
    async with _session(fake) as session:
        await session.tools()
        fake.instead["tools/call"] = fixed_response("202 Accepted", b"")
        with pytest.raises(McpHttpError, match=r"no answer within 0.2 s"):
            await session.call("echo", {})


async def test_legacy_stream_that_ended_is_opened_again_before_the_next_call() -> None:
    fake = FakeMcp(legacy=True, ends_streams=True)
    async with _session(fake) as session:
        await session.tools()
        for number in range(3):
            assert await session.call("echo", {"x": str(number)}) == text_result("banana")
            # The end of the stream arrives behind the answer.
            await asyncio.sleep(0.05)
    assert [call["arguments"]["x"] for call in fake.calls] == ["0", "1", "2"]
    assert fake.counts["initialize"] == 3


async def test_session_refusal_of_a_server_without_the_old_transport_is_the_first_one() -> None:
    fake = FakeMcp(instead={"initialize": fixed_response("400 Bad Request", b'{"error": "no tenant"}')})
    async with _session(fake) as session:
        with pytest.raises(McpHttpError, match="The server answered 400: no tenant"):
            await session.tools()
