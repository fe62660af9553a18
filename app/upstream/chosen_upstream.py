"""The upstream that an operator chooses for one call, by a header."""

from __future__ import annotations

from collections.abc import Sequence

from app.contract.headers import UPSTREAM_HEADER
from app.errors import BadRequest
from app.upstream.route_plan import RoutePlan, route_to
from app.upstream.upstream import Route, Upstream


def chosen_plan(name: str, model: str | None, upstreams: Sequence[Upstream]) -> RoutePlan:
    """One route, without a rule: to the upstream of that name and to no other.

    Raises BadRequest if there is none, or if it does not serve the model. Who may send the header is decided
    before, with the other permissions.
    """
    upstream = next((upstream for upstream in upstreams if upstream.name == name), None)
    if upstream is None:
        known = ", ".join(upstream.name for upstream in upstreams)
        raise BadRequest(
            f"The header {UPSTREAM_HEADER} names the unknown upstream '{name[:100]}'; known are {known}.",
            code="unknown_upstream",
        )
    if model is None:
        return RoutePlan((Route(upstream, None),))
    route = route_to(upstream, model)
    if route is None:
        raise BadRequest(
            f"The upstream '{name}', which the header {UPSTREAM_HEADER} names, does not serve the model "
            f"'{model[:100]}'.",
            param="model",
            code="model_not_found",
        )
    return RoutePlan((route,))
