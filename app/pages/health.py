"""`/healthz`: the process answers. `/readyz`: it can serve, or 503 with what is missing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import orjson
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from app.errors import APIError, Unavailable

PATHS = ("/healthz", "/readyz")

Ready = Callable[[], Awaitable[None]]
"""Raises an APIError that says what is missing."""

_LONGEST_SECONDS = 2.0
# However many ask, and anyone may, what stands behind is asked this seldom.
_KEPT_SECONDS = 1.0


class Readiness:
    """What `ready` said last, asked anew once that is older than `kept` seconds; silent for long is not ready."""

    def __init__(
        self, ready: Ready, *, kept: float = _KEPT_SECONDS, longest: float = _LONGEST_SECONDS
    ) -> None:
        self._ready = ready
        self._kept = kept
        self._longest = longest
        self._lock = asyncio.Lock()
        self._asked: float | None = None
        self._fault: APIError | None = None

    async def fault(self) -> APIError | None:
        """What is missing; None if nothing is."""
        async with self._lock:
            now = asyncio.get_running_loop().time()
            if self._asked is None or now - self._asked >= self._kept:
                self._fault = await self._ask()
                self._asked = asyncio.get_running_loop().time()
            return self._fault

    async def _ask(self) -> APIError | None:
        try:
            async with asyncio.timeout(self._longest):
                await self._ready()
        except TimeoutError:
            return Unavailable(
                f"Not ready: what this server needs did not answer within {self._longest:g} s."
            )
        except APIError as error:
            return error
        return None


async def always() -> None:
    """Ready where nothing is needed."""


def routes(ready: Ready) -> list[Route]:
    """Both pages, for whoever watches the process; they tell nothing of callers, models or keys."""
    readiness = Readiness(ready)

    async def alive(request: Request) -> Response:
        return JSONResponse({"status": "ok"})

    async def prepared(request: Request) -> Response:
        fault = await readiness.fault()
        if fault is None:
            return JSONResponse({"status": "ok"})
        return Response(
            orjson.dumps(fault.body()), fault.status, fault.headers, media_type="application/json"
        )

    return [Route("/healthz", alive), Route("/readyz", prepared)]
