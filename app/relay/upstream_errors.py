"""What an upstream says went wrong, in whatever shape it says it."""

from __future__ import annotations

from typing import Any, NamedTuple

import orjson

_LONGEST_TEXT = 500


class UpstreamError(NamedTuple):
    """The members of the contract's error, as far as they were found."""

    message: str | None = None
    type: str | None = None
    param: str | None = None
    code: str | None = None


def told(body: bytes) -> UpstreamError:
    """Of a body: JSON of some shape (`{"detail"}`, an error that is text), or text; HTML says nothing to a client."""
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError:
        text = body.decode("utf-8", "replace").strip()
        return UpstreamError(text[:_LONGEST_TEXT] if text and not text.startswith("<") else None)
    return told_by(value)


def told_by(value: Any) -> UpstreamError:
    """Of a decoded value."""
    found = value.get("error", value) if isinstance(value, dict) else value
    if isinstance(found, str):
        return UpstreamError(found)
    if not isinstance(found, dict):
        return UpstreamError()
    message = found.get("message") or found.get("detail")
    text = message if isinstance(message, str) else _text(message or None)
    return UpstreamError(text, *(_text(found.get(name)) for name in ("type", "param", "code")))


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return orjson.dumps(value).decode()[:_LONGEST_TEXT] if isinstance(value, (dict, list)) else str(value)
