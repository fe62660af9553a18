"""A WebSocket connection (RFC 6455), which is a `websocket` scope of the ASGI application."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextvars import copy_context
from typing import Literal, TypeAlias, cast

from typing_extensions import override
from websockets.exceptions import ConnectionClosed
from websockets.frames import CloseCode, Frame, Opcode
from websockets.protocol import State
from websockets.server import ServerProtocol

from app.aio.asgi import STOPPING, Message, Scope
from app.errors import APIError, ServerError, fault
from app.server.coalescing import WriteCoalescingTransport
from app.server.flow_control import HIGH_WATER_BYTES, FlowControl
from app.server.parser_events import UpgradeRequest
from app.server.response_head import build_head, error_response
from app.server.scope import websocket_scope
from app.server.upgrade import ServerHandle, UpgradedProtocol
from app.server.websocket_handshake import accept_head, handshake_error
from app.server.websocket_messages import FRAME_LOG, MessageQueue

_log = logging.getLogger(__name__)

_PING_SECONDS = 20.0
"""After a ping without an answer, and without anything else from the client, the connection is reset."""
_CLOSE_SECONDS = 10.0
"""For the client's answer to a close."""
_CLOSED = ServerProtocol(state=State.CLOSED)
_State: TypeAlias = Literal["connecting", "denying", "open", "closing", "closed"]


class WebSocketProtocol(UpgradedProtocol):
    """One connection, and the application's task that it has.

    A message of more than `message_bytes` closes it with 1009. Nothing is compressed. The application
    receives `STOPPING` when the server stops, and closes the connection once it is ready.
    """

    def __init__(self, request: UpgradeRequest, server: ServerHandle, message_bytes: int) -> None:
        self._request = request
        self._server = server
        self._frames = ServerProtocol(state=State.OPEN, max_size=message_bytes, logger=FRAME_LOG)
        self._state: _State = "connecting"
        self._connect_sent = False
        self._parts = bytearray()
        """Of a message whose end has not arrived."""
        self._is_text = True
        self._denial: list[bytes] = []
        self._timer: asyncio.TimerHandle | None = None
        self._active = True
        """Whether anything has arrived, or was taken, since the last ping."""
        self._unsent = 0
        self._task: asyncio.Task[None] | None = None
        self.transport: WriteCoalescingTransport
        self.flow: FlowControl
        self._queue: MessageQueue

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        server = self._server
        self.transport = WriteCoalescingTransport(cast("asyncio.Transport", transport), server.loop)
        self.flow = FlowControl(self.transport, server.loop)
        self._queue = MessageQueue(self.flow)
        server.state.connections.add(self)
        error = handshake_error(self._request.head)
        if error is not None:
            self._deny(error)
            return
        root_path = server.config.root_path
        scope = websocket_scope(self._request.head, server.peers, root_path, server.app_state)
        self._task = server.loop.create_task(self._run(scope), context=copy_context())
        server.state.tasks.add(self._task)

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._server.state.connections.discard(self)
        self._state = "closed"
        if self._timer is not None:
            self._timer.cancel()
        self._frames.receive_eof()
        self.transport.on_connection_lost()
        self.flow.close()
        self._queue.put({"type": "websocket.disconnect", "code": self._frames.close_code or 1006})
        # The errors of the old one have tracebacks that lead here: nothing would free the two.
        self._frames = _CLOSED

    @override
    def data_received(self, data: bytes) -> None:
        if self._state == "connecting":
            self._request.received += data
            if len(self._request.received) > HIGH_WATER_BYTES:
                self.flow.pause_reading()
            return
        self._active = True
        self._frames.receive_data(data)
        for frame in self._frames.events_received():
            self._on_frame(cast("Frame", frame))
        self._flush()

    @override
    def pause_writing(self) -> None:
        self.flow.pause_writing()

    @override
    def resume_writing(self) -> None:
        self.flow.resume_writing()
        if not self._queue.is_full:
            self.flow.resume_reading()

    @override
    def shutdown(self) -> None:
        self._queue.put({"type": STOPPING})

    async def receive(self) -> Message:
        """ASGI's: `websocket.connect`, then messages, at the end `websocket.disconnect`."""
        if not self._connect_sent:
            self._connect_sent = True
            return {"type": "websocket.connect"}
        return await self._queue.get()

    async def send(self, message: Message) -> None:
        """ASGI's. Waits while the client has to read first; of no effect once the connection has ended."""
        if self.flow.write_paused:
            await self.flow.drain()
        kind, state = message["type"], self._state
        if state == "closed" or (state == "closing" and kind == "websocket.send"):
            return
        if kind == "websocket.accept" and state == "connecting":
            self._accept(message.get("headers", ()))
        elif kind == "websocket.send" and state == "open":
            self._frames.send_text(message["text"].encode())
            self._flush()
        elif kind == "websocket.close":
            self._close(message.get("code", 1000), message.get("reason") or "")
        elif kind == "websocket.http.response.start" and state == "connecting":
            self._state = "denying"
            headers = [*self._server.state.default_headers, *message.get("headers", ())]
            head = build_head(message["status"], headers, has_body=True, http_1_0=False, keep_alive=False)
            self._denial = [head.data]
        elif kind == "websocket.http.response.body" and state == "denying":
            self._denial.append(message.get("body", b""))
            if not message.get("more_body", False):
                self._end(b"".join(self._denial))
        else:
            raise RuntimeError(f"The ASGI message '{kind}' is out of order.")

    async def _run(self, scope: Scope) -> None:
        try:
            await self._server.config.loaded_app(scope, self.receive, self.send)
            self._close(CloseCode.NORMAL_CLOSURE, "")
        except asyncio.CancelledError:
            # The time of the drain has passed.
            self._close(CloseCode.SERVICE_RESTART, "")
        except Exception:
            _log.exception("Exception in ASGI application")
            self._close(CloseCode.INTERNAL_ERROR, "")
        finally:
            self._server.state.tasks.discard(cast("asyncio.Task[None]", self._task))
            self._task = None

    def _accept(self, headers: Sequence[tuple[bytes, bytes]]) -> None:
        self.transport.write(accept_head(self._request.head, headers))
        self._state = "open"
        self._timer = self._server.loop.call_later(_PING_SECONDS, self._ping)
        early, self._request.received = self._request.received, b""
        self.flow.resume_reading()
        if early:
            self.data_received(early)

    def _close(self, code: int, reason: str) -> None:
        """Starts the closing handshake; before the handshake at the start it is a 403, as ASGI says."""
        if self._state == "connecting":
            error = ServerError("The server failed.") if code == CloseCode.INTERNAL_ERROR else None
            self._deny(error or fault(403, "This connection is not accepted."))
        elif self._state == "open":
            self._state = "closing"
            try:
                self._frames.send_close(code, reason)
            except ConnectionClosed:
                # By the client, in this moment.
                self.transport.close()
            self._flush()
            self._abort_later()

    def _deny(self, error: APIError) -> None:
        self._end(error_response(error, self._server.state.default_headers))

    def _end(self, data: bytes) -> None:
        """Sends the last bytes and ends the connection."""
        self._state = "closing"
        self.transport.write(data)
        self.transport.close()
        self._abort_later()

    def _on_frame(self, frame: Frame) -> None:
        if frame.opcode in (Opcode.TEXT, Opcode.BINARY, Opcode.CONT):
            if frame.opcode is not Opcode.CONT:
                self._is_text = frame.opcode is Opcode.TEXT
            self._parts += frame.data
            if frame.fin:
                data, self._parts = bytes(self._parts), bytearray()
                self._on_message(data)
        elif frame.opcode is Opcode.PING and self.flow.write_paused:
            # Who does not read gets no more answers: they would pile up.
            self.flow.pause_reading()

    def _on_message(self, data: bytes) -> None:
        if self._state != "open":
            return
        if not self._is_text:
            self._queue.put({"type": "websocket.receive", "bytes": data})
            return
        try:
            text = data.decode()
        except UnicodeDecodeError:
            self._close(CloseCode.INVALID_DATA, "the text is not valid UTF-8")
        else:
            self._queue.put({"type": "websocket.receive", "text": text})

    def _flush(self) -> None:
        for data in self._frames.data_to_send():
            if data:
                self.transport.write(data)
        if self._frames.close_expected():
            self._state = "closing"
            # The server ends the connection first (RFC 6455, 7.1.1).
            self.transport.close()
            self._abort_later()

    def _ping(self) -> None:
        unsent = self.transport.unsent_bytes
        if not self._active and unsent >= self._unsent:
            _log.info("WebSocket connection ended: the client does not answer a ping")
            self.transport.abort()
            return
        self._active, self._unsent = False, unsent
        self._frames.send_ping(b"")
        self._flush()
        self._timer = self._server.loop.call_later(_PING_SECONDS, self._ping)

    def _abort_later(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._server.loop.call_later(_CLOSE_SECONDS, self.transport.abort)
