"""Usage in every shape of the contract, and its estimate for answers without."""

from __future__ import annotations

from typing import Any

import pytest

from app.usage.token_usage import Usage, estimate, from_answer, from_object

_CHAT = {
    "prompt_tokens": 19,
    "completion_tokens": 10,
    "total_tokens": 29,
    "prompt_tokens_details": {"cached_tokens": 7, "audio_tokens": 0},
    "completion_tokens_details": {"reasoning_tokens": 4, "audio_tokens": 0},
}
_RESPONSE = {
    "input_tokens": 36,
    "input_tokens_details": {"cached_tokens": 6, "cache_write_tokens": 0},
    "output_tokens": 87,
    "output_tokens_details": {"reasoning_tokens": 64},
    "total_tokens": 123,
}
_IMAGES = {
    "total_tokens": 100,
    "input_tokens": 50,
    "output_tokens": 50,
    "input_tokens_details": {"text_tokens": 10, "image_tokens": 40},
}
_SPOKEN = {"type": "tokens", "input_tokens": 14, "output_tokens": 45, "total_tokens": 59}
_SECONDS = {"type": "duration", "seconds": 12.5}


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"object": "chat.completion", "usage": _CHAT}, Usage(19, 10, 7, 4, details=_CHAT)),
        ({"object": "list", "usage": {"prompt_tokens": 8, "total_tokens": 8}}, Usage(8, 0)),
        ({"created": 1, "data": [], "usage": _IMAGES}, Usage(50, 50, details=_IMAGES)),
        ({"type": "image_generation.completed", "usage": _IMAGES}, Usage(50, 50, details=_IMAGES)),
        ({"text": "hello", "usage": _SPOKEN}, Usage(14, 45, details=_SPOKEN)),
        ({"text": "hello", "usage": _SECONDS}, Usage(details=_SECONDS)),
        ({"type": "transcript.text.done", "text": "a", "usage": _SPOKEN}, Usage(14, 45, details=_SPOKEN)),
        ({"type": "speech.audio.done", "usage": _SPOKEN}, Usage(14, 45, details=_SPOKEN)),
        ({"object": "response", "status": "completed", "usage": _RESPONSE}, Usage(36, 87, 6, 64)),
        ({"object": "response", "status": "incomplete", "usage": _RESPONSE}, Usage(36, 87, 6, 64)),
        ({"type": "response.failed", "response": {"usage": _RESPONSE}}, Usage(36, 87, 6, 64)),
        ({"type": "response.completed", "response": {"usage": _RESPONSE}}, Usage(36, 87, 6, 64)),
        ({"choices": [], "x_groq": {"id": "r", "usage": _CHAT}}, Usage(19, 10, 7, 4)),
    ],
)
def test_from_answer_every_shape_is_read(answer: Any, expected: Usage) -> None:
    found = from_answer(answer)
    assert found is not None
    assert found.details
    tokens = (
        found.input_tokens,
        found.output_tokens,
        found.cached_tokens,
        found.reasoning_tokens,
        found.estimated,
    )
    assert tokens == (
        expected.input_tokens,
        expected.output_tokens,
        expected.cached_tokens,
        expected.reasoning_tokens,
        False,
    )
    if expected.details is not None:
        assert found.details == expected.details


@pytest.mark.parametrize(
    "answer",
    [
        None,
        [],
        "usage",
        {},
        {"usage": None},
        {"usage": {}},
        {"usage": 5},
        {"response": {}},
        {"response": None},
    ],
)
def test_from_answer_without_usage_is_none(answer: Any) -> None:
    assert from_answer(answer) is None


@pytest.mark.parametrize("odd", ["12", True, -3, None, [], float("nan"), float("inf"), 10**30])
def test_from_object_invalid_numbers_are_zero(odd: Any) -> None:
    usage = from_object({"prompt_tokens": odd, "completion_tokens": 5, "prompt_tokens_details": odd})
    assert usage is not None
    assert (usage.input_tokens, usage.output_tokens, usage.cached_tokens) == (0, 5, 0)


def test_estimate_chat_prompt_follows_openai_documentation() -> None:
    # 3 for each message, 1 for a name, 3 before the answer, and the texts: 1 for each of these words.
    messages = [
        {"role": "system", "content": "hello"},
        {"role": "user", "name": "world", "content": [{"type": "text", "text": "hello world"}]},
    ]
    counted = estimate({"model": "gpt-4o", "messages": messages}, "hello world")
    assert (counted.input_tokens, counted.output_tokens) == (2 * 3 + 1 + 3 + 2 + 1 + 1 + 2, 2)
    assert counted.estimated
    assert counted.details == {"prompt_tokens": 16, "completion_tokens": 2, "total_tokens": 18}


def _counted(**fields: Any) -> int:
    return estimate(
        {"model": "gpt-4o", "messages": [{"role": "user", "content": "Hi"}], **fields}, ""
    ).input_tokens


def test_estimate_tools_formats_and_images_count() -> None:
    bare = _counted()
    tool = {"type": "function", "function": {"name": "look", "parameters": {"type": "object"}}}
    assert bare < _counted(tools=[tool]) < _counted(tools=[tool, tool])
    assert bare < _counted(response_format={"type": "json_schema", "json_schema": {"name": "answer"}})
    picture = {
        "type": "image_url",
        "image_url": {"url": "data:image/png;base64," + "A" * 9999, "detail": "low"},
    }
    small = _counted(messages=[{"role": "user", "content": [picture]}])
    high = {**picture, "image_url": {"url": "https://one.example/a.png"}}
    assert 85 < small < 100 < _counted(messages=[{"role": "user", "content": [high]}])
    call = {"id": "c", "type": "function", "function": {"name": "look", "arguments": '{"where": "there"}'}}
    assert bare < _counted(messages=[{"role": "assistant", "content": None, "tool_calls": [call]}])


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"model": "text-embedding-3-small", "input": "hello world"}, 2),
        ({"model": "text-embedding-3-small", "input": ["hello", "hello world"]}, 3),
        ({"model": "text-embedding-3-small", "input": [[1, 2, 3], [4]]}, 4),
        ({"model": "gpt-3.5-turbo-instruct", "prompt": [1, 2, 3]}, 3),
        ({"model": "gpt-3.5-turbo-instruct", "prompt": "hello world"}, 2),
        ({"model": "gpt-4o", "input": [{"role": "user", "content": "hello"}], "instructions": "hello"}, 3),
        ({}, 0),
        ({"model": 5, "messages": "no list", "input": {}, "tools": None}, 0),
    ],
)
def test_estimate_other_requests_count_their_texts(fields: Any, expected: int) -> None:
    assert estimate(fields, "").input_tokens == expected


def test_estimate_lone_surrogate_is_counted() -> None:
    messages = [{"role": "user", "content": "\ud83d"}]
    assert estimate({"model": "gpt-4", "messages": messages}, "\ude42").output_tokens == 1
