"""load_rules: the `[[route]]` tables of UPSTREAMS_FILE; invalid ones are refused with place and fix."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.settings import SettingsError
from app.upstream.fallback_rule import Choice, FallbackRule
from app.upstream.upstreams import from_settings
from tests.support.server import settings

_UPSTREAMS = "".join(
    f'[[upstream]]\nname = "{name}"\nurl = "http://h"\nmodels = ["{models}"]\n'
    for name, models in (("a", "*"), ("b", "*"), ("c", "gpt-*"))
)


def _rules(folder: Path, routes: str) -> tuple[FallbackRule, ...]:
    path = folder / "upstreams.toml"
    path.write_text(_UPSTREAMS + routes, encoding="utf-8")
    return from_settings(settings(upstreams_file=str(path)), {}).rules


def test_load_rules_each_field_is_applied(tmp_path: Path) -> None:
    text = """
        [[route]]
        models = ["gpt-*", "gpt-4"]
        upstreams = [["a", { name = "b", weight = 2.5 }], "c"]
        retry_statuses = [429, 503]
        deadline_seconds = 30
        cooldown_seconds = 0
        max_attempts = 2

        [[route]]
        models = ["*"]
        upstreams = ["b", { name = "a" }]
    """
    full, bare = _rules(tmp_path, text)
    assert full == FallbackRule(
        ("gpt-*", "gpt-4"),
        ((Choice("a"), Choice("b", 2.5)), (Choice("c"),)),
        frozenset((429, 503)),
        deadline=30.0,
        cooldown=0.0,
        max_attempts=2,
    )
    assert bare == FallbackRule(("*",), ((Choice("b"),), (Choice("a"),)), None, None, 5.0, 3)
    assert _rules(tmp_path, "") == ()


@pytest.mark.parametrize(
    ("route", "message"),
    [
        ("route = 3", "begin each route with [[route]]"),
        ("route = [3]", "route 1 is not a table; begin it with [[route]]"),
        ('models = ["*"]', "route 1 has no 'upstreams'; give it some"),
        ('models = ["*"]\nupstreams = []', "route 1 has no 'upstreams'"),
        ('upstreams = ["a"]', "route 1 has no 'models'; give it some"),
        ('models = "gpt-4"\nupstreams = ["a"]', "a list of patterns for 'models'"),
        ('models = ["*"]\nupstreams = "a"', "must have a list for 'upstreams', such as"),
        ('models = ["*"]\nupstreams = [[], "a"]', "an empty list in 'upstreams'"),
        ('models = ["*"]\nupstreams = [3]', "names, lists of names or { name"),
        ('models = ["*"]\nupstreams = [[["a"]]]', "names, lists of names or { name"),
        ('models = ["*"]\nupstreams = [{ weight = 3 }]', "names, lists of names or { name"),
        ('models = ["*"]\nupstreams = [{ name = "a", wieght = 3 }]', "names, lists of names or { name"),
        ('models = ["*"]\nupstreams = ["d"]', "names the unknown upstream 'd'; known are a, b, c"),
        ('models = ["*"]\nupstreams = ["a", ["b", "a"]]', "names the upstream 'a' twice"),
        *(
            (
                f'models = ["*"]\nupstreams = [{{ name = "a", weight = {weight} }}]',
                "weight of 'a' that is not a number",
            )
            for weight in ("0", "-1", "true", '"3"', "nan", "inf", "1000001")
        ),
        ('models = ["x"]\nupstreams = ["a", "c"]', "sends 'x' to the upstream 'c', which does not serve it"),
        ('models = ["*"]\nupstreams = ["a"]\nretry_statuses = [500]', "may have been processed"),
        ('models = ["*"]\nupstreams = ["a"]\nretry_statuses = 503', "a list of statuses"),
        ('models = ["*"]\nupstreams = ["a"]\ndeadline_seconds = 0', "seconds above 0"),
        ('models = ["*"]\nupstreams = ["a"]\ncooldown_seconds = -1', "seconds above 0"),
        ('models = ["*"]\nupstreams = ["a"]\ncooldown_seconds = false', "seconds above 0"),
        ('models = ["*"]\nupstreams = ["a"]\nmax_attempts = 0', "a whole number from 1 to 10"),
        ('models = ["*"]\nupstreams = ["a"]\nmax_attempts = 11', "a whole number from 1 to 10"),
        ('models = ["*"]\nupstreams = ["a"]\nmax_attempts = true', "a whole number from 1 to 10"),
        ('models = ["*"]\nupstreams = ["a"]\nretries = 3', "unknown field 'retries'; known are models"),
    ],
)
def test_load_rules_invalid_route_raises_with_place_and_fix(tmp_path: Path, route: str, message: str) -> None:
    if route.startswith("route"):
        path = tmp_path / "upstreams.toml"
        path.write_text(f"{route}\n{_UPSTREAMS}", encoding="utf-8")
        with pytest.raises(SettingsError) as caught:
            from_settings(settings(upstreams_file=str(path)), {})
    else:
        with pytest.raises(SettingsError) as caught:
            _rules(tmp_path, f"[[route]]\n{route}\n")
    assert message in str(caught.value)
    assert "upstreams.toml" in str(caught.value)


def test_load_rules_problems_of_all_routes_are_reported_together(tmp_path: Path) -> None:
    good = '[[route]]\nmodels = ["*"]\nupstreams = ["a"]\n'
    with pytest.raises(SettingsError) as caught:
        _rules(tmp_path, good + good + '[[route]]\nmodels = ["o3"]\n')
    first, second = str(caught.value).splitlines()
    assert "route 2 has the pattern '*' of an earlier route" in first
    assert "route 3 has no 'upstreams'" in second
