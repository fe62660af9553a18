"""Notes on a configuration in which a model does not go first to the upstream that names it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.upstream.builtin.builtin_client import BuiltinClient
from app.upstream.fallback_rule import Choice, FallbackRule
from app.upstream.route_notes import route_notes
from app.upstream.upstream import Upstream
from tests.support.commands import run
from tests.support.several_upstreams import several_upstreams

_ENTRIES = {
    "a": 'models = ["gpt-*"]',
    "b": 'aliases = { "gpt-4" = "llama", "fast" = "llama" }',
}


def _upstream(name: str, *models: str, **aliases: str) -> Upstream:
    return Upstream(name, BuiltinClient(), models=models or ("*",), aliases=aliases)


def test_route_notes_name_what_an_upstream_names_and_does_not_get_first() -> None:
    upstreams = [
        _upstream("a", "gpt-*", "o3"),
        _upstream("b", "gpt-4", "x", fast="x", **{"gpt-5": "y", "o3": "z"}),
        _upstream("c"),
    ]
    rule = FallbackRule(models=("fast", "x"), tiers=((Choice("c"),),))
    notes = [(note.text.partition(":")[0], note.never) for note in route_notes(upstreams, [rule])]
    assert notes == [
        ("fast never goes to b, which names it", True),
        ("gpt-5 goes to a, then b, then c", False),
        ("gpt-4 goes to a, then b, then c", False),
        ("x never goes to b, which names it", True),
    ]


def test_route_notes_alias_behind_the_pattern_for_all_ids_needs_none() -> None:
    assert list(route_notes([_upstream("a"), _upstream("b", fast="x")], [])) == []


def test_route_notes_order_that_a_rule_gives_needs_none() -> None:
    upstreams = [_upstream("a", "gpt-*"), _upstream("b", **{"gpt-4": "x"})]
    rule = FallbackRule(models=("gpt-4",), tiers=((Choice("a"),), (Choice("b"),)))
    assert list(route_notes(upstreams, [rule])) == []


async def test_server_logs_the_notes_at_its_start(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    async with several_upstreams(tmp_path, _ENTRIES, {}):
        pass
    assert "gpt-4 goes to a, then b: a comes first, by a pattern of its models" in caplog.text


def test_doctor_has_a_warning_for_a_model_that_never_goes_where_it_is_named(tmp_path: Path) -> None:
    assert run(tmp_path, "migrate").returncode == 0
    path = tmp_path / "upstreams.toml"
    entries = [
        f'[[upstream]]\nname = "{name}"\nbuiltin = true\n{lines}\n' for name, lines in _ENTRIES.items()
    ]
    rule = '[[route]]\nmodels = ["f*"]\nupstreams = ["a"]\n'
    path.write_text("".join([*entries, rule]), encoding="utf-8")
    done = run(tmp_path, "doctor", PORT="0", UPSTREAMS_FILE=str(path))
    assert done.returncode == 0, done.stdout
    assert re.search(r"^warn +route +fast never goes to b, which names it", done.stdout, re.M)
    assert re.search(r"^ok +route +gpt-4 goes to a, then b: ", done.stdout, re.M)
