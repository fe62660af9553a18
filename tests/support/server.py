"""A real uvicorn on 127.0.0.1 within the test's own process, and settings for it."""

from __future__ import annotations

import asyncio
import atexit
import shutil
import socket
import tempfile
import uuid
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.cli.serving import upgrades as websocket_upgrades
from app.server.factory import protocol_factory
from app.server.forwarded import TrustedProxies
from app.server.limits import ServerLimits
from app.server.upgrade import Upgrades
from app.settings import Settings, load
from app.storage.schema import upgrade
from tests.support.http_protocol import SERVER


def settings(**given: str) -> Settings:
    """Settings as the command line would give them, without the environment; an empty database by default."""
    # Many databases in one folder: their reserves would fill the disk.
    own = {"port": "0", "database_url": _database(), "database_reserve_bytes": "0"}
    return load({}, overrides={**own, **given})


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="llm-backend-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    upgrade(f"sqlite:///{folder}/template.db")
    return folder


def _database() -> str:
    """A migrated database of its own: a copy, for migrating takes a moment."""
    path = _folder() / f"{uuid.uuid4().hex}.db"
    shutil.copy(_folder() / "template.db", path)
    return f"sqlite:///{path}"


@dataclass(frozen=True, slots=True)
class Running:
    """Where the server listens."""

    port: int

    @property
    def url(self) -> str:
        """Without the API's prefix."""
        return f"http://127.0.0.1:{self.port}"


class WrappingMiddleware:
    """Passes everything on, by a `receive` and a `send` of its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def wrapped_receive() -> Message:
            return await receive()

        async def wrapped_send(message: Message) -> None:
            await send(message)

        await self._app(scope, wrapped_receive, wrapped_send)


@asynccontextmanager
async def running(
    app: ASGIApp,
    *,
    lifespan: Literal["auto", "on", "off"] = "auto",
    idle_seconds: int = 5,
    limits: ServerLimits | None = None,
    upgrades: Upgrades | None = None,
    root_path: str = "",
    limit_concurrency: int | None = None,
    http: Literal["httptools", "h11"] | None = None,
    proxies: TrustedProxies | None = None,
) -> AsyncGenerator[Running, None]:
    """Serves `app` until the block ends; a connection that is idle for so long is closed.

    `http` names a protocol of uvicorn, whatever server the tests run on.
    """
    protocol: str | type[asyncio.Protocol] = http or "httptools"
    if http is None and SERVER != "uvicorn":
        sockets = websocket_upgrades(root_path, 2**25) if upgrades is None else upgrades
        protocol = protocol_factory(limits or ServerLimits(), sockets, proxies)
    if SERVER == "wrapped":
        app = WrappingMiddleware(app)
    # Of that protocol by name: asyncio sets TCP_NODELAY on no other, and each answer would wait 40 ms for
    # an acknowledgement.
    listener = socket.socket(proto=socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    listener.listen(256)
    config = uvicorn.Config(
        app,
        interface="asgi3",
        http=protocol,
        ws="none",
        root_path=root_path,
        proxy_headers=False,
        limit_concurrency=limit_concurrency,
        log_config=None,
        lifespan=lifespan,
        timeout_graceful_shutdown=2,
        timeout_keep_alive=idle_seconds,
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        for _ in range(1000):
            if server.started:
                break
            if serving.done():
                await serving
            await asyncio.sleep(0.01)
        yield Running(listener.getsockname()[1])
    finally:
        server.should_exit = True
        await serving
        listener.close()
