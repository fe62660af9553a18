"""uvicorn's server: the banner at its start, the drain at its stop, its place among the workers."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from types import FrameType

import uvicorn

from app.aio.drain import Drain
from app.aio.worker_numbers import Column, Worker
from app.cli import banner, gc_tuning, service_manager
from app.cli.started_worker import StartedWorker
from app.cli.supervisor import FORCE
from app.server.acceptor import Acceptor
from app.server.http1_protocol import Http1Protocol
from app.upstream import local_servers
from app.upstream.model_list import Health
from app.upstream.upstreams import Upstreams

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Report:
    """What the server prints: `lines` once it listens, `health_lines` when its upstreams are checked."""

    lines: list[str]
    health_lines: Callable[[list[Health]], list[str]]
    write: Callable[[list[str]], None]


class Server(uvicorn.Server):
    """Serves until SIGTERM or SIGINT, which start `drain`.

    `started` is that of a worker; without it this process is the only one.
    """

    def __init__(
        self,
        config: uvicorn.Config,
        protocol: type[Http1Protocol],
        upstreams: Upstreams | None,
        report: Report,
        drain: Drain,
        worker: Worker,
        started: StartedWorker | None,
    ) -> None:
        super().__init__(config)
        self._protocol = protocol
        self._upstreams = upstreams
        self._report = report
        self._drain = drain
        self._worker = worker
        self._started_worker = started
        self._acceptors: list[Acceptor] = []
        self._checking: asyncio.Task[None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """uvicorn's, then the banner. A worker shares its sockets with others, and accepts by itself."""
        started = self._started_worker
        await super().startup(sockets if started is None else [])
        gc_tuning.relax_gc()
        if self.should_exit:
            return
        if started is not None:
            for listener in sockets or []:
                self._acceptors.append(Acceptor(listener, self._new_protocol(), self._lead))
            for acceptor in self._acceptors:
                acceptor.start()
            loop = asyncio.get_running_loop()
            loop.add_reader(started.parent, self._on_parent_ended, started.parent)
            loop.add_signal_handler(FORCE, self._on_force)
            self._worker.set(Column.READY, 1)
            started.report_ready()
        else:
            self._worker.set(Column.READY, 1)
            service_manager.notify("READY=1")
        if started is None or started.is_first:
            self._report.write(self._report.lines)
            if self._upstreams is not None:
                self._checking = asyncio.create_task(self._check(self._upstreams, sockets or []))

    async def on_tick(self, counter: int) -> bool:
        """uvicorn's, every tenth of a second. Publishes this worker's gauges once a second."""
        if counter % 10 == 0:
            self._worker.set(Column.TASKS, len(asyncio.all_tasks()))
            self._publish_connections()
        return await super().on_tick(counter)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """uvicorn's handler of SIGTERM and SIGINT."""
        if self._started_worker is not None and sig == signal.SIGINT:
            # A terminal sends it to the parent, too, which decides.
            return
        self._drain.start()
        if self._started_worker is None:
            service_manager.notify("STOPPING=1")
        if sig == signal.SIGTERM:
            # uvicorn raises a signal again once it has stopped, and the exit status would be that of a kill.
            self.should_exit = True
        else:
            super().handle_exit(sig, frame)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """uvicorn's. It resets clients that are connected but not accepted: they are accepted before."""
        for acceptor in self._acceptors:
            await acceptor.close()
        if not self._acceptors:
            await self._accept_waiting(sockets or [])
        await super().shutdown(sockets)

    async def _accept_waiting(self, sockets: list[socket.socket]) -> None:
        # asyncio makes a connection one tick after it accepted it, and cannot once its server is closed.
        for listener in sockets:
            asyncio.get_running_loop().remove_reader(listener)
        await asyncio.sleep(0)
        accepted: list[socket.socket] = []
        for listener in sockets:
            with contextlib.suppress(OSError):
                while True:
                    accepted.append(listener.accept()[0])
        for server in self.servers:
            server.close()
        loop, protocol = asyncio.get_running_loop(), self._new_protocol()
        for client in accepted:
            with contextlib.suppress(OSError):
                await loop.connect_accepted_socket(protocol, client)

    def _new_protocol(self) -> Callable[[], Http1Protocol]:
        """A factory of the connections' protocols, as uvicorn calls it."""
        return partial(
            self._protocol,
            config=self.config,
            server_state=self.server_state,
            app_state=self.lifespan.state,
            _loop=asyncio.get_running_loop(),
        )

    def _lead(self) -> int:
        """How many open connections more this worker has than the one that has the fewest."""
        mine = self._publish_connections()
        table = self._worker.table
        counts = zip(table.column(Column.READY), table.column(Column.OPEN_CONNECTIONS), strict=True)
        return mine - min((count for ready, count in counts if ready), default=mine)

    def _publish_connections(self) -> int:
        connecting = sum(acceptor.connecting for acceptor in self._acceptors)
        count = len(self.server_state.connections) + connecting
        self._worker.set(Column.OPEN_CONNECTIONS, count)
        return count

    def _on_parent_ended(self, pipe: int) -> None:
        """Without its parent a worker would serve beside those of the next start."""
        asyncio.get_running_loop().remove_reader(pipe)
        _log.error("the parent of the workers has ended: this worker stops")
        self.handle_exit(signal.SIGTERM, None)

    def _on_force(self) -> None:
        self.should_exit = self.force_exit = True

    async def _check(self, upstreams: Upstreams, sockets: list[socket.socket]) -> None:
        self._report.write(self._report.health_lines(await upstreams.check()))
        if upstreams.is_unconfigured:
            own = [each.getsockname()[1] for each in sockets if each.family != socket.AF_UNIX]
            found = await local_servers.find(local_servers.KNOWN, own)
            if found:
                self._report.write(banner.local_server_lines(found))
