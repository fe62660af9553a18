"""Bytes of a connection -> events: the heads, bodies and ends of its requests, as httptools reads them."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import unquote

import httptools

from app.errors import APIError, BadRequest, fault

_LONGEST_PLAIN_TARGET = 1024


@dataclass(slots=True)
class RequestHead:
    """A request's head; a body may follow it."""

    method: str
    path: str
    """Percent-decoded."""
    raw_path: bytes
    query: bytes
    version: str
    headers: list[tuple[bytes, bytes]]
    """Names in lower case."""
    keep_alive: bool
    """Whether the client lets the connection serve another request."""
    expects_continue: bool
    """Whether the client sends the body once it is asked to (`Expect: 100-continue`)."""


@dataclass(slots=True)
class EndOfRequest:
    """The request has arrived as a whole."""


@dataclass(slots=True)
class UpgradeRequest:
    """A head that asks for WebSocket on a listed path. Nothing behind it is parsed."""

    head: RequestHead
    received: bytes
    """The bytes that arrived after the head."""


@dataclass(slots=True)
class InvalidRequest:
    """The connection's bytes are no HTTP request from here on. Nothing behind it is parsed."""

    error: APIError


Event: TypeAlias = RequestHead | bytes | EndOfRequest | UpgradeRequest | InvalidRequest
"""`bytes` are a part of the body of the request before it."""

_END = EndOfRequest()
# In the place of a list that was handed out, so that a parser does not hold what it has read.
_NO_EVENTS: list[Event] = []
_NO_HEADERS: list[tuple[bytes, bytes]] = []


class RequestParser:
    """Parses what a connection receives.

    A head that has not ended within `head_bytes` is an `InvalidRequest`. A request to upgrade is an event
    where it asks for WebSocket on one of `upgrade_paths`; elsewhere its request is parsed as HTTP, without
    the `Upgrade`.
    """

    __slots__ = (
        "_events",
        "_expects_continue",
        "_head_bytes",
        "_headers",
        "_limit",
        "_parser",
        "_stopped",
        "_upgrade_paths",
        "_url",
        "in_head",
    )

    def __init__(self, head_bytes: int, upgrade_paths: Container[str] = ()) -> None:
        self._limit = head_bytes
        self._upgrade_paths = upgrade_paths
        self._events = _NO_EVENTS
        self._headers = _NO_HEADERS
        self._expects_continue = False
        self._url = b""
        self._head_bytes = 0
        self._stopped = False
        self.in_head = False
        """Whether a head has started and is not complete."""
        self._parser: httptools.HttpRequestParser | None = self._new_parser()

    def feed(self, data: bytes) -> list[Event]:
        """The events that the bytes complete, in their order; none once parsing has stopped."""
        events: list[Event] = []
        if self._stopped or self._parser is None:
            return events
        self._events = events
        try:
            try:
                self._parser.feed_data(data)
            except httptools.HttpParserUpgrade as upgrade:
                self._on_upgrade(memoryview(data)[upgrade.args[0] :])
        except httptools.HttpParserError:
            self._stop(BadRequest("The HTTP request is invalid.", code="invalid_request"))
        else:
            # Where a head begins within the data cannot be seen, so data that also ends a head or a request
            # is not counted.
            if self.in_head and not events:
                self._head_bytes += len(data)
                if self._head_bytes > self._limit:
                    self._stop(fault(431, f"The request's head is over {self._limit} bytes."))
        self._events = _NO_EVENTS
        return events

    def close(self) -> None:
        """Drops httptools' parser, which refers to this object as this one does to it."""
        self._parser = None

    def _stop(self, error: APIError) -> None:
        self._stopped = True
        self._events.append(InvalidRequest(error))

    def _new_parser(self) -> httptools.HttpRequestParser:
        parser = httptools.HttpRequestParser(self)
        # Without it a request behind one with `Connection: close` is an error before that one is answered.
        parser.set_dangerous_leniencies(lenient_data_after_close=True)
        return parser

    def on_message_begin(self) -> None:
        """Called by httptools."""
        self.in_head = True
        self._url = b""
        self._headers = []
        self._expects_continue = False

    def on_url(self, url: bytes) -> None:
        """Called by httptools, with a part of the request's target."""
        self._url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        """Called by httptools, also with trailers: they are dropped."""
        if self.in_head:
            name = name.lower()
            if name == b"expect":
                self._expects_continue = value.lower() == b"100-continue"
            self._headers.append((name, value))

    def on_headers_complete(self) -> None:
        """Called by httptools."""
        parser = self._parser
        if parser is not None and not parser.should_upgrade():
            self._events.append(self._head(parser))
            self._headers = _NO_HEADERS
            self.in_head = False
            self._head_bytes = 0

    def on_body(self, body: bytes) -> None:
        """Called by httptools, with a part of the body."""
        self._events.append(body)

    def on_message_complete(self) -> None:
        """Called by httptools."""
        if not self.in_head:
            self._events.append(_END)

    def _head(self, parser: httptools.HttpRequestParser) -> RequestHead:
        url = self._url
        query = b""
        # Most targets are a path and no more, which needs no parser.
        if (
            not url.startswith(b"/")
            or len(url) > _LONGEST_PLAIN_TARGET
            or url.find(b"?") >= 0
            or url.find(b"#") >= 0
        ):
            parts = httptools.parse_url(url)
            # An absolute target may have no path (RFC 9110, 4.2.3).
            url, query = parts.path or b"/", parts.query or b""
        path = url.decode("ascii")
        version = parser.get_http_version()
        return RequestHead(
            parser.get_method().decode("ascii"),
            unquote(path) if "%" in path else path,
            url,
            query,
            version,
            self._headers,
            version != "1.0" and parser.should_keep_alive(),
            # A client of HTTP/1.0 does not know 100 (RFC 9110, 10.1.1).
            version != "1.0" and self._expects_continue,
        )

    def _on_upgrade(self, rest: memoryview) -> None:
        """httptools parses nothing behind such a head, not even the request's body."""
        while True:
            parser = self._parser
            if parser is None or parser.get_method() == b"CONNECT":
                # A tunnel: not an offer to upgrade but the request itself.
                raise httptools.HttpParserError("CONNECT")
            if self._asks_for_websocket(parser):
                head = self._head(parser)
                if head.path in self._upgrade_paths:
                    self._stopped, self.in_head = True, False
                    self._events.append(UpgradeRequest(head, bytes(rest)))
                    return
            self._reparse_without_upgrade(parser)
            try:
                self._parser.feed_data(rest)  # type: ignore[union-attr] # just set
                return
            except httptools.HttpParserUpgrade as upgrade:
                rest = rest[upgrade.args[0] :]

    def _asks_for_websocket(self, parser: httptools.HttpRequestParser) -> bool:
        if parser.get_method() != b"GET" or parser.get_http_version() != "1.1":
            return False
        offers = [value for name, value in self._headers if name == b"upgrade"]
        return b"websocket" in [name.strip().lower() for value in offers for name in value.split(b",")]

    def _reparse_without_upgrade(self, parser: httptools.HttpRequestParser) -> None:
        """A server may ignore an offer to upgrade (RFC 9110, 7.8): a new parser reads the head without it."""
        lines = [b"%b %b HTTP/%b" % (parser.get_method(), self._url, parser.get_http_version().encode())]
        lines += [b"%b: %b" % field for field in self._headers if field[0] != b"upgrade"]
        self._parser = self._new_parser()
        self._parser.feed_data(b"\r\n".join([*lines, b"", b""]))
