"""How the settings and an entry of UPSTREAMS_FILE say that an upstream is reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from app.settings import Settings
from app.upstream.network import Network, ProxyServer
from app.upstream.no_proxy import bypasses
from app.upstream.secret_source import read_secret
from app.upstream.upstream_fields import DIRECT, InvalidEntry

_PORTS = {"http": 80, "https": 443}
_TLS_FIELDS = ("ca_file", "client_cert_file", "client_key_file")
_AUTH_FIELDS = ("proxy_auth_env", "proxy_auth_file")


@dataclass(frozen=True, slots=True)
class NetworkLoader:
    """Combines the fields of an entry, if they are set, with the settings for all upstreams."""

    settings: Settings
    environment: Mapping[str, str]
    folder: Path = Path()
    """What paths of an entry are relative to."""

    def load(self, url: str, entry: Mapping[str, Any]) -> Network:
        """How the upstream at `url` is reached; raises InvalidEntry."""
        proxy = self._proxy_of(entry) if "proxy" in entry else self._proxy_of_settings(url)
        unused = [name for name in _AUTH_FIELDS if name in entry and "proxy" not in entry]
        if unused:
            raise InvalidEntry(f"has '{unused[0]}' without a proxy; set proxy, too.")
        tls = self._tls_files(entry)
        if urlsplit(url).scheme != "https":
            named = [name for name in _TLS_FIELDS if name in entry]
            if named and (proxy is None or proxy.scheme != "https"):
                raise InvalidEntry(
                    f"has '{named[0]}', but its url does not start with https://; correct one."
                )
            # Of the settings for all, a plain connection needs none.
            tls = {"ca_file": tls["ca_file"]} if proxy is not None and proxy.scheme == "https" else {}
        return Network(proxy, **tls)

    def _tls_files(self, entry: Mapping[str, Any]) -> dict[str, str]:
        own = {name: str(self.folder / entry[name]) for name in _TLS_FIELDS if name in entry}
        if "client_key_file" in own and "client_cert_file" not in own:
            raise InvalidEntry("has a client_key_file without a client_cert_file; set both.")
        settings = self.settings
        files = {"ca_file": settings.upstream_ca_file}
        if "client_cert_file" not in own:
            files["client_cert_file"] = settings.upstream_client_cert_file
            files["client_key_file"] = settings.upstream_client_key_file
        return {**files, **own}

    def _proxy_of(self, entry: Mapping[str, Any]) -> ProxyServer | None:
        secret, source = read_secret(
            entry, *_AUTH_FIELDS, "proxy's user and password", self.folder, self.environment
        )
        if entry["proxy"] == DIRECT:
            return None
        user, colon, password = (secret or "").partition(":")
        if secret is not None and not (user and colon):
            raise InvalidEntry(f"has a proxy's user and password from {source} without a colon between them.")
        return _server(
            entry["proxy"], "proxy in UPSTREAMS_FILE", (user, password) if secret is not None else None
        )

    def _proxy_of_settings(self, url: str) -> ProxyServer | None:
        parts = urlsplit(url)
        settings = self.settings
        name = f"{parts.scheme}_proxy"
        name = name if getattr(settings, name) else "all_proxy"
        proxy = getattr(settings, name)
        port = parts.port or _PORTS[parts.scheme]
        if not proxy or bypasses(parts.hostname or "", port, settings.no_proxy):
            return None
        if urlsplit(proxy).scheme not in _PORTS:
            raise InvalidEntry(
                f"would be reached through {name.upper()}, which is not an http:// or https:// proxy; set "
                f"another one, or add {parts.hostname} to NO_PROXY."
            )
        user, password = urlsplit(proxy).username, urlsplit(proxy).password
        credentials = (unquote(user), unquote(password or "")) if user else None
        return _server(proxy, name.upper(), credentials)


def _server(url: str, source: str, credentials: tuple[str, str] | None) -> ProxyServer:
    parts = urlsplit(url)
    return ProxyServer(
        parts.scheme, parts.hostname or "", parts.port or _PORTS[parts.scheme], source, credentials
    )
