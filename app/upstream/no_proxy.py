"""NO_PROXY: the hosts that are reached without the proxy of the environment."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_PORT = re.compile(r"(?P<host>\[[^\]]+\]|[^:]+)(?::(?P<port>[0-9]+))?")


def bypasses(host: str, port: int, patterns: str) -> bool:
    """Whether a host is one of `patterns`, or is this machine.

    Patterns are separated by commas or spaces. Each is `*`, a network such as 10.0.0.0/8, an address, or a
    name, which stands for all names below it, too, with or without `.` or `*.` in front. An address or a
    name may end with a port.
    """
    host = _name(host)
    address = _address(host)
    if host == "localhost" or host.endswith(".localhost") or (address is not None and address.is_loopback):
        return True
    return any(_matches(host, address, port, item) for item in re.split(r"[,\s]+", patterns.lower()) if item)


def _matches(host: str, address: IPv4Address | IPv6Address | None, port: int, item: str) -> bool:
    if item == "*":
        return True
    if "/" in item:
        try:
            return address is not None and address in ip_network(item, strict=False)
        except ValueError:
            return False
    # An IPv6 address without brackets has no port.
    parts = None if _address(item) is not None else _PORT.fullmatch(item)
    if parts is not None:
        if parts["port"] is not None and int(parts["port"]) != port:
            return False
        item = parts["host"]
    name = _name(item.removeprefix("*").removeprefix("."))
    if address is not None:
        return _address(name) == address
    return bool(name) and (host == name or host.endswith(f".{name}"))


def _name(host: str) -> str:
    return host.lower().rstrip(".").strip("[]")


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None
