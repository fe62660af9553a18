"""Connections to checked addresses only, for httpcore."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import httpcore

from app.aio.address_race import first_connected
from app.outbound.address_rules import AddressRules


class CheckedBackend(httpcore.AsyncNetworkBackend):
    """Resolves a name once and connects to one of the addresses that the rules permit.

    The name itself is used for SNI, the certificate and the `Host` header only. It is not asked again: it may
    resolve to another address a moment later (DNS rebinding).
    """

    def __init__(self, rules: AddressRules) -> None:
        self._rules = rules
        self._backend = httpcore.AnyIOBackend()
        self._closing: set[asyncio.Task[None]] = set()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's interface
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Raises AddressRefused, and httpcore's errors of a connection."""

        async def dial(address: str) -> httpcore.AsyncNetworkStream:
            return await self._backend.connect_tcp(address, port, timeout, local_address, socket_options)

        try:
            async with asyncio.timeout(timeout):
                addresses = await self._rules.addresses(host, port)
                return await first_connected(addresses, dial, self._discard)
        except TimeoutError:
            raise httpcore.ConnectTimeout from None

    def _discard(self, stream: httpcore.AsyncNetworkStream) -> None:
        closing = asyncio.ensure_future(stream.aclose())
        self._closing.add(closing)
        closing.add_done_callback(self._closing.discard)
