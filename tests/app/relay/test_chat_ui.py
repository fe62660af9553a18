"""chatbot-ui: what its user sees of a stream with the relay and without it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from app.errors import UpstreamTimeout
from app.relay.passthrough import relay
from app.upstream.client import UpstreamResponse
from tests.support.chat_ui import DisplayedAnswer, display, display_error
from tests.support.streams import DONE, USAGE, chunk, event, framed, named_upstream, packets, relayed

_ROLE = event({"role": "assistant", "content": ""})
_TEXT = [event({"content": "Grüße, "}), event({"content": "Welt"})]
_STOP = event({}, "stop")
_EMPTY = framed(chunk([]))
_USAGE = framed(chunk([], usage=USAGE))
_WHOLE = DisplayedAnswer("Grüße, Welt", "finished")
_CUT = DisplayedAnswer("Grüße, Welt", "cut")
_HANGS = DisplayedAnswer("Grüße, Welt", "hangs")


def _crlf(events: Sequence[bytes]) -> list[bytes]:
    return [item.replace(b"\n", b"\r\n") for item in events]


def _bytewise(events: Sequence[bytes]) -> list[bytes]:
    return [bytes((byte,)) for byte in b"".join(events)]


_FINE = {
    "comments": [b": wait\n\n", *_TEXT, b": wait\n\n", _STOP, DONE],
    "all CRLF": _crlf([*_TEXT, _STOP, DONE]),
    "UTF-8 split across packets": _bytewise([*_TEXT, _STOP, DONE]),
    "usage after the finish": [*_TEXT, _STOP, _USAGE, DONE],
    "no [DONE]": [*_TEXT, _STOP],
}


@pytest.mark.parametrize("events", _FINE.values(), ids=_FINE.keys())
async def test_chat_ui_readable_stream_stays_readable(events: Sequence[bytes]) -> None:
    assert display(events) == _WHOLE
    assert display((await relayed(events)).pieces) == _WHOLE


_TROUBLE = {
    "empty choices first": ([_EMPTY, _ROLE, *_TEXT, _STOP, DONE], DisplayedAnswer("", "hangs")),
    "empty choices in the middle": (
        [_TEXT[0], _EMPTY, _TEXT[1], _STOP, DONE],
        DisplayedAnswer("Grüße, ", "cut"),
    ),
    "a content that is null": (
        [event({"role": "assistant", "content": None}), *_TEXT, _STOP, DONE],
        DisplayedAnswer("nullGrüße, Welt", "finished"),
    ),
    "text beside the finish": (
        [_TEXT[0], event({"content": "Welt"}, "stop"), DONE],
        DisplayedAnswer("Grüße, ", "finished"),
    ),
    "LF and CRLF mixed": (
        [*_crlf([_ROLE]), _TEXT[0], *_crlf([_TEXT[1]]), _STOP, DONE],
        DisplayedAnswer("", "hangs"),
    ),
    "CRLF after LF": ([_ROLE, _TEXT[0], _TEXT[1], *_crlf([_STOP, DONE])], _HANGS),
    "a finish that is empty": (
        [event({"content": "Grüße, "}, ""), event({"content": "Welt"}, ""), _STOP, DONE],
        DisplayedAnswer("", "finished"),
    ),
}


@pytest.mark.parametrize(("events", "without"), _TROUBLE.values(), ids=_TROUBLE.keys())
async def test_chat_ui_unreadable_stream_becomes_readable(
    events: Sequence[bytes], without: DisplayedAnswer
) -> None:
    assert display(events) == without
    assert display((await relayed(events)).pieces) == _WHOLE


_BROKEN: dict[str, tuple[list[bytes | BaseException], DisplayedAnswer]] = {
    "the connection ends without a finish": ([*_TEXT], _HANGS),
    "it ends within an event": ([*_TEXT, event({"content": "x"})[:40]], _HANGS),
    "the upstream falls silent": ([*_TEXT, UpstreamTimeout("The upstream was silent.")], _HANGS),
    "an error in mid-stream": ([*_TEXT, framed({"error": {"message": "Overloaded."}})], _CUT),
    "an event that is not JSON": ([*_TEXT, b"data: <html>\n\n"], _CUT),
}


@pytest.mark.parametrize(("events", "without"), _BROKEN.values(), ids=_BROKEN.keys())
async def test_chat_ui_broken_stream_is_cut_and_never_hangs(
    events: Sequence[bytes | BaseException], without: DisplayedAnswer
) -> None:
    assert display(item for item in events if isinstance(item, bytes)) == without
    result = await relayed(events)
    assert display(result.pieces) == _CUT
    # A client that reads on after the error gets a finish.
    assert result.events[-1]["choices"][0]["finish_reason"] == "length"


async def test_chat_ui_error_of_another_shape_shows_its_message() -> None:
    body = b"<html><h1>502 Bad Gateway</h1></html>"
    assert display_error(502, body) == "something went wrong"
    answer = await relay(
        named_upstream(), UpstreamResponse(502, [("content-type", "text/html")], packets([body]))
    )
    assert display_error(answer.status, b"".join([chunk async for chunk in answer.chunks])) == (
        "The upstream one.example answered 502: 502 Bad Gateway"
    )
