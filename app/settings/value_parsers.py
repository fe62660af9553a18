"""Parsers of settings' texts. Each raises InvalidValue for a text that it does not accept."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from app.settings.processors import available_processors

# Paths that people paste together with the base URL.
_ENDPOINT_PATHS = ("/chat/completions", "/completions", "/responses", "/models")

_PROXY_SCHEMES = ("http", "https", "socks4", "socks4a", "socks5", "socks5h")

DATED_VERSION = re.compile(r"\d{4}-\d{2}-\d{2}(-preview)?")
"""Azure's `api-version` of the API whose paths have the deployment."""
API_VERSION = re.compile(DATED_VERSION.pattern + r"|v1|preview|latest")
"""The values of `api-version`."""
_MOST_WORKERS = 256
AUTO = "auto"
"""The value of UPSTREAM_URL that takes a model server on this machine."""


class InvalidValue(Exception):
    """A text is invalid. The message is the end of a sentence that starts with the setting's name."""


@dataclass(frozen=True, slots=True)
class Parser:
    """Parses the text of a setting."""

    form: str
    """What the help displays in the place of a value, such as `URL`."""
    parse: Callable[[str], Any]

    def __call__(self, text: str) -> Any:
        return self.parse(text)


def _form(form: str) -> Callable[[Callable[[str], Any]], Parser]:
    """Makes a function a parser of values of that form."""
    return lambda parse: Parser(form, parse)


@_form("TEXT")
def text(value: str) -> str:
    """Any text, unchanged."""
    return value


@_form("FILE")
def file(value: str) -> str:
    """The path of a file, which whoever opens it checks."""
    return value


def integer(minimum: int, maximum: int) -> Parser:
    """A parser of integers from `minimum` to `maximum`."""

    @_form("N")
    def parse(value: str) -> int:
        if not re.fullmatch(r"-?[0-9]{1,18}", value) or not minimum <= int(value) <= maximum:
            raise InvalidValue(f"must be an integer from {minimum} to {maximum}, not '{value[:40]}'")
        return int(value)

    return parse


@_form("N|auto")
def workers(value: str) -> int:
    """A number of processes; `auto` is one for each processor that this process may use."""
    if value.lower() == "auto":
        return min(available_processors(), _MOST_WORKERS)
    if not re.fullmatch(r"[0-9]{1,3}", value) or not 1 <= int(value) <= _MOST_WORKERS:
        raise InvalidValue(f"must be an integer from 1 to {_MOST_WORKERS}, or auto, not '{value[:40]}'")
    return int(value)


@_form("SECONDS")
def seconds(value: str) -> float:
    """A number of seconds above 0 and up to a day."""
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 < number <= 86_400:
        raise InvalidValue(f"must be a number of seconds above 0 and up to 86400, not '{value[:40]}'")
    return number


@_form("true|false")
def boolean(value: str) -> bool:
    """true, 1, yes or on; false, 0, no or off; in any case."""
    known = {
        "true": True,
        "1": True,
        "yes": True,
        "on": True,
        "false": False,
        "0": False,
        "no": False,
        "off": False,
    }
    if value.lower() not in known:
        raise InvalidValue(f"must be true or false, not '{value[:40]}'")
    return known[value.lower()]


def one_of(*names: str) -> Parser:
    """A parser of the names, in any case."""

    @_form("|".join(names))
    def parse(value: str) -> str:
        known = next((name for name in names if name.lower() == value.lower()), None)
        if known is None:
            raise InvalidValue(f"must be {' or '.join(names)}, not '{value[:40]}'")
        return known

    return parse


@_form("URL")
def url(value: str) -> str:
    """The base URL of an API."""
    try:
        parts = urlsplit(value)
        valid = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        parts, valid = urlsplit(""), False
    if valid and parts.query:
        raise InvalidValue(
            "must not contain a query; take it out. Azure's api-version is UPSTREAM_API_VERSION, or "
            "api_version in an entry of UPSTREAMS_FILE"
        )
    if not valid or parts.fragment:
        raise InvalidValue("must be a URL such as https://api.openai.com/v1 or http://127.0.0.1:11434/v1")
    if parts.username or parts.password:
        raise InvalidValue("must not contain a user or password; set UPSTREAM_API_KEY to the key")
    path = endpoint_path(parts.path)
    if path:
        raise InvalidValue(f"must be the base URL of the API: remove {path} from its end")
    return value


@_form("URL")
def service_url(value: str) -> str:
    """The base URL of a service that is no upstream."""
    try:
        parts = urlsplit(value)
        valid = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        valid = False
    if not valid or parts.query or parts.fragment or parts.username or parts.password:
        # The message does not repeat the value, which may have a password.
        raise InvalidValue("must be a base URL such as http://searxng:8080, without a query and a password")
    return value


def endpoint_path(path: str) -> str:
    """The path of an operation at the end of a URL's path, which a base URL has not; else empty."""
    return next((end for end in _ENDPOINT_PATHS if path.rstrip("/").endswith(end)), "")


@_form("URL")
def url_or_auto(value: str) -> str:
    """The base URL of an API, or `auto`."""
    return AUTO if value.lower() == AUTO else url(value)


@_form("URL")
def proxy_url(value: str) -> str:
    """The address of a proxy; without a scheme it is http://."""
    url = value if "://" in value else f"http://{value}"
    try:
        parts = urlsplit(url)
        # Only what connects to an upstream refuses a SOCKS proxy: the variable may be there for others.
        usable = parts.scheme in _PROXY_SCHEMES and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if not usable or not url.isascii() or not url.isprintable() or " " in url:
        # The message does not repeat the value, which may have a password.
        raise InvalidValue("must be the address of a proxy, such as http://proxy.example:3128")
    return url


@_form("VERSION")
def api_version(value: str) -> str:
    """A value of Azure's `api-version`."""
    if not API_VERSION.fullmatch(value):
        raise InvalidValue("must be a version such as 2024-10-21")
    return value


@_form("KEY")
def key(value: str) -> str:
    """A key for an upstream."""
    # The message does not repeat the value: it is a secret, though an invalid one.
    if not re.fullmatch(r"[!-~]+", value):
        raise InvalidValue("must be one line of printable ASCII without spaces; copy the key again")
    return value


@_form("NAME,...")
def names(value: str) -> tuple[str, ...]:
    """A comma-separated list; empty items are dropped."""
    return tuple(part.strip() for part in value.split(",") if part.strip())


@_form("ADDRESS,...")
def proxies(value: str) -> tuple[str, ...]:
    """A comma-separated list of IP addresses and networks; `unix` and `*` are allowed, too."""
    found: tuple[str, ...] = names(value)
    for name in found:
        if name not in ("*", "unix"):
            try:
                ip_network(name)
            except ValueError:
                raise InvalidValue(
                    "must list addresses or networks such as 127.0.0.1 or 10.0.0.0/8, or unix, "
                    f"not '{name[:60]}'"
                ) from None
    return found


@_form("HOST,...")
def outbound_hosts(value: str) -> tuple[str, ...]:
    """A comma-separated list of names and addresses, each with a port or without, and networks."""
    return tuple(_outbound_host(entry.lower()) for entry in names(value))


def _outbound_host(entry: str) -> str:
    invalid = InvalidValue(
        "must list hosts such as search.internal, search.internal:8080, [fd00::5]:8080 or 10.0.0.0/8, "
        f"not '{entry[:60]}'"
    )
    if "/" in entry:
        try:
            return str(ip_network(entry))
        except ValueError:
            raise invalid from None
    if entry.count(":") > 1 and not entry.startswith("["):
        entry = f"[{entry}]"
    found = re.fullmatch(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+?)\.?(:[1-9][0-9]{0,4})?", entry)
    if found is None:
        raise invalid
    host, port = found[1], found[2] or ""
    if not host.startswith("["):
        return host + port
    try:
        return f"[{IPv6Address(host[1:-1])}]{port}"
    except ValueError:
        raise invalid from None


@_form("N,...")
def ports(value: str) -> tuple[str, ...]:
    """A comma-separated list of ports."""
    found: tuple[str, ...] = names(value)
    for name in found:
        if not re.fullmatch(r"[1-9][0-9]{0,4}", name) or int(name) > 65_535:
            raise InvalidValue(f"must list ports from 1 to 65535, not '{name[:60]}'")
    return found


@_form("PATH")
def path_prefix(value: str) -> str:
    """A path that starts with a slash and does not end with one; a slash alone is empty."""
    prefix = value.rstrip("/")
    if not re.fullmatch(r"(/[A-Za-z0-9._~-]+)*", prefix) or {".", ".."} & set(prefix.split("/")):
        raise InvalidValue(f"must be a path such as /llm, of letters, digits and -._~, not '{value[:60]}'")
    return prefix


@_form("NAME=N,...")
def numbers_by_name(value: str) -> tuple[str, ...]:
    """A comma-separated list of `name=number`, with numbers above 0."""
    pairs = tuple(re.sub(r"\s*=\s*", "=", pair) for pair in names(value))
    for pair in pairs:
        if not re.fullmatch(r"\w+=[1-9][0-9]{0,11}", pair):
            raise InvalidValue(f"must list pairs such as create_embedding=320000, not '{pair[:60]}'")
    return pairs


@_form("FOLDER")
def folder(value: str) -> str:
    """A writable folder."""
    if not os.access(value, os.W_OK) or not Path(value).is_dir():
        raise InvalidValue(f"must be a writable folder, not '{value[:200]}'")
    return value


@_form("FOLDER")
def state_folder(value: str) -> str:
    """A folder that is created where it does not exist; `~` is the home folder. Absolute."""
    return os.path.abspath(os.path.expanduser(value))
