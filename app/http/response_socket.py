"""Responses over WebSocket: each `response.create` is a `POST /responses` of the API."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Sequence
from types import CoroutineType
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.aio.asgi import STOPPING
from app.contract.handler import Authenticate
from app.contract.headers import UPSTREAM_HEADER
from app.contract.json_types import JsonObject
from app.contract.lane import Lane
from app.errors import APIError, BadRequest, NotFound, RateLimited, ServerError, Unavailable
from app.http.limits import Limits
from app.http.refusal import send_error
from app.http.request.head import bearer_key, raw_path
from app.http.socket_answers import AnswerReader, api_error_event, steer_failed_event
from app.http.socket_requests import OPERATION, CreateRequest, create_request, read_event, stream_id_of
from app.http.socket_scope import receive_of, request_scope
from generated.operations import BY_ID

_log = logging.getLogger(__name__)

_CONCURRENT = 16
"""Requests of one connection that run at the same time, each on a lane of its own."""
_WAITING = 64
_NAMED_LANES = 32
_LIFETIME_SECONDS = 3600.0
_UNSUPPORTED_DATA, _SERVICE_RESTART = 1003, 1012
_IGNORED = frozenset(("response.processed",))


class ResponseSockets:
    """An ASGI application for `websocket` scopes on `path`; `api` answers the requests.

    A key is checked before the connection is accepted, and again for each request.
    """

    def __init__(self, api: ASGIApp, authenticate: Authenticate[Any], limits: Limits, path: str) -> None:
        self._api = api
        self._authenticate = authenticate
        self._limits = limits
        self._path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One connection. Requests that are running when the client leaves are cancelled."""
        if (await receive())["type"] != "websocket.connect":
            return
        try:
            if raw_path(scope) != self._path:
                raise NotFound(f"Only {self._path} speaks WebSocket here.")
            await self._authenticate_connection(scope)
        except APIError as error:
            await send_error(scope, send, error)
            return
        await send({"type": "websocket.accept"})
        await _Connection(self._api, self._limits, scope, send).run(receive)

    async def _authenticate_connection(self, scope: Scope) -> None:
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        key = bearer_key(headers.get(b"authorization", ""))
        caller = self._authenticate(BY_ID[OPERATION], key, UPSTREAM_HEADER.encode() in headers)
        if isinstance(caller, CoroutineType):
            await caller


class _Lane:
    """The requests of one `stream_id`, in their order."""

    __slots__ = ("length", "memory", "task", "waiting")

    def __init__(self, memories: Sequence[Lane]) -> None:
        self.memory = Lane(others=memories)
        self.waiting: deque[CreateRequest] = deque()
        self.task: asyncio.Task[None] | None = None
        self.length = 0
        """Of the JSON in memory, in bytes."""


class _Connection:
    def __init__(self, api: ASGIApp, limits: Limits, scope: Scope, send: Send) -> None:
        self._api = api
        self._limits = limits
        self._scope = scope
        self._send = send
        self._lanes: dict[str | None, _Lane] = {}
        self._memories: list[Lane] = []
        self._slots = asyncio.Semaphore(_CONCURRENT)
        self._disconnected = asyncio.Event()
        self._refusal: APIError | None = None
        """Why no further request is taken."""
        self._close_code = 1000

    async def run(self, receive: Receive) -> None:
        """Reads events until the connection ends."""
        expiry: float | None = asyncio.get_running_loop().time() + _LIFETIME_SECONDS
        try:
            while True:
                try:
                    async with asyncio.timeout_at(expiry):
                        message = await receive()
                except TimeoutError:
                    expiry = None
                    await self._stop_accepting(
                        BadRequest(
                            "This connection has been open for its longest time; open another one.",
                            code="websocket_connection_limit_reached",
                        ),
                        1000,
                    )
                    continue
                if message["type"] == "websocket.disconnect":
                    return
                if message["type"] == STOPPING:
                    error = Unavailable("This server is stopping. Try again.", code="server_shutting_down")
                    await self._stop_accepting(error, _SERVICE_RESTART, unreported=True)
                elif message.get("text") is None:
                    reason = "an event is a text message"
                    await self._send({"type": "websocket.close", "code": _UNSUPPORTED_DATA, "reason": reason})
                else:
                    await self._on_text(message["text"])
        finally:
            self._disconnected.set()
            tasks = [lane.task for lane in self._lanes.values() if lane.task is not None]
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _stop_accepting(self, error: APIError, close_code: int, *, unreported: bool = False) -> None:
        """Takes no further request, and closes the connection after the last that runs."""
        self._refusal, self._close_code = error, close_code
        if not unreported:
            await self._send_text(api_error_event(error, None))
        await self._close_if_done()

    async def _close_if_done(self) -> None:
        if self._refusal is not None and all(lane.task is None for lane in self._lanes.values()):
            await self._send({"type": "websocket.close", "code": self._close_code})

    async def _on_text(self, text: str) -> None:
        stream_id: str | None = None
        try:
            event = await read_event(text, self._limits)
            stream_id = stream_id_of(event)
            await self._on_event(event, stream_id)
        except APIError as error:
            await self._send_text(api_error_event(error, stream_id))

    async def _on_event(self, event: JsonObject, stream_id: str | None) -> None:
        kind = event.get("type")
        if kind == "response.create":
            self._enqueue(create_request(event, stream_id))
        elif kind == "response.steer":
            await self._send_text(steer_failed_event(event))
        elif kind not in _IGNORED:
            named = f"'{kind[:60]}'" if isinstance(kind, str) else "no text"
            raise BadRequest(
                f"The 'type' of an event must be response.create; it is {named}.",
                param="type",
                code="invalid_value",
            )

    def _enqueue(self, request: CreateRequest) -> None:
        if self._refusal is not None:
            raise self._refusal
        waiting = [waiting for lane in self._lanes.values() for waiting in lane.waiting]
        length = len(request.body) + sum(len(other.body) for other in waiting)
        if len(waiting) >= _WAITING or (waiting and length > self._limits.body_bytes):
            raise RateLimited(
                "Too many requests of this connection wait; send the next after an answer.",
                code="websocket_queue_full",
            )
        lane = self._lanes.get(request.stream_id)
        if lane is None:
            named = len(self._lanes.keys() - {None})
            if request.stream_id is not None and named >= _NAMED_LANES:
                raise BadRequest(
                    f"A connection has at most {_NAMED_LANES} different 'stream_id'; use one of them again.",
                    param="stream_id",
                    code="websocket_stream_limit_reached",
                )
            lane = self._lanes[request.stream_id] = _Lane(self._memories)
            self._memories.append(lane.memory)
        lane.waiting.append(request)
        if lane.task is None:
            lane.task = asyncio.create_task(self._run_lane(lane))

    async def _run_lane(self, lane: _Lane) -> None:
        try:
            while lane.waiting:
                async with self._slots:
                    if self._disconnected.is_set():
                        return
                    request = lane.waiting.popleft()
                    try:
                        await self._respond(lane, request)
                    except Exception:
                        _log.exception("a request of a WebSocket failed")
                        error = ServerError("The server failed; its log has the cause.")
                        await self._send_text(api_error_event(error, request.stream_id))
        finally:
            lane.task = None
        await self._close_if_done()

    async def _respond(self, lane: _Lane, request: CreateRequest) -> None:
        memory = lane.memory
        latest = memory.response_id
        continued = request.previous is not None and request.previous == latest
        # Of what the request continues in memory: of this lane, or of the one that it forks.
        known = next((o.length for o in self._lanes.values() if o.memory.holds(request.previous)), None)
        memory.warm_up = not request.generates
        answer = AnswerReader(request.stream_id)

        async def send(message: Message) -> None:
            for text in answer.read(message):
                await self._send_text(text)

        scope = request_scope(self._scope, request, memory)
        await self._api(scope, receive_of(request, self._disconnected), send)
        if answer.status >= 400 and continued:
            # As OpenAI does: a client starts anew instead of repeating what failed.
            memory.forget()
            lane.length = 0
        elif memory.response_id != latest:
            added = len(request.body) + answer.length
            # A stored history is measured: its request does not have it.
            lane.length = max(memory.encoded_length(), added) if known is None else known + added
        self._bound_memory(lane)

    def _bound_memory(self, latest: _Lane) -> None:
        """Forgets other lanes, then this one, until all in memory is no longer than a body may be."""
        lanes = [lane for lane in self._lanes.values() if lane is not latest]
        for lane in (*lanes, latest):
            if sum(other.length for other in self._lanes.values()) > self._limits.body_bytes:
                lane.memory.forget()
                lane.length = 0

    def _send_text(self, text: str) -> Awaitable[None]:
        return self._send({"type": "websocket.send", "text": text})
