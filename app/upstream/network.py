"""How an upstream is reached: by which proxy, with which authorities, with which certificate of our own."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ProxyServer:
    """An HTTP proxy."""

    scheme: str
    """`http`, or `https` for TLS to the proxy itself."""
    host: str
    port: int
    source: str
    """Where it is configured, for texts."""
    credentials: tuple[str, str] | None = field(default=None, repr=False)
    """User and password."""

    @property
    def basic(self) -> str | None:
        """User and password as the header `Proxy-Authorization` has them."""
        return None if self.credentials is None else b64encode(":".join(self.credentials).encode()).decode()

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no answer or log may contain: the password, also with the user, and as it is sent."""
        basic = self.basic
        if self.credentials is None or basic is None:
            return ()
        return basic, ":".join(self.credentials), self.credentials[1]

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port} ({self.source})"


@dataclass(frozen=True, slots=True)
class Network:
    """What a connection needs besides an address. By default nothing: our own client connects directly."""

    proxy: ProxyServer | None = None
    ca_file: str = ""
    client_cert_file: str = ""
    client_key_file: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether our own client suffices."""
        return self == DIRECTLY

    def description(self) -> str:
        """For people; without credentials."""
        parts = [f"through the proxy {self.proxy}"] if self.proxy is not None else ["directly"]
        parts += [f"trusting {self.ca_file}"] if self.ca_file else []
        parts += [f"with the client certificate {self.client_cert_file}"] if self.client_cert_file else []
        return ", ".join(parts)


DIRECTLY = Network()
"""By our own client."""
