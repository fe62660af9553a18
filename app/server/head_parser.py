"""The bytes of a request's head -> `RequestHead`, by httptools."""

from __future__ import annotations

import re
from urllib.parse import unquote

import httptools

from app.errors import APIError, BadRequest, fault
from app.server.limits import ServerLimits
from app.server.parser_events import ParseError, RequestHead

_LONGEST_PLAIN_TARGET = 1024
# As integers: bytes within bytes cost an exception.
_SLASH, _QUESTION_MARK, _HASH = b"/?#"
_OTHER_VERSION = re.compile(rb"[A-Z]+ [^ \r\n]+ HTTP/(?!1\.[01]\r)[0-9]+(?:\.[0-9]+)?\r\n")
# In the place of a list that was handed out, so that a parser does not hold what it has read.
_NO_HEADERS: list[tuple[bytes, bytes]] = []
# More than one of these leaves open which of them counts: for routing, or for who calls.
_SINGLE = frozenset((b"host", b"authorization", b"content-type", b"content-encoding"))
_CODE = "invalid_request"


class HeadParser:
    """Parses heads one after the other; bodies are not its part.

    httptools gets exactly the bytes of heads: it would deliver trailers as headers of the next request.
    """

    __slots__ = (
        "_headers",
        "_is_http_1_1",
        "_keep_alive",
        "_limits",
        "_parser",
        "_size",
        "_url",
        "body_length",
        "complete",
        "upgrades",
    )

    # httptools looks for these, too, and a missing attribute costs it an exception.
    on_body = on_message_complete = on_chunk_header = on_chunk_complete = on_status = None

    def __init__(self, limits: ServerLimits) -> None:
        self._limits = limits
        self._parser: httptools.HttpRequestParser | None = None
        self._headers = _NO_HEADERS
        self._url = b""
        self._size = 0
        self._keep_alive = self._is_http_1_1 = False
        self.complete = False
        """Whether the head has ended."""
        self.upgrades = False
        """Whether the head asks for another protocol."""
        self.body_length: int | None = 0
        """Of the request whose head was taken, in bytes; None: the body is chunked."""

    def feed(self, data: bytes) -> None:
        """Parses a part of a head, of which nothing is behind the head's end. Raises ParseError."""
        parser = self._parser
        if parser is None:
            parser = self._parser = httptools.HttpRequestParser(self)
        if not self._size:
            self.complete = self.upgrades = False
            # Costs a tenth of httptools' version.
            end = data.find(b"\r\n")
            self._is_http_1_1 = data[end - 8 : end] == b"HTTP/1.1"
        self._size += len(data)
        try:
            parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            self.upgrades = True
        except httptools.HttpParserError:
            raise ParseError(_invalid(data)) from None
        limits = self._limits
        if len(self._url) > limits.target_bytes:
            raise ParseError(fault(414, f"The request's URL is over {limits.target_bytes} bytes."))
        if self._size > limits.head_bytes:
            raise ParseError(fault(431, f"The request's head is over {limits.head_bytes} bytes."))

    def take(self) -> RequestHead:
        """The head that has ended; `feed` starts with the next one. Raises ParseError."""
        parser = self._parser
        if parser is None or not self.complete:
            # httptools does not agree on where the head ends, or waits for the rest of HTTP/2's preface.
            http2 = parser is not None and parser.get_method() == b"PRI"
            raise ParseError(_unsupported_version() if http2 else _invalid(b""))
        headers, self._headers, self._size = self._headers, _NO_HEADERS, 0
        version = "1.1" if self._is_http_1_1 else parser.get_http_version()
        fields = dict(headers)
        if len(fields) != len(headers) or len(fields) > self._limits.head_fields:
            _check_fields(headers, self._limits.head_fields)
        if version != "1.1":
            _check_version(version, fields)
        elif b"host" not in fields:
            raise ParseError(BadRequest("The Host header is missing.", code=_CODE))
        if b"transfer-encoding" in fields:
            _check_coding(fields[b"transfer-encoding"])
            self.body_length = None
        else:
            self.body_length = int(fields[b"content-length"]) if b"content-length" in fields else 0
        path = self._url
        # Most targets are a path and no more, which needs no parser.
        if path[0] != _SLASH or _QUESTION_MARK in path or _HASH in path or len(path) > _LONGEST_PLAIN_TARGET:
            path, query = _target(path)
        else:
            query = b""
        if self.body_length is None or self.upgrades:
            # It waits for what it never gets.
            self._parser = None
        text = path.decode("ascii")
        expect = fields.get(b"expect")
        return RequestHead(
            parser.get_method().decode("ascii"),
            unquote(text) if "%" in text else text,
            path,
            query,
            version,
            headers,
            version == "1.1" and self._keep_alive,
            # A client of HTTP/1.0 does not know 100 (RFC 9110, 10.1.1).
            expect is not None and version == "1.1" and expect.lower() == b"100-continue",
        )

    def skip(self, body: bytes) -> None:
        """The whole body behind the head, so that the parser serves the next one: a new one costs more."""
        if self._parser is not None:
            self._parser.feed_data(body)

    def close(self) -> None:
        """Drops httptools' parser, which refers to this object as this one does to it."""
        self._parser = None

    def on_message_begin(self) -> None:
        """Called by httptools."""
        if self.complete:
            raise ParseError(_invalid(b""))
        self._url = b""
        self._headers = []

    def on_url(self, url: bytes) -> None:
        """Called by httptools, with a part of the request's target."""
        self._url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        """Called by httptools."""
        self._headers.append((name.lower(), value))

    def on_headers_complete(self) -> None:
        """Called by httptools."""
        parser = self._parser
        self.complete = True
        self._keep_alive = parser is not None and parser.should_keep_alive()


def _target(url: bytes) -> tuple[bytes, bytes]:
    """Path and query."""
    try:
        parts = httptools.parse_url(url)
    except httptools.HttpParserInvalidURLError:
        raise ParseError(BadRequest("The request's URL is invalid.", code=_CODE)) from None
    # An absolute target may have no path (RFC 9110, 4.2.3).
    return parts.path or b"/", parts.query or b""


def _check_coding(coding: bytes) -> None:
    if coding.strip().lower() != b"chunked":
        raise ParseError(fault(501, "Of the transfer codings, this server reads 'chunked' only."))


def _check_fields(headers: list[tuple[bytes, bytes]], limit: int) -> None:
    if len(headers) > limit:
        raise ParseError(fault(431, f"The request's head has over {limit} fields."))
    seen: set[bytes] = set()
    for name, _ in headers:
        if name in seen and name in _SINGLE:
            raise ParseError(BadRequest(f"The request has the header {name.decode()} twice.", code=_CODE))
        seen.add(name)


def _check_version(version: str, fields: dict[bytes, bytes]) -> None:
    if version == "2.0":
        raise ParseError(_unsupported_version())
    # HTTP/1.0 has no transfer coding: the server in front may see another end of the body.
    if version != "1.0" or b"transfer-encoding" in fields:
        raise ParseError(_invalid(b""))


def _invalid(data: bytes) -> APIError:
    if _OTHER_VERSION.match(data) is not None:
        return _unsupported_version()
    return BadRequest("The HTTP request is invalid.", code=_CODE)


def _unsupported_version() -> APIError:
    return fault(505, "This server speaks HTTP/1.1 and HTTP/1.0.")
