"""Connects to the first address of a name that answers, as RFC 8305 (Happy Eyeballs) describes.

A name may have several addresses, and the first may be dead: a broken IPv6 route, a host that is down. uvloop
tries one after the other.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Sequence
from ipaddress import ip_address
from itertools import chain, zip_longest
from typing import TypeVar

T = TypeVar("T")

STAGGER_SECONDS = 0.25
"""How long an attempt is alone before the next one starts beside it."""
_MAX_ADDRESSES = 6


async def addresses_within(host: str, port: int, seconds: float) -> list[str]:
    """The host itself if it is an address, else `addresses_of` it; raises TimeoutError, too."""
    try:
        ip_address(host)
    except ValueError:
        async with asyncio.timeout(seconds):
            return await addresses_of(host, port)
    return [host]


async def addresses_of(host: str, port: int) -> list[str]:
    """The first addresses of a name, its families in turn; raises OSError or UnicodeError."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    by_family: dict[int, list[str]] = {}
    for family, *_, address in found:
        by_family.setdefault(family, []).append(str(address[0]))
    in_turn = chain.from_iterable(zip_longest(*by_family.values()))
    return list(dict.fromkeys(address for address in in_turn if address is not None))[:_MAX_ADDRESSES]


async def first_connected(
    addresses: Sequence[str], connect: Callable[[str], Awaitable[T]], discard: Callable[[T], None]
) -> T:
    """The result of the first attempt that succeeds; raises the most telling error if all fail.

    An attempt starts once the one before it has failed or has had its time alone. `discard` gets the results
    of later attempts.
    """
    if len(addresses) == 1:
        return await connect(addresses[0])
    waiting = list(reversed(addresses))
    running: set[asyncio.Task[T]] = set()
    errors: list[BaseException] = []
    try:
        while waiting or running:
            if waiting:
                running.add(asyncio.ensure_future(connect(waiting.pop())))
            timeout = STAGGER_SECONDS if waiting else None
            done, _ = await asyncio.wait(running, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
            for attempt in done:
                error = attempt.exception()
                if error is None:
                    running.discard(attempt)
                    return attempt.result()
                running.discard(attempt)
                errors.append(error)
    finally:
        for attempt in running:
            attempt.cancel()
        for late in await asyncio.gather(*running, return_exceptions=True):
            if not isinstance(late, BaseException):
                discard(late)
    raise min(errors, key=_rank)


def _rank(error: BaseException) -> int:
    """A certificate that is refused tells more than a refused connection, and that more than silence."""
    if isinstance(error, ssl.SSLError):
        return 0
    return 2 if isinstance(error, TimeoutError) else 1
