"""The protocol that the command line hands to uvicorn."""

from __future__ import annotations

from app.server.forwarded import TrustedProxies
from app.server.http1_protocol import Http1Protocol
from app.server.limits import ServerLimits
from app.server.upgrade import Upgrades


def protocol_factory(
    limits: ServerLimits,
    upgrades: Upgrades,
    proxies: TrustedProxies | None = None,
) -> type[Http1Protocol]:
    """A protocol with these limits, for `uvicorn.Config(http=...)`.

    `upgrades` has the paths on which `Upgrade: websocket` is answered by a protocol of its own. On other
    paths such a request is answered as HTTP. Of a request's client
    counts what `proxies` report.
    """

    class ConfiguredProtocol(Http1Protocol):
        __slots__ = ()

    ConfiguredProtocol.limits = limits
    ConfiguredProtocol.upgrades = upgrades
    ConfiguredProtocol.proxies = proxies or TrustedProxies()
    return ConfiguredProtocol
