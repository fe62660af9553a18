"""A connection that speaks HTTP/1.1: what the parser reads becomes requests, answered one after the other."""

from __future__ import annotations

import asyncio
import logging
from typing import Any, ClassVar, cast

from app.aio.asgi import ASGIApp
from app.errors import APIError, RequestTimeout
from app.server.coalescing import WriteCoalescingTransport
from app.server.flow_control import HIGH_WATER_BYTES, FlowControl
from app.server.forwarded import TrustedProxies
from app.server.parser_events import EndOfRequest, Event, RequestHead, UpgradeRequest
from app.server.refusals import is_overloaded, service_unavailable
from app.server.request_cycle import RequestCycle
from app.server.request_parser import RequestParser
from app.server.response_head import error_response
from app.server.scope import peers_of, request_scope
from app.server.timed_connection import TimedConnection
from app.server.upgrade import ServerHandle, Upgrades
from app.server.uvicorn_interface import ServerConfig, ServerState

_log = logging.getLogger(__name__)


class Http1Protocol(TimedConnection):
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
    - `shutdown()` ends the connection: after one more response, or a time without a request.

    Each request runs in a task and a context of its own: a copy of the context of the connection.
    """

    __slots__ = (
        "_answering",
        "_app_state",
        "_behind_proxy",
        "_parser",
        "_peers",
        "_receiving",
    )

    upgrades: ClassVar[Upgrades] = {}
    proxies: ClassVar[TrustedProxies] = TrustedProxies()

    def __init__(
        self,
        config: ServerConfig,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        if not config.loaded:
            config.load()
        super().__init__(config, server_state, _loop or asyncio.get_running_loop())
        self._app_state = app_state
        self._parser = RequestParser(self.limits, self.upgrades)
        self._receiving: RequestCycle | None = None
        """The request whose body is arriving."""
        self._answering: RequestCycle | None = None
        """The request whose response is under way."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """See `asyncio.Protocol`."""
        self.transport = WriteCoalescingTransport(cast("asyncio.Transport", transport), self._loop)
        self.flow = FlowControl(self.transport, self._loop)
        self._peers = peers_of(transport)
        self._behind_proxy = self.proxies.trust(self._peers)
        self.server_state.connections.add(self)
        self._enter("reading head")

    def connection_lost(self, exc: Exception | None) -> None:
        """See `asyncio.Protocol`."""
        self._end()
        self._parser.close()
        self.transport.on_connection_lost()
        self.flow.close()
        self._on_client_left()

    def eof_received(self) -> None:
        """A client that ends its side ends the connection: nothing tells it from one that has left."""
        self._on_client_left()
        self.close()

    def shutdown(self) -> None:
        """The server stops. What is under way is answered. As a client may have sent its next request, or
        got a response without `Connection: close`, one more request is waited for and answered.
        """
        self._stopping = True
        if self._answering is not None:
            if not self._answering.response_started:
                self._answering.keep_alive = False
        elif self._state in ("idle", "reading head"):
            self._enter(self._state)

    def data_received(self, data: bytes) -> None:
        """See `asyncio.Protocol`."""
        if self._state != "lingering":
            self._on_events(self._parser.feed(data))
        if self._discarding is not None:
            self._discard(len(data))

    def on_response_complete(self) -> None:
        """Called by the request that was being answered."""
        self.server_state.total_requests += 1
        cycle, self._answering = self._answering, None
        if cycle is None or self.transport.is_closing():
            return
        if not cycle.keep_alive:
            if self._receiving is None and not self._parser.rest:
                self.close()
            else:
                self._linger()
        elif self._receiving is None:
            self._next_request()
        else:
            self._state = "draining"
            self._start_discarding()
        self.resume_reading()

    def resume_reading(self) -> None:
        """Reads on, unless much waits to be parsed."""
        if len(self._parser.rest) <= HIGH_WATER_BYTES:
            self.flow.resume_reading()

    def close(self) -> None:
        """Ends the connection once the client has taken what was written."""
        self._parser.close()
        super().close()

    def _on_events(self, events: list[Event], *, pipelined: bool = False) -> None:
        for event in events:
            if isinstance(event, RequestHead):
                self._start(event, self._config.loaded_app)
            elif isinstance(event, bytes):
                if self._receiving is not None:
                    self._receiving.on_body(event)
            elif isinstance(event, EndOfRequest):
                self._on_request_complete()
            elif isinstance(event, UpgradeRequest):
                self._on_upgrade(event)
            else:
                _log.warning("invalid HTTP request: %s", event.error.message)
                self._reject(event.error, pipelined=pipelined)
        parser = self._parser
        if parser.in_head:
            if self._state == "idle":
                self._enter("reading head")
        elif parser.rest and (not parser.at_end or len(parser.rest) > HIGH_WATER_BYTES):
            self.flow.pause_reading()
            if not parser.at_end:
                # More chunks than one tick may parse.
                self._loop.call_soon(self._parse_rest, context=self._context)

    def _parse_rest(self) -> None:
        self._on_events(self._parser.feed(b""))
        self.resume_reading()

    def _on_request_complete(self) -> None:
        if self._receiving is not None:
            self._receiving.on_request_complete()
            self._receiving = None
        if self._state == "draining":
            self._discarding = None
            self._next_request()

    def _next_request(self) -> None:
        """Behind a response whose request is complete, too."""
        self._enter("idle")
        if self._parser.rest:
            self._on_events(self._parser.next_request(), pipelined=True)
        else:
            self._parser.at_end = False

    def _start(self, head: RequestHead, app: ASGIApp) -> None:
        """Starts a request in its own copy of the context in which the connection was opened."""
        limit = self._config.limit_concurrency
        if limit is not None and is_overloaded(self.server_state, limit):
            app = service_unavailable
        cycle = self._answering = self._receiving = RequestCycle(self, head)
        if self._stopping:
            cycle.keep_alive = False
        self._state = "responding"
        self._write_watch = None
        self._timer.stop()
        peers = self.proxies.origin(self._peers, head.headers) if self._behind_proxy else self._peers
        scope = request_scope(head, peers, self._config.root_path, self._app_state, cycle)
        cycle.start(app, scope, self._loop, self._context.copy())

    def _on_upgrade(self, request: UpgradeRequest) -> None:
        upgraded = self.upgrades[request.head.path]
        self._end()
        self._parser.close()
        transport = self.transport.release()
        headers = request.head.headers
        peers = self.proxies.origin(self._peers, headers) if self._behind_proxy else self._peers
        handle = ServerHandle(self._config, self.server_state, self._app_state, self._loop, peers)
        protocol = upgraded(request, handle)
        transport.set_protocol(protocol)
        protocol.connection_made(transport)

    def _reject(self, error: APIError, *, pipelined: bool) -> None:
        """Answers with an error, unless it would stand in or behind another response, and ends this side."""
        broken = self._answering
        self._on_client_left()
        if not (pipelined or self._state == "draining" or (broken is not None and broken.response_started)):
            self.transport.write(error_response(error, self.server_state.default_headers))
        self._linger()

    def _on_client_left(self) -> None:
        answering, self._answering, self._receiving = self._answering, None, None
        if answering is not None:
            answering.on_connection_lost()

    def _linger(self) -> None:
        """Ends this side of the connection, and reads what the client still sends."""
        self._state = "lingering"
        self._receiving = None
        self._parser.close()
        self.flow.resume_reading()
        self.transport.end_writing()
        self._start_discarding()

    def _on_late_head(self) -> None:
        if self._stopping and not self._parser.in_head:
            self.close()
        else:
            self._reject(RequestTimeout("The request's head did not arrive in time."), pipelined=False)
