"""Where a request came from, as a trusted proxy in front of the server reports it.

Anyone may send `X-Forwarded-For`, so that it counts only on a connection of a proxy that the operator names.
Of its addresses the last one that is no such proxy is the client: what stands before it is the client's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TypeAlias

from app.server.scope import Peers

_Address: TypeAlias = IPv4Address | IPv6Address

_FOR, _PROTO = b"x-forwarded-for", b"x-forwarded-proto"
_SCHEMES = {b"http": "http", b"https": "https"}
_ANY, _UNIX = "*", "unix"
_MAX_BYTES = 4096
"""Of the addresses; longer ones are not read."""


class TrustedProxies:
    """Addresses and networks of proxies; `unix` for those that connect by a Unix socket, `*` for all."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        names = frozenset(names)
        self._any = _ANY in names
        self._unix = _UNIX in names
        self._networks: list[IPv4Network | IPv6Network] = [ip_network(name) for name in names - {_ANY, _UNIX}]

    def trust(self, peers: Peers) -> bool:
        """Whether the client of a connection is one of them."""
        if self._any:
            return True
        if peers.client is None or peers.client[1] is None:
            # A Unix socket's client has no address.
            return self._unix
        address = _address(peers.client[0])
        return address is not None and self._has(address)

    def origin(self, peers: Peers, headers: Sequence[tuple[bytes, bytes]]) -> Peers:
        """The peers of a request on a trusted connection, as its headers have them."""
        addresses: list[bytes] = []
        schemes: set[str | None] = set()
        for name, value in headers:
            if name == _FOR:
                addresses.append(value)
            elif name == _PROTO:
                schemes.add(_SCHEMES.get(value.strip().lower()))
        scheme = schemes.pop() if len(schemes) == 1 else None
        client = self._client(b",".join(addresses)) if addresses else None
        return replace(
            peers,
            scheme=scheme or peers.scheme,
            client=peers.client if client is None else (str(client), 0),
        )

    def _client(self, forwarded: bytes) -> _Address | None:
        """None where the addresses end with something else."""
        client = None
        if len(forwarded) <= _MAX_BYTES:
            for text in reversed(forwarded.decode("latin-1").split(",")):
                address = _address(_without_port(text.strip()))
                if address is None:
                    break
                client = address
                if not self._has(address):
                    break
        return client

    def _has(self, address: _Address) -> bool:
        return self._any or any(address in network for network in self._networks)


def _address(text: str) -> _Address | None:
    try:
        # Without the interface that may follow an IPv6 address: of another machine's it is any text.
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    # As a socket for both families has the addresses of IPv4.
    return getattr(address, "ipv4_mapped", None) or address


def _without_port(text: str) -> str:
    """Some proxies add the port: `192.0.2.1:50000`, `[2001:db8::1]:50000`."""
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.partition(":")[0] if text.count(":") == 1 else text
