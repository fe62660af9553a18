"""Which provider serves a call. In this version there is one."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import orjson

from app.errors import APIError
from app.settings import Settings
from app.upstream.builtin.client import BuiltinClient
from app.upstream.client import Client, UpstreamRequest
from app.upstream.http_client import HttpClient, Timeouts

_CHECK_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Upstream:
    """A provider: `name` for people, `secret` so that it can be kept out of what comes back."""

    name: str
    client: Client
    secret: str | None = None
    builtin: bool = False


@dataclass(frozen=True, slots=True)
class Health:
    """What a provider answered to `GET /models`."""

    upstream: Upstream
    reachable: bool
    models: int
    reason: str


class Upstreams:
    """The configured providers."""

    def __init__(self, upstream: Upstream) -> None:
        self._upstream = upstream

    def for_model(self, model: str | None) -> Upstream:
        """The provider of a model; with one provider, that one serves whatever is asked for."""
        del model
        return self._upstream

    def all(self) -> list[Upstream]:
        """Each provider once."""
        return [self._upstream]

    async def check(self) -> list[Health]:
        """Asks each provider for its models, for a few seconds at most."""
        return [await _check(upstream) for upstream in self.all()]

    async def close(self) -> None:
        """Ends all connections."""
        for upstream in self.all():
            await upstream.client.close()


def from_settings(settings: Settings) -> Upstreams:
    """UPSTREAM_URL, else OpenAI if there is a key, else the built-in model."""
    timeouts = Timeouts(
        settings.connect_timeout_seconds, settings.first_byte_timeout_seconds, settings.idle_timeout_seconds
    )
    if settings.upstream_url:
        key: str | None = settings.upstream_api_key or None
        client = HttpClient(base_url(settings.upstream_url), key, timeouts)
        return Upstreams(Upstream(client.name, client, key))
    if settings.openai_api_key:
        client = HttpClient("https://api.openai.com/v1", settings.openai_api_key, timeouts)
        return Upstreams(Upstream(client.name, client, settings.openai_api_key))
    return Upstreams(Upstream("the built-in model", BuiltinClient(), builtin=True))


def base_url(url: str) -> str:
    """Where the contract's paths begin: a bare host gets `/v1`, as OpenAI and nearly every compatible server has it."""
    host, _, path = url.rstrip("/").partition("://")[2].partition("/")
    return url.rstrip("/") if path or not host else url.rstrip("/") + "/v1"


async def _check(upstream: Upstream) -> Health:
    try:
        async with asyncio.timeout(_CHECK_SECONDS):
            response = await upstream.client.send(UpstreamRequest("GET", "/models", "", [], None))
            body = b"".join([chunk async for chunk in response.chunks])
    except TimeoutError:
        return Health(upstream, reachable=False, models=0, reason=f"silent for {_CHECK_SECONDS:g} s")
    except APIError as error:
        return Health(upstream, reachable=False, models=0, reason=error.message)
    if response.status in (401, 403):
        reason = f"it refuses the key ({response.status}); check OPENAI_API_KEY or UPSTREAM_API_KEY"
        return Health(upstream, reachable=False, models=0, reason=reason)
    try:
        models = len(orjson.loads(body)["data"])
    except (orjson.JSONDecodeError, KeyError, TypeError):
        # A server without `/models` may still serve a chat: only real calls judge it.
        return Health(
            upstream, reachable=True, models=0, reason=f"GET /models answered {response.status}, no list"
        )
    return Health(upstream, reachable=True, models=models, reason="")
