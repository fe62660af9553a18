"""Bytes of a connection -> events: the heads, bodies and ends of its requests, one request at a time."""

from __future__ import annotations

from collections.abc import Container

from app.errors import BadRequest
from app.server.chunked_body import ChunkedBody
from app.server.head_parser import HeadParser
from app.server.limits import ServerLimits
from app.server.parser_events import (
    EndOfRequest,
    Event,
    InvalidRequest,
    ParseError,
    RequestHead,
    UpgradeRequest,
)

_END = EndOfRequest()
_HEAD_END = b"\r\n\r\n"


class RequestParser:
    """Parses what a connection receives, up to the end of one request; `next_request` parses on behind it.

    A request to upgrade is an event where it asks for WebSocket on one of `upgrade_paths`; elsewhere its
    request is parsed as HTTP, without the `Upgrade`.
    """

    __slots__ = (
        "_chunked",
        "_head",
        "_left",
        "_limits",
        "_stopped",
        "_tail",
        "_upgrade_paths",
        "at_end",
        "in_head",
        "rest",
    )

    def __init__(self, limits: ServerLimits, upgrade_paths: Container[str] = ()) -> None:
        self._limits = limits
        self._upgrade_paths = upgrade_paths
        self._head = HeadParser(limits)
        self._chunked: ChunkedBody | None = None
        self._left = 0
        """Bytes to come of a body whose length is known."""
        self._tail = b""
        """The last bytes of a head that has not ended."""
        self._stopped = False
        self.in_head = False
        """Whether a head has started and is not complete."""
        self.at_end = False
        """Whether the request is complete; what is behind it waits for `next_request`."""
        self.rest = b""
        """Bytes that have arrived and are not parsed."""

    def feed(self, data: bytes) -> list[Event]:
        """The events that the bytes complete, in their order; none once parsing has stopped."""
        if self._stopped:
            return []
        if self.rest:
            data, self.rest = self.rest + data, b""
        events: list[Event] = []
        if self.at_end:
            self.rest = data
            return events
        try:
            if self._left or self._chunked is not None:
                self._feed_body(data, 0, events)
            else:
                self._feed_head(data, events)
        except ParseError as invalid:
            self.close()
            events.append(InvalidRequest(invalid.error))
        return events

    def next_request(self) -> list[Event]:
        """The events of the request behind the one that was complete, as far as it has arrived."""
        self.at_end = False
        return self.feed(b"") if self.rest else []

    def close(self) -> None:
        """Drops what refers to this object, and parses nothing more."""
        self._stopped = True
        self._head.close()
        self._chunked = None
        self.rest = b""

    def _feed_head(self, data: bytes, events: list[Event]) -> None:
        if not self.in_head:
            # Line ends in front of a request are nothing (RFC 9112, 2.2).
            if data[:1] in (b"\r", b"\n"):
                data = data.lstrip(b"\r\n")
            if not data:
                return
            self.in_head = True
        tail = self._tail
        end = (tail + data if tail else data).find(_HEAD_END)
        if end < 0:
            self._tail = (tail + data[-3:])[-3:]
            self._head.feed(data)
            return
        end += 4 - len(tail)
        self._tail = b""
        self._head.feed(data if end == len(data) else data[:end])
        self._on_head(self._head.take(), data, end, events)

    def _on_head(self, head: RequestHead, data: bytes, end: int, events: list[Event]) -> None:
        self.in_head = False
        parser = self._head
        length, upgrades = parser.body_length, parser.upgrades
        if upgrades:
            if head.method == "CONNECT":
                # A tunnel: not an offer to upgrade but the request itself.
                raise ParseError(BadRequest("This server opens no tunnels.", code="invalid_request"))
            if _asks_for_websocket(head) and head.path in self._upgrade_paths:
                self.close()
                events.append(UpgradeRequest(head, data[end:]))
                return
            # A server may ignore an offer to upgrade (RFC 9110, 7.8).
            head.headers = [field for field in head.headers if field[0] != b"upgrade"]
        events.append(head)
        if length is None:
            self._chunked = ChunkedBody(self._limits)
        elif end + length <= len(data):
            # The whole request.
            body_end = end + length
            if length:
                body = data[end:body_end]
                events.append(body)
                parser.skip(body)
            events.append(_END)
            self.at_end = True
            self.rest = data[body_end:]
            return
        else:
            self._left = length
            parser.close()
        if end < len(data):
            self._feed_body(data, end, events)

    def _feed_body(self, data: bytes, start: int, events: list[Event]) -> None:
        chunked = self._chunked
        if chunked is not None:
            body, self.rest = chunked.feed(data, start)
            if body:
                events.append(body)
            if chunked.complete:
                self._chunked = None
                self._on_end(self.rest, events)
            return
        end = start + self._left
        body = data[start:end]
        self._left -= len(body)
        events.append(body)
        if not self._left:
            self._on_end(data[end:], events)

    def _on_end(self, rest: bytes, events: list[Event]) -> None:
        events.append(_END)
        self.at_end = True
        self.rest = rest


def _asks_for_websocket(head: RequestHead) -> bool:
    if head.method != "GET" or head.version != "1.1":
        return False
    offers = [value for name, value in head.headers if name == b"upgrade"]
    return b"websocket" in [name.strip().lower() for value in offers for name in value.split(b",")]
