"""make_plan and RoutePlan.order: rules, tiers, weights and what comes first."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import pytest

from app.errors import NotFound
from app.upstream.builtin.builtin_client import BuiltinClient
from app.upstream.cooldowns import Cooldowns
from app.upstream.fallback_rule import Choice, FallbackRule
from app.upstream.route_plan import RoutePlan, make_plan
from app.upstream.upstream import Route, Upstream

_DRAWS = 6000


def _upstream(name: str, *models: str, **aliases: str) -> Upstream:
    return Upstream(name, BuiltinClient(), models=models or ("*",), aliases=aliases)


def _names(routes: Sequence[Route]) -> str:
    return "".join(route.upstream.name for route in routes)


def _orders(plan: RoutePlan, first: str | None = None, *, bound: bool = False) -> Counter[str]:
    chance, cooldowns = random.Random(1), Cooldowns()  # noqa: S311 - a fixed seed
    return Counter(
        _names(plan.order(cooldowns, chance, first, bound=bound)) for _ in range(_DRAWS if plan.tiers else 1)
    )


def test_make_plan_first_rule_for_the_model_decides() -> None:
    upstreams = [_upstream(name) for name in "abc"]
    rules = [
        FallbackRule(models=("gpt-4", "o*"), tiers=((Choice("c"),), (Choice("a"),))),
        FallbackRule(models=("*-4",), tiers=((Choice("b"),),)),
    ]
    assert [_names(make_plan(model, upstreams, rules).routes) for model in ("gpt-4", "o3", "x-4", "y")] == [
        "ca", "ca", "b", "abc",
    ]  # fmt: skip


def test_make_plan_upstream_of_a_rule_that_does_not_serve_the_model_is_left_out() -> None:
    upstreams = [_upstream("a", "gpt-*"), _upstream("b", "x", fast="x"), _upstream("c", "y")]
    rule = FallbackRule(tiers=((Choice("a"), Choice("b")), (Choice("c"),)))
    plan = make_plan("fast", upstreams, [rule])
    assert [(route.upstream.name, route.model) for route in plan.routes] == [("b", "x")]
    with pytest.raises(NotFound):
        make_plan("z", upstreams, [rule])


def test_route_plan_equals_are_drawn_by_their_weights() -> None:
    upstreams = [_upstream(name) for name in "abcd"]
    tiers = ((Choice("a", 3), Choice("b", 1)), (Choice("c", 0.5), Choice("d", 0.5)))
    orders = _orders(make_plan("m", upstreams, [FallbackRule(tiers=tiers)]))
    expected = {"abcd": 0.375, "abdc": 0.375, "bacd": 0.125, "badc": 0.125}
    assert orders.keys() == expected.keys()
    # Four standard deviations are less than this.
    assert all(abs(orders[order] / _DRAWS - share) < 0.026 for order, share in expected.items())


def test_route_plan_weights_that_are_left_decide_who_comes_next() -> None:
    upstreams = [_upstream(name) for name in "abc"]
    plan = make_plan(
        "m", upstreams, [FallbackRule(tiers=((Choice("a", 8), Choice("b", 1), Choice("c", 1)),))]
    )
    after_a = Counter({order: count for order, count in _orders(plan).items() if order[0] == "a"})
    assert abs(after_a.total() / _DRAWS - 0.8) < 0.026
    assert abs(after_a["abc"] / after_a.total() - 0.5) < 0.03


def test_route_plan_first_comes_before_better_tiers_and_alone_if_it_is_bound() -> None:
    upstreams = [_upstream(name) for name in "abc"]
    plain = make_plan("m", upstreams, [])
    ruled = make_plan("m", upstreams, [FallbackRule(tiers=tuple((Choice(name),) for name in "abc"))])
    for plan in (plain, ruled):
        assert [*_orders(plan, "c"), *_orders(plan, "gone")] == ["cab", "abc"]
        assert [*_orders(plan, "gone", bound=True)] == ["abc"]
    # Without a rule an unreachable upstream is passed over, with what only it can read left out.
    assert [*_orders(plain, "c", bound=True), *_orders(ruled, "c", bound=True)] == ["cab", "c"]


def test_make_plan_pattern_for_all_ids_comes_after_those_that_name_the_model() -> None:
    upstreams = [_upstream("a"), _upstream("b", "gpt-*"), _upstream("c", "x", fast="x"), _upstream("d")]
    orders = [_names(make_plan(model, upstreams, []).routes) for model in ("gpt-4", "fast", "x", "y")]
    assert orders == ["bad", "cad", "cad", "ad"]


def test_make_plan_aliases_and_narrow_patterns_keep_the_order_of_the_file() -> None:
    upstreams = [_upstream("a", "gpt-*"), _upstream("b", **{"gpt-4": "llama"})]
    # `b` has no `models`, so that it serves every id.
    assert _names(make_plan("gpt-4", upstreams, []).routes) == "ab"
    assert _names(make_plan("gpt-4", upstreams[::-1], []).routes) == "ba"


def test_make_plan_order_of_a_rule_is_its_own() -> None:
    upstreams = [_upstream("a"), _upstream("b", fast="x")]
    rule = FallbackRule(tiers=((Choice("a"),), (Choice("b"),)))
    assert _names(make_plan("fast", upstreams, [rule]).routes) == "ab"
