"""The built-in model's chats: texts, tokens, limits."""

from __future__ import annotations

import math
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contract.json_types import JsonObject
from app.tokens.tokenizer import tokenizer_for_encoding
from tests.support.builtin_model import BuiltinResponse, chat, post_builtin

_PATH = "/chat/completions"


async def _both(body: JsonObject) -> tuple[BuiltinResponse, BuiltinResponse]:
    """The JSON answer, which equals the streamed one."""
    usage = {"stream": True, "stream_options": {"include_usage": True}}
    return await post_builtin(_PATH, body), await post_builtin(_PATH, body | usage)


def _without_chance(answered: BuiltinResponse) -> JsonObject:
    """The answer without its id and time."""
    return {key: value for key, value in answered.body.items() if key not in ("id", "created")}


async def test_chat_endpoint_answer_names_the_model_and_echoes_the_text() -> None:
    answered = await post_builtin(_PATH, chat("The sky is green."))
    assert "built-in model" in answered.text
    assert "The sky is green." in answered.text
    assert answered.finish_reason == "stop"
    assert answered.body["model"] == "builtin"
    assert (
        "nothing"
        in (
            await post_builtin(_PATH, {"model": "gpt-4", "messages": [{"role": "system", "content": "x"}]})
        ).text
    )


async def test_chat_endpoint_consecutive_user_messages_are_all_echoed() -> None:
    roles = ("user", "assistant", "user", "user")
    messages = [{"role": role, "content": f"line-{i}"} for i, role in enumerate(roles)]
    text = (await post_builtin(_PATH, {"model": "builtin", "messages": messages})).text
    assert ["line-0" in text, "line-1" in text, "line-2" in text, "line-3" in text] == [
        False,
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"n": 3, "seed": 7},
        {"max_tokens": 5},
        {"stop": ["mind"]},
        {"logprobs": True, "top_logprobs": 3},
        {"response_format": {"type": "json_object"}},
    ],
)
async def test_chat_endpoint_same_request_has_the_same_answer_with_a_new_id(fields: JsonObject) -> None:
    first, streamed = await _both(chat("Say 'colour' 🏳️\u200d🌈 twice.", **fields))
    again = await post_builtin(_PATH, chat("Say 'colour' 🏳️\u200d🌈 twice.", **fields))
    assert _without_chance(first) == _without_chance(again)
    assert first.body["id"] != again.body["id"]
    assert streamed.texts == first.texts
    assert streamed.events[-1]["usage"] == first.body["usage"]


async def test_chat_endpoint_choices_and_seeds_differ() -> None:
    texts = (await post_builtin(_PATH, chat("Hello", n=3))).texts
    assert len(set(texts)) == 3
    other = await post_builtin(_PATH, chat("Hello", seed=1))
    assert other.text == texts[1]
    assert (await post_builtin(_PATH, chat("Hello", seed=-(2**62)))).text in texts


async def test_chat_endpoint_stream_has_role_first_finish_alone_and_usage_on_request() -> None:
    plain = await post_builtin(_PATH, chat("Hello", stream=True, n=2))
    ids = {(event["id"], event["created"], event["object"]) for event in plain.events}
    assert len(ids) == 1
    assert [c["delta"] for c in plain.choices[:2]] == [
        {"role": "assistant", "content": "", "refusal": None}
    ] * 2
    assert [(c["delta"], c["finish_reason"]) for c in plain.choices[-2:]] == [({}, "stop")] * 2
    middle = plain.choices[2:-2]
    assert all(c["delta"].keys() == {"content"} and c["finish_reason"] is None for c in middle)
    assert all("usage" not in event and len(event["choices"]) == 1 for event in plain.events)
    # The choices alternate.
    assert [c["index"] for c in middle[:4]] == [0, 1, 0, 1]

    with_usage = await post_builtin(_PATH, chat("Hello", stream=True, stream_options={"include_usage": True}))
    assert all(event["usage"] is None for event in with_usage.events[:-1])
    assert with_usage.events[-1]["choices"] == []
    assert with_usage.events[-1]["usage"]["completion_tokens"] == len(with_usage.events) - 3


async def test_chat_endpoint_stream_splits_only_between_characters() -> None:
    text = "🏳️\u200d🌈 漢字 🎉🎊 é"
    answered = await post_builtin(_PATH, chat(text, stream=True))
    assert text in answered.text
    assert "\ufffd" not in answered.text


async def test_chat_endpoint_usage_counts_openais_tokens() -> None:
    answered = await post_builtin(_PATH, chat("Hello there"))
    usage = answered.body["usage"]
    assert usage["completion_tokens"] == tokenizer_for_encoding("cl100k_base").count(answered.text)
    # Role and text, and the tokens of the chat format.
    assert usage["prompt_tokens"] == tokenizer_for_encoding("cl100k_base").count("user") + 2 + 6
    assert usage["total_tokens"] == usage["prompt_tokens"] + usage["completion_tokens"]
    assert usage["prompt_tokens_details"]["cached_tokens"] == 0
    assert usage["completion_tokens_details"]["reasoning_tokens"] == 0
    assert (await post_builtin(_PATH, chat("Hello there", n=4))).body["usage"]["prompt_tokens"] == usage[
        "prompt_tokens"
    ]


@pytest.mark.parametrize("name", ["max_tokens", "max_completion_tokens"])
@given(most=st.integers(1, 60))
async def test_chat_endpoint_max_tokens_limits_the_text(name: str, most: int) -> None:
    whole, streamed = await _both(chat("🏳️\u200d🌈 " * 4, **{name: most}))
    full = (await post_builtin(_PATH, chat("🏳️\u200d🌈 " * 4))).text
    assert full.startswith(whole.text)
    assert streamed.text == whole.text
    assert whole.body["usage"]["completion_tokens"] <= most
    assert whole.finish_reason == streamed.finish_reason == ("stop" if whole.text == full else "length")


async def test_chat_endpoint_limit_of_zero_is_refused() -> None:
    for name in ("max_tokens", "max_completion_tokens"):
        answered = await post_builtin(_PATH, chat("Hello", **{name: 0}))
        assert (answered.status, answered.body["error"]["param"]) == (400, name)


@pytest.mark.parametrize("stop", ["green", ["never", "green"], ["is green", "green"]])
async def test_chat_endpoint_stop_sequence_ends_the_text_before_it(stop: Any) -> None:
    for answered in await _both(chat("The sky is green today.", stop=stop)):
        assert answered.text.rstrip().endswith(("The sky is", "The sky"))
        assert answered.finish_reason == "stop"


async def test_chat_endpoint_logprobs_match_the_tokens() -> None:
    whole, streamed = await _both(chat("Hello 🏳️", logprobs=True, top_logprobs=20))
    entries = whole.body["choices"][0]["logprobs"]["content"]
    assert "".join(entry["token"] for entry in entries) == whole.text
    assert b"".join(bytes(entry["bytes"]) for entry in entries).decode() == whole.text
    for entry in entries:
        top = [each["logprob"] for each in entry["top_logprobs"]]
        assert len(top) == 20
        assert top == sorted(top, reverse=True)
        assert entry["token"] == entry["top_logprobs"][0]["token"]
        assert sum(math.exp(value) for value in top) < 1
        assert len({each["token"] for each in entry["top_logprobs"]}) == 20
    assert [e for c in streamed.choices if c["logprobs"] for e in c["logprobs"]["content"]] == entries
    assert (await post_builtin(_PATH, chat("Hello", logprobs=True))).body["choices"][0]["logprobs"][
        "content"
    ][0]["top_logprobs"] == []
    refused = await post_builtin(_PATH, chat("Hello", top_logprobs=2))
    assert (refused.status, refused.body["error"]["param"]) == (400, "top_logprobs")


async def test_chat_endpoint_attachments_are_accepted_and_mentioned() -> None:
    picture = {"type": "image_url", "image_url": {"url": "data:image/png;base64,AA==", "detail": "low"}}
    sound = {"type": "input_audio", "input_audio": {"data": "AA==", "format": "wav"}}
    parts = [{"type": "text", "text": "What is this?"}, picture, picture, sound, {"type": "file", "file": {}}]
    body = {"model": "builtin", "messages": [{"role": "user", "content": parts}]}
    answered = await post_builtin(_PATH, body)
    for phrase in ("What is this?", "2 images", "a recording", "a file"):
        assert phrase in answered.text
    assert answered.body["usage"]["prompt_tokens"] > 2 * 85


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"modalities": ["text", "audio"], "audio": {"voice": "alloy", "format": "wav"}}, "modalities"),
        ({"audio": {"voice": "alloy", "format": "wav"}}, "audio"),
    ],
)
async def test_chat_endpoint_audio_output_is_refused(fields: JsonObject, param: str) -> None:
    answered = await post_builtin(_PATH, chat("Hello", **fields))
    assert (answered.status, answered.body["error"]["param"]) == (400, param)
    assert "text only" in answered.body["error"]["message"]


async def test_chat_endpoint_json_object_has_the_requested_keys() -> None:
    form = {"response_format": {"type": "json_object"}}
    requests = [
        ("Tell me a joke as JSON with 'setup' and 'punchline' keys.", {"setup", "punchline"}),
        ('Fill {"title": "", "year": 0} for me.', {"title", "year"}),
        ("Just JSON.", {"answer"}),
    ]
    for text, keys in requests:
        for answered in await _both(chat(text, **form)):
            assert orjson.loads(answered.text).keys() == keys


async def test_chat_endpoint_long_text_is_echoed_shortened() -> None:
    answered = await post_builtin(_PATH, chat("word " * 20_000))
    assert len(answered.text) < 17_000
    assert "84,000 characters more" in answered.text
    assert answered.body["usage"]["prompt_tokens"] > 20_000
