"""A handler's result -> the client."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Mapping
from contextlib import suppress

import orjson
from starlette.types import Message, Send

from app.aio.buffered_body import BufferedBody
from app.aio.fast_path import FastPath
from app.aio.worker_numbers import Worker
from app.contract.handler import Result
from app.errors import APIError, ServerError
from app.http import sse
from app.http.stream_comments import StreamComments
from generated.runtime import Binary, EventStream, Operation, Relay

_log = logging.getLogger(__name__)
_JSON = (b"content-type", b"application/json")
_EVENT_STREAM = (
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-cache"),
    # nginx would otherwise collect events before it passes them on.
    (b"x-accel-buffering", b"no"),
)
_TOOK = "openai-processing-ms"


class ResponseWriter:
    """Sends one response. Once it has `started`, only a stream can still report an error.

    `since` is the time of the request's arrival, by the performance counter.
    """

    def __init__(
        self,
        send: Send,
        path: FastPath | None,
        headers: Mapping[str, str],
        worker: Worker,
        since: float,
    ) -> None:
        self._asgi = send
        self._path = path
        self._worker = worker
        self.since = since
        self.headers = dict(headers)
        self.status = 0
        self._commenting: asyncio.Task[None] | None = None
        self.ended = False
        """Whether the whole response has been sent."""
        self._head: list[tuple[bytes, bytes]] = []

    @property
    def started(self) -> bool:
        """Whether the head has been sent."""
        return self.status != 0

    def try_send(self, result: Result) -> bool:
        """Sends a body that is in memory, without a coroutine; False where `result` has to send it."""
        if not isinstance(result, Relay) or not isinstance(result.chunks, BufferedBody) or self._path is None:
            return False
        took = round((time.perf_counter() - self.since) * 1000)
        headers = [*result.headers, *self.headers.items(), (_TOOK, str(took))]
        if not self._path.send_response_nowait(result.status, headers, result.chunks.data):
            return False
        self.status, self.ended = result.status, True
        return True

    async def result(self, operation: Operation, result: Result) -> None:
        """Sends what the handler returned, with the status and media type that the operation declares."""
        if isinstance(result, Relay):
            head = [(name.encode(), value.encode("latin-1")) for name, value in result.headers]
            if isinstance(result.chunks, BufferedBody):
                await self._send(self._start(result.status, head))
                await self._end(result.chunks.data)
            else:
                await self._stream(result.status, head, result.chunks, commented=_is_event_stream(head))
        elif isinstance(result, EventStream):
            head = list(_EVENT_STREAM)
            chunks = sse.frames(result.events, operation.event_style)
            await self._stream(success(operation), head, chunks, events=True, commented=True)
        elif isinstance(result, Binary):
            head = [(b"content-type", result.media_type.encode())]
            head += [(b"content-length", str(result.length).encode())] if result.length is not None else []
            await self._stream(success(operation), head, result.chunks)
        elif result is None:
            await self._whole(success(operation), [], b"")
        else:
            await self._whole(success(operation), [_JSON], sse.plain(result))

    async def error(self, fault: APIError) -> None:
        """Sends an error in the contract's shape."""
        self.headers.update(fault.headers)
        await self._whole(fault.status, [_JSON], orjson.dumps(fault.body()))

    async def end_events(self, fault: APIError) -> bool:
        """Ends a stream of events with an error; False for another response, and for a client that does not
        read.
        """
        if self.ended or (b"content-type", b"text/event-stream") not in [
            (name, value[:17]) for name, value in self._head
        ]:
            return False
        self.ended = True
        message: Message = {"type": "http.response.body", "body": sse.error(fault)}
        if self._path is not None:
            return self._path.try_send(message)
        await self._asgi(message)
        return True

    async def _whole(self, status: int, head: list[tuple[bytes, bytes]], body: bytes) -> None:
        await self._send(self._start(status, [*head, (b"content-length", str(len(body)).encode())]))
        await self._end(body)

    async def _stream(
        self,
        status: int,
        head: list[tuple[bytes, bytes]],
        chunks: AsyncGenerator[bytes, None],
        *,
        events: bool = False,
        commented: bool = False,
    ) -> None:
        self._worker.add_streams(1)
        comments = StreamComments(self._send_comment)
        self._head = head
        try:
            await self._send(self._start(status, head))
            if commented:
                comments.start()
            try:
                async for chunk in chunks:
                    if chunk:
                        await self._send({"type": "http.response.body", "body": chunk, "more_body": True})
                        comments.last = chunk
                    else:
                        comments.on_source_active()
            except Exception as error:
                if not events:
                    raise
                await self._send(
                    {"type": "http.response.body", "body": sse.error(_reported(error)), "more_body": True}
                )
            await self._end(b"")
        finally:
            self._worker.add_streams(-1)
            comments.stop()
            await chunks.aclose()

    def _start(self, status: int, head: list[tuple[bytes, bytes]]) -> Message:
        self.status = status
        head = [*head, *[(name.encode(), value.encode("latin-1")) for name, value in self.headers.items()]]
        # Until the head leaves.
        head.append((_TOOK.encode(), b"%d" % round((time.perf_counter() - self.since) * 1000)))
        return {"type": "http.response.start", "status": status, "headers": head}

    async def _end(self, body: bytes) -> None:
        self.ended = True
        await self._send({"type": "http.response.body", "body": body})

    def _send_comment(self, comment: bytes) -> None:
        """Sends it now. A client that has to read first needs none."""
        message = {"type": "http.response.body", "body": comment, "more_body": True}
        if self.ended:
            return
        if self._path is not None:
            self._path.try_send(message)
        else:
            # The reference keeps the task alive.
            self._commenting = asyncio.create_task(self._send_unless_ended(message))

    async def _send_unless_ended(self, message: Message) -> None:
        if not self.ended:
            with suppress(OSError):
                await self._asgi(message)

    async def _send(self, message: Message) -> None:
        if self._path is None or not self._path.try_send(message):
            await self._asgi(message)


def _is_event_stream(head: list[tuple[bytes, bytes]]) -> bool:
    return any(name == b"content-type" and value.startswith(b"text/event-stream") for name, value in head)


def success(operation: Operation) -> int:
    """The status of the operation's first declared success."""
    return next((r.status for r in operation.responses if r.status and 200 <= r.status < 300), 200)


def _reported(error: Exception) -> APIError:
    if isinstance(error, APIError):
        return error
    _log.exception("event stream aborted")
    return ServerError("The server failed during its response.")
