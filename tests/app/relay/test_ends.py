"""ChatRelay: the upstream breaks off, the commit fails, the client leaves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

import pytest

from app.errors import Unavailable, UpstreamTimeout
from app.masking import KnownSecrets
from app.relay.outcome import Outcome
from app.usage.token_usage import Usage
from tests.support.streams import (
    DONE,
    USAGE,
    Relayed,
    chat_stream,
    chunk,
    contents,
    event,
    finishes,
    framed,
    relayed,
    text_event,
)

_TEXT = [event({"role": "assistant", "content": ""}), event({"content": "Hel"}), event({"content": "lo"})]
_STOP = event({}, "stop")
# It does not look like a key.
_KEY = "operator.canary.0001"
_LONG = b'data: {"choices":"' + b"x" * 5000

_BROKEN: dict[str, tuple[list[bytes | BaseException], str, str]] = {
    "no finish": ([], "ended without a finish_reason", "upstream_invalid_answer"),
    "within an event": ([_STOP[:60]], "ended in the middle of an event", "upstream_invalid_answer"),
    "silence": ([UpstreamTimeout("The upstream one.example was silent.")], "silent", "upstream_timeout"),
    "no JSON": ([b"data: <html>\n\n"], "not JSON", "upstream_invalid_answer"),
    "no event stream": (
        [b"<html>\n<body>Bad gateway</body>\n\n"],
        "not an event stream",
        "upstream_invalid_answer",
    ),
    "an event without an end": ([_LONG, _LONG], "more than 8192 bytes", "upstream_invalid_answer"),
    "an error": ([framed({"error": {"message": "Overloaded.", "code": "busy"}})], "Overloaded.", "busy"),
    "an error that is text": ([framed({"error": "Overloaded."})], "Overloaded.", "upstream_error"),
    "an error by its name": (
        [b'event: error\ndata: {"detail": "Overloaded."}\n\n'],
        "Overloaded.",
        "upstream_error",
    ),
    "an error by its name that is text": (
        [b"event: error\ndata: Overloaded.\n\n"],
        "Overloaded.",
        "upstream_error",
    ),
    "an error of an older kind": (
        [framed({"object": "error", "message": "Full.", "code": 40303})],
        "Full.",
        "40303",
    ),
    "an error with a key": (
        [framed({"error": {"message": f"bad key {_KEY}", "code": f"bad_{_KEY}"}})],
        "bad key ***",
        "bad_***",
    ),
}


@pytest.mark.parametrize(("end", "message", "code"), _BROKEN.values(), ids=_BROKEN.keys())
async def test_chat_relay_broken_upstream_ends_with_error_and_finish(
    end: list[bytes | BaseException], message: str, code: str
) -> None:
    result = await relayed([*_TEXT, *end], max_event_bytes=8192, secrets=KnownSecrets([_KEY]))
    *chunks, error, terminal = result.events
    assert "".join(item["choices"][0]["delta"]["content"] for item in chunks) == "Hello"
    assert error.keys() == {"error"}
    assert error["error"].keys() == {"message", "type", "param", "code"}
    assert message in error["error"]["message"]
    assert "one.example" in error["error"]["message"]
    assert (error["error"]["code"], error["error"]["type"]) == (code, "upstream_error")
    assert terminal["choices"] == [{"index": 0, "delta": {}, "logprobs": None, "finish_reason": "length"}]
    assert result.before_commit == b"".join(result.pieces[:-1])
    assert (result.outcome.status, result.outcome.text) == ("failed", "Hello")
    assert result.outcome.error is not None
    assert result.outcome.error.body() == error
    assert result.completion["choices"][0]["finish_reason"] == "length"


async def test_stream_parser_events_before_a_fault_in_one_packet_are_sent() -> None:
    result = await relayed([b"".join(_TEXT) + b"data: x\n\n" + event({"content": "after"})])
    assert contents(result) == "Hello"


async def test_chat_relay_empty_stream_ends_with_error_and_a_finish_for_each_choice() -> None:
    result = await relayed([], choices=2)
    assert "one.example" in result.events[0]["error"]["message"]
    assert [choice["index"] for choice in result.events[1]["choices"]] == [0, 1]
    assert (result.outcome.status, result.outcome.completion) == ("failed", None)


async def test_chat_relay_error_end_finishes_only_open_choices() -> None:
    result = await relayed([event({"content": "a"}), _STOP, event({"content": "b"}, index=1)], choices=2)
    assert finishes(result) == ["stop", "length"]
    assert [choice["index"] for choice in result.events[-1]["choices"]] == [1]


async def test_chat_relay_broken_text_completion_ends_with_finish() -> None:
    result = await relayed([text_event("Hel")], kind="text")
    assert result.events[-1]["choices"] == [
        {"index": 0, "text": "", "logprobs": None, "finish_reason": "length"}
    ]


async def test_chat_relay_broken_stream_with_usage_records_it() -> None:
    async def count(text: str) -> Usage:
        return Usage(output_tokens=len(text), estimated=True)

    with_usage = await relayed([event({"content": "Hello"}, usage=USAGE)], count=count)
    assert with_usage.outcome.usage == Usage(3, 5, details=USAGE)
    counted = await relayed(_TEXT, count=count)
    assert counted.outcome.usage == Usage(output_tokens=5, estimated=True)


@pytest.mark.parametrize(
    "end", [[UpstreamTimeout("silent")], [b"data: x\n\n"], [b"<html>"], [framed({"error": "late"})]]
)
async def test_chat_relay_fault_after_the_last_finish_is_ignored(end: list[Any]) -> None:
    result = await relayed([*_TEXT, _STOP, *end])
    assert (result.outcome.status, result.outcome.error) == ("completed", None)
    assert finishes(result) == ["stop"]
    assert result.events[-1] == "[DONE]"


@pytest.mark.parametrize(
    ("error", "code"),
    [(Unavailable("The database is unreachable."), "unavailable"), (OSError("disk full"), None)],
)
async def test_chat_relay_failed_commit_ends_with_error_and_without_done(
    error: Exception, code: str | None
) -> None:
    result = await relayed([*_TEXT, _STOP, DONE], commit_error=error)
    assert contents(result) == "Hello"
    assert (result.events[-2]["error"]["code"], finishes(result)) == (code, ["length"])
    assert DONE not in result.data
    assert b"disk full" not in result.data


async def test_chat_relay_failed_commit_of_a_fault_reports_the_fault() -> None:
    result = await relayed(_TEXT, commit_error=Unavailable("The database is unreachable."))
    assert "finish_reason" in result.events[-2]["error"]["message"]


async def test_chat_relay_open_upstream_after_finish_is_closed_after_grace() -> None:
    closed = asyncio.Event()

    async def lingering() -> AsyncGenerator[bytes, None]:
        try:
            for item in (*_TEXT, _STOP, framed(chunk([], usage=USAGE))):
                yield item
            await asyncio.Event().wait()
        finally:
            closed.set()

    result = Relayed()
    async for piece in chat_stream(result, grace=0.05).relay(lingering()):
        result.pieces.append(piece)
    assert closed.is_set()
    assert (result.outcome.status, result.outcome.usage) == ("completed", Usage(3, 5, details=USAGE))
    assert result.events[-1] == "[DONE]"


async def test_chat_relay_internal_error_hides_its_cause() -> None:
    result = await relayed([*_TEXT, RuntimeError("canary")])
    assert result.events[-2]["error"]["type"] == "server_error"
    assert b"canary" not in result.data


class _Upstream(AsyncGenerator[bytes, None]):
    """Sends its items, then stays silent; counts its closes."""

    def __init__(self, *items: bytes) -> None:
        self._items = list(items)
        self.closed = 0
        self.waiting = asyncio.Event()

    async def asend(self, value: None) -> bytes:
        if self._items:
            return self._items.pop(0)
        self.waiting.set()
        await asyncio.Event().wait()
        raise StopAsyncIteration

    async def athrow(self, typ: Any, val: Any = None, tb: Any = None) -> bytes:
        raise typ

    async def aclose(self) -> None:
        self.closed += 1


@pytest.mark.parametrize("packets_read", [0, 1, 3])
async def test_chat_relay_client_leaves_closes_the_upstream_and_abandons(packets_read: int) -> None:
    upstream, result = _Upstream(*_TEXT), Relayed()
    relay = chat_stream(result).relay(upstream)
    for _ in range(packets_read):
        await anext(relay)
    await relay.aclose()
    assert upstream.closed
    assert not result.committed
    assert (result.outcome.status, result.outcome.text) == (
        "cancelled",
        ("", "", "Hel", "Hello")[packets_read],
    )
    assert (result.outcome.completion is None) == (packets_read == 0)
    await relay.aclose()
    assert len(result.abandoned) == 1


async def test_chat_relay_client_leaves_during_silence_closes_the_upstream() -> None:
    upstream, result = _Upstream(*_TEXT), Relayed()

    async def read() -> None:
        async for piece in chat_stream(result).relay(upstream):
            result.pieces.append(piece)

    reading = asyncio.create_task(read())
    await asyncio.wait_for(upstream.waiting.wait(), 5)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert upstream.closed
    assert (result.outcome.status, result.outcome.text) == ("cancelled", "Hello")


async def test_chat_relay_client_leaves_during_commit_is_recorded_once() -> None:
    started, result = asyncio.Event(), Relayed()

    async def commit(outcome: Outcome) -> None:
        result.committed.append(outcome)
        started.set()
        await asyncio.Event().wait()

    async def read() -> None:
        async for piece in chat_stream(result, commit=commit).relay(_Upstream(*_TEXT, _STOP, DONE)):
            result.pieces.append(piece)

    reading = asyncio.create_task(read())
    await asyncio.wait_for(started.wait(), 5)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert result.outcome.status == "completed"
    assert b'"stop"' not in result.data


async def test_chat_relay_complete_answer_is_read_to_its_end() -> None:
    ended = asyncio.Event()

    async def upstream() -> AsyncGenerator[bytes, None]:
        for item in (*_TEXT, _STOP, DONE):
            yield item
        ended.set()

    result = Relayed()
    async for piece in chat_stream(result).relay(upstream()):
        result.pieces.append(piece)
    assert ended.is_set()
