"""A connection's state, and the timer that runs in it."""

from __future__ import annotations

import asyncio
import logging
from abc import abstractmethod
from contextvars import Context, copy_context
from typing import ClassVar

from app.server.coalescing import WriteCoalescingTransport
from app.server.connection_state import ConnectionState
from app.server.connection_timer import ConnectionTimer
from app.server.discarding import Discarding
from app.server.flow_control import FlowControl
from app.server.limits import ServerLimits
from app.server.uvicorn_interface import ServerConfig, ServerState
from app.server.write_watch import WriteWatch

_log = logging.getLogger(__name__)


class TimedConnection(asyncio.Protocol):
    """The part of a protocol that bounds the time of each state; see `ConnectionState`."""

    __slots__ = (
        "_config",
        "_context",
        "_discarding",
        "_loop",
        "_state",
        "_stopping",
        "_timer",
        "_write_watch",
        "flow",
        "server_state",
        "transport",
    )

    limits: ClassVar[ServerLimits] = ServerLimits()

    transport: WriteCoalescingTransport
    flow: FlowControl

    def __init__(
        self, config: ServerConfig, server_state: ServerState, loop: asyncio.AbstractEventLoop
    ) -> None:
        self._config = config
        self._loop = loop
        self.server_state = server_state
        self._context: Context = copy_context()
        self._timer = ConnectionTimer(loop, self._on_timeout, self._context)
        self._state: ConnectionState = "reading head"
        self._stopping = False
        self._discarding: Discarding | None = None
        self._write_watch: WriteWatch | None = None

    def pause_writing(self) -> None:
        """See `asyncio.Protocol`."""
        self.flow.pause_writing()
        if self._state == "responding":
            self._watch_writing()

    def resume_writing(self) -> None:
        """See `asyncio.Protocol`."""
        self.flow.resume_writing()
        if self._state == "responding":
            self._timer.stop()

    def close(self) -> None:
        """Ends the connection once the client has taken what was written."""
        self._state = "closing"
        self._discarding = None
        self._timer.stop()
        self.transport.close()
        if self.transport.unsent_bytes:
            self._watch_writing()

    @abstractmethod
    def _on_late_head(self) -> None:
        """The time of a head is over."""

    def _start_discarding(self) -> None:
        self._discarding = Discarding(self.limits, self._loop.time())
        self._discard(0)

    def _discard(self, size: int) -> None:
        if self._discarding is not None:
            seconds = self._discarding.count(size, self._loop.time())
            if seconds:
                self._timer.start(seconds)
            else:
                self.close()

    def _watch_writing(self) -> None:
        now, unsent = self._loop.time(), self.transport.unsent_bytes
        watch = self._write_watch = self._write_watch or WriteWatch(self.limits, now, unsent)
        self._timer.start(watch.start(now, unsent))

    def _check_writing(self) -> None:
        watch = self._write_watch
        seconds = watch.check(self._loop.time(), self.transport.unsent_bytes) if watch is not None else 0.0
        if seconds:
            self._timer.start(seconds)
        else:
            _log.info("connection reset: the client does not read its response")
            self.transport.abort()

    def _enter(self, state: ConnectionState) -> None:
        self._state = state
        seconds = self.limits.head_seconds if state == "reading head" else self._config.timeout_keep_alive
        self._timer.start(min(seconds, self.limits.stop_idle_seconds) if self._stopping else seconds)

    def _on_timeout(self) -> None:
        if self._state in ("responding", "closing"):
            self._check_writing()
        elif self._state in ("idle", "reading head") and self.transport.has_input():
            # It arrived in time: the event loop was late.
            self._enter(self._state)
        elif self._state == "reading head":
            self._on_late_head()
        else:
            self.close()

    def _end(self) -> None:
        """The connection is no more this protocol's."""
        self._state = "ended"
        self._discarding = None
        self.server_state.connections.discard(self)
        self._timer.close()
