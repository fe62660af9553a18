"""The floor: copies bytes between each client's connection and its own upstream connection, without parsing.

`python -m tests.bench.passthrough PORT`
"""

from __future__ import annotations

import asyncio
import sys
from typing import cast

import uvloop


class _Upstream(asyncio.Protocol):
    """A connection to the upstream, copied to the client's."""

    def __init__(self, client: asyncio.Transport) -> None:
        self._client = client

    def data_received(self, data: bytes) -> None:
        self._client.write(data)

    def connection_lost(self, exc: Exception | None) -> None:
        self._client.close()


class _Client(asyncio.Protocol):
    """A client's connection; its bytes wait until the upstream's connection is established."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._pending: list[bytes] = []
        self._upstream: asyncio.WriteTransport | None = None
        self._connecting: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._connecting = asyncio.create_task(self._connect(cast("asyncio.Transport", transport)))

    def data_received(self, data: bytes) -> None:
        if self._upstream is None:
            self._pending.append(data)
        else:
            self._upstream.write(data)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._upstream is not None:
            self._upstream.close()
        elif self._connecting is not None:
            self._connecting.cancel()

    async def _connect(self, transport: asyncio.Transport) -> None:
        loop = asyncio.get_running_loop()
        self._upstream, _ = await loop.create_connection(
            lambda: _Upstream(transport), "127.0.0.1", self._port
        )
        self._upstream.writelines(self._pending)


async def _serve(port: int) -> None:
    server = await asyncio.get_running_loop().create_server(
        lambda: _Client(port), "127.0.0.1", 0, backlog=2048
    )
    own = server.sockets[0].getsockname()[1]
    print(f"listens on http://127.0.0.1:{own}", file=sys.stderr, flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(_serve(int(sys.argv[1])))
