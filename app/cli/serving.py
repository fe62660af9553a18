"""`serve` and `mock`: uvicorn in this process or in workers, with the HTTP protocol of `app.server`."""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import os
import socket
import sys
from functools import partial
from typing import Protocol

import uvicorn
from starlette.types import ASGIApp

from app import log
from app.aio.drain import Drain
from app.aio.worker_numbers import Worker, WorkerTable
from app.cli import banner, service_manager
from app.cli.listening import StartError, listening
from app.cli.server import Report, Server
from app.cli.started_worker import StartedWorker
from app.cli.supervisor import Supervisor, WorkersFailed
from app.server.factory import protocol_factory
from app.server.forwarded import TrustedProxies
from app.server.limits import ServerLimits
from app.server.parser_events import UpgradeRequest
from app.server.upgrade import ServerHandle, UpgradedProtocol, Upgrades
from app.settings import Settings
from app.upstream.upstreams import Upstreams

_log = logging.getLogger(__name__)

_SOCKETS = ("/v1/responses",)
"""Paths on which the contract speaks WebSocket."""


class Create(Protocol):
    """Creates the application of a process that serves. Raises SettingsError, SettingsConflict."""

    def __call__(self, settings: Settings, *, drain: Drain, worker: Worker) -> ASGIApp: ...


def run(
    create: Create,
    settings: Settings,
    command: str,
    upstreams: Upstreams | None,
) -> None:
    """Serves until SIGTERM or SIGINT: requests under way may end within the time of the drain.

    `create` is called once in each process that serves. Raises StartError, and what `create` raises.
    """
    secrets = (*settings.secrets, *(upstreams.secrets if upstreams is not None else ()))
    # A crash in native code leaves the Python stacks in the log.
    faulthandler.enable(file=2)
    _allow_files()
    log.configure(settings.log_level, json=settings.log_format == "json", secrets=secrets)
    table = WorkerTable(settings.workers)
    with listening(settings, os.environ) as place:
        settings, sockets = place.settings, place.sockets
        started = None
        if settings.workers > 1:
            started = _supervised(table, sockets, settings.drain_seconds)
            if started is None:
                return
        worker = Worker(started.number if started is not None else 0, table)
        drain = Drain(settings.drain_seconds)
        app = create(settings, drain=drain, worker=worker)
        protocol = protocol_factory(
            _limits(settings),
            upgrades(settings.root_path, settings.max_body_bytes),
            TrustedProxies(settings.forwarded_allow_ips),
        )
        report = _report(settings, place.port, command)
        server = Server(_config(app, settings, protocol), protocol, upstreams, report, drain, worker, started)
        server.run(sockets=sockets)


def _supervised(
    table: WorkerTable, sockets: list[socket.socket], drain_seconds: float
) -> StartedWorker | None:
    """In a worker, its start. In the parent, None once all workers have ended."""

    def on_stop() -> None:
        service_manager.notify("STOPPING=1")
        # The workers' own copies are open until they have accepted what waits.
        for one in sockets:
            one.close()

    supervisor = Supervisor(table, partial(service_manager.notify, "READY=1"), on_stop, drain_seconds)
    try:
        return supervisor.run()
    except WorkersFailed as error:
        raise StartError(str(error)) from None


def _config(app: ASGIApp, settings: Settings, protocol: type) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        # The protocol reads them itself.
        proxy_headers=False,
        lifespan="on",
        interface="asgi3",
        loop="uvloop" if settings.event_loop == "uvloop" and sys.platform != "win32" else "asyncio",
        http=protocol,
        ws="none",
        timeout_graceful_shutdown=settings.drain_seconds,
        timeout_keep_alive=75,
    )


def _report(settings: Settings, port: int, command: str) -> Report:
    return Report(
        banner.lines(settings, port, command),
        partial(banner.upstream_lines, settings, port),
        _log_lines if settings.log_format == "json" else _print_lines,
    )


def _limits(settings: Settings) -> ServerLimits:
    return ServerLimits(
        write_seconds=settings.write_timeout_seconds,
        total_seconds=settings.total_timeout_seconds,
        stop_idle_seconds=settings.drain_idle_seconds,
    )


def upgrades(root_path: str, message_bytes: int) -> Upgrades:
    """What answers `Upgrade: websocket` on which path. A message may have so many bytes.

    Each path is there with and without the prefix: one proxy passes it on, another does not.
    """

    def protocol(request: UpgradeRequest, server: ServerHandle) -> UpgradedProtocol:
        # Loaded for the first connection: most servers have none.
        from app.server.websocket_protocol import WebSocketProtocol

        return WebSocketProtocol(request, server, message_bytes)

    return dict.fromkeys([*_SOCKETS, *[root_path + path for path in _SOCKETS]], protocol)


def _allow_files() -> None:
    """Raises the limit of open files: a stream needs two sockets, and the usual limit is 1,024 files."""
    if sys.platform != "win32":
        import resource

        hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _log_lines(lines: list[str]) -> None:
    """For readers of the log that expect JSON in every line."""
    for line in lines:
        _log.info("%s", line.strip())


def _print_lines(lines: list[str]) -> None:
    print("\n".join(lines), file=sys.stderr, flush=True)
