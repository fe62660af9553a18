"""The headers of a request to an address that a caller names."""

from __future__ import annotations

import re
from collections.abc import Iterable

Headers = tuple[tuple[str, str], ...]

_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}")
_VALUE = re.compile(r"[\t\x20-\x7e\xa0-\xff]{0,16384}")
# Set here, or about the connection and not about the request.
_OWN = frozenset(
    (
        "accept-encoding",
        "connection",
        "content-length",
        "expect",
        "host",
        "keep-alive",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "user-agent",
    )
)
# All others may be credentials.
_SENT_TO_ANOTHER_ORIGIN = frozenset(("accept", "accept-language"))


def header_problem(name: str, value: str) -> str:
    """Why a header cannot be sent, without its value; empty if it can."""
    if not _NAME.fullmatch(name):
        return "its name is not a valid header name"
    if name.lower() in _OWN:
        return f"{name.lower()} is set by this server"
    if not _VALUE.fullmatch(value):
        return "its value has characters that no header may have, or is too long"
    return ""


def encoded(headers: Iterable[tuple[str, str]]) -> list[tuple[bytes, bytes]]:
    """The headers as bytes; raises ValueError for one that has a problem, so that none can be injected."""
    found = []
    for name, value in headers:
        problem = header_problem(name, value)
        if problem:
            raise ValueError(f"a header cannot be sent: {problem}")
        found.append((name.lower().encode("ascii"), value.strip(" \t").encode("latin-1")))
    return found


def without_credentials(headers: Headers) -> Headers:
    """Those that may go to another origin."""
    return tuple(pair for pair in headers if pair[0].lower() in _SENT_TO_ANOTHER_ORIGIN)
