"""What the configuration of several upstreams means, where its author may have meant something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.errors import NotFound
from app.upstream.fallback_rule import FallbackRule
from app.upstream.route_plan import make_plan
from app.upstream.upstream import Upstream


class RouteNote(NamedTuple):
    """For the operator, in one line. `never` is whether an upstream never gets a model that it names."""

    text: str
    never: bool


def route_notes(upstreams: Sequence[Upstream], rules: Sequence[FallbackRule]) -> Iterator[RouteNote]:
    """The models that an upstream names by an alias or in full, and that do not go there first.

    An order that a rule gives, or upstreams that name the same id in the order of the file, are meant.
    """
    for upstream in upstreams:
        for model in upstream.explicit_models():
            try:
                plan = make_plan(model, upstreams, rules)
            except NotFound:
                yield _never(model, upstream)
                continue
            asked = [route.upstream for route in plan.routes]
            if upstream not in asked:
                yield _never(model, upstream)
            elif not plan.rule.is_configured and model not in asked[0].explicit_models():
                names = ", then ".join(each.name for each in asked)
                yield RouteNote(
                    f"{model} goes to {names}: {asked[0].name} comes first, by a pattern of its models; put "
                    f"{upstream.name} before it in UPSTREAMS_FILE to use what {upstream.name} calls so",
                    never=False,
                )


def _never(model: str, upstream: Upstream) -> RouteNote:
    return RouteNote(
        f"{model} never goes to {upstream.name}, which names it: the [[route]] for this model does not; add "
        f"{upstream.name} to its upstreams, or take {model} out of that entry",
        never=True,
    )
