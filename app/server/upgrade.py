"""The hook for the protocol that a connection speaks after an `Upgrade`."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from app.server.parser_events import UpgradeRequest
from app.server.scope import Peers
from app.server.uvicorn_interface import ServerConfig, ServerState


@dataclass(frozen=True, slots=True)
class ServerHandle:
    """The server that a connection belongs to."""

    config: ServerConfig
    state: ServerState
    app_state: dict[str, Any]
    loop: asyncio.AbstractEventLoop
    peers: Peers
    """The two ends of the connection, as far as trusted proxies report them."""


class UpgradedProtocol(asyncio.Protocol, ABC):
    """Takes a connection over, from the client's request to upgrade on.

    It is made with that request, of which nothing has been answered, and then gets `connection_made`; what
    arrived behind the head is `request.received`. It adds itself to `server.state.connections` and leaves
    them in `connection_lost`, so that the server's stop finds it.
    """

    @abstractmethod
    def shutdown(self) -> None:
        """The server stops: the connection is to end soon."""


Upgrades: TypeAlias = Mapping[str, Callable[[UpgradeRequest, ServerHandle], UpgradedProtocol]]
"""A path on which `Upgrade: websocket` is answered -> what makes the connection's protocol."""
