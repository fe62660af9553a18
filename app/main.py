"""The composition root: the only place that knows every part."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import orjson
from starlette.applications import Starlette
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from app import fallback, implemented, mock
from app.access import authentication, pepper
from app.aio.drain import Drain
from app.contract.handler import Authenticate, Handler
from app.engine.chats import Chats
from app.engine.responses.jobs import Jobs
from app.engine.responses.response_service import ResponseService
from app.errors import NotFound, SettingsConflict, Unavailable
from app.http.dispatch import Dispatcher
from app.http.hosts import Hosts
from app.http.limits import Limits
from app.http.request import bodies
from app.http.stream_gauge import StreamGauge
from app.operations.chat import ChatOperations
from app.operations.completions import CompletionsOperations
from app.operations.conversations import ConversationsOperations
from app.operations.models import ModelsOperations
from app.operations.responses import ResponsesOperations
from app.pages import health, metrics
from app.pages.routes import routes
from app.settings import Settings
from app.storage.database import Database
from app.storage.engine import StorageError
from app.storage.retention import keep
from app.storage.schema import require_head_now
from app.upstream.upstreams import Upstreams, from_settings
from app.usage.recorder import UsageRecorder
from generated.operations import BY_ID, OPERATIONS

PREFIX = "/v1"
_BELOW = PREFIX.encode() + b"/"
_IMPLEMENTED = (
    ModelsOperations,
    ChatOperations,
    CompletionsOperations,
    ResponsesOperations,
    ConversationsOperations,
)
# Built in the background once the server listens, so that no caller waits for them.
_WARM = ("CreateChatCompletionRequest", "CreateEmbeddingRequest", "ListModelsResponse")


def create_app(settings: Settings, upstreams: Upstreams | None = None, drain: Drain | None = None) -> ASGIApp:
    """The server. `upstreams` are the settings' own unless a test brings others. Raises SettingsError.

    `drain` is begun by whoever is told to stop; without one, the time runs from the end of the connections.
    """
    drain = drain or Drain(settings.drain_seconds)
    known = upstreams or from_settings(settings)
    database = open_database(settings)
    forwarded = _forwarded(settings)
    recorder = UsageRecorder(database.writer)
    service = ResponseService(
        known,
        recorder,
        database,
        store_by_default=settings.store_by_default,
        lease_seconds=settings.lease_seconds,
    )
    jobs = Jobs(service, database, drain)
    own = implementations(settings, known, database, recorder, service, jobs)
    handlers = fallback.handlers(OPERATIONS, implemented.handlers(own), forwarded, known, recorder)
    authenticate: Authenticate = authentication.allow_any
    starting: list[Callable[[], Awaitable[None]]] = []
    if settings.auth == "keys":
        peppered = authentication.KeyHasher(pepper.load(settings))
        authenticate = authentication.KeyAuthenticator(database, peppered)
        if settings.bootstrap_admin_key_file:
            first = peppered.record(pepper.admin_key(settings), "admin", "bootstrap")
            starting.append(lambda: authentication.ensure_key(database, first))

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncGenerator[None, None]:
        for start in starting:
            await start()
        tasks = [asyncio.create_task(asyncio.to_thread(_warm)), asyncio.create_task(jobs.run())]
        if settings.retain_days:
            tasks.append(asyncio.create_task(keep(database, settings.retain_days)))
        yield
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await jobs.close()
        await recorder.close()
        await known.close()
        await database.close()

    async def ready() -> None:
        try:
            await database.read(lambda session: require_head_now(session.connection()))
        except StorageError as error:
            raise Unavailable(str(error)) from None
        await database.writer.admit()

    return _application(settings, handlers, authenticate, answers(settings), ready, life)


def create_mock(settings: Settings) -> ASGIApp:
    """The example server: every operation answers a valid example, nothing is stored."""
    return _application(
        settings,
        mock.handlers(),
        authentication.allow_any,
        dict.fromkeys(BY_ID, "mocked"),
        health.always,
        None,
    )


def open_database(settings: Settings) -> Database:
    """The settings' database; nothing is connected yet."""
    return Database(
        settings.database_url,
        synchronous="FULL" if settings.sqlite_synchronous == "FULL" else "NORMAL",
        wait_seconds=settings.database_wait_seconds,
    )


def implementations(
    settings: Settings,
    upstreams: Upstreams,
    database: Database,
    recorder: UsageRecorder,
    service: ResponseService,
    jobs: Jobs,
) -> list[object]:
    """One line for each hand-written group."""
    chats = Chats(upstreams, recorder, store_by_default=settings.store_by_default)
    return [
        ModelsOperations(upstreams),
        ChatOperations(chats, database),
        CompletionsOperations(chats),
        ResponsesOperations(service, jobs, database),
        ConversationsOperations(database),
    ]


def answers(settings: Settings) -> dict[str, str]:
    """Operation id -> implemented, forwarded or refused."""
    names = frozenset(
        operation.id
        for kind in _IMPLEMENTED
        for operation in OPERATIONS
        if implemented.overrides(kind, operation)
    )
    return {o.id: fallback.answer_of(o, names, _forwarded(settings)) for o in OPERATIONS}


def _forwarded(settings: Settings) -> frozenset[str]:
    unknown = sorted(set(settings.forward) - BY_ID.keys())
    if unknown:
        raise SettingsConflict(
            f"FORWARD names {', '.join(unknown)}, which are no operations; docs/operations.md lists them all."
        )
    return frozenset(settings.forward)


def _application(
    settings: Settings,
    handlers: Mapping[str, Handler],
    authenticate: Authenticate,
    told: Mapping[str, str],
    ready: health.Ready,
    life: Callable[[Starlette], AbstractAsyncContextManager[None]] | None,
) -> ASGIApp:
    load = StreamGauge()
    api = Dispatcher(
        OPERATIONS,
        handlers,
        authenticate,
        limits=_limits(settings),
        load=load,
        strict=settings.validation == "contract",
        prefix=PREFIX,
    )
    pages = Starlette(
        routes=[
            Route("/", _home),
            *health.routes(ready),
            metrics.route(load),
            *routes(told),
        ],
        exception_handlers={404: _unknown, 405: _unknown},
        lifespan=life,
    )
    app: ASGIApp = _Split(api, pages)
    if settings.cors_origins:
        app = CORSMiddleware(
            app,
            allow_origins=settings.cors_origins,
            allow_methods=["GET", "POST", "DELETE", "PUT", "PATCH"],
            allow_headers=["*"],
            expose_headers=["x-request-id", "openai-processing-ms", "retry-after"],
        )
    return Hosts(app, (settings.host, *settings.allowed_hosts), (*health.PATHS, metrics.PATH))


class _Split:
    """The API below its prefix, the pages beside it: the API's requests pass no router but its own."""

    def __init__(self, api: ASGIApp, pages: ASGIApp) -> None:
        self._api = api
        self._pages = pages

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        raw: bytes = scope.get("raw_path") or scope.get("path", "").encode()
        is_api = scope["type"] == "http" and (raw.startswith(_BELOW) or raw == _BELOW[:-1])
        return (self._api if is_api else self._pages)(scope, receive, send)


def _limits(settings: Settings) -> Limits:
    return Limits(
        body_bytes=settings.max_body_bytes,
        form_bytes=settings.max_file_bytes,
        body_seconds=settings.body_timeout_seconds,
        idle_seconds=settings.body_idle_seconds,
        spool_folder=settings.spool_dir or None,
    )


def _warm() -> None:
    for name in _WARM:
        bodies.warm(name)


async def _home(request: Request) -> Response:
    return RedirectResponse("/docs", status_code=307)


async def _unknown(request: Request, error: Exception) -> Response:
    fault = NotFound(f"There is no such page here; the API lives under {PREFIX}.", code="unknown_url")
    return Response(orjson.dumps(fault.body()), fault.status, media_type="application/json")
