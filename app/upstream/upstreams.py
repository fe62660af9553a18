"""Selects the provider for a call, and the next one if it cannot be reached."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from app.errors import NotFound
from app.settings import Settings, SettingsError
from app.upstream.builtin.builtin_client import BuiltinClient
from app.upstream.client import AnswerLimits, ConnectTimeout, NotConnected, UpstreamRequest, UpstreamResponse
from app.upstream.http1.http_client import HttpClient
from app.upstream.model_list import Health, MergedModels, ModelListCache, query_models
from app.upstream.presets.application import addressed, bearer_key
from app.upstream.redirect import redirect_error
from app.upstream.tls import InvalidTLSFile
from app.upstream.upstream import Route, Upstream
from app.upstream.upstream_config import UpstreamConfig
from app.upstream.upstream_loader import load_upstreams

_log = logging.getLogger(__name__)

_MAX_ATTEMPTS = 3
# How long an upstream is tried last after a failed connection.
_COOLDOWN_SECONDS = 5.0
_MAX_CACHED_NAME = 256


class Upstreams:
    """The configured providers, in order of preference."""

    def __init__(self, *upstreams: Upstream, models_cache_seconds: float = 60.0) -> None:
        self._upstreams: Sequence[Upstream] = upstreams
        self._model_lists = ModelListCache(upstreams, models_cache_seconds)
        self._cooldown: dict[Upstream, float] = {}
        # Callers choose the names, so the cache is bounded in number and in length.
        self._find_cached = lru_cache(1024)(self._find)

    def routes(self, model: str | None) -> tuple[Route, ...]:
        """The ways to serve a model, in order of preference; raises NotFound if there is none.

        A call without a model has one route, to the first provider: what such a call created exists only
        there.
        """
        if model is None:
            return (Route(self._upstreams[0], None),)
        return (self._find_cached if len(model) <= _MAX_CACHED_NAME else self._find)(model)

    async def send(
        self, model: str | None, prepare: Callable[[Route], UpstreamRequest], *, first: str | None = None
    ) -> tuple[Route, UpstreamResponse]:
        """Sends the request that `prepare` builds for a route; returns the first answer with its route.

        The next route is tried only if nothing can have been processed: no connection was established, or the
        answer has a status of the operator's `retry_statuses`. Every other answer goes to the caller, a 429
        too. `first` names the provider that is tried before the others.
        """
        routes = self._in_order(self.routes(model), first)[:_MAX_ATTEMPTS]
        last = routes[-1]
        earlier = ""
        for route in routes:
            upstream = route.upstream
            request = prepare(route)
            calls = request.calls
            if calls is not None:
                calls.begin(upstream.name)
            try:
                response = await upstream.client.send(request)
            except (NotConnected, ConnectTimeout) as error:
                self._cooldown[upstream] = asyncio.get_running_loop().time() + _COOLDOWN_SECONDS
                error.message += earlier
                if route is last:
                    raise
                status, reason = error.status, error.message
            else:
                self._cooldown.pop(upstream, None)
                if 300 <= response.status < 400:
                    await response.chunks.aclose()
                    raise redirect_error(upstream.name, response.status)
                if route is last or response.status not in upstream.retry_statuses:
                    return route, response
                await response.chunks.aclose()
                status = response.status
                reason = f"The upstream {upstream.name} answered {status}."
            if calls is not None:
                calls.retry(status, reason)
            _log.warning("the next upstream is tried", extra={"model": model, "reason": reason})
            earlier = f" Before that: {reason}"
        raise AssertionError("the last route returns or raises")

    def all(self) -> list[Upstream]:
        """Each provider once."""
        return list(self._upstreams)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Their keys and their proxies' passwords, which no answer or log may contain."""
        found = [upstream.secret for upstream in self._upstreams]
        proxies = [upstream.network.proxy for upstream in self._upstreams]
        found += [proxy.credentials[1] for proxy in proxies if proxy is not None and proxy.credentials]
        return tuple(secret for secret in found if secret)

    @property
    def is_unconfigured(self) -> bool:
        """Whether the built-in model answers because nothing else was configured."""
        return all(upstream.builtin and upstream.models == ("*",) for upstream in self._upstreams)

    async def models(self) -> MergedModels:
        """The models that they list, merged."""
        return await self._model_lists.merged()

    async def check(self) -> list[Health]:
        """Queries the models of each provider, concurrently, for a few seconds at most."""
        return list(await asyncio.gather(*(query_models(upstream) for upstream in self._upstreams)))

    async def warm_up(self) -> None:
        """Logs how each is reached, and loads what the first call of the built-in model would wait for."""
        for upstream in self._upstreams:
            if not upstream.builtin:
                client = "our own" if upstream.network.is_plain else "httpx's"
                network = {"client": client, "connects": upstream.network.description()}
                _log.info("upstream client", extra={"upstream": upstream.name, **network})
            if isinstance(upstream.client, BuiltinClient):
                await upstream.client.load()

    async def close(self) -> None:
        """Closes all connections."""
        await self._model_lists.close()
        for upstream in self._upstreams:
            await upstream.client.close()

    def _find(self, model: str) -> tuple[Route, ...]:
        resolved = [(upstream, upstream.resolve_model(model)) for upstream in self._upstreams]
        routes = tuple(
            Route(upstream, name, upstream.alias_options.get(model))
            for upstream, name in resolved
            if name is not None
        )
        if not routes:
            raise NotFound(
                f"No upstream of this server serves the model '{model[:100]}'; GET /v1/models lists the "
                "available ones.",
                param="model",
                code="model_not_found",
            )
        return routes

    def _in_order(self, routes: tuple[Route, ...], first: str | None) -> tuple[Route, ...]:
        if first is not None:
            routes = tuple(sorted(routes, key=lambda route: route.upstream.name != first))
        if not self._cooldown or len(routes) == 1:
            return routes
        now = asyncio.get_running_loop().time()
        return tuple(sorted(routes, key=lambda route: self._cooldown.get(route.upstream, 0.0) > now))


def from_settings(settings: Settings, environment: Mapping[str, str] = os.environ) -> Upstreams:
    """The providers that the settings name.

    Raises SettingsError. Keys of UPSTREAMS_FILE are in `environment`.
    """
    limits = AnswerLimits(settings.max_answer_bytes, max(settings.max_answer_bytes, settings.max_file_bytes))
    upstreams = [_upstream(config, limits) for config in load_upstreams(settings, environment)]
    return Upstreams(*upstreams, models_cache_seconds=settings.models_cache_seconds)


def _upstream(config: UpstreamConfig, limits: AnswerLimits) -> Upstream:
    if not config.url:
        # UPSTREAMS_FILE names the models of its own.
        client = BuiltinClient(config.timeouts, is_fallback="models" not in config.options)
        return Upstream(config.name, client, builtin=True, **config.options)
    addressed_client = addressed(_http_client(config, limits), config)
    return Upstream(config.name, addressed_client, config.key, network=config.network, **config.options)


def _http_client(config: UpstreamConfig, limits: AnswerLimits) -> HttpClient:
    arguments = (config.url, bearer_key(config), config.timeouts, config.name, limits)
    if config.network.is_plain:
        return HttpClient(*arguments)
    # httpx's engine is imported only if an upstream needs it.
    from app.upstream.httpx_client.httpx_client import HttpxClient

    try:
        return HttpxClient(*arguments, config.network)
    except InvalidTLSFile as invalid:
        raise SettingsError(
            f"The upstream {config.name} cannot use {invalid}; correct that setting."
        ) from None
