"""The URL of a call, taken apart in one strict way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from urllib.parse import quote, urljoin

from app.outbound.errors import AddressRefused

_MAX_URL = 8192
_MAX_HOST = 253
_DEFAULT_PORTS = {"http": 80, "https": 443}
_URL = re.compile(
    r"(?P<scheme>https?)://(?P<authority>[^/?#]*)(?P<path>[^?#]*)(?P<query>\?[^#]*)?(?:#.*)?", re.I
)
_AUTHORITY = re.compile(r"(?P<host>\[[0-9a-f:.]+\]|[^\[\]:]+)(?::(?P<port>[0-9]{0,5}))?", re.I)
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9_-]{1,63}(?<!-))*")
# What other programs read as a part of an IPv4 address: `127.1`, `0x7f000001`, `2130706433`, `0177.0.0.1`.
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_UNUSABLE = re.compile(r"[\x00-\x20\x7f]")
_SAFE_IN_PATH = "%/:?[]@!$&'()*+,;=-._~"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes."""

    scheme: str
    host: str
    """A name in ASCII and lower case, without a dot at its end, or an IP address without brackets."""
    port: int
    path: str
    """Path and query, percent-encoded."""

    @property
    def origin(self) -> tuple[str, str, int]:
        """Scheme, host and port: to another one no credentials go."""
        return self.scheme, self.host, self.port

    @property
    def authority(self) -> str:
        """The `Host` header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole of it again, without a fragment."""
        return f"{self.scheme}://{self.authority}{self.path}"

    def join(self, reference: str) -> Target:
        """The target of a link or a redirect, which may be relative. Raises AddressRefused."""
        try:
            return parse_url(urljoin(self.url, reference))
        except ValueError:
            raise AddressRefused("A link is not a valid URL.") from None


def parse_url(url: str) -> Target:
    """The target of an absolute URL; raises AddressRefused.

    A host that two programs could read as two addresses is refused, and so are a user and a password.
    """
    if len(url) > _MAX_URL:
        raise AddressRefused(f"The URL is longer than {_MAX_URL} characters.")
    matched = None if _UNUSABLE.search(url) else _URL.fullmatch(url)
    if matched is None:
        raise AddressRefused("The URL must be absolute, start with https:// and have no spaces.")
    authority = _AUTHORITY.fullmatch(matched["authority"])
    if "@" in matched["authority"]:
        raise AddressRefused("The URL must not contain a user or a password.")
    if authority is None:
        raise AddressRefused("The URL has no valid host.")
    scheme = matched["scheme"].lower()
    port = int(authority["port"] or _DEFAULT_PORTS[scheme])
    if not 0 < port < 65_536:
        raise AddressRefused("The URL's port must be from 1 to 65535.")
    try:
        path = quote((matched["path"] or "/") + (matched["query"] or ""), safe=_SAFE_IN_PATH)
    except UnicodeError:
        raise AddressRefused("The URL is not valid Unicode.") from None
    return Target(scheme, normalized_host(authority["host"]), port, path)


def normalized_host(text: str) -> str:
    """A URL's host in its one form; raises AddressRefused."""
    if text.startswith("["):
        try:
            return str(IPv6Address(text[1:-1]))
        except ValueError:
            raise AddressRefused("The URL has no valid host.") from None
    try:
        # Full-width digits and dots become ordinary ones here, before the checks.
        host = text.encode("idna").decode("ascii").lower() if len(text) <= _MAX_HOST + 1 else ""
    except UnicodeError:
        host = ""
    host = host.removesuffix(".")
    if len(host) > _MAX_HOST or not _NAME.fullmatch(host):
        raise AddressRefused("The URL has no valid host.")
    if _NUMBER.fullmatch(host.rpartition(".")[2]):
        try:
            return str(ip_address(host))
        except ValueError:
            raise AddressRefused("The URL's host must be a name, or an address such as 192.0.2.1.") from None
    return host
