"""The API: routes a request to its operation, authenticates, decodes, calls the handler, encodes."""

from __future__ import annotations

import asyncio
import copy
import logging
import time
from collections.abc import Awaitable, Iterable, Mapping
from types import CoroutineType, MappingProxyType
from typing import Any, cast

from starlette.types import Receive, Scope, Send

from app.aio import random_hex
from app.aio.content import SpoolContent
from app.aio.disconnect import DisconnectSignal
from app.aio.fast_path import receive_fast_path, send_fast_path
from app.aio.ticks import yield_to_loop
from app.aio.worker_numbers import Worker
from app.contract.handler import Authenticate, Handler
from app.contract.headers import UPSTREAM_HEADER, header_safe
from app.contract.lane import LANE
from app.errors import APIError, MethodNotAllowed, ServerError, Unavailable
from app.http.base_url import unknown_path, wrong_method
from app.http.encode import ResponseWriter
from app.http.exchange_log import log_exchange
from app.http.limits import Limits
from app.http.request import bodies, parameters
from app.http.request.body_stream import ClientDisconnected
from app.http.request.head import bearer_key, raw_path
from app.http.request.other_bodies import other_body
from app.http.request.slow_bodies import SlowBodies
from app.http.request.validation import ValidationFailure
from app.http.router import Match, Router, UnknownPath
from generated.runtime import Call, Operation

_log = logging.getLogger(__name__)

# Names of the caller's own secrets. Handlers, and so upstreams and stored records, never see them.
_CREDENTIALS = frozenset(("authorization", "cookie", "proxy-authorization", "x-api-key", "api-key"))
_VERSION = "2020-10-01"
_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Dispatcher:
    """An ASGI application for the paths below `prefix`.

    `handlers` has one entry per operation id. With `strict`, an unknown enum value or union tag is a 400
    everywhere.
    """

    def __init__(
        self,
        operations: Iterable[Operation],
        handlers: Mapping[str, Handler],
        authenticate: Authenticate[Any],
        *,
        limits: Limits,
        worker: Worker,
        strict: bool = False,
        prefix: str = "/v1",
    ) -> None:
        self._router = Router(operations)
        self._handlers = handlers
        self._authenticate = authenticate
        self._limits = limits
        self._worker = worker
        self.slow_bodies = SlowBodies(limits)  # closed with the server
        self._strict = strict
        self._prefix = prefix

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        request_id = "req_" + random_hex.random_hex16() + random_hex.random_hex16()
        headers = {"x-request-id": request_id, "openai-version": _VERSION}
        path = send_fast_path(scope, send)
        writer = ResponseWriter(send, path, headers, self._worker, time.perf_counter())
        return _Exchange(self, scope, receive, writer, request_id).run()


class _Exchange:
    """One request and its response."""

    def __init__(
        self, dispatcher: Dispatcher, scope: Scope, receive: Receive, writer: ResponseWriter, request_id: str
    ) -> None:
        self._dispatcher = dispatcher
        self._scope = scope
        self._receive = receive
        self._fast_path = receive_fast_path(scope, receive)
        self._writer = writer
        self._request_id = request_id
        self._spool: SpoolContent | None = None
        self._disconnected = False
        self._operation: Operation | None = None
        self._error: APIError | None = None
        self._caller: Any = None
        self._call: Call[Any] | None = None
        self._signal: DisconnectSignal | None = None
        self._watcher: asyncio.Task[None] | None = None

    async def run(self) -> None:
        """Awaits every step in one coroutine: each enclosing coroutine adds to the cost of a wait."""
        try:
            try:
                dispatcher, writer = self._dispatcher, self._writer
                headers = {
                    name.decode("latin-1"): value.decode("latin-1") for name, value in self._scope["headers"]
                }
                match = self._matched(headers)
                operation = match.operation
                key = bearer_key(headers.get("authorization", ""))
                caller = dispatcher._authenticate(operation, key, UPSTREAM_HEADER in headers)
                if isinstance(caller, CoroutineType):
                    caller = await caller
                self._caller = caller
                for name in _CREDENTIALS:
                    headers.pop(name, None)
                handler = dispatcher._handlers[operation.id]
                if not parameters.is_built(operation):
                    await asyncio.to_thread(parameters.build, operation)
                arguments = self._arguments(match, headers, handler)
                body = bodies.read_nowait(operation, self._fast_path, headers, dispatcher._limits)
                if body is None:
                    body = await bodies.read(operation, self._receive, headers, dispatcher._limits)
                if isinstance(body.content, SpoolContent):
                    self._spool = body.content
                if body.is_slow:
                    await dispatcher.slow_bodies.validate(body, operation, needs_model=handler.needs_model)
                elif body.pending_model is not None:
                    # The bodies of one tick are validated one right after the other: a model's code and
                    # tables fill the processor's caches, and the next validation finds them there.
                    await yield_to_loop()
                    bodies.validate_body(body, needs_model=handler.needs_model)
                    await yield_to_loop()
                if body.failure is not None:
                    body, handler = await other_body(body, handler, operation, dispatcher.slow_bodies)
                if body.failure is not None:
                    self._check(body.failure, handler)
                if body.content is not None:
                    arguments["body"] = body.model
                call = self._call = self._new_call(match, caller, headers, body)
                self._watch_disconnect()
                result = await handler.run(call, arguments)
                # A stream may go on for long, and does not need its request's model.
                del arguments, body
                if not writer.try_send(result):
                    await writer.result(operation, result)
            finally:
                self._unwatch_disconnect()
        except ClientDisconnected:
            self._on_disconnected()
        except APIError as error:
            await self._fail(error)
        except asyncio.CancelledError:
            # By `_stop`, or by the stop of the server.
            if self._disconnected and not self._task.uncancel():
                self._on_disconnected()
            else:
                # The time of the drain has passed. The client gets an error; nothing waits for this task
                # any more.
                await self._fail(
                    Unavailable("This server is stopping. Try again.", headers={"retry-after": "1"})
                )
        except Exception:
            _log.exception("unexpected error", extra={"request_id": self._request_id})
            await self._fail(
                ServerError(f"The server failed; its log has the cause, under {self._request_id}.")
            )
        finally:
            if self._spool is not None:
                self._spool.close()
            if self._writer.status:
                self._dispatcher._worker.count_response(self._writer.status)
            log_exchange(
                self._request_id,
                self._scope,
                self._operation,
                self._writer,
                self._call,
                self._caller,
                self._error,
            )
            # Its traceback leads here: the two would keep each other, and the body.
            self._error = None

    def _on_disconnected(self) -> None:
        _log.debug(
            "client disconnected before its response was complete", extra={"request_id": self._request_id}
        )

    async def _fail(self, error: APIError) -> None:
        self._error = error
        if self._writer.started:
            if await self._writer.end_events(error):
                return
            # Half a response is out. An end of the connection is all that can report the error.
            _log.warning("response aborted: %s", error.message, extra={"request_id": self._request_id})
            return
        await self._writer.error(error)

    def _matched(self, headers: Mapping[str, str]) -> Match:
        scope, dispatcher = self._scope, self._dispatcher
        self._path = path = raw_path(scope)[len(dispatcher._prefix) :]
        try:
            match = dispatcher._router.match(
                scope["method"], path, scope["query_string"], headers.get("openai-beta", "")
            )
        except UnknownPath:
            raise unknown_path(scope) from None
        except MethodNotAllowed as error:
            raise wrong_method(scope, error.headers["allow"]) from None
        self._operation = match.operation
        return match

    def _arguments(self, match: Match, headers: Mapping[str, str], handler: Handler) -> dict[str, Any]:
        query = self._scope["query_string"]
        arguments, failure = parameters.decode(match.operation, match.path_values, query, headers)
        if failure is not None:
            self._check(failure, handler)
        return arguments

    def _new_call(
        self, match: Match, caller: Any, headers: Mapping[str, str], body: bodies.Body
    ) -> Call[Any]:
        query, client = self._scope["query_string"].decode("latin-1"), self._scope.get("client")
        return Call(
            match.operation,
            caller,
            self._request_id,
            self._path,
            query,
            headers,
            body.content,
            match.path_values,
            body.fields or {},
            self._writer.headers,
            client[0] if client else None,
            lane=(self._scope.get("extensions") or _NOTHING).get(LANE),
        )

    def _check(self, failure: ValidationFailure, handler: Handler) -> None:
        takes = failure.only_unknown and handler.takes_unknown(failure.places)
        if self._dispatcher._strict or not takes:
            # A copy: an error's traceback leads to the frame that holds the body, and so to the failure.
            raise copy.copy(failure.error)
        place = header_safe(failure.error.param or "")
        self._writer.headers["x-llm-backend-unchecked"] = place
        _log.info("forwarded without validation", extra={"request_id": self._request_id, "param": place})

    def _watch_disconnect(self) -> None:
        """From here on the handler is cancelled as soon as the client disconnects."""
        self._task = cast("asyncio.Task[Any]", asyncio.current_task())
        if self._fast_path is not None:
            self._signal = self._fast_path.disconnect
            self._signal.on_disconnect(self._stop)
        else:
            self._watcher = asyncio.create_task(self._wait_for_disconnect())

    def _unwatch_disconnect(self) -> None:
        if self._signal is not None:
            self._signal.on_disconnect(None)
        elif self._watcher is not None:
            self._watcher.cancel()
            # Its error's traceback leads here: the two would keep each other, and the body.
            self._watcher = None

    async def _wait_for_disconnect(self) -> None:
        """Without a fast path: on another server, or behind a middleware."""
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._stop()

    def _stop(self) -> None:
        # `http.disconnect` also follows a complete response; what the handler still does then, it finishes.
        if not self._writer.ended:
            self._disconnected = True
            self._task.cancel()
