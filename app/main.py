"""The composition root: the only place that knows every part."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager, nullcontext

from starlette.applications import Starlette
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from app import fallback, implemented, mock
from app.access import pepper
from app.access.authentication import KeyAuthenticator, allow_any, allow_any_operator, ensure_key
from app.access.authorization import Authorization
from app.access.callers import Caller
from app.access.key_hasher import KeyHasher
from app.aio.drain import Drain
from app.contract.handler import Authenticate, Handler
from app.engine.chats import Chats
from app.engine.responses.background_jobs import BackgroundJobs
from app.engine.responses.response_service import ResponseService
from app.engine.services import Services
from app.errors import Unavailable
from app.http.cross_site import CrossSite, ForeignPages
from app.http.dispatch import Dispatcher
from app.http.hosts import Hosts
from app.http.limits import limits_of, require_operations
from app.http.request.warm_up import warm_up
from app.http.stream_gauge import StreamGauge
from app.implemented import Implementation
from app.operations.admin.projects import ProjectsOperations
from app.operations.chat import ChatOperations
from app.operations.completions import CompletionsOperations
from app.operations.conversations import ConversationsOperations
from app.operations.models import ModelsOperations
from app.operations.responses import ResponsesOperations
from app.pages import health, home, metrics
from app.pages.reference import Reference
from app.pages.routes import routes
from app.settings import LOOPBACK, Settings
from app.storage.database import Database
from app.storage.database_url import StorageError
from app.storage.retention import expire_hourly
from app.storage.schema import current_revision, require_revision
from app.upstream.upstreams import Upstreams, from_settings
from app.usage.journal_folder import journal_folder
from app.usage.recorder import UsageRecorder
from generated.operations import BY_ID, OPERATIONS

PREFIX = "/v1"
IMPLEMENTED: tuple[type[Implementation], ...] = (
    ModelsOperations,
    ChatOperations,
    CompletionsOperations,
    ResponsesOperations,
    ConversationsOperations,
    ProjectsOperations,
)
"""The hand-written groups, one line each: subclasses of generated stubs that take the services."""

_BELOW = PREFIX.encode() + b"/"


def create_app(settings: Settings, upstreams: Upstreams | None = None, drain: Drain | None = None) -> ASGIApp:
    """The server. Raises SettingsError.

    `upstreams` are the settings' own unless a test brings others. `drain` is started by the part that
    receives the stop signal; without one, its time starts when the connections are closed.
    """
    drain = drain or Drain(settings.drain_seconds)
    upstreams = upstreams or from_settings(settings)
    database = open_database(settings)
    recorder = UsageRecorder(database, journal_folder(settings))
    services = _services(settings, upstreams, database, recorder, drain)
    own = implemented.handlers([kind(services) for kind in IMPLEMENTED])
    handlers = fallback.handlers(OPERATIONS, own, _forwarded(settings), upstreams, recorder)
    authorize, prepare = _access(settings, database)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncGenerator[None, None]:
        await database.open()
        await prepare()
        recorder.open_journal()
        tasks = [asyncio.create_task(services.jobs.run()), asyncio.create_task(recorder.run())]
        tasks.append(asyncio.create_task(upstreams.warm_up()))
        if settings.retain_days:
            tasks.append(asyncio.create_task(expire_hourly(database, settings.retain_days)))
        yield
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await services.jobs.close()
        await recorder.close()
        await upstreams.close()
        await recorder.close_journal()
        await database.close()

    async def ready() -> None:
        try:
            require_revision(await database.read(lambda session: current_revision(session.connection())))
        except StorageError as error:
            raise Unavailable(str(error)) from None
        await database.writer.admit()

    builtin = any(upstream.builtin for upstream in upstreams.all())
    reference = Reference(settings, answers(settings), builtin)
    return _application(settings, handlers, authorize, reference, ready, lifespan)


def create_mock(settings: Settings) -> ASGIApp:
    """The example server: every operation answers a valid example, nothing is stored."""
    reference = Reference(settings, dict.fromkeys(BY_ID, "mocked"), builtin=False)
    authorize = Authorization(allow_any_operator)
    return _application(
        settings, mock.handlers(), authorize, reference, health.always, lambda _: nullcontext()
    )


def open_database(settings: Settings) -> Database:
    """The settings' database; it connects on first use."""
    return Database(
        settings.database_url,
        synchronous="FULL" if settings.sqlite_synchronous == "FULL" else "NORMAL",
        wait_seconds=settings.database_wait_seconds,
        pool_size=settings.database_pool_size,
        reserve_bytes=settings.database_reserve_bytes,
    )


def answers(settings: Settings) -> dict[str, str]:
    """Operation id -> implemented, forwarded or refused."""
    names = frozenset(o.id for kind in IMPLEMENTED for o in OPERATIONS if implemented.overrides(kind, o))
    return {o.id: fallback.answer_of(o, names, _forwarded(settings)) for o in OPERATIONS}


def _services(
    settings: Settings, upstreams: Upstreams, database: Database, recorder: UsageRecorder, drain: Drain
) -> Services:
    responses = ResponseService(
        upstreams,
        recorder,
        database,
        store_by_default=settings.store_by_default,
        lease_seconds=settings.lease_seconds,
    )
    return Services(
        upstreams=upstreams,
        database=database,
        chats=Chats(
            upstreams,
            recorder,
            store_by_default=settings.store_by_default,
            max_choices=settings.max_choices,
        ),
        responses=responses,
        jobs=BackgroundJobs(responses, database, drain, slots=settings.background_slots),
    )


def _access(
    settings: Settings, database: Database
) -> tuple[Authenticate[Caller], Callable[[], Awaitable[None]]]:
    """The authorization of calls, and a coroutine to run before the first request."""

    async def nothing() -> None:
        pass

    if settings.auth != "keys":
        # From another machine, administration needs keys even where its operator allows open calls.
        local = settings.host in LOOPBACK
        return Authorization(allow_any_operator if local else allow_any), nothing
    hasher = KeyHasher(pepper.load(settings))
    authorize = Authorization(KeyAuthenticator(database, hasher))
    if not settings.bootstrap_admin_key_file:
        return authorize, nothing
    first = hasher.record(pepper.admin_key(settings), "admin", "bootstrap")
    return authorize, lambda: ensure_key(database, first)


def _forwarded(settings: Settings) -> frozenset[str]:
    require_operations("FORWARD", settings.forward)
    return frozenset(settings.forward)


def _application(
    settings: Settings,
    handlers: Mapping[str, Handler],
    authenticate: Authenticate[Caller],
    reference: Reference,
    ready: health.Ready,
    lifespan: Callable[[Starlette], AbstractAsyncContextManager[None]],
) -> ASGIApp:
    gauge = StreamGauge()
    dispatcher = Dispatcher(
        OPERATIONS,
        handlers,
        authenticate,
        limits=limits_of(settings),
        load=gauge,
        strict=settings.validation == "contract",
        prefix=PREFIX,
    )

    @asynccontextmanager
    async def with_background(app: Starlette) -> AsyncGenerator[None, None]:
        async with aclosing(dispatcher.slow_bodies), lifespan(app):
            warming = asyncio.create_task(warm_up())
            yield
            warming.cancel()

    api: ASGIApp = dispatcher
    if settings.auth == "open":
        # A key is not sent by a browser on its own, so that only open calls need this check.
        api = CrossSite(api, settings.cors_origins)
    pages = Starlette(
        routes=[
            home.route(PREFIX),
            *health.routes(ready),
            metrics.route(gauge),
            *routes(reference),
        ],
        exception_handlers=dict.fromkeys((404, 405), home.unknown_page(PREFIX)),
        lifespan=with_background,
    )
    app: ASGIApp = _Split(api, ForeignPages(pages, settings.cors_origins))
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
    """Routes requests below the API's prefix to the dispatcher, all others to the pages.

    An API request passes through no router but the dispatcher's own.
    """

    def __init__(self, api: ASGIApp, pages: ASGIApp) -> None:
        self._api = api
        self._pages = pages

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        raw: bytes = scope.get("raw_path") or scope.get("path", "").encode()
        is_api = scope["type"] == "http" and (raw.startswith(_BELOW) or raw == _BELOW[:-1])
        return (self._api if is_api else self._pages)(scope, receive, send)
