"""The ASGI application around the handlers: dispatcher, pages, and what is checked before either."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from app.access.callers import Caller
from app.aio.worker_numbers import Worker
from app.contract.handler import Authenticate, Handler
from app.http.base_url import PREFIX
from app.http.cross_site import CrossSite, ForeignPages, RefusedOrigins
from app.http.dispatch import Dispatcher
from app.http.hosts import Hosts
from app.http.limits import limits_of
from app.http.preflight import Preflights
from app.http.request.warm_up import warm_up
from app.http.response_socket import ResponseSockets
from app.http.root_path import RootPath
from app.pages import errors, health, home, metrics
from app.pages.reference import Reference
from app.pages.routes import routes
from app.settings import Settings
from generated.operations import OPERATIONS


def application(
    settings: Settings,
    handlers: Mapping[str, Handler],
    authenticate: Authenticate[Caller],
    reference: Reference,
    ready: health.Ready,
    lifespan: Callable[[Starlette], AbstractAsyncContextManager[None]],
    worker: Worker,
) -> ASGIApp:
    """The server that these handlers answer; `reference` is what the pages say of it.

    `ready` raises Unavailable where calls would be refused; `lifespan` opens and closes what they need.
    `worker` counts for the metrics.
    """
    root, limits = settings.root_path, limits_of(settings)
    dispatcher = Dispatcher(
        OPERATIONS,
        handlers,
        authenticate,
        limits=limits,
        worker=worker,
        strict=settings.validation == "contract",
        prefix=root + PREFIX,
    )

    @asynccontextmanager
    async def with_background(app: Starlette) -> AsyncGenerator[None, None]:
        async with aclosing(dispatcher.slow_bodies), lifespan(app):
            warming = asyncio.create_task(warm_up())
            yield
            warming.cancel()

    refused = RefusedOrigins()
    api: ASGIApp = dispatcher
    sockets: ASGIApp = ResponseSockets(dispatcher, authenticate, limits, root + PREFIX + "/responses")
    if settings.auth == "open":
        # A key is not sent by a browser on its own, so that only open calls need this check.
        api = CrossSite(api, settings.cors_origins, refused)
        sockets = CrossSite(sockets, settings.cors_origins, refused)
    pages = Starlette(
        routes=[
            home.route(PREFIX),
            *health.routes(ready),
            metrics.route(worker),
            *routes(reference),
        ],
        exception_handlers=errors.HANDLERS,
        lifespan=with_background,
    )
    app: ASGIApp = _Split(root + PREFIX, api, sockets, ForeignPages(pages, settings.cors_origins, refused))
    if settings.cors_origins:
        app = CORSMiddleware(
            app,
            allow_origins=settings.cors_origins,
            allow_methods=["GET", "POST", "DELETE", "PUT", "PATCH"],
            allow_headers=["*"],
            expose_headers=["x-request-id", "openai-processing-ms", "retry-after"],
        )
    if settings.cors_origins or settings.auth != "open":
        # Where neither is set, the checks of open calls refuse a preflight.
        app = Preflights(app, settings.cors_origins, refused)
    public = [root + path for path in (*health.PATHS, metrics.PATH)]
    app = Hosts(app, (settings.host, *settings.allowed_hosts), public)
    return RootPath(app, root) if root else app


class _Split:
    """Routes requests below the API's prefix to the dispatcher, all others to the pages, and WebSockets.

    An API request passes through no router but the dispatcher's own.
    """

    def __init__(self, prefix: str, api: ASGIApp, sockets: ASGIApp, pages: ASGIApp) -> None:
        self._prefix = prefix.encode()
        self._below = self._prefix + b"/"
        self._api = api
        self._sockets = sockets
        self._pages = pages

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        raw: bytes = scope.get("raw_path") or scope.get("path", "").encode()
        if scope["type"] == "http" and (raw.startswith(self._below) or raw == self._prefix):
            return self._api(scope, receive, send)
        return (self._sockets if scope["type"] == "websocket" else self._pages)(scope, receive, send)
