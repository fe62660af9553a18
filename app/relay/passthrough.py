"""Passes on any answer of an upstream: allowed headers, its body, errors in the contract's shape."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import orjson

from app.aio.closing import Closing
from app.errors import APIError
from app.relay.masked_body import masked_body, start_at_end
from app.relay.upstream_failure import reject_page, relay_error
from app.upstream.client import UpstreamResponse
from app.upstream.upstream import Upstream
from generated.runtime import Relay

_ALLOWED_HEADERS = frozenset(
    (
        "cache-control",
        "content-language",
        "openai-model",
        "retry-after",
        "retry-after-ms",
        "x-should-retry",
    )
)
# A proxy such as nginx would otherwise collect events before it passes them on.
_UNBUFFERED = ("x-accel-buffering", "no")
EVENT_STREAM = (
    ("content-type", "text/event-stream; charset=utf-8"),
    ("cache-control", "no-cache"),
    _UNBUFFERED,
)
"""The headers of an event stream that this server produces."""
# These pass only with the upstream's own body, which they describe. An error has no `location`.
_BODY_HEADERS = ("content-disposition", "content-type", "location")
_MAX_HEADERS = 64
_MAX_HEADER_LENGTH = 1024
# A longer event, such as a picture, is passed on in parts.
_MAX_EVENT_BYTES = 1024 * 1024


async def relay(upstream: Upstream, response: UpstreamResponse) -> Relay:
    """Passes the answer on: its status, the headers of an allow-list, its bytes as they come.

    The allow-list hides the operator's account (`openai-organization`, cookies) from callers. An event stream
    that breaks off ends with an error event; any other body that breaks off breaks the client's connection
    too.
    """
    headers = headers_of(upstream, response)
    if response.status >= 400:
        return await relay_error(upstream, response, headers)
    await reject_page(upstream, response)
    own = [(name, value) for name, value in response.headers if name in _BODY_HEADERS]
    headers += _bounded(upstream, own)
    length = response.header("content-length")
    is_stream = response.header("content-type").startswith("text/event-stream")
    if is_stream:
        headers.append(_UNBUFFERED)
    elif length:
        headers.append(("content-length", length))
    chunks = response.chunks
    if is_stream:
        chunks = Closing(_events(upstream, chunks), chunks.aclose)
    elif upstream.secrets.encoded:
        chunks = masked_body(chunks, upstream.secrets.encoded)
    return Relay(response.status, headers, chunks)


def headers_of(upstream: Upstream, response: UpstreamResponse) -> list[tuple[str, str]]:
    """The upstream's headers that pass with any body, bounded in number and length, without a key."""
    headers: list[tuple[str, str]] = []
    for pair in response.headers:
        name = pair[0]
        if name in _ALLOWED_HEADERS or name.startswith("x-ratelimit-"):
            headers.append(pair)
        elif name == "x-request-id":
            headers.append(("x-upstream-request-id", pair[1]))
    return _bounded(upstream, headers) if headers else headers


def _bounded(upstream: Upstream, headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Leaves out headers over the bounds, and masks keys."""
    text = "\n".join([value for _, value in headers])
    is_short = len(headers) <= _MAX_HEADERS and len(text) <= _MAX_HEADER_LENGTH
    may_have_key = "sk-" in text or "earer " in text or upstream.secrets.mask_text(text) != text
    if is_short and not may_have_key:
        return headers
    short = [pair for pair in headers if max(map(len, pair)) <= _MAX_HEADER_LENGTH]
    return [(name, upstream.masked(value)) for name, value in short[:_MAX_HEADERS]]


async def _events(upstream: Upstream, chunks: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
    """Whole events only, each at once: an error event after half an event would be parsed as its end.

    The operator's secrets, which an error may quote, are masked.
    """
    secrets = upstream.secrets
    pending, inside_event = b"", False
    try:
        async for chunk in chunks:
            pending += chunk
            end = _end_of_events(pending)
            if end == 0 and len(pending) > _MAX_EVENT_BYTES:
                # What may be the start of a secret waits for its rest.
                end, inside_event = start_at_end(pending, secrets.encoded), True
            elif end:
                inside_event = False
            if end:
                yield secrets.mask_body(pending[:end])
                pending = pending[end:]
        if pending:
            yield secrets.mask_body(pending)
    except APIError as error:
        yield (b"\n\n" if inside_event else b"") + b"data: " + orjson.dumps(error.body()) + b"\n\n"
    finally:
        await chunks.aclose()


def _end_of_events(data: bytes) -> int:
    """The position after the last whole event; 0 if there is none."""
    return max(
        data.rfind(mark) + len(mark) if mark in data else 0 for mark in (b"\n\n", b"\r\n\r\n", b"\r\r")
    )
