"""Any answer of an upstream -> the client's: which headers pass, which errors are put into the contract's shape."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import orjson

from app.aio.buffered_body import BufferedBody
from app.aio.closing import Closing
from app.errors import APIError, UpstreamUnreachable
from app.relay import upstream_errors
from app.upstream.client import UpstreamResponse
from app.upstream.upstream import Upstream
from generated.runtime import Relay

_PASSED = frozenset(
    (
        "cache-control",
        "content-language",
        "location",
        "openai-model",
        "retry-after",
        "retry-after-ms",
        "x-should-retry",
    )
)
EVENT_STREAM = (("content-type", "text/event-stream; charset=utf-8"), ("cache-control", "no-cache"))
"""The headers of a stream of events that is our own."""
# What the answer is made of; these pass only with the bytes that they describe.
_DESCRIBING = ("content-disposition", "content-type")
_LONGEST_ERROR = 256 * 1024
# One that is longer, a picture say, is passed on in pieces.
_LONGEST_EVENT = 1024 * 1024


async def relay(upstream: Upstream, response: UpstreamResponse) -> Relay:
    """Passes the answer on: its status, the headers of an allow-list, its bytes as they come.

    The allow-list keeps the operator's account (`openai-organization`, cookies) to the operator. An event stream that
    breaks off ends with an error event; any other body that does breaks the client's connection, too.
    """
    headers = headers_of(response)
    if response.status >= 400:
        return await _error(upstream, response, headers)
    headers += [(name, value) for name, value in response.headers if name in _DESCRIBING]
    length = response.header("content-length")
    is_stream = response.header("content-type").startswith("text/event-stream")
    if length and not is_stream:
        headers.append(("content-length", length))
    chunks = Closing(_events(response.chunks), response.chunks.aclose) if is_stream else response.chunks
    return Relay(response.status, headers, chunks)


def headers_of(response: UpstreamResponse) -> list[tuple[str, str]]:
    """The headers that pass, whatever becomes of the body."""
    headers = []
    for pair in response.headers:
        name = pair[0]
        if name in _PASSED or name.startswith("x-ratelimit-"):
            headers.append(pair)
        elif name == "x-request-id":
            headers.append(("x-upstream-request-id", pair[1]))
    return headers


async def _events(chunks: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
    """Whole events only, each as soon as it is whole: half an event before an error event would be read as one with it."""
    pending, midway = b"", False
    try:
        async for chunk in chunks:
            pending += chunk
            end = _end_of_events(pending)
            if end == 0 and len(pending) > _LONGEST_EVENT:
                end, midway = len(pending), True
            elif end:
                midway = False
            if end:
                yield pending[:end]
                pending = pending[end:]
        if pending:
            yield pending
    except APIError as error:
        yield (b"\n\n" if midway else b"") + b"data: " + orjson.dumps(error.body()) + b"\n\n"
    finally:
        await chunks.aclose()


def _end_of_events(data: bytes) -> int:
    """Where the last whole event ends; 0 where none does."""
    return max(
        data.rfind(mark) + len(mark) if mark in data else 0 for mark in (b"\n\n", b"\r\n\r\n", b"\r\r")
    )


async def _error(upstream: Upstream, response: UpstreamResponse, headers: list[tuple[str, str]]) -> Relay:
    """An upstream's error, byte for byte if it has the contract's shape, with the operator's key masked."""
    body = b""
    try:
        async for chunk in response.chunks:
            body += chunk
            if len(body) > _LONGEST_ERROR:
                break
    except APIError:
        body = b""
    finally:
        await response.chunks.aclose()
    status = response.status
    if status in (401, 403) and upstream.secret is not None:
        # The caller's own key was fine: it is the operator's that the upstream refuses.
        refused = UpstreamUnreachable(
            f"The upstream {upstream.name} refuses this server's key ({status}); its operator must correct it.",
            code="upstream_key_refused",
        )
        status, body = refused.status, orjson.dumps(refused.body())
    elif not _in_shape(body):
        body = orjson.dumps(_shaped(upstream, status, body))
    if upstream.secret:
        body = body.replace(upstream.secret.encode(), b"***")
    own = [("content-type", "application/json"), ("content-length", str(len(body)))]
    return Relay(status, [*headers, *own], BufferedBody(body))


def _in_shape(body: bytes) -> bool:
    try:
        error = orjson.loads(body)["error"]
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return False
    if not isinstance(error, dict):
        return False
    texts = (error.get("param"), error.get("code"))
    return (
        {"message", "type", "param", "code"} <= error.keys()
        and isinstance(error["message"], str)
        and isinstance(error["type"], str)
        and all(text is None or isinstance(text, str) for text in texts)
    )


def _shaped(upstream: Upstream, status: int, body: bytes) -> dict[str, object]:
    """The message of an error of another shape (`{"detail"}`, an error that is text, HTML), in the contract's."""
    told = upstream_errors.told(body)
    error = {
        "message": told.message or f"The upstream {upstream.name} answered {status}.",
        "type": told.type or ("invalid_request_error" if status < 500 else "upstream_error"),
        "param": told.param,
        "code": told.code,
    }
    return {"error": error}
