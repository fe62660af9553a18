"""The handshake of a WebSocket connection (RFC 6455, 4.2)."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Sequence

from app.errors import APIError, fault
from app.server.parser_events import RequestHead

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_KEY_BYTES = 16


def handshake_error(head: RequestHead) -> APIError | None:
    """The error of a request that does not match the protocol; the parser has seen its `Upgrade`."""
    versions, keys = _values(head, b"sec-websocket-version"), _values(head, b"sec-websocket-key")
    if versions != [b"13"]:
        message = "This server speaks WebSocket version 13 (RFC 6455): Sec-WebSocket-Version must be 13."
        return fault(426, message, headers={"sec-websocket-version": "13", "upgrade": "websocket"})
    if len(keys) != 1 or not _is_key(keys[0]):
        return fault(400, "Sec-WebSocket-Key must be 16 bytes in base64 (RFC 6455, 4.1).")
    return None


def accept_head(head: RequestHead, headers: Sequence[tuple[bytes, bytes]]) -> bytes:
    """The response that accepts the connection, with these headers."""
    digest = hashlib.sha1(_values(head, b"sec-websocket-key")[0] + _GUID, usedforsecurity=False).digest()
    fields = [
        (b"upgrade", b"websocket"),
        (b"connection", b"Upgrade"),
        (b"sec-websocket-accept", base64.b64encode(digest)),
        *headers,
    ]
    lines = [b"HTTP/1.1 101 Switching Protocols", *[name + b": " + value for name, value in fields]]
    return b"\r\n".join([*lines, b"", b""])


def _values(head: RequestHead, name: bytes) -> list[bytes]:
    return [value.strip() for header, value in head.headers if header == name]


def _is_key(value: bytes) -> bool:
    try:
        return len(base64.b64decode(value, validate=True)) == _KEY_BYTES
    except binascii.Error:
        return False
