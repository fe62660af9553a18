"""A request's head as bytes. What would end a line within it is never written."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from app.errors import BadRequest
from app.upstream.client import Headers
from generated.runtime import Content

_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile(r"[\t\x20-\x7e\x80-\xff]*")
_MOST_KEPT = 256
_LONGEST_KEPT = 1024
# Every visible character stands for itself, so that an encoded slash stays one; all else is encoded.
_VISIBLE = "".join(map(chr, range(0x21, 0x7F)))


class Heads:
    """Writes the heads of requests below one base URL, with the operator's key."""

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
        # Nearly all heads are a few; they come from callers, so the memory of them is bounded in number and in length.
        self._begun: dict[tuple[str, str, tuple[tuple[str, str], ...]], bytes] = {}

    def build(self, method: str, path: str, query: str, headers: Headers, content: Content | None) -> bytes:
        """The whole head, the empty line included."""
        if query:
            path = f"{path}?{quote(query, safe=_VISIBLE, encoding='latin-1')}"
        if content is not None:
            headers = [*headers, ("content-type", content.content_type)]
        key = (method, path, tuple(headers))
        begun = self._begun.get(key)
        if begun is None:
            begun = self._begin(*key)
            if len(begun) < _LONGEST_KEPT:
                if len(self._begun) >= _MOST_KEPT:
                    self._begun.clear()
                self._begun[key] = begun
        return begun + (b"content-length: %d\r\n\r\n" % content.length if content is not None else b"\r\n")

    def _begin(self, method: str, path: str, headers: tuple[tuple[str, str], ...]) -> bytes:
        target = quote(self._base + path, safe=_VISIBLE, encoding="latin-1")
        lines = "".join([_line(name, value) for name, value in headers])
        return f"{method} {target} HTTP/1.1\r\n{self._common}{lines}".encode("latin-1")


def _line(name: str, value: str) -> str:
    if not _VALUE.fullmatch(value) or not _NAME.fullmatch(name):
        raise BadRequest(
            f"The header '{name[:60]!a}' has a value that no header can have.", code="invalid_header"
        )
    return f"{name}: {value}\r\n"
