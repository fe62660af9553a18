"""Which targets and addresses may be called."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Sequence
from ipaddress import ip_address, ip_network

from app.aio.address_race import addresses_of
from app.outbound.errors import AddressRefused
from app.outbound.public_addresses import Address, is_public
from app.outbound.target import Target

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""The addresses of a name; raises OSError or UnicodeError."""

_SETTING = "OUTBOUND_ALLOW_HOSTS"


class AddressRules:
    """`allowed` are hosts, `host:port` pairs and networks; `ports` those of every other host."""

    def __init__(
        self, allowed: Sequence[str] = (), ports: Collection[int] = (443,), resolve: Resolve = addresses_of
    ) -> None:
        self._ports = frozenset(ports)
        self._resolve = resolve
        self._networks = [ip_network(entry) for entry in allowed if "/" in entry]
        self._hosts = frozenset(entry for entry in allowed if "/" not in entry)

    def check(self, target: Target) -> None:
        """Raises AddressRefused where its scheme, its port or its literal address is not permitted."""
        if self._is_listed(target.host, target.port):
            return
        if target.scheme != "https":
            raise AddressRefused(f"The URL must start with https://. {self._hint(target.host)}")
        if target.port not in self._ports:
            ports = ", ".join(map(str, sorted(self._ports)))
            raise AddressRefused(
                f"The URL's port must be one of {ports}, not {target.port}. {self._hint(target.host)}"
            )
        address = _address(target.host)
        if address is not None and not is_public(address):
            raise self._not_public(target.host)

    async def addresses(self, host: str, port: int) -> list[str]:
        """The permitted addresses of a host, which is resolved once; raises AddressRefused.

        A name that does not exist has the same error as one inside, so that callers learn no inner names.
        """
        literal = _address(host)
        try:
            found = [host] if literal is not None else await self._resolve(host, port)
        except (OSError, UnicodeError):
            found = []
        if not self._is_listed(host, port):
            found = [text for text in found if self._is_permitted(_address(text))]
        if not found:
            raise self._not_public(host)
        return found

    def _is_listed(self, host: str, port: int) -> bool:
        address = _address(host)
        name = f"[{host}]" if ":" in host else host
        return (
            name in self._hosts
            or f"{name}:{port}" in self._hosts
            or (address is not None and self._is_in_networks(address))
        )

    def _is_permitted(self, address: Address | None) -> bool:
        return address is not None and (is_public(address) or self._is_in_networks(address))

    def _is_in_networks(self, address: Address) -> bool:
        return any(address in network for network in self._networks)

    def _not_public(self, host: str) -> AddressRefused:
        return AddressRefused(f"The host {host} has no address on the public internet. {self._hint(host)}")

    def _hint(self, host: str) -> str:
        return f"The operator of this server can allow {host} by {_SETTING}."


def _address(text: str) -> Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None
