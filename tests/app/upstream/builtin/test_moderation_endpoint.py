"""The built-in model's moderations: the categories that a text requests are flagged."""

from __future__ import annotations

from typing import Any

import pytest

from app.upstream.builtin.moderation_endpoint import CATEGORIES
from tests.support.builtin_model import post_builtin


async def _results(given: Any) -> list[Any]:
    answered = await post_builtin("/moderations", {"input": given})
    results: list[Any] = answered.body["results"]
    assert all(result["categories"].keys() == CATEGORIES.keys() for result in results)
    return results


@pytest.mark.parametrize(
    ("given", "flagged"),
    [
        ("hello", [False]),
        ("flag:violence", [True]),
        (["hello", "flag:hate"], [False, True]),
        ([], []),
        ([{"type": "text", "text": "flag:sexual"}, {"type": "text", "text": "hello"}], [True]),
        ("flag:nothing-known", [False]),
    ],
)
async def test_moderations_each_text_has_a_result(given: Any, flagged: list[bool]) -> None:
    assert [result["flagged"] for result in await _results(given)] == flagged


async def test_moderations_flag_the_requested_categories() -> None:
    (result,) = await _results("flag:violence/graphic and flag:self-harm")
    requested = {"violence/graphic", "self-harm"}
    assert {name for name, flag in result["categories"].items() if flag} == requested
    assert {name for name, score in result["category_scores"].items() if score > 0.5} == requested


async def test_moderations_image_input_applies_to_the_contracts_categories() -> None:
    picture = {"type": "image_url", "image_url": {"url": "https://example.com/a.png"}}
    (result,) = await _results([{"type": "text", "text": "hello"}, picture])
    applied = result["category_applied_input_types"]
    assert applied["violence"] == ["text", "image"]
    assert applied["hate"] == ["text"]
    (plain,) = await _results("hello")
    assert plain["category_applied_input_types"]["violence"] == ["text"]


async def test_moderations_accept_openais_model_names_only_here() -> None:
    for model in ("omni-moderation-latest", "text-moderation-stable", "builtin"):
        assert (await post_builtin("/moderations", {"input": "a", "model": model})).body["model"] == model
    assert (
        await post_builtin("/moderations", {"input": "a", "model": "text-embedding-3-small"})
    ).status == 404
    chat = {"model": "omni-moderation-latest", "messages": [{"role": "user", "content": "a"}]}
    assert (await post_builtin("/chat/completions", chat)).status == 404
