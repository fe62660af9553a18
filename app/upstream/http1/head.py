"""Builds a request's head. Names and values that could end a line are refused."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from app.errors import BadRequest
from app.upstream.client import Headers
from generated.runtime import Content

_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile(r"[\t\x20-\x7e\x80-\xff]*")
_MAX_CACHED = 256
_MAX_CACHED_BYTES = 1024
# Visible characters stay, so that an encoded slash stays encoded; all others are percent-encoded.
_VISIBLE = "".join(map(chr, range(0x21, 0x7F)))


class RequestHeads:
    """Builds the heads of requests below one base URL, with the operator's key."""

    def __init__(self, base_url: str, key: str | None) -> None:
        parts = urlsplit(base_url)
        host = parts.hostname or ""
        host = f"[{host}]" if ":" in host else host if host.isascii() else host.encode("idna").decode()
        self._base = parts.path.rstrip("/")
        lines = [f"host: {host}:{parts.port}" if parts.port else f"host: {host}"]
        lines += ["user-agent: llm-backend", "accept-encoding: identity"]
        if key:
            lines.append(f"authorization: Bearer {key}")
        self._common = "".join(f"{line}\r\n" for line in lines)
        # Few heads are distinct. Callers influence them, so the cache is bounded in number and length.
        self._cached: dict[tuple[str, str, tuple[tuple[str, str], ...]], bytes] = {}

    def build(self, method: str, path: str, query: str, headers: Headers, content: Content | None) -> bytes:
        """The whole head with its empty line; raises BadRequest for an invalid header."""
        if query:
            path = f"{path}?{quote(query, safe=_VISIBLE, encoding='latin-1')}"
        if content is not None:
            headers = [*headers, ("content-type", content.content_type)]
        key = (method, path, tuple(headers))
        head = self._cached.get(key)
        if head is None:
            head = self._without_length(*key)
            if len(head) < _MAX_CACHED_BYTES:
                if len(self._cached) >= _MAX_CACHED:
                    self._cached.clear()
                self._cached[key] = head
        return head + (b"content-length: %d\r\n\r\n" % content.length if content is not None else b"\r\n")

    def _without_length(self, method: str, path: str, headers: tuple[tuple[str, str], ...]) -> bytes:
        target = quote(self._base + path, safe=_VISIBLE, encoding="latin-1")
        lines = "".join([_line(name, value) for name, value in headers])
        return f"{method} {target} HTTP/1.1\r\n{self._common}{lines}".encode("latin-1")


def _line(name: str, value: str) -> str:
    if not _VALUE.fullmatch(value) or not _NAME.fullmatch(name):
        raise BadRequest(f"The header '{name[:60]!a}' is not a valid HTTP header.", code="invalid_header")
    return f"{name}: {value}\r\n"
