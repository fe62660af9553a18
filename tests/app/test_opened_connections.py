"""One door for addresses that a caller names: a walk of the code finds everything that opens a connection."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_OPENING_MODULES = frozenset(
    (
        "aiohttp",
        "anyio",
        "ftplib",
        "http.client",
        "httpcore",
        "httpx",
        "httpx2",
        "imaplib",
        "poplib",
        "requests",
        "smtplib",
        "socket",
        "telnetlib",
        "urllib.request",
        "urllib3",
        "websockets.client",
        "xmlrpc",
    )
)
_OPENING_METHODS = frozenset(
    (
        "connect_tcp",
        "connect_ex",
        "create_connection",
        "create_datagram_endpoint",
        "create_unix_connection",
        "getaddrinfo",
        "gethostbyname",
        "getnameinfo",
        "open_connection",
        "open_unix_connection",
        "sock_connect",
        "urlopen",
        "urlretrieve",
    )
)
_PERMITTED = {
    "app/outbound": "checks each address",
    "app/aio/address_race.py": "resolves names for its callers: app.outbound, which checks, and app.upstream",
    "app/upstream": "calls the addresses that the operator configured",
    "app/cli": "opens the sockets that the server listens on, and asks this server's own health page",
    "app/server": "options of accepted connections",
}
"""Where a connection is opened, or a name resolved, and why that is no caller's address."""


def _openings(source: str) -> Iterator[str]:
    """What in a module opens connections: imports of clients, and methods by their names."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if _opens(alias.name))
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
            yield from (name for name in names if _opens(name))
        elif isinstance(node, ast.Attribute) and node.attr in _OPENING_METHODS:
            yield node.attr


def _opens(module: str) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in _OPENING_MODULES)


def _found() -> dict[str, set[str]]:
    return {
        path.relative_to(_ROOT).as_posix(): names
        for path in sorted((_ROOT / "app").rglob("*.py"))
        if (names := set(_openings(path.read_text(encoding="utf-8"))))
    }


def _permitting(path: str) -> str | None:
    return next((prefix for prefix in _PERMITTED if path == prefix or path.startswith(f"{prefix}/")), None)


def test_connections_are_opened_by_the_outbound_package_and_known_modules_only() -> None:
    found = _found()
    assert {path: names for path, names in found.items() if _permitting(path) is None} == {}
    assert {_permitting(path) for path in found} == set(_PERMITTED)


@pytest.mark.parametrize(
    "source",
    [
        "import httpx",
        "import httpcore as core",
        "from urllib import request",
        "from urllib.request import urlopen",
        "import http.client",
        "import socket",
        "from httpx import AsyncClient",
        "import asyncio\nasyncio.open_connection('inner', 80)",
        "loop.create_connection(factory, host, port)",
    ],
)
def test_openings_are_recognised(source: str) -> None:
    assert list(_openings(source))


def test_upstream_client_is_used_with_the_operators_addresses_only() -> None:
    """Outside of app.upstream no module makes a client of an upstream from a URL."""
    makers = ("HttpClient", "HttpxClient", "ConnectionPool", "HttpxPool")
    users = [
        path.relative_to(_ROOT).as_posix()
        for path in sorted((_ROOT / "app").rglob("*.py"))
        if any(
            isinstance(node, ast.Name) and node.id in makers
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        )
    ]
    assert users
    assert [path for path in users if not path.startswith("app/upstream/")] == []
