"""What the parser of a connection reports: the heads, bodies and ends of its requests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from app.errors import APIError


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


class ParseError(Exception):
    """The bytes are nothing that this server reads; `error` is for the client.

    It carries the error instead of being it: an exception that is kept refers to the frames it passed, and
    so to the connection.
    """

    def __init__(self, error: APIError) -> None:
        super().__init__(error.message)
        self.error = error
