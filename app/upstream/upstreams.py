"""Which provider serves a call, and what happens when one cannot be reached."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from app.errors import NotFound
from app.settings import Settings
from app.upstream.builtin.builtin_client import BuiltinClient
from app.upstream.client import ConnectTimeout, NotConnected, UpstreamRequest, UpstreamResponse
from app.upstream.http1.http_client import HttpClient
from app.upstream.model_list import Health, Listing, Merged, ask
from app.upstream.upstream import Route, Upstream
from app.upstream.upstream_config import UpstreamConfig, entries

_log = logging.getLogger(__name__)

_MOST_ATTEMPTS = 3
# How long one that could not be connected to is tried last.
_REST_SECONDS = 5.0
_LONGEST_CACHED = 256


class Upstreams:
    """The configured providers, in order of preference."""

    def __init__(self, *upstreams: Upstream, models_cache_seconds: float = 60.0) -> None:
        self._upstreams: Sequence[Upstream] = upstreams
        self._listing = Listing(upstreams, models_cache_seconds)
        self._cooldown: dict[Upstream, float] = {}
        # Callers choose the names, so the memory of them is bounded in number and in length.
        self._remembered = lru_cache(1024)(self._find)

    def routes(self, model: str | None) -> tuple[Route, ...]:
        """The ways to serve a model, in order of preference; raises NotFound if there is none.

        A call that names no model has one way, the first provider: what it may have kept there is nowhere else.
        """
        if model is None:
            return (Route(self._upstreams[0], None),)
        return (self._remembered if len(model) <= _LONGEST_CACHED else self._find)(model)

    async def send(
        self, model: str | None, prepare: Callable[[Route], UpstreamRequest], *, first: str | None = None
    ) -> tuple[Route, UpstreamResponse]:
        """Sends what `prepare` makes for a route, and returns the first answer with its route.

        The next route is tried only if nothing can have been done yet: no connection came to be, or the answer has a
        status that the operator named in `retry_statuses`. Every other answer is the caller's, a 429 too. `first` names the
        provider that is asked before the others.
        """
        routes = self._in_order(self.routes(model), first)[:_MOST_ATTEMPTS]
        last = routes[-1]
        tried = ""
        for route in routes:
            upstream = route.upstream
            try:
                response = await upstream.client.send(prepare(route))
            except (NotConnected, ConnectTimeout) as error:
                self._cooldown[upstream] = asyncio.get_running_loop().time() + _REST_SECONDS
                error.message += tried
                if route is last:
                    raise
                told = error.message
            else:
                self._cooldown.pop(upstream, None)
                if route is last or response.status not in upstream.retry_statuses:
                    return route, response
                await response.chunks.aclose()
                told = f"The upstream {upstream.name} answered {response.status}."
            _log.warning("the next upstream is tried", extra={"model": model, "reason": told})
            tried = f" Before that: {told}"
        raise AssertionError("the last route returns or raises")

    def all(self) -> list[Upstream]:
        """Each provider once."""
        return list(self._upstreams)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Their keys, which must never be shown."""
        return tuple(upstream.secret for upstream in self._upstreams if upstream.secret)

    async def models(self) -> Merged:
        """What they list, merged."""
        return await self._listing.merged()

    async def check(self) -> list[Health]:
        """Asks each provider for its models, all at once, for a few seconds at most."""
        return list(await asyncio.gather(*(ask(upstream) for upstream in self._upstreams)))

    async def close(self) -> None:
        """Ends all connections."""
        await self._listing.close()
        for upstream in self._upstreams:
            await upstream.client.close()

    def _find(self, model: str) -> tuple[Route, ...]:
        known = [(upstream, upstream.resolve_model(model)) for upstream in self._upstreams]
        found = tuple(Route(upstream, name) for upstream, name in known if name is not None)
        if not found:
            raise NotFound(
                f"No upstream of this server serves the model '{model[:100]}'; GET /v1/models lists those there are.",
                param="model",
                code="model_not_found",
            )
        return found

    def _in_order(self, routes: tuple[Route, ...], first: str | None) -> tuple[Route, ...]:
        if first is not None:
            routes = tuple(sorted(routes, key=lambda route: route.upstream.name != first))
        if not self._cooldown or len(routes) == 1:
            return routes
        now = asyncio.get_running_loop().time()
        return tuple(sorted(routes, key=lambda route: self._cooldown.get(route.upstream, 0.0) > now))


def from_settings(settings: Settings, environment: Mapping[str, str] = os.environ) -> Upstreams:
    """The providers that the settings name; raises SettingsError. Keys of UPSTREAMS_FILE are in `environment`."""
    known = [_upstream(entry) for entry in entries(settings, environment)]
    return Upstreams(*known, models_cache_seconds=settings.models_cache_seconds)


def _upstream(entry: UpstreamConfig) -> Upstream:
    if not entry.url:
        return Upstream(entry.name, BuiltinClient(entry.timeouts), builtin=True, **entry.traits)
    client = HttpClient(entry.url, entry.key, entry.timeouts, entry.name)
    return Upstream(entry.name, client, entry.key, **entry.traits)
