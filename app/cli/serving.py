"""`serve` and `mock`: uvicorn in this process, with the HTTP protocol of `app.server`."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import faulthandler
import logging
import signal
import socket
import sys
from collections.abc import Callable, Mapping
from functools import partial
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from app import log
from app.aio.drain import Drain
from app.cli import banner, gc_tuning
from app.server.factory import protocol_factory
from app.server.http1_protocol import Http1Protocol
from app.server.limits import ServerLimits
from app.server.upgrade import UpgradedProtocol
from app.settings import Settings
from app.upstream import local_servers
from app.upstream.model_list import Health
from app.upstream.upstreams import Upstreams

_log = logging.getLogger(__name__)

UPGRADES: Mapping[str, type[UpgradedProtocol] | None] = {"/v1/responses": None}
"""Paths on which the contract speaks WebSocket; None: not there yet."""


class StartError(Exception):
    """The server cannot start; the message says what to do."""


def listen(settings: Settings) -> socket.socket:
    """A bound socket, so that a port in use is reported before anything else happens."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    server = socket.socket(family, socket.SOCK_STREAM)
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        server.bind((settings.host, settings.port))
        server.listen(2048)
    except (OSError, UnicodeError) as error:
        server.close()
        reason = error.strerror if isinstance(error, OSError) else "not a host name"
        raise StartError(
            f"Cannot listen on {settings.host} port {settings.port}: {reason}. {_hint(error)}"
        ) from None
    return server


def _hint(error: OSError | UnicodeError) -> str:
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.EACCES:
        return "Ports below 1024 are reserved: set PORT (or --port) to a higher one."
    if isinstance(error, socket.gaierror | UnicodeError) or number == errno.EADDRNOTAVAIL:
        return "Set HOST (or --host) to an address of this machine: 127.0.0.1 (local) or 0.0.0.0 (every one)."
    return "Stop the process that uses it, or set PORT (or --port) to another one."


def run(app: ASGIApp, settings: Settings, command: str, upstreams: Upstreams | None, drain: Drain) -> None:
    """Serves until SIGTERM or SIGINT, which start `drain`: requests under way may end within its time."""
    secrets = (*settings.secrets, *(upstreams.secrets if upstreams is not None else ()))
    # A crash in native code leaves the Python stacks in the log.
    faulthandler.enable(file=2)
    _allow_files()
    log.configure(settings.log_level, json=settings.log_format == "json", secrets=secrets)
    with listen(settings) as server:
        port = server.getsockname()[1]
        protocol = protocol_factory(_limits(settings), UPGRADES)
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            # Nothing here asks for the client's address.
            proxy_headers=False,
            lifespan="on",
            interface="asgi3",
            loop="uvloop" if settings.event_loop == "uvloop" and sys.platform != "win32" else "asyncio",
            http=protocol,
            ws="none",
            timeout_graceful_shutdown=settings.drain_seconds,
            timeout_keep_alive=75,
        )
        report = _log_lines if settings.log_format == "json" else _print_lines
        started = banner.lines(settings, port, command)
        checked = partial(banner.upstream_lines, settings, port)
        _Server(config, started, upstreams, checked, report, drain, protocol).run(sockets=[server])


def _limits(settings: Settings) -> ServerLimits:
    return ServerLimits(
        write_seconds=settings.write_timeout_seconds,
        total_seconds=settings.total_timeout_seconds,
        stop_idle_seconds=settings.drain_idle_seconds,
    )


def _allow_files() -> None:
    """Raises the limit of open files: a stream needs two sockets, and the usual limit is 1,024 files."""
    if sys.platform != "win32":
        import resource

        hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


class _Server(uvicorn.Server):
    """Reports the banner once it listens, and the upstreams' health as soon as it is checked."""

    def __init__(
        self,
        config: uvicorn.Config,
        lines: list[str],
        upstreams: Upstreams | None,
        health_lines: Callable[[list[Health]], list[str]],
        report: Callable[[list[str]], None],
        drain: Drain,
        protocol: type[Http1Protocol],
    ) -> None:
        super().__init__(config)
        self._protocol = protocol
        self._report = report
        self._drain = drain
        self._lines = lines
        self._upstreams = upstreams
        self._health_lines = health_lines
        self._checking: asyncio.Task[None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """uvicorn's, then the banner."""
        await super().startup(sockets)
        gc_tuning.relax_gc()
        if not self.should_exit:
            self._report(self._lines)
            if self._upstreams is not None:
                self._checking = asyncio.create_task(self._check(self._upstreams, sockets or []))

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._drain.start()
        if sig == signal.SIGTERM:
            # uvicorn raises a signal again once it has stopped, and the exit status would be that of a kill.
            self.should_exit = True
        else:
            super().handle_exit(sig, frame)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """uvicorn's. It resets clients that are connected but not accepted: they are accepted before."""
        accepted: list[socket.socket] = []
        for listener in sockets or []:
            with contextlib.suppress(OSError):
                while True:
                    accepted.append(listener.accept()[0])
        for server in self.servers:
            server.close()
        loop = asyncio.get_running_loop()
        protocol = partial(
            self._protocol,
            config=self.config,
            server_state=self.server_state,
            app_state=self.lifespan.state,
            _loop=loop,
        )
        for client in accepted:
            with contextlib.suppress(OSError):
                await loop.connect_accepted_socket(protocol, client)
        await super().shutdown(sockets)

    async def _check(self, upstreams: Upstreams, sockets: list[socket.socket]) -> None:
        self._report(self._health_lines(await upstreams.check()))
        if upstreams.is_unconfigured:
            own = [listener.getsockname()[1] for listener in sockets]
            found = await local_servers.find(local_servers.KNOWN, own)
            if found:
                self._report(banner.local_server_lines(found))


def _log_lines(lines: list[str]) -> None:
    """For readers of the log that expect JSON in every line."""
    for line in lines:
        _log.info("%s", line.strip())


def _print_lines(lines: list[str]) -> None:
    print("\n".join(lines), file=sys.stderr, flush=True)
