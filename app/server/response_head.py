"""The bytes of a response's head, and how its body is framed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from http import HTTPStatus

import orjson

from app.errors import APIError

# The bytes that a head may have beside its line ends.
_FIELD_BYTES = bytes({*range(0x20, 0x100), *b"\t"} - {0x7F})


_PHRASES = {status.value: status.phrase for status in HTTPStatus}
_STATUS_LINES = {
    status: f"HTTP/1.1 {status} {_PHRASES.get(status, '')}\r\n".encode() for status in range(100, 600)
}


@dataclass(slots=True)
class ResponseHead:
    """A head on the wire, and what it says about the body behind it."""

    data: bytes
    keep_alive: bool
    """Whether the connection serves more requests."""
    chunked: bool
    """Whether the body goes out in chunks."""
    length: int | None
    """The announced length of the body in bytes; None: chunked, or up to the connection's end."""


def build_head(
    status: int, headers: Sequence[tuple[bytes, bytes]], *, has_body: bool, http_1_0: bool, keep_alive: bool
) -> ResponseHead:
    """The head of a response; RuntimeError where a header would break out of its line.

    `has_body` is False for HEAD. A body without a length goes out in chunks, to a client of HTTP/1.0 up to
    the end of the connection.
    """
    length: int | None = None
    chunked = closes = False
    parts = [_STATUS_LINES[status]]
    for name, value in headers:
        if name == b"content-length":
            length = int(value)
        elif name == b"transfer-encoding" and value.lower() == b"chunked":
            chunked = True
        elif name == b"connection" and b"close" in value.lower():
            closes, keep_alive = True, False
        parts += (name, b": ", value, b"\r\n")
    lines = len(headers)
    if not has_body or status in (204, 304):
        # A Content-Length stands there for the body that a GET would have.
        length, chunked = 0, False
    elif length is None and not chunked:
        chunked = not http_1_0
        keep_alive = keep_alive and chunked
        if chunked:
            parts.append(b"transfer-encoding: chunked\r\n")
            lines += 1
    if not keep_alive and not closes:
        parts.append(b"connection: close\r\n")
        lines += 1
    parts.append(b"\r\n")
    return ResponseHead(_checked(b"".join(parts), lines), keep_alive, chunked, length)


def build_response(
    status: int, defaults: Iterable[tuple[bytes, bytes]], headers: Sequence[tuple[str, str]], body: bytes
) -> bytes | None:
    """A whole response on a connection that stays open; None without a matching length or with a
    `connection` header.

    RuntimeError where a header would break out of its line.
    """
    length = lines = ""
    for name, value in headers:
        if name == "content-length":
            length = value
        elif name == "connection":
            return None
        lines += f"{name}: {value}\r\n"
    if length != str(len(body)):
        return None
    parts = [_STATUS_LINES[status], *[b"%b: %b\r\n" % default for default in defaults]]
    parts += (lines.encode("latin-1"), b"\r\n")
    return _checked(b"".join(parts), len(headers) + len(parts) - 3) + body


def error_response(error: APIError, defaults: Iterable[tuple[bytes, bytes]] = ()) -> bytes:
    """An error in the contract's shape, as the last response of its connection."""
    body = orjson.dumps(error.body())
    headers = [*defaults, (b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
    headers += [(name.encode(), value.encode("latin-1")) for name, value in error.headers.items()]
    head = build_head(error.status, headers, has_body=True, http_1_0=False, keep_alive=False)
    return head.data + body


def _checked(head: bytes, lines: int) -> bytes:
    # One look at the whole head, not one for each header: besides the line ends of its status line, of so
    # many headers and of its own end, it has no byte that could end a line.
    if head.translate(None, _FIELD_BYTES) != b"\r\n" * (lines + 2):
        raise RuntimeError("A header of the response contains invalid characters.")
    return head
