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
from starlette.types import ASGIApp

from app.server.protocol import Protocol
from app.settings import Settings, load
from app.storage.schema import upgrade


def settings(**given: str) -> Settings:
    """Settings as the command line would give them; nothing of the environment; an empty database unless one is given."""
    return load({}, overrides={"port": "0", "database_url": _database(), **given})


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


@asynccontextmanager
async def running(
    app: ASGIApp, *, lifespan: Literal["auto", "on", "off"] = "auto", idle_seconds: int = 5
) -> AsyncGenerator[Running, None]:
    """Serves `app` until the block ends; a connection that is idle for so long is closed."""
    # Of that protocol by name: asyncio sets TCP_NODELAY on no other, and each answer would wait 40 ms for an acknowledgement.
    listener = socket.socket(proto=socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    listener.listen(256)
    config = uvicorn.Config(
        app,
        interface="asgi3",
        http=Protocol,
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
