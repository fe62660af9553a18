"""A connection of the server layer without a socket: bytes in, bytes out."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.types import ASGIApp

from app.server.factory import protocol_factory
from app.server.limits import ServerLimits
from app.server.upgrade import Upgrades


class FakeTransport(asyncio.Transport):
    """Holds what is written; `lost` tells the protocol that the client has left."""

    def __init__(self) -> None:
        super().__init__({"peername": ("192.0.2.1", 50000), "sockname": ("192.0.2.2", 8000)})
        self.protocol: asyncio.BaseProtocol | None = None
        self.written: list[bytes] = []
        self.closed = False
        self.reading = True
        self.ended = False
        """Whether the protocol has ended its side."""
        self.unsent = 0
        """What the client has not taken."""

    def write(self, data: bytes | bytearray | memoryview) -> None:
        assert not self.closed
        assert not self.ended
        self.written.append(bytes(data))

    def is_closing(self) -> bool:
        return self.closed

    def close(self) -> None:
        if not self.closed:
            self.closed = True
            if not self.unsent:
                asyncio.get_running_loop().call_soon(self.lost)

    def abort(self) -> None:
        self.closed = True
        asyncio.get_running_loop().call_soon(self.lost)

    def can_write_eof(self) -> bool:
        return True

    def write_eof(self) -> None:
        self.ended = True

    def get_write_buffer_size(self) -> int:
        return self.unsent

    def lost(self) -> None:
        """The connection has ended."""
        self.closed = True
        protocol, self.protocol = self.protocol, None
        if protocol is not None:
            protocol.connection_lost(None)

    def pause_reading(self) -> None:
        self.reading = False

    def resume_reading(self) -> None:
        self.reading = True

    def is_reading(self) -> bool:
        return self.reading

    def set_protocol(self, protocol: asyncio.BaseProtocol) -> None:
        self.protocol = protocol


class FakeConfig:
    """What a protocol reads of `uvicorn.Config`."""

    def __init__(self, app: ASGIApp, *, root_path: str = "", limit_concurrency: int | None = None) -> None:
        self.loaded = False
        self.root_path = root_path
        self.limit_concurrency = limit_concurrency
        self.timeout_keep_alive = 75
        self._app = app

    @property
    def loaded_app(self) -> ASGIApp:
        assert self.loaded
        return self._app

    def load(self) -> None:
        self.loaded = True


class FakeState:
    """What a protocol reads of uvicorn's state of a server."""

    def __init__(self) -> None:
        self.total_requests = 0
        self.connections: set[Any] = set()
        self.tasks: set[asyncio.Task[None]] = set()
        self.default_headers: list[tuple[bytes, bytes]] = [(b"date", b"today")]


class FakeConnection:
    """A client's end of a connection to `app`."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        limits: ServerLimits | None = None,
        upgrades: Upgrades | None = None,
        state: FakeState | None = None,
        **config: Any,
    ) -> None:
        self.state = state or FakeState()
        made = protocol_factory(limits or ServerLimits(), upgrades or {})
        self.protocol = made(
            config=FakeConfig(app, **config),
            server_state=self.state,
            app_state={"of": "the lifespan"},
            _loop=asyncio.get_running_loop(),
        )
        self.transport = FakeTransport()
        self.transport.protocol = self.protocol
        self.protocol.connection_made(self.transport)

    def feed(self, *pieces: bytes) -> None:
        """Bytes from the client, in as many packets."""
        for piece in pieces:
            assert isinstance(self.transport.protocol, asyncio.Protocol)
            self.transport.protocol.data_received(piece)

    async def settle(self) -> bytes:
        """All that was written, once no task runs that is not waiting."""
        for _ in range(50):
            await asyncio.sleep(0)
        return b"".join(self.transport.written)

    @property
    def is_over(self) -> bool:
        """Whether the protocol has ended its side, or the connection."""
        return self.transport.ended or self.transport.closed

    async def exchange(self, *pieces: bytes) -> bytes:
        """Feeds and settles."""
        self.feed(*pieces)
        return await self.settle()
