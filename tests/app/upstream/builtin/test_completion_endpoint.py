"""The built-in model's text completions: prompts, echo, best_of, log probabilities."""

from __future__ import annotations

from typing import Any

import pytest

from app.contract.json_types import JsonObject
from app.tokens.tokenizer import tokenizer_for_encoding
from tests.support.builtin_model import BuiltinResponse, post_builtin

_PATH = "/completions"
_KNOWN = tokenizer_for_encoding("cl100k_base")


async def _ask(prompt: Any, **fields: Any) -> BuiltinResponse:
    return await post_builtin(_PATH, {"model": "builtin", "prompt": prompt, **fields})


def _texts(answered: BuiltinResponse) -> list[str]:
    if not answered.events:
        return [choice["text"] for choice in answered.body["choices"]]
    texts: dict[int, str] = {}
    for choice in answered.choices:
        texts[choice["index"]] = texts.get(choice["index"], "") + choice["text"]
    return [texts[index] for index in sorted(texts)]


@pytest.mark.parametrize(
    ("prompt", "heard"),
    [
        ("Say hi", ["Say hi"]),
        (["Say hi", "Say ho"], ["Say hi", "Say ho"]),
        (_KNOWN.encode("Say hi"), ["Say hi"]),
        ([_KNOWN.encode("Say hi"), _KNOWN.encode("🏳️")], ["Say hi", "🏳️"]),
        (None, [""]),
        ("", [""]),
    ],
)
async def test_completion_endpoint_prompt_may_be_text_tokens_or_a_list(prompt: Any, heard: list[str]) -> None:
    answered = await _ask(prompt)
    assert _texts(answered) == [f" [built-in echo] {text}" for text in heard]
    assert [choice["index"] for choice in answered.body["choices"]] == list(range(len(heard)))
    streamed = await _ask(prompt, stream=True, stream_options={"include_usage": True})
    assert _texts(streamed) == _texts(answered)
    assert streamed.events[-1]["usage"] == answered.body["usage"]
    assert answered.body["usage"]["completion_tokens"] == sum(map(_KNOWN.count, _texts(answered)))
    assert streamed.finish_reason == "stop"


async def test_completion_endpoint_n_max_tokens_stop_and_echo_apply() -> None:
    assert len(set(_texts(await _ask("Say hi", n=3)))) == 3
    assert _texts(await _ask("Say hi", n=2))[1] == _texts(await _ask("Say hi", seed=1))[0]
    assert _texts(await _ask("Say hi", echo=True)) == ["Say hi [built-in echo] Say hi"]
    assert _texts(await _ask("Say hi", echo=True, max_tokens=0)) == ["Say hi"]
    assert _texts(await _ask("Say hi", stop="echo")) == [" [built-in "]
    long = await _ask("word " * 100)
    assert long.body["usage"]["completion_tokens"] == 16
    assert long.body["choices"][0]["finish_reason"] == "length"
    suffixed = await _ask("Say hi", suffix="and so on and on")
    assert _texts(suffixed) == [" [built-in echo] Say hi"]
    assert suffixed.body["usage"]["prompt_tokens"] > (await _ask("Say hi")).body["usage"]["prompt_tokens"]


async def test_completion_endpoint_best_of_counts_discarded_candidates() -> None:
    one = (await _ask("Say hi")).body["usage"]["completion_tokens"]
    answered = await _ask("Say hi", best_of=5)
    assert len(answered.body["choices"]) == 1
    assert answered.body["usage"]["completion_tokens"] == 5 * one
    for fields in ({"best_of": 2, "n": 3}, {"best_of": 2, "stream": True}):
        refused = await _ask("Say hi", **fields)
        assert (refused.status, refused.body["error"]["param"]) == (400, "best_of")


@pytest.mark.parametrize("stream", [False, True])
async def test_completion_endpoint_logprobs_have_tokens_and_offsets(stream: bool) -> None:
    answered = await _ask("Say 🏳️", echo=True, logprobs=3, stream=stream)
    logprobs: JsonObject = {"tokens": [], "token_logprobs": [], "top_logprobs": [], "text_offset": []}
    for choice in answered.choices or answered.body["choices"]:
        for key, values in (choice["logprobs"] or {}).items():
            logprobs[key] += values
    text = _texts(answered)[0]
    assert "".join(logprobs["tokens"]) == text
    assert all(
        text[o:].startswith(t) for o, t in zip(logprobs["text_offset"], logprobs["tokens"], strict=True)
    )
    for token, value, top in zip(
        logprobs["tokens"], logprobs["token_logprobs"], logprobs["top_logprobs"], strict=True
    ):
        assert len(top) == 3
        assert top[token] == value == max(top.values())


async def test_completion_endpoint_unknown_token_is_refused_with_its_index() -> None:
    for prompt, param in (([1, 2, -1], "prompt[2]"), ([[1], [999_999_999]], "prompt[1][0]")):
        refused = await _ask(prompt)
        assert (refused.status, refused.body["error"]["param"]) == (400, param)


async def test_completion_endpoint_too_many_choices_are_refused() -> None:
    refused = await _ask(["a"] * 100, n=128)
    assert (refused.status, refused.body["error"]["param"]) == (400, "prompt")
