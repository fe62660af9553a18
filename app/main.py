"""The composition root: the only place that knows every part."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, nullcontext
from functools import cache

from starlette.applications import Starlette
from starlette.types import ASGIApp

from app import fallback, implemented, mock
from app.access import pepper
from app.access.authentication import allow_any, allow_any_operator, ensure_key
from app.access.authorization import Authorization
from app.access.callers import Caller
from app.access.key_authenticator import KeyAuthenticator
from app.access.key_hasher import KeyHasher
from app.access.key_uses import KeyUses
from app.aio.drain import Drain
from app.aio.worker_numbers import Worker
from app.application import application
from app.contract.handler import Authenticate
from app.engine.admin_keys import Hasher
from app.engine.chats import Chats
from app.engine.hosted.hosted_tools import HostedToolKinds
from app.engine.hosted.image_generation import ImageTools
from app.engine.hosted.providers import hosted_providers
from app.engine.hosted.tool import ToolProvider
from app.engine.responses.background_jobs import BackgroundJobs
from app.engine.responses.response_service import ResponseService
from app.engine.responses.round_query import LoopLimits
from app.engine.responses.stopped_turns import StoppedTurns
from app.engine.sealed_tokens import TokenSealer
from app.engine.secret_box import SecretBox
from app.engine.services import Services
from app.errors import Unavailable
from app.http.limits import require_operations
from app.implemented import Implementation
from app.operations.admin.admin_keys import AdminKeysOperations
from app.operations.admin.audit_logs import AuditLogsOperations
from app.operations.admin.hosted_tools import HostedToolsOperations
from app.operations.admin.model_permissions import ModelPermissionsOperations
from app.operations.admin.project_keys import ProjectKeysOperations
from app.operations.admin.project_users import ProjectUsersOperations
from app.operations.admin.projects import ProjectsOperations
from app.operations.admin.service_accounts import ServiceAccountsOperations
from app.operations.admin.users import UsersOperations
from app.operations.chat import ChatOperations
from app.operations.completions import CompletionsOperations
from app.operations.conversations import ConversationsOperations
from app.operations.models import ModelsOperations
from app.operations.responses import ResponsesOperations
from app.pages import health
from app.pages.reference import Reference
from app.settings import LOOPBACK, Settings
from app.storage.database import Database
from app.storage.database_url import StorageError
from app.storage.retention import expire_hourly
from app.storage.schema import current_revision, require_revision
from app.storage.spool import Spool
from app.upstream.upstreams import Upstreams, from_settings
from app.usage.journal_folder import journal_folder
from app.usage.recorder import UsageRecorder
from generated.operations import BY_ID, OPERATIONS

IMPLEMENTED: tuple[type[Implementation], ...] = (
    ModelsOperations,
    ChatOperations,
    CompletionsOperations,
    ResponsesOperations,
    ConversationsOperations,
    ProjectsOperations,
    ProjectKeysOperations,
    ProjectUsersOperations,
    ServiceAccountsOperations,
    AdminKeysOperations,
    UsersOperations,
    AuditLogsOperations,
    ModelPermissionsOperations,
    HostedToolsOperations,
)
"""The hand-written groups, one line each: subclasses of generated stubs that take the services."""


def create_app(
    settings: Settings,
    upstreams: Upstreams | None = None,
    drain: Drain | None = None,
    worker: Worker | None = None,
    tools: Mapping[str, ToolProvider] | None = None,
) -> ASGIApp:
    """The server. Raises SettingsError.

    `upstreams` and `tools`, the hosted ones by type, are the settings' own unless a test brings others.
    `drain` is started by the part that receives the stop signal; without one, its time starts when the
    connections are closed. `worker` is this process among several; by default it is the only one.
    """
    worker = worker or Worker()
    drain = drain or Drain(settings.drain_seconds)
    upstreams = upstreams or from_settings(settings)
    database = open_database(settings)
    recorder = UsageRecorder(database, journal_folder(settings))
    tools = hosted_providers(settings) if tools is None else tools
    key_hasher = cache(lambda: KeyHasher(pepper.load(settings)))
    services = _services(settings, upstreams, database, recorder, drain, worker, tools, key_hasher)
    own = implemented.handlers([kind(services) for kind in IMPLEMENTED])
    handlers = fallback.handlers(OPERATIONS, own, _forwarded(settings), upstreams, recorder)
    uses = KeyUses(database)
    authorize, prepare = _access(settings, database, key_hasher, uses)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncGenerator[None, None]:
        await database.open()
        await prepare()
        recorder.open_journal()
        tasks = [asyncio.create_task(services.jobs.run()), asyncio.create_task(recorder.run())]
        tasks.append(asyncio.create_task(upstreams.warm_up()))
        tasks.append(asyncio.create_task(StoppedTurns(database, recorder, services.responses.leases).run()))
        tasks.append(asyncio.create_task(uses.run()))
        if settings.retain_days and worker.number == 0:
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
    return application(settings, handlers, authorize, reference, ready, lifespan, worker)


def create_mock(settings: Settings, *, drain: Drain | None = None, worker: Worker | None = None) -> ASGIApp:
    """The example server: every operation answers a valid example, nothing is stored."""
    del drain  # There is no work beside the requests, which uvicorn drains.
    reference = Reference(settings, dict.fromkeys(BY_ID, "mocked"), builtin=False)
    authorize = Authorization(allow_any_operator)
    handlers, lifespan = mock.handlers(), lambda _: nullcontext()
    return application(settings, handlers, authorize, reference, health.always, lifespan, worker or Worker())


def open_database(settings: Settings) -> Database:
    """The settings' database; it connects on first use."""
    return Database(
        settings.database_url,
        synchronous="FULL" if settings.sqlite_synchronous == "FULL" else "NORMAL",
        wait_seconds=settings.database_wait_seconds,
        pool_size=settings.database_pool_size,
        reserve_bytes=settings.database_reserve_bytes,
        spool=Spool(settings.spool_dir or tempfile.gettempdir(), settings.min_free_bytes),
    )


def answers(settings: Settings) -> dict[str, str]:
    """Operation id -> implemented, forwarded or refused."""
    names = frozenset(o.id for kind in IMPLEMENTED for o in OPERATIONS if implemented.overrides(kind, o))
    return {o.id: fallback.answer_of(o, names, _forwarded(settings)) for o in OPERATIONS}


def _services(
    settings: Settings,
    upstreams: Upstreams,
    database: Database,
    recorder: UsageRecorder,
    drain: Drain,
    worker: Worker,
    tools: Mapping[str, ToolProvider],
    key_hasher: Hasher,
) -> Services:
    responses = ResponseService(
        upstreams,
        recorder,
        database,
        store_by_default=settings.store_by_default,
        lease_seconds=settings.lease_seconds,
        sealer=TokenSealer(pepper.sealing_secret(settings)),
        hosted=HostedToolKinds(tools, ImageTools(upstreams, recorder)),
        loop_limits=LoopLimits(settings.max_hosted_calls, settings.hosted_tools_seconds),
        secrets=SecretBox(lambda: pepper.load(settings)),
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
        jobs=BackgroundJobs(
            responses,
            database,
            drain,
            slots=worker.share(settings.background_slots),
            most_waiting=settings.max_queued_responses,
        ),
        key_hasher=key_hasher,
        list_helper_calls=settings.list_helper_calls,
    )


def _access(
    settings: Settings, database: Database, key_hasher: Hasher, uses: KeyUses
) -> tuple[Authenticate[Caller], Callable[[], Awaitable[None]]]:
    """The authorization of calls, and a coroutine to run before the first request."""

    async def nothing() -> None:
        pass

    if settings.auth != "keys":
        # From another machine, administration needs keys even where its operator allows open calls.
        local = bool(settings.unix_socket) or settings.host in LOOPBACK
        return Authorization(allow_any_operator if local else allow_any), nothing
    hasher = key_hasher()
    authorize = Authorization(KeyAuthenticator(database, hasher, uses))
    if not settings.bootstrap_admin_key_file:
        return authorize, nothing
    first = hasher.record(pepper.admin_key(settings), "admin", "bootstrap")
    return authorize, lambda: ensure_key(database, first)


def _forwarded(settings: Settings) -> frozenset[str]:
    require_operations("FORWARD", settings.forward)
    return frozenset(settings.forward)
