"""A connection that speaks HTTP/1.1: what the parser reads becomes requests, answered one after the other."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from contextvars import Context, copy_context
from typing import Any, ClassVar, cast

from app.aio.asgi import ASGIApp, Scope
from app.errors import APIError, RequestTimeout, fault
from app.server.coalescing import WriteCoalescingTransport
from app.server.connection_state import ConnectionState
from app.server.connection_timer import ConnectionTimer
from app.server.flow_control import FlowControl
from app.server.limits import ServerLimits
from app.server.overload import is_overloaded, service_unavailable
from app.server.parser_events import EndOfRequest, RequestHead, RequestParser, UpgradeRequest
from app.server.request_cycle import RequestCycle
from app.server.response_head import error_response
from app.server.scope import peers_of, request_scope
from app.server.upgrade import ServerHandle, UpgradedProtocol
from app.server.uvicorn_interface import ServerConfig, ServerState

_log = logging.getLogger(__name__)


class Http1Protocol(asyncio.Protocol):
    """What `uvicorn.Config(http=...)` takes; created with its limits by `protocol_factory`.

    uvicorn expects of such a class, and this one does:

    - it is called with the keywords `config`, `server_state`, `app_state` and `_loop`, once for each
      connection, and calls `config.load()` unless `config.loaded`;
    - it runs `config.loaded_app` for each request and puts `config.root_path` in front of its path; beyond
      `config.limit_concurrency` connections or tasks a request is answered with 503; an idle connection is
      closed after `config.timeout_keep_alive` seconds;
    - the connection is in `server_state.connections` for as long as it lives, the task of each request in
      `server_state.tasks` for as long as it runs, and each response counts in `server_state.total_requests`;
    - `server_state.default_headers` are read for each response, as uvicorn replaces them each second;
    - `app_state`, the lifespan's, is copied into each request's scope;
    - `shutdown()` closes the connection, after the response that is under way.

    Each request runs in a task and a context of its own: a copy of the context of the connection.
    """

    __slots__ = (
        "_answering",
        "_app_state",
        "_config",
        "_context",
        "_loop",
        "_parser",
        "_peers",
        "_receiving",
        "_state",
        "_timer",
        "_waiting",
        "flow",
        "server_state",
        "transport",
    )

    limits: ClassVar[ServerLimits] = ServerLimits()
    upgrades: ClassVar[Mapping[str, type[UpgradedProtocol] | None]] = {}

    transport: WriteCoalescingTransport
    flow: FlowControl

    def __init__(
        self,
        config: ServerConfig,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        if not config.loaded:
            config.load()
        self._config = config
        self._app_state = app_state
        self._loop = loop = _loop or asyncio.get_running_loop()
        self.server_state = server_state
        self._context: Context = copy_context()
        self._parser = RequestParser(self.limits.head_bytes, self.upgrades)
        self._timer = ConnectionTimer(loop, self._on_timeout, self._context)
        self._state: ConnectionState = "reading head"
        self._receiving: RequestCycle | None = None
        """The request whose body is arriving."""
        self._answering: RequestCycle | None = None
        """The request whose response is under way."""
        self._waiting: list[tuple[RequestCycle, ASGIApp, Scope]] = []
        """Requests of a client that does not wait for its responses."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """See `asyncio.Protocol`."""
        self.transport = WriteCoalescingTransport(cast("asyncio.Transport", transport), self._loop)
        self.flow = FlowControl(self.transport)
        self._peers = peers_of(transport)
        self.server_state.connections.add(self)
        self._enter("reading head")

    def connection_lost(self, exc: Exception | None) -> None:
        """See `asyncio.Protocol`."""
        self._end()
        answering, self._answering, self._receiving = self._answering, None, None
        self._waiting.clear()
        self.transport.on_connection_lost()
        self.flow.resume_writing()
        if answering is not None:
            answering.on_connection_lost()

    def eof_received(self) -> None:
        """A client that ends its side ends the connection."""

    def pause_writing(self) -> None:
        """See `asyncio.Protocol`."""
        self.flow.pause_writing()

    def resume_writing(self) -> None:
        """See `asyncio.Protocol`."""
        self.flow.resume_writing()

    def shutdown(self) -> None:
        """The server stops: what is under way is answered, as the last of this connection."""
        if self._answering is None:
            self.transport.close()
        else:
            self._answering.keep_alive = False

    def data_received(self, data: bytes) -> None:
        """See `asyncio.Protocol`."""
        for event in self._parser.feed(data):
            if isinstance(event, bytes):
                if self._receiving is not None:
                    self._receiving.on_body(event)
            elif isinstance(event, RequestHead):
                self._on_request(event)
            elif isinstance(event, EndOfRequest):
                self._on_request_complete()
            elif isinstance(event, UpgradeRequest):
                self._on_upgrade(event)
            else:
                _log.warning("invalid HTTP request: %s", event.error.message)
                self._reject(event.error)
        if self._state == "idle" and self._parser.in_head:
            self._enter("reading head")
        elif self._state == "draining":
            self._enter("draining")

    def on_response_complete(self) -> None:
        """Called by the request that was being answered."""
        self.server_state.total_requests += 1
        self._answering = None
        if self.transport.is_closing():
            return
        if self._waiting:
            self._start(*self._waiting.pop(0))
        elif self._receiving is not None:
            self._enter("draining")
        elif self._parser.in_head:
            self._enter("reading head")
        else:
            self._enter("idle")
        self.resume_reading()

    def resume_reading(self) -> None:
        """Reads on, unless requests wait: each response would let in more of them than it ends."""
        if not self._waiting:
            self.flow.resume_reading()

    def _on_request(self, head: RequestHead) -> None:
        cycle = self._receiving = RequestCycle(self, head)
        scope = request_scope(head, self._peers, self._config.root_path, self._app_state, cycle)
        app = self._config.loaded_app
        limit = self._config.limit_concurrency
        if limit is not None and is_overloaded(self.server_state, limit):
            app = service_unavailable
        if self._answering is None:
            self._start(cycle, app, scope)
        else:
            self.flow.pause_reading()
            self._waiting.append((cycle, app, scope))

    def _on_request_complete(self) -> None:
        if self._receiving is not None:
            self._receiving.on_request_complete()
            self._receiving = None
        if self._state == "draining":
            self._enter("idle")

    def _start(self, cycle: RequestCycle, app: ASGIApp, scope: Scope) -> None:
        """Starts a request in its own copy of the context in which the connection was opened."""
        self._answering = cycle
        self._enter("responding")
        cycle.start(app, scope, self._loop, self._context.copy())

    def _on_upgrade(self, request: UpgradeRequest) -> None:
        upgraded = self.upgrades[request.head.path]
        if self._answering is not None or upgraded is None:
            headers = {"upgrade": "websocket", "connection": "upgrade, close"}
            message = f"{request.head.path} does not speak WebSocket here; send a request without Upgrade."
            self._reject(fault(426, message, headers=headers))
            return
        self._end()
        transport = self.transport.release()
        protocol = upgraded(
            request, ServerHandle(self._config, self.server_state, self._app_state, self._loop)
        )
        transport.set_protocol(protocol)
        protocol.connection_made(transport)

    def _reject(self, error: APIError) -> None:
        """Requests that arrived whole are answered; nothing is written into a response under way."""
        broken, self._receiving = self._receiving, None
        if self._waiting and self._waiting[-1][0] is broken:
            self._waiting.pop()
        whole = self._waiting[-1][0] if self._waiting else self._answering or broken
        if whole is None or (whole is broken and not whole.response_started):
            self._send_error_and_close(error)
        elif whole is broken:
            self.transport.close()
        else:
            whole.keep_alive = False

    def _send_error_and_close(self, error: APIError) -> None:
        if not self.transport.is_closing():
            self.transport.write(error_response(error, self.server_state.default_headers))
            self.transport.close()

    def _enter(self, state: ConnectionState) -> None:
        self._state = state
        if state == "responding":
            self._timer.stop()
        elif state == "reading head":
            self._timer.start(self.limits.head_seconds)
        else:
            self._timer.start(self._config.timeout_keep_alive)

    def _on_timeout(self) -> None:
        if self._state == "reading head":
            self._send_error_and_close(RequestTimeout("The request's head did not arrive in time."))
        else:
            self.transport.close()

    def _end(self) -> None:
        self._state = "ended"
        self.server_state.connections.discard(self)
        self._timer.close()
        self._parser.close()
