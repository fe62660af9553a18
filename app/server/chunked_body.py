"""The chunked transfer coding of a request's body (RFC 9112, 7.1), read strictly."""

from __future__ import annotations

import re

from app.errors import BadRequest, fault
from app.server.limits import ServerLimits
from app.server.parser_events import ParseError

# A size has at most 64 bits. No bare CR or LF: another server on the way might end a line there.
_SIZE_LINE = re.compile(rb"([0-9A-Fa-f]{1,16})(?:[ \t]*;[\t\x20-\x7e\x80-\xff]*)?\r\n")
_TRAILER = re.compile(rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+:[\t\x20-\x7e\x80-\xff]*\r\n")


class ChunkedBody:
    """Reads chunks until the last one, and drops the trailers behind it: they never become headers."""

    __slots__ = ("_chunks", "_held", "_in_trailers", "_left", "_limits", "_trailer_bytes", "complete")

    def __init__(self, limits: ServerLimits) -> None:
        self._limits = limits
        self._held = b""
        """The start of a line whose end has not arrived."""
        self._left = 0
        """Bytes to come of the current chunk, its CRLF included; 0 between two chunks."""
        self._in_trailers = False
        self._trailer_bytes = 0
        self._chunks = 0
        self.complete = False
        """Whether the body and its trailers have ended."""

    def feed(self, data: bytes, at: int) -> tuple[bytes, bytes]:
        """The body's bytes in `data` from `at` on, and what was not parsed: bytes behind the body's end, or
        behind as many chunks as one tick may parse.

        Raises ParseError for an invalid chunk or trailer, and for too many trailers.
        """
        if self._held:
            data, at, self._held = self._held + data[at:], 0, b""
        parts: list[bytes] = []
        self._chunks = 0
        end = len(data)
        while at < end and not self.complete and self._chunks < self._limits.chunks_per_tick:
            if self._left:
                at = self._chunk(data, at, parts)
            else:
                line_end = data.find(b"\r\n", at) + 2
                if line_end < 2:
                    self._hold(data[at:])
                    return b"".join(parts), b""
                self._line(data, at, line_end)
                at = line_end
        return b"".join(parts), data[at:]

    def _chunk(self, data: bytes, at: int, parts: list[bytes]) -> int:
        """A part of a chunk's data, and of the CRLF behind it."""
        left = self._left
        if left > 2:
            part = data[at : at + left - 2]
            parts.append(part)
            at += len(part)
            left -= len(part)
        if left <= 2:
            ending = data[at : at + left]
            if not b"\r\n"[2 - left :].startswith(ending):
                raise _invalid()
            at += len(ending)
            left -= len(ending)
        self._left = left
        return at

    def _line(self, data: bytes, at: int, end: int) -> None:
        if self._in_trailers:
            self._trailer(data, at, end)
            return
        match = _SIZE_LINE.match(data, at, end)
        if match is None or end - at > self._limits.chunk_line_bytes:
            raise _invalid()
        size = int(match[1], 16)
        self._chunks += 1
        if size:
            self._left = size + 2
        else:
            self._in_trailers = True

    def _trailer(self, data: bytes, at: int, end: int) -> None:
        if end == at + 2:
            self.complete = True
            return
        self._trailer_bytes += end - at
        self._check_trailers(0)
        self._chunks += 1
        if _TRAILER.fullmatch(data, at, end) is None:
            raise _invalid("A trailer of the chunked body is invalid.")

    def _hold(self, start: bytes) -> None:
        if self._in_trailers:
            self._check_trailers(len(start))
        elif len(start) > self._limits.chunk_line_bytes:
            raise _invalid()
        self._held = start

    def _check_trailers(self, more: int) -> None:
        limit = self._limits.trailer_bytes
        if self._trailer_bytes + more > limit:
            raise ParseError(fault(431, f"The trailers of the chunked body are over {limit} bytes."))


def _invalid(message: str = "A chunk of the request's body is invalid.") -> ParseError:
    return ParseError(BadRequest(message, code="invalid_request"))
