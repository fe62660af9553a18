"""Extracts message, type, param and code from an upstream's error, whatever its shape."""

from __future__ import annotations

from typing import Any, NamedTuple

import orjson

_MAX_TEXT = 500


class UpstreamError(NamedTuple):
    """The members of the contract's error; None for what the upstream did not send."""

    message: str | None = None
    type: str | None = None
    param: str | None = None
    code: str | None = None


def parse_body(body: bytes) -> UpstreamError:
    """Parses a body: JSON of any shape (`{"detail"}`, an error that is a string), or text.

    HTML is ignored.
    """
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError:
        text = body.decode("utf-8", "replace").strip()
        return UpstreamError(text[:_MAX_TEXT] if text and not text.startswith("<") else None)
    return parse_value(value)


def parse_value(value: Any) -> UpstreamError:
    """Parses a decoded value."""
    error = value.get("error", value) if isinstance(value, dict) else value
    if isinstance(error, str):
        return UpstreamError(error)
    if not isinstance(error, dict):
        return UpstreamError()
    message = error.get("message") or error.get("detail")
    text = message if isinstance(message, str) else _text(message or None)
    return UpstreamError(text, *(_text(error.get(name)) for name in ("type", "param", "code")))


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return orjson.dumps(value).decode()[:_MAX_TEXT] if isinstance(value, (dict, list)) else str(value)
