"""Bytes of a connection -> events, one request at a time."""

from __future__ import annotations

import pytest

from app.server import head_parser
from app.server.limits import ServerLimits
from app.server.parser_events import EndOfRequest, Event, InvalidRequest, RequestHead, UpgradeRequest
from app.server.request_parser import RequestParser

_BODY = b'{"model":"m"}'
_OFFER = (
    b"POST /v1/chat/completions?a=1 HTTP/1.1\r\nhost: a\r\nconnection: Upgrade, HTTP2-Settings\r\n"
    b"upgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAAB\r\n"
)
_SIZED = _OFFER + b"content-length: %d\r\n\r\n" % len(_BODY) + _BODY
_CHUNKED = _OFFER + b"transfer-encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(_BODY), _BODY)
_WEBSOCKET = (
    b"GET /v1/responses?a=1 HTTP/1.1\r\nHost: a\r\n"
    b"Connection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\n\r\n"
)


class _Parser(RequestParser):
    """Parses on at each request's end, as a connection does whose responses are ready at once."""

    def feed(self, data: bytes) -> list[Event]:
        events = super().feed(data)
        while self.at_end:
            events += self.next_request()
        while self.rest:
            events += super().feed(b"")
        return events


def _parser(limit: int = 1000) -> _Parser:
    return _Parser(ServerLimits(head_bytes=limit), {"/v1/responses"})


def _head(event: Event) -> RequestHead:
    assert isinstance(event, RequestHead)
    return event


def _status(event: Event) -> int:
    assert isinstance(event, InvalidRequest)
    return event.error.status


def _requests(events: list[Event]) -> list[tuple[RequestHead, bytes]]:
    """Heads with their bodies; each is complete."""
    found: list[tuple[RequestHead, bytes]] = []
    body = b""
    head: RequestHead | None = None
    for event in events:
        if isinstance(event, RequestHead):
            assert head is None
            head, body = event, b""
        elif isinstance(event, bytes):
            body += event
        else:
            assert isinstance(event, EndOfRequest)
            assert head is not None
            found.append((head, body))
            head = None
    assert head is None
    return found


def test_parser_whole_request_is_head_body_and_end() -> None:
    events = _parser().feed(
        b"POST /v1/a%20b?x=1 HTTP/1.1\r\nHost: A\r\nX-Y: Z\r\ncontent-length: 2\r\n\r\nhi"
    )
    assert events == [
        RequestHead(
            method="POST",
            path="/v1/a b",
            raw_path=b"/v1/a%20b",
            query=b"x=1",
            version="1.1",
            headers=[(b"host", b"A"), (b"x-y", b"Z"), (b"content-length", b"2")],
            keep_alive=True,
            expects_continue=False,
        ),
        b"hi",
        EndOfRequest(),
    ]


@pytest.mark.parametrize(
    ("line", "keep_alive"),
    [
        (b"HTTP/1.1\r\nhost: a", True),
        (b"HTTP/1.1\r\nhost: a\r\nconnection: close", False),
        (b"HTTP/1.0\r\nhost: a", False),
        (b"HTTP/1.0\r\nconnection: keep-alive", False),
    ],
)
def test_parser_keep_alive_follows_version_and_connection(line: bytes, keep_alive: bool) -> None:
    head = _head(_parser().feed(b"GET / " + line + b"\r\n\r\n")[0])
    assert head.keep_alive is keep_alive
    assert head.version.encode() in line


@pytest.mark.parametrize("value", [b"100-continue", b"100-Continue"])
def test_parser_expect_continue_is_seen_in_any_case(value: bytes) -> None:
    events = _parser().feed(b"POST / HTTP/1.1\r\nhost: a\r\nExpect: %b\r\ncontent-length: 2\r\n\r\n" % value)
    assert _head(events[0]).expects_continue
    assert len(events) == 1


def test_parser_http_1_0_expects_no_continue() -> None:
    events = _parser().feed(b"POST / HTTP/1.0\r\nexpect: 100-continue\r\ncontent-length: 1\r\n\r\n")
    assert not _head(events[0]).expects_continue


def test_parser_next_request_expects_nothing() -> None:
    parser = _parser()
    parser.feed(b"POST / HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: 2\r\n\r\nhi")
    assert not _head(parser.feed(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n")[0]).expects_continue


def test_parser_every_cut_gives_the_same_requests() -> None:
    data = _SIZED + _CHUNKED + b"GET /b HTTP/1.1\r\nhost: a\r\n\r\n"
    whole = _requests(_parser().feed(data))
    assert [body for _, body in whole] == [_BODY, _BODY, b""]
    for size in (1, 2, 7, 50):
        parser = _parser()
        events = [event for at in range(0, len(data), size) for event in parser.feed(data[at : at + size])]
        assert _requests(events) == whole


def test_parser_trailers_are_no_headers() -> None:
    parser = _parser()
    events = parser.feed(
        b"POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n"
        b"2\r\nhi\r\n0\r\nauthorization: Bearer sk-1\r\n\r\nGET /b HTTP/1.1\r\nhost: b\r\n\r\n"
    )
    first, second = _requests(events)
    assert first[0].headers == [(b"host", b"a"), (b"transfer-encoding", b"chunked")]
    assert second[0].headers == [(b"host", b"b")]
    assert head_parser._NO_HEADERS == []


@pytest.mark.parametrize(
    "data",
    [
        b"hello\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01",
        b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: -5\r\n\r\n",
        b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n",
        b"CONNECT example.com:443 HTTP/1.1\r\nhost: example.com:443\r\n\r\n",
    ],
)
def test_parser_invalid_request_is_a_400_and_stops_parsing(data: bytes) -> None:
    parser = _Parser(ServerLimits(head_bytes=1_000_000))
    assert [_status(event) for event in parser.feed(data)] == [400]
    assert parser.feed(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n") == []


def test_parser_requests_before_an_invalid_one_are_events() -> None:
    events = _parser().feed(b"GET / HTTP/1.1\r\nhost: a\r\n\r\nhello\r\n\r\n")
    assert isinstance(events[0], RequestHead)
    assert isinstance(events[1], EndOfRequest)
    assert _status(events[2]) == 400


def test_parser_head_over_the_limit_is_a_431() -> None:
    parser = _parser(limit=100)
    assert parser.feed(b"GET / HTTP/1.1\r\nx: ") == []
    assert parser.in_head
    assert parser.feed(b"a" * 79) == []
    assert [_status(event) for event in parser.feed(b"aaa")] == [431]
    assert parser.feed(b"\r\n\r\n") == []


def test_parser_body_before_a_head_does_not_count_for_it() -> None:
    parser = _parser(limit=100)
    parser.feed(b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 500\r\n\r\n")
    events = parser.feed(b"a" * 500 + b"GET / HTTP/1.1\r\n")
    assert events == [b"a" * 500, EndOfRequest()]
    assert parser.in_head
    assert _head(parser.feed(b"host: a\r\n\r\n")[0]).path == "/"
    # The next head's bytes are counted from zero.
    assert parser.feed(b"GET / HTTP/1.1\r\nx: " + b"a" * 70) == []


def test_parser_body_between_two_cut_heads_does_not_count_for_them() -> None:
    parser = _parser(limit=100)
    parser.feed(b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 500\r\n")
    head, *rest = parser.feed(b"\r\n" + b"a" * 500 + b"GET / HTTP/1.1\r\n")
    assert _head(head).method == "POST"
    assert rest == [b"a" * 500, EndOfRequest()]
    assert parser.in_head


@pytest.mark.parametrize("offer", [b"", b"connection: upgrade\r\nupgrade: websocket\r\n"])
@pytest.mark.parametrize("query", [b"", b"?a=1"])
def test_parser_absolute_target_without_a_path_is_the_root(offer: bytes, query: bytes) -> None:
    head = _head(_parser().feed(b"GET http://a%b HTTP/1.1\r\nhost: a\r\n%b\r\n" % (query, offer))[0])
    assert (head.path, head.raw_path, head.query) == ("/", b"/", query[1:])


def test_parser_long_body_is_no_head() -> None:
    parser = _parser(limit=100)
    parser.feed(b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\n\r\n")
    for _ in range(10):
        assert parser.feed(b"a" * 50) == [b"a" * 50]
        assert not parser.in_head


@pytest.mark.parametrize("data", [_SIZED, _CHUNKED])
def test_parser_offer_of_another_protocol_is_parsed_as_http(data: bytes) -> None:
    for head, body in _requests(_parser().feed(data * 3)):
        assert (head.method, head.path, head.query, body) == ("POST", "/v1/chat/completions", b"a=1", _BODY)
        assert b"upgrade" not in [name for name, _ in head.headers]
        assert head.keep_alive


def test_parser_websocket_on_a_listed_path_is_an_upgrade_with_all_its_bytes() -> None:
    parser = _parser()
    (event,) = parser.feed(_WEBSOCKET + b"\x81\x05frame")
    assert isinstance(event, UpgradeRequest)
    assert (event.head.path, event.head.query) == ("/v1/responses", b"a=1")
    assert (b"upgrade", b"WebSocket") in event.head.headers
    assert event.received == b"\x81\x05frame"
    assert not parser.in_head
    assert parser.feed(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n") == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"/v1/responses", b"/v1/models"),
        (b"GET", b"POST"),
        (b"WebSocket", b"h2c"),
        (b"HTTP/1.1", b"HTTP/1.0"),
        (b", Upgrade", b""),
    ],
)
def test_parser_other_offers_are_requests(old: bytes, new: bytes) -> None:
    events = _parser().feed(_WEBSOCKET.replace(old, new))
    assert [type(event) for event in events] == [RequestHead, EndOfRequest]


def test_parser_closed_reads_nothing() -> None:
    parser = _parser()
    parser.close()
    assert parser.feed(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n") == []
