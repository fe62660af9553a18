"""`/healthz`: 200 while the process runs. `/readyz`: 200 if it can serve, else 503 with the reason."""

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
"""A readiness check. Raises an APIError with the reason if the server cannot serve."""

_TIMEOUT_SECONDS = 2.0
# Anyone may call the page, so that the check behind it runs at most once in this time.
_CACHE_SECONDS = 1.0


class Readiness:
    """Caches the result of `ready` for `cache_seconds`; a check over `timeout_seconds` is a failure."""

    def __init__(
        self,
        ready: Ready,
        *,
        cache_seconds: float = _CACHE_SECONDS,
        timeout_seconds: float = _TIMEOUT_SECONDS,
    ) -> None:
        self._ready = ready
        self._cache_seconds = cache_seconds
        self._timeout_seconds = timeout_seconds
        self._lock = asyncio.Lock()
        self._checked_at: float | None = None
        self._failure: APIError | None = None

    async def failure(self) -> APIError | None:
        """Why the server cannot serve; None if it can."""
        async with self._lock:
            now = asyncio.get_running_loop().time()
            if self._checked_at is None or now - self._checked_at >= self._cache_seconds:
                self._failure = await self._check()
                self._checked_at = asyncio.get_running_loop().time()
            return self._failure

    async def _check(self) -> APIError | None:
        try:
            async with asyncio.timeout(self._timeout_seconds):
                await self._ready()
        except TimeoutError:
            return Unavailable(
                f"Not ready: the readiness check took longer than {self._timeout_seconds:g} s."
            )
        except APIError as error:
            return error
        return None


async def always() -> None:
    """The check of a server without dependencies."""


def routes(ready: Ready) -> list[Route]:
    """Both pages, for probes. They reveal nothing about callers, models or keys."""
    readiness = Readiness(ready)

    async def healthz(request: Request) -> Response:
        return JSONResponse({"status": "ok"})

    async def readyz(request: Request) -> Response:
        failure = await readiness.failure()
        if failure is None:
            return JSONResponse({"status": "ok"})
        return Response(
            orjson.dumps(failure.body()), failure.status, failure.headers, media_type="application/json"
        )

    return [Route("/healthz", healthz), Route("/readyz", readyz)]
