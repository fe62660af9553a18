"""The echo application of the HTTP tests, served by two workers: `python -m tests.support.echo_workers`."""

from __future__ import annotations

from pathlib import Path

from starlette.types import ASGIApp, Receive, Scope, Send

from app.aio.drain import Drain
from app.aio.worker_numbers import Worker
from app.cli import serving
from app.settings import Settings, load
from tests.support.raw_outcome import echo


class _WithLifespan:
    """The application, which starts and stops without any work."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            await echo(scope, receive, send)
            return
        for event in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{event}.complete"})


def _create(settings: Settings, *, drain: Drain, worker: Worker) -> ASGIApp:
    return _WithLifespan()


if __name__ == "__main__":
    own = load({}, folder=Path(), overrides={"port": "0", "workers": "2", "drain_seconds": "1"})
    serving.run(_create, own, "mock", None)
