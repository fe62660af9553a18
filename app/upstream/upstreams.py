"""The providers: the one door for every call to a model."""

from __future__ import annotations

import asyncio
import logging
import os
import random
import re
from collections.abc import Coroutine, Mapping, Sequence
from functools import lru_cache
from typing import Any

from app.contract.headers import UPSTREAM_HEADER
from app.settings import Settings, SettingsError
from app.upstream.builtin.builtin_client import BuiltinClient
from app.upstream.chosen_upstream import chosen_plan
from app.upstream.client import AnswerLimits, UpstreamResponse
from app.upstream.cooldowns import Cooldowns
from app.upstream.fallback_chain import Prepare, ask, ask_by_deadline
from app.upstream.fallback_rule import FallbackRule
from app.upstream.fallback_rule_loader import load_rules
from app.upstream.http1.http_client import HttpClient
from app.upstream.model_access import require_access
from app.upstream.model_list import Health, MergedModels, ModelListCache, query_models
from app.upstream.presets.application import addressed, bearer_key
from app.upstream.route_notes import RouteNote, route_notes
from app.upstream.route_plan import RoutePlan, make_plan
from app.upstream.tls import InvalidTLSFile
from app.upstream.trail import Trail
from app.upstream.upstream import Route, Upstream
from app.upstream.upstream_config import UpstreamConfig
from app.upstream.upstream_loader import load_upstreams
from generated.runtime import Call

_log = logging.getLogger(__name__)

_MAX_CACHED_NAME = 256
# Placeholders for servers without keys, such as `x`, `EMPTY`, `ollama`: answers have them as words.
_PLACEHOLDER = re.compile(r".{1,7}|lm-studio|anything")


class Upstreams:
    """The configured providers, in order of preference, and the rules for some models.

    `chance` decides among equals.
    """

    def __init__(
        self,
        *upstreams: Upstream,
        rules: Sequence[FallbackRule] = (),
        models_cache_seconds: float = 60.0,
        chance: random.Random | None = None,
    ) -> None:
        self._upstreams: Sequence[Upstream] = upstreams
        self.rules = tuple(rules)
        """The rules of the operator."""
        self._model_lists = ModelListCache(upstreams, models_cache_seconds, self.routes)
        self._cooldowns = Cooldowns()
        self._chance = chance or random.Random()  # noqa: S311 - distributes calls, hides nothing
        self._has_trails = len(upstreams) > 1 or bool(rules)
        # Callers choose the names, so the cache is bounded in number and in length.
        self._make_plan_cached = lru_cache(1024)(self._make_plan)

    def routes(self, model: str | None) -> tuple[Route, ...]:
        """The ways to serve a model, in order of preference; raises NotFound if there is none.

        A call without a model has one route, to the first provider: what such a call created exists only
        there.
        """
        return self._plan_of(model).routes

    def first_route(self, call: Call[Any], model: str | None, first: str | None = None) -> Route:
        """The preferred route of a call: to the provider that its header chooses, else to `first`."""
        chosen = call.headers.get(UPSTREAM_HEADER)
        plan = self._plan_of(model) if chosen is None else chosen_plan(chosen, model, self._upstreams)
        return next((route for route in plan.routes if route.upstream.name == first), plan.routes[0])

    def send(
        self,
        call: Call[Any],
        model: str | None,
        prepare: Prepare,
        *,
        first: str | None = None,
        bound: bool = False,
    ) -> Coroutine[Any, Any, tuple[Route, UpstreamResponse]]:
        """Sends the request that `prepare` builds for a route; returns the first answer with its route.

        `ask` has what is tried again. `first` names the provider that is tried before the others; with
        `bound`, the request has state that no other one can read, and a rule tries no other. The header of
        a call from an operator sends it to one provider only. Raises NotFound or BadRequest if no provider
        can be asked, Forbidden if the caller's project may not call the model.
        """
        chosen = call.headers.get(UPSTREAM_HEADER)
        plan = self._plan_of(model) if chosen is None else chosen_plan(chosen, model, self._upstreams)
        routes, rule, cooldowns = plan.routes, plan.rule, self._cooldowns
        access = call.caller.models
        if access is not None:
            require_access(access, call, model, (route.model for route in routes))
        if not self._has_trails:
            return ask(routes, rule, prepare, cooldowns, None)
        routes = plan.order(cooldowns, self._chance, first, bound=bound)
        if rule.deadline is not None:
            return ask_by_deadline(routes, rule, prepare, cooldowns, Trail(call))
        return ask(routes, rule, prepare, cooldowns, Trail(call))

    def require_access(self, call: Call[Any], model: str | None) -> None:
        """Raises Forbidden if the caller's project may not call the model; for a call that is sent later."""
        if call.caller.models is not None:
            names = (route.model for route in self.routes(model))
            require_access(call.caller.models, call, model, names)

    def permits(self, call: Call[Any], model: str) -> bool:
        """Whether the caller's project may call a model that is listed."""
        access = call.caller.models
        return access is None or access.permits(model, (route.model for route in self.routes(model)))

    def all(self) -> list[Upstream]:
        """Each provider once."""
        return list(self._upstreams)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Their keys and their proxies' passwords, which no answer or log may contain."""
        found = [upstream.secret for upstream in self._upstreams]
        proxies = [upstream.network.proxy for upstream in self._upstreams]
        found += [secret for proxy in proxies if proxy is not None for secret in proxy.secrets]
        return tuple(secret for secret in found if secret)

    @property
    def is_unconfigured(self) -> bool:
        """Whether the built-in model answers because nothing else was configured."""
        return all(upstream.builtin and upstream.models == ("*",) for upstream in self._upstreams)

    def route_notes(self) -> list[RouteNote]:
        """What of their configuration may be meant otherwise."""
        return list(route_notes(self._upstreams, self.rules))

    async def models(self) -> MergedModels:
        """The models that they list, merged."""
        return await self._model_lists.merged()

    async def check(self) -> list[Health]:
        """Queries the models of each provider, concurrently, for a few seconds at most."""
        return list(await asyncio.gather(*(query_models(upstream) for upstream in self._upstreams)))

    async def warm_up(self) -> None:
        """Logs how each is reached, and loads what the first call of the built-in model would wait for.

        Logs what of their configuration may be meant otherwise, too.
        """
        for note in self.route_notes():
            _log.log(logging.WARNING if note.never else logging.INFO, "%s", note.text)
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

    def _plan_of(self, model: str | None) -> RoutePlan:
        if model is None:
            return RoutePlan((Route(self._upstreams[0], None),))
        return (self._make_plan_cached if len(model) <= _MAX_CACHED_NAME else self._make_plan)(model)

    def _make_plan(self, model: str) -> RoutePlan:
        return make_plan(model, self._upstreams, self.rules)


def from_settings(settings: Settings, environment: Mapping[str, str] = os.environ) -> Upstreams:
    """The providers that the settings name.

    Raises SettingsError. Keys of UPSTREAMS_FILE are in `environment`.
    """
    limits = AnswerLimits(settings.max_answer_bytes, max(settings.max_answer_bytes, settings.max_file_bytes))
    upstreams = [_upstream(config, limits) for config in load_upstreams(settings, environment)]
    return Upstreams(
        *upstreams,
        rules=load_rules(settings, upstreams),
        models_cache_seconds=settings.models_cache_seconds,
    )


def _upstream(config: UpstreamConfig, limits: AnswerLimits) -> Upstream:
    if not config.url:
        # UPSTREAMS_FILE names the models of its own.
        client = BuiltinClient(config.timeouts, is_fallback="models" not in config.options)
        return Upstream(config.name, client, builtin=True, **config.options)
    addressed_client = addressed(_http_client(config, limits), config)
    # Empty means that there is one, and nothing to mask.
    secret = "" if config.key is not None and _PLACEHOLDER.fullmatch(config.key) else config.key
    return Upstream(config.name, addressed_client, secret, network=config.network, **config.options)


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
