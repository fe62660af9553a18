"""The API: routes a request to its operation, knows its caller, decodes it, has it answered, encodes the answer."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Iterable, Mapping
from typing import Any, cast

from starlette.types import Receive, Scope, Send

from app import chance
from app.errors import APIError, ServerError, Unavailable
from app.http import bodies, parameters
from app.http.content import SpoolContent
from app.http.encode import Answer, shown
from app.http.gone import EXTENSION, Gone
from app.http.handler import Authenticate, Handler
from app.http.limits import Limits
from app.http.load import Load
from app.http.reading import ClientGone
from app.http.router import Router
from app.http.validation import Verdict
from app.log import answered
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
        authenticate: Authenticate,
        *,
        limits: Limits,
        load: Load,
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
        request_id = "req_" + chance.hexadecimal(32)
        headers = {"x-request-id": request_id, "openai-version": _VERSION}
        answer = Answer(send, headers, self._load, time.perf_counter())
        return _Exchange(self, scope, receive, answer, request_id).run()


class _Exchange:
    """One request and its answer."""

    def __init__(
        self, dispatcher: Dispatcher, scope: Scope, receive: Receive, answer: Answer, request_id: str
    ) -> None:
        self._dispatcher = dispatcher
        self._scope = scope
        self._receive = receive
        self._answer = answer
        self._request_id = request_id
        self._spool: SpoolContent | None = None
        self._gone = False
        self._operation: Operation | None = None

    async def run(self) -> None:
        try:
            await self._handle(*await self._prepared())
        except ClientGone:
            _log.debug("the client left before its request was whole", extra={"request_id": self._request_id})
        except APIError as error:
            await self._fail(error)
        except asyncio.CancelledError:
            # The server stops, and the time for what was running is over: the client is told, and nobody waits for this task.
            await self._fail(Unavailable("This server stops. Try again.", headers={"retry-after": "1"}))
        except Exception:
            _log.exception("unexpected error", extra={"request_id": self._request_id})
            await self._fail(ServerError(f"The server failed; its log knows why, under {self._request_id}."))
        finally:
            if self._spool is not None:
                self._spool.close()
            self._tell()

    def _tell(self) -> None:
        operation, answer = self._operation, self._answer
        answered.tell(
            self._request_id,
            self._scope["method"],
            operation.id if operation else None,
            operation.path if operation else None,
            answer.status or None,
            round((time.perf_counter() - answer.since) * 1000, 1),
        )

    async def _fail(self, error: APIError) -> None:
        if self._answer.started:
            # Half an answer is out. Not ending it breaks the connection, which is all that can tell the client.
            _log.warning("an answer broke off: %s", error.message, extra={"request_id": self._request_id})
            return
        await self._answer.error(error)

    async def _prepared(self) -> tuple[Handler, Call, dict[str, object]]:
        """Who answers, and what: the call and the arguments that the request was decoded into."""
        scope, dispatcher = self._scope, self._dispatcher
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        path = _path(scope)[len(dispatcher._prefix) :]
        query: bytes = scope["query_string"]
        match = dispatcher._router.match(scope["method"], path, query, headers.get("openai-beta", ""))
        operation = self._operation = match.operation
        caller = await dispatcher._authenticate(operation, _bearer(headers.get("authorization", "")))
        for name in _CREDENTIALS:
            headers.pop(name, None)
        handler = dispatcher._handlers[operation.id]
        arguments, verdict = parameters.decode(operation, match.path_values, query, headers)
        if verdict is not None:
            self._check(verdict, handler)
        body = await bodies.read(operation, self._receive, headers, dispatcher._limits)
        if isinstance(body.content, SpoolContent):
            self._spool = body.content
        if body.verdict is not None:
            self._check(body.verdict, handler)
        if body.content is not None:
            arguments["body"] = body.model
        call = Call(
            operation=operation,
            caller=caller,
            request_id=self._request_id,
            path=path,
            query=query.decode("latin-1"),
            headers=headers,
            content=body.content,
            path_values=match.path_values,
            fields=body.fields or {},
            answer_headers=self._answer.headers,
        )
        return handler, call, arguments

    def _check(self, verdict: Verdict, handler: Handler) -> None:
        if handler.interprets or self._dispatcher._strict or not verdict.only_unknown:
            raise verdict.error
        place = shown(verdict.error.param or "")
        self._answer.headers["x-llm-backend-unchecked"] = place
        _log.info("passed on unchecked", extra={"request_id": self._request_id, "param": place})

    async def _handle(self, handler: Handler, call: Call, arguments: dict[str, object]) -> None:
        """Has the call answered, or stops at once when the client goes away."""
        self._working = cast("asyncio.Task[Any]", asyncio.current_task())
        gone: Gone | None = self._scope.get("extensions", {}).get(EXTENSION)
        watcher = asyncio.create_task(self._wait_for_disconnect()) if gone is None else None
        try:
            if gone is not None:
                gone.watch(self._stop)
            result = await handler.run(call, arguments)
            # A stream may go on for long without the models that its request was judged by.
            del arguments
            await self._answer.result(call.operation, result)
        except asyncio.CancelledError:
            # By us, or by whoever stops the server.
            if not self._gone or self._working.uncancel():
                raise
            raise ClientGone from None
        finally:
            if gone is not None:
                gone.watch(None)
            if watcher is not None:
                watcher.cancel()

    async def _wait_for_disconnect(self) -> None:
        """For a server that does not offer a `Gone`."""
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
