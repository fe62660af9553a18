"""Heads of responses: their bytes, and the framing of the body behind them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.errors import Unavailable, fault
from app.server.response_head import ResponseHead, build_head, build_response, error_response

_SIZED = [(b"content-length", b"2")]
_BAD = ["a\r\nx-b: 1", "a\nb", "a\rb", "a\0b", "a\x7f"]


def _head(headers: list[tuple[bytes, bytes]], status: int = 200, **given: Any) -> ResponseHead:
    return build_head(status, headers, **{"has_body": True, "http_1_0": False, "keep_alive": True, **given})


def test_head_with_a_length_stays_as_it_is() -> None:
    assert _head([*_SIZED, (b"x-a", b"1")], 201) == ResponseHead(
        b"HTTP/1.1 201 Created\r\ncontent-length: 2\r\nx-a: 1\r\n\r\n",
        keep_alive=True,
        chunked=False,
        length=2,
    )


def test_head_without_a_length_is_chunked() -> None:
    head = _head([])
    assert head.data == b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"
    assert (head.chunked, head.length) == (True, None)


def test_head_that_names_chunks_names_them_once() -> None:
    head = _head([(b"transfer-encoding", b"chunked")])
    assert head.data.count(b"chunked") == 1
    assert head.chunked


def test_head_for_http_1_0_ends_with_the_connection() -> None:
    head = _head([], http_1_0=True, keep_alive=False)
    assert head.data == b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n"
    assert (head.chunked, head.length) == (False, None)


@pytest.mark.parametrize(
    ("status", "has_body", "headers"),
    [(200, False, []), (200, False, _SIZED), (204, True, []), (304, True, []), (304, True, _SIZED)],
)
def test_head_without_a_body_frames_none(
    status: int, has_body: bool, headers: list[tuple[bytes, bytes]]
) -> None:
    head = _head(headers, status, has_body=has_body)
    assert (head.chunked, head.length) == (False, 0)
    assert b"chunked" not in head.data
    assert (b"content-length: 2" in head.data) == bool(headers)


@pytest.mark.parametrize(("given", "keep_alive"), [(True, True), (False, False), (True, False)])
def test_head_says_once_that_the_connection_closes(given: bool, keep_alive: bool) -> None:
    head = _head([*_SIZED, *([(b"connection", b"Close")] if given else [])], keep_alive=keep_alive)
    assert head.data.lower().count(b"connection: close") == 1
    assert not head.keep_alive


def test_head_unknown_status_has_no_phrase() -> None:
    assert _head(_SIZED, 599).data.startswith(b"HTTP/1.1 599 \r\n")


@pytest.mark.parametrize("bad", _BAD)
def test_header_that_would_break_its_line_is_an_error(bad: str) -> None:
    for headers in ([*_SIZED, (b"x-a", bad.encode())], [*_SIZED, (bad.encode(), b"x-a")]):
        with pytest.raises(RuntimeError, match="contains invalid characters"):
            _head(headers)
    with pytest.raises(RuntimeError, match="contains invalid characters"):
        build_response(200, [], [("content-length", "2"), ("x-a", bad)], b"hi")


def test_response_is_head_and_body() -> None:
    headers = [("content-length", "2"), ("x-a", "é")]
    defaults = [(b"date", b"today"), (b"server", b"us")]
    expected = _head([*defaults, *[(name.encode(), value.encode("latin-1")) for name, value in headers]])
    assert build_response(200, defaults, headers, b"hi") == expected.data + b"hi"


@pytest.mark.parametrize(
    "headers", [[], [("content-length", "3")], [("content-length", "2"), ("connection", "close")]]
)
def test_response_that_needs_more_than_its_head_is_none(headers: list[tuple[str, str]]) -> None:
    assert build_response(200, [], headers, b"hi") is None


def test_error_response_is_the_contract_s_and_the_last() -> None:
    head, _, body = error_response(Unavailable("Not now.", headers={"retry-after": "1"})).partition(
        b"\r\n\r\n"
    )
    assert head.split(b"\r\n") == [
        b"HTTP/1.1 503 Service Unavailable",
        b"content-type: application/json",
        b"content-length: %d" % len(body),
        b"retry-after: 1",
        b"connection: close",
    ]
    assert json.loads(body)["error"].keys() == {"message", "type", "param", "code"}


def test_error_response_with_a_connection_header_has_one() -> None:
    error = fault(426, "No.", headers={"connection": "upgrade, close"})
    assert error_response(error, [(b"date", b"today")]).count(b"connection: ") == 1
