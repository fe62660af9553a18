"""ASGI's scope of a request."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from app.aio.asgi import Scope
from app.aio.fast_path import FAST_PATH, FastPath
from app.server.parser_events import RequestHead

# All keys, in the order of ASGI's specification: a copy in which some are set costs half of one that is
# written out.
_TEMPLATE: dict[str, Any] = {
    "type": "http",
    "asgi": None,
    "http_version": "1.1",
    "method": "",
    "scheme": "http",
    "path": "",
    "raw_path": b"",
    "query_string": b"",
    "root_path": "",
    "headers": None,
    "client": None,
    "server": None,
    "state": None,
    "extensions": None,
}


@dataclass(frozen=True, slots=True)
class Peers:
    """The two ends of a connection."""

    client: tuple[str, int | None] | None
    server: tuple[str, int | None] | None
    scheme: str


def peers_of(transport: asyncio.BaseTransport) -> Peers:
    """Those of a transport."""
    return Peers(
        _address(transport.get_extra_info("peername")),
        _address(transport.get_extra_info("sockname")),
        "https" if transport.get_extra_info("sslcontext") else "http",
    )


def request_scope(
    head: RequestHead, peers: Peers, root_path: str, app_state: dict[str, Any], path: FastPath
) -> Scope:
    """The scope of a request. As in uvicorn, `root_path` stands in front of its path."""
    scope = _TEMPLATE.copy()
    scope["asgi"] = {"version": "3.0", "spec_version": "2.3"}
    scope["http_version"] = head.version
    scope["method"] = head.method
    scope["scheme"] = peers.scheme
    if root_path:
        scope["path"] = root_path + head.path
        scope["raw_path"] = root_path.encode() + head.raw_path
        scope["root_path"] = root_path
    else:
        scope["path"] = head.path
        scope["raw_path"] = head.raw_path
    scope["query_string"] = head.query
    scope["headers"] = head.headers
    scope["client"] = peers.client
    scope["server"] = peers.server
    scope["state"] = app_state.copy()
    scope["extensions"] = {FAST_PATH: path}
    return scope


def websocket_scope(head: RequestHead, peers: Peers, root_path: str, app_state: dict[str, Any]) -> Scope:
    """The scope of a request that asks for WebSocket."""
    return {
        "type": "websocket",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": head.version,
        "scheme": "wss" if peers.scheme == "https" else "ws",
        "path": root_path + head.path,
        "raw_path": root_path.encode() + head.raw_path,
        "root_path": root_path,
        "query_string": head.query,
        "headers": head.headers,
        "client": peers.client,
        "server": peers.server,
        "subprotocols": [],
        "state": app_state.copy(),
        "extensions": {"websocket.http.response": {}},
    }


def _address(name: Any) -> tuple[str, int | None] | None:
    """Host and port of an internet address; the path of a Unix socket's; None of one without a name."""
    if isinstance(name, tuple):
        return str(name[0]), int(name[1])
    return (name, None) if isinstance(name, str) and name else None
