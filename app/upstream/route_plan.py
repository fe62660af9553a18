"""The ways to serve one model, and the order in which a call tries them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.errors import NotFound
from app.upstream.cooldowns import Cooldowns
from app.upstream.fallback_rule import NO_RULE, FallbackRule
from app.upstream.upstream import Route, Upstream


class WeightedRoute(NamedTuple):
    """A route among its equals."""

    route: Route
    weight: float


@dataclass(frozen=True, slots=True)
class RoutePlan:
    """`routes` are in order of preference; `tiers` has the same, with equals together."""

    routes: tuple[Route, ...]
    rule: FallbackRule = NO_RULE
    tiers: tuple[tuple[WeightedRoute, ...], ...] = ()
    """Empty if no route has an equal."""

    def order(
        self, cooldowns: Cooldowns, chance: random.Random, first: str | None, *, bound: bool
    ) -> tuple[Route, ...]:
        """The order of one call: equals by their weights, `first` before the others, those that cool last.

        With `bound`, a rule asks `first` only, if it is one of its upstreams.
        """
        routes = self.routes
        if len(routes) == 1:
            return routes
        if self.tiers:
            routes = tuple(route for tier in self.tiers for route in _drawn(tier, chance))
        if first is not None:
            pinned = tuple(route for route in routes if route.upstream.name == first)
            if bound and pinned and self.rule.is_configured:
                return pinned
            routes = (*pinned, *(route for route in routes if route.upstream.name != first))
        return cooldowns.in_order(routes) if cooldowns else routes


def make_plan(model: str, upstreams: Sequence[Upstream], rules: Sequence[FallbackRule]) -> RoutePlan:
    """By the first rule for the model, else every upstream that serves it, in the order of the file.

    Without a rule, those that serve it by the pattern for all ids come after those that name it. Raises
    NotFound if there is none.
    """
    rule = next((rule for rule in rules if rule.matches(model)), NO_RULE)
    if rule.is_configured:
        by_name = {upstream.name: upstream for upstream in upstreams}
        tiers = tuple(
            tuple(
                WeightedRoute(route, choice.weight)
                for choice in tier
                if (route := route_to(by_name[choice.name], model)) is not None
            )
            for tier in rule.tiers
        )
        routes = tuple(each.route for tier in tiers for each in tier)
        plan = RoutePlan(routes, rule, tiers if any(len(tier) > 1 for tier in tiers) else ())
    else:
        found = [route for upstream in upstreams if (route := route_to(upstream, model)) is not None]
        # The pattern for all ids means those that no other one names.
        plan = RoutePlan(tuple(sorted(found, key=lambda route: not route.upstream.names(model))))
    if not plan.routes:
        raise NotFound(
            f"No upstream of this server serves the model '{model[:100]}'; GET /v1/models lists the "
            "available ones.",
            param="model",
            code="model_not_found",
        )
    return plan


def route_to(upstream: Upstream, model: str) -> Route | None:
    """The route of a model to this upstream; None if it does not serve the model."""
    own = upstream.resolve_model(model)
    return None if own is None else Route(upstream, own, upstream.alias_options.get(model))


def _drawn(tier: tuple[WeightedRoute, ...], chance: random.Random) -> list[Route]:
    """The routes in a random order: each comes next with its share of the weights that are left."""
    if len(tier) == 1:
        return [tier[0].route]
    # The least of several exponential variables is each one's in proportion to its rate.
    places = {route.upstream: chance.expovariate(weight) for route, weight in tier}
    return sorted((route for route, _ in tier), key=lambda route: places[route.upstream])
