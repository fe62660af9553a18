"""A real uvicorn on 127.0.0.1 within the test's own process, and settings for it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Literal

import uvicorn
from starlette.types import ASGIApp

from app.settings import Settings, load


def settings(**given: str) -> Settings:
    """Settings as the command line would give them; nothing of the environment."""
    return load({}, overrides={"port": "0", **given})


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
    app: ASGIApp, *, lifespan: Literal["auto", "on", "off"] = "auto"
) -> AsyncGenerator[Running, None]:
    """Serves `app` until the block ends."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(256)
    config = uvicorn.Config(app, log_config=None, lifespan=lifespan, timeout_graceful_shutdown=2)
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
