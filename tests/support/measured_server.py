"""`llm-backend serve` or `mock` in a process that measures how long its event loop is held.

`python -m tests.support.measured_server serve --port 0`. `GET /held` answers with two numbers in seconds: the
most CPU that the process used between two beats of the loop since the request before it, and all CPU that it
has used. A beat is due each millisecond. It is late while the loop's own thread computes, and while another
thread holds the interpreter. CPU, not time: what else runs on the machine does not count.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

from app import main

_BEAT_SECONDS = 0.001


class _Measured:
    """Passes everything on, but `/held`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._most = 0.0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            beating = asyncio.create_task(self._beat())
            await self._app(scope, receive, send)
            beating.cancel()
        elif scope["path"] == "/held":
            body = json.dumps([self._most, time.process_time()]).encode()
            self._most = 0.0
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": body})
        else:
            await self._app(scope, receive, send)

    async def _beat(self) -> None:
        while True:
            before = time.process_time()
            await asyncio.sleep(_BEAT_SECONDS)
            self._most = max(self._most, time.process_time() - before)


def _measured(create: Callable[..., ASGIApp]) -> Callable[..., ASGIApp]:
    @wraps(create)
    def create_measured(*arguments: Any, **named: Any) -> ASGIApp:
        return _Measured(create(*arguments, **named))

    return create_measured


if __name__ == "__main__":
    main.create_app, main.create_mock = _measured(main.create_app), _measured(main.create_mock)
    from app.__main__ import main as command

    sys.exit(command(sys.argv[1:]))
