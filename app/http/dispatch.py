"""The API: routes a request to its operation, knows its caller, decodes it, has it answered, encodes the answer."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Iterable, Mapping
from types import CoroutineType
from typing import Any, cast

from starlette.types import Receive, Scope, Send

from app.aio import random_hex
from app.aio.content import SpoolContent
from app.aio.disconnect import EXTENSION, DisconnectSignal
from app.aio.ticks import yield_to_loop
from app.contract.handler import Authenticate, Handler
from app.contract.headers import header_safe
from app.errors import APIError, ServerError, Unavailable
from app.http.encode import ResponseWriter
from app.http.limits import Limits
from app.http.request import bodies, parameters
from app.http.request.body_stream import ClientDisconnected
from app.http.request.validation import ValidationFailure
from app.http.router import Match, Router
from app.http.stream_gauge import StreamGauge
from app.log import access_log
from app.server.request_cycle import unwrap_cycle
from generated.runtime import Call, Operation

_log = logging.getLogger(__name__)

# Names of the caller's own secrets; handlers, and so upstreams and records, never see them.
_CREDENTIALS = frozenset(("authorization", "cookie", "proxy-authorization", "x-api-key", "api-key"))
_VERSION = "2020-10-01"


class Dispatcher:
    """An ASGI application for the paths below `prefix`.

    `handlers` has one entry per operation id. With `strict`, an unknown enum value or union tag is a 400 everywhere.
    """

    def __init__(
        self,
        operations: Iterable[Operation],
        handlers: Mapping[str, Handler],
        authenticate: Authenticate[Any],
        *,
        limits: Limits,
        load: StreamGauge,
        strict: bool = False,
        prefix: str = "/v1",
    ) -> None:
        self._router = Router(operations)
        self._handlers = handlers
        self._authenticate = authenticate
        self._limits = limits
        self._load = load
        self._strict = strict
        self._prefix = prefix

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        request_id = "req_" + random_hex.random_hex16() + random_hex.random_hex16()
        headers = {"x-request-id": request_id, "openai-version": _VERSION}
        answer = ResponseWriter(send, headers, self._load, time.perf_counter())
        return _Exchange(self, scope, receive, answer, request_id).run()


class _Exchange:
    """One request and its answer."""

    def __init__(
        self, dispatcher: Dispatcher, scope: Scope, receive: Receive, answer: ResponseWriter, request_id: str
    ) -> None:
        self._dispatcher = dispatcher
        self._scope = scope
        self._receive = receive
        self._answer = answer
        self._request_id = request_id
        self._spool: SpoolContent | None = None
        self._gone = False
        self._operation: Operation | None = None
        self._client: DisconnectSignal | None = None
        self._watcher: asyncio.Task[None] | None = None

    async def run(self) -> None:
        """All that may have to wait is awaited here: each wait goes through every coroutine that stands around it, there and back."""
        try:
            try:
                dispatcher, answer = self._dispatcher, self._answer
                headers = {
                    name.decode("latin-1"): value.decode("latin-1") for name, value in self._scope["headers"]
                }
                match = self._matched(headers)
                operation = match.operation
                caller = dispatcher._authenticate(operation, _bearer(headers.get("authorization", "")))
                if isinstance(caller, CoroutineType):
                    caller = await caller
                for name in _CREDENTIALS:
                    headers.pop(name, None)
                handler = dispatcher._handlers[operation.id]
                arguments = self._arguments(match, headers, handler)
                body = bodies.read_nowait(operation, self._receive, headers, dispatcher._limits)
                if body is None:
                    body = await bodies.read(operation, self._receive, headers, dispatcher._limits)
                if isinstance(body.content, SpoolContent):
                    self._spool = body.content
                if body.pending_model is not None:
                    # The requests of one turn of the loop are judged one right behind the other: a model's code and tables fill
                    # the processor's caches, and what each of them needs is still there from the one before.
                    await yield_to_loop()
                    bodies.validate_body(body, passthrough=not handler.strict)
                    await yield_to_loop()
                if body.failure is not None:
                    self._check(body.failure, handler)
                if body.content is not None:
                    arguments["body"] = body.model
                call = self._call(match, caller, headers, body)
                self._watch()
                result = await handler.run(call, arguments)
                # A stream may go on for long without the model that its request was judged by.
                del arguments, body
                if not answer.try_send(result):
                    await answer.result(operation, result)
            finally:
                self._unwatch()
        except ClientDisconnected:
            self._left()
        except APIError as error:
            await self._fail(error)
        except asyncio.CancelledError:
            # By us, or by whoever stops the server.
            if self._gone and not self._working.uncancel():
                self._left()
            else:
                # The time for what was running is over: the client is told, and nobody waits for this task.
                await self._fail(Unavailable("This server stops. Try again.", headers={"retry-after": "1"}))
        except Exception:
            _log.exception("unexpected error", extra={"request_id": self._request_id})
            await self._fail(ServerError(f"The server failed; its log knows why, under {self._request_id}."))
        finally:
            if self._spool is not None:
                self._spool.close()
            self._tell()

    def _left(self) -> None:
        _log.debug("the client left before its answer was whole", extra={"request_id": self._request_id})

    def _tell(self) -> None:
        operation, answer = self._operation, self._answer
        access_log.add(
            self._request_id,
            self._scope["method"],
            operation.id if operation else None,
            operation.path if operation else None,
            answer.status or None,
            time.perf_counter() - answer.since,
        )

    async def _fail(self, error: APIError) -> None:
        if self._answer.started:
            # Half an answer is out. Not ending it breaks the connection, which is all that can tell the client.
            _log.warning("an answer broke off: %s", error.message, extra={"request_id": self._request_id})
            return
        await self._answer.error(error)

    def _matched(self, headers: Mapping[str, str]) -> Match:
        scope, dispatcher = self._scope, self._dispatcher
        self._path = path = _path(scope)[len(dispatcher._prefix) :]
        match = dispatcher._router.match(
            scope["method"], path, scope["query_string"], headers.get("openai-beta", "")
        )
        self._operation = match.operation
        return match

    def _arguments(self, match: Match, headers: Mapping[str, str], handler: Handler) -> dict[str, Any]:
        query = self._scope["query_string"]
        arguments, failure = parameters.decode(match.operation, match.path_values, query, headers)
        if failure is not None:
            self._check(failure, handler)
        return arguments

    def _call(self, match: Match, caller: Any, headers: Mapping[str, str], body: bodies.Body) -> Call[Any]:
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
            self._answer.headers,
            client[0] if client else None,
        )

    def _check(self, failure: ValidationFailure, handler: Handler) -> None:
        if handler.strict or self._dispatcher._strict or not failure.only_unknown:
            raise failure.error
        place = header_safe(failure.error.param or "")
        self._answer.headers["x-llm-backend-unchecked"] = place
        _log.info("passed on unchecked", extra={"request_id": self._request_id, "param": place})

    def _watch(self) -> None:
        """From now on the work stops at once when the client goes away."""
        cycle = unwrap_cycle(self._receive)
        working = None if cycle is None else cycle.task
        self._working = working or cast("asyncio.Task[Any]", asyncio.current_task())
        self._client = gone = self._scope.get("extensions", {}).get(EXTENSION)
        if gone is not None:
            gone.on_disconnect(self._stop)
        else:
            self._watcher = asyncio.create_task(self._wait_for_disconnect())

    def _unwatch(self) -> None:
        if self._client is not None:
            self._client.on_disconnect(None)
        elif self._watcher is not None:
            self._watcher.cancel()

    async def _wait_for_disconnect(self) -> None:
        """For a server that does not offer a `DisconnectSignal`."""
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._stop()

    def _stop(self) -> None:
        # A server says the same once the answer has ended; what is still to be done then is to be done.
        if not self._answer.ended:
            self._gone = True
            self._working.cancel()


def _path(scope: Scope) -> str:
    """The path as it was sent, still percent-encoded; some servers leave `raw_path` out."""
    raw: bytes | None = scope.get("raw_path")
    return raw.split(b"?")[0].decode("latin-1") if raw is not None else scope["path"]


def _bearer(header: str) -> str | None:
    scheme, _, key = header.partition(" ")
    return key.strip() or None if scheme.lower() == "bearer" else None
