"""The configuration of one upstream, and what follows from its URL."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from app.upstream.client import Timeouts
from app.upstream.network import DIRECTLY, Network

OPENAI = "https://api.openai.com/v1"

TomlTable: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class UpstreamConfig:
    """A configured provider. `options` are the fields of `Upstream` that were set."""

    name: str
    timeouts: Timeouts
    url: str = ""
    """Empty for the built-in model."""
    key: str | None = field(default=None, repr=False)
    options: TomlTable = field(default_factory=dict)
    network: Network = DIRECTLY
    key_header: str = ""
    """The header that has the key; empty for a bearer token."""
    query: str = ""
    """What each request has as its query."""


def base_url(url: str) -> str:
    """Where the contract's paths begin.

    A bare host gets `/v1`, like OpenAI and nearly every compatible server.
    """
    host, _, path = url.rstrip("/").partition("://")[2].partition("/")
    return url.rstrip("/") if path or not host else url.rstrip("/") + "/v1"


def host_and_port(url: str) -> str:
    """The name of an upstream that has no other."""
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)
