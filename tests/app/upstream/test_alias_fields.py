"""Aliases of UPSTREAMS_FILE: their options are read and validated, with an error that names the field."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.settings import SettingsError
from app.upstream.upstream_config import UpstreamConfig
from app.upstream.upstream_loader import load_upstreams
from tests.support.server import settings


def _load(folder: Path, aliases: str) -> UpstreamConfig:
    path = folder / "upstreams.toml"
    path.write_text(f'[[upstream]]\nname = "a"\nurl = "http://h"\n{aliases}', encoding="utf-8")
    (config,) = load_upstreams(settings(upstreams_file=str(path)), {})
    return config


def test_alias_options_texts_and_tables_are_read(tmp_path: Path) -> None:
    (tmp_path / "prompt.txt").write_text("\nBe kind.\nAlways.\n", encoding="utf-8")
    options = _load(
        tmp_path,
        """
        [upstream.aliases]
        "gpt-4" = "llama"
        bare = { model = "other" }
        cold = { model = "llama", defaults = { temperature = 0, reasoning = { effort = "low" } } }
        kind = { model = "llama", system_prompt_file = "prompt.txt" }
        brief = { model = "llama", system_prompt = " Be brief. " }
        """,
    ).options
    assert options["aliases"] == {
        "gpt-4": "llama", "bare": "other", "cold": "llama", "kind": "llama", "brief": "llama"
    }  # fmt: skip
    found = options["alias_options"]
    assert {name: alias.system_prompt for name, alias in found.items()} == {
        "cold": None,
        "kind": "Be kind.\nAlways.",
        "brief": " Be brief. ",
    }
    response = {"temperature": 0, "reasoning": {"effort": "low"}}
    assert found["cold"].defaults == {
        "create_chat_completion": {"temperature": 0},
        "create_completion": {"temperature": 0},
        "create_response": response,
        "get_input_token_counts": {"reasoning": {"effort": "low"}},
        "beta_get_input_token_counts": {"reasoning": {"effort": "low"}},
    }
    assert found["kind"].defaults == {}


_PAGE = (Path(__file__).parents[3] / "docs/upstreams.md").read_text(encoding="utf-8")


def test_alias_options_example_of_the_page_is_read(tmp_path: Path) -> None:
    section = _PAGE.split("## Aliases with options")[1]
    text = section.split("```toml")[1].split("```")[0]
    (tmp_path / "careful.txt").write_text("Be careful.", encoding="utf-8")
    path = tmp_path / "upstreams.toml"
    path.write_text(text, encoding="utf-8")
    (config,) = load_upstreams(settings(upstreams_file=str(path)), {})
    assert list(config.options["aliases"]) == ["gpt-4", "helpdesk", "careful"]
    assert list(config.options["alias_options"]) == ["helpdesk", "careful"]


def test_alias_options_fields_that_can_have_no_default_are_those_of_the_page(tmp_path: Path) -> None:
    names = re.findall(r"`(\w+)`", _PAGE.split("**Not as defaults:**")[1].split("\n-")[0])
    assert len(names) > 10
    for name in names:
        with pytest.raises(SettingsError, match=r"which each caller sets|use 'system_prompt'"):
            _load(tmp_path, f'aliases = {{ x = {{ model = "m", defaults = {{ {name} = true }} }} }}')


def test_alias_options_value_is_a_default_only_where_it_is_valid(tmp_path: Path) -> None:
    defaults = "{ logprobs = true, max_tokens = 5, max_completion_tokens = 6 }"
    options = _load(tmp_path, f'aliases = {{ x = {{ model = "m", defaults = {defaults} }} }}').options
    assert options["alias_options"]["x"].defaults == {
        "create_chat_completion": {"logprobs": True, "max_completion_tokens": 6},
        "create_completion": {"max_tokens": 5},
    }


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("{}", "has no 'model' in the alias 'x'"),
        ("{ model = 5 }", "must have a text for 'aliases'"),
        ('{ model = "m", default = {} }', "unknown member 'default' in the alias 'x'; known are model, def"),
        ('{ model = "m", defaults = 5 }', "a table for 'defaults' in the alias 'x'"),
        ('{ model = "m", defaults = { temprature = 1 } }', "the default 'temprature' in the alias 'x', a p"),
        ('{ model = "m", defaults = { top_k = 1 } }', "the default 'top_k' in the alias 'x'"),
        (
            '{ model = "m", defaults = { temperature = 3 } }',
            "invalid default 'temperature' in the alias 'x': Input should be less than or equal to 2.",
        ),
        ('{ model = "m", defaults = { temperature = nan } }', "'temperature' in the alias 'x' that JSON"),
        ('{ model = "m", defaults = { user = 2026-01-01 } }', "'user' in the alias 'x' that JSON"),
        ('{ model = "m", defaults = { seed = 99999999999999999999 } }', "'seed' in the alias 'x' that JSON"),
        ('{ model = "m", defaults = { max_tokens = "9" } }', "invalid default 'max_tokens'"),
        (
            '{ model = "m", defaults = { reasoning = { effort = "much" } } }',
            "invalid default 'reasoning' in the alias 'x': reasoning.effort: Input should be 'none'",
        ),
        (
            '{ model = "m", defaults = { stream = true } }',
            "'stream' in the alias 'x', which each caller sets",
        ),
        ('{ model = "m", defaults = { model = "n" } }', "'model' in the alias 'x', which each caller sets"),
        ('{ model = "m", defaults = { instructions = "n" } }', "use 'system_prompt' instead"),
        ('{ model = "m", system_prompt = "" }', "a text of at most 100000 characters as the system prompt"),
        ('{ model = "m", system_prompt = 5 }', "a text of at most 100000 characters as the system prompt"),
        ('{ model = "m", system_prompt = "' + "a" * 100_001 + '" }', "a text of at most 100000 characters"),
        ('{ model = "m", system_prompt_file = "long" }', "a text of at most 100000 characters"),
        ('{ model = "m", system_prompt_file = 5 }', "a path for 'system_prompt_file' in the alias 'x'"),
        ('{ model = "m", system_prompt_file = "gone" }', "gone, which cannot be read: No such file"),
        ('{ model = "m", system_prompt_file = "binary" }', "binary, which cannot be read: it is not a text"),
        (
            '{ model = "m", system_prompt = "a", system_prompt_file = "b" }',
            "both system_prompt and system_prompt_file in the alias 'x'; remove one",
        ),
    ],
)
def test_alias_options_invalid_table_raises_with_place_and_field(
    tmp_path: Path, table: str, message: str
) -> None:
    (tmp_path / "binary").write_bytes(b"\xff\xfe")
    (tmp_path / "long").write_text("a" * 200_000, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        _load(tmp_path, f"aliases = {{ x = {table} }}")
    assert message in str(caught.value)
    assert "upstream 1 ('a')" in str(caught.value)
    assert len(str(caught.value)) < 1000
