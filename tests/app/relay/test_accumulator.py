"""CompletionAccumulator: deltas become a recorded completion that is valid by the contract."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.contract_validation import is_valid
from tests.support.streams import DONE, USAGE, chunk, event, framed, relayed

_SCHEMA = {"$ref": "#/components/schemas/CreateChatCompletionResponse"}
_STOP = event({}, "stop")


async def _completion(*deltas: Any, finish: str = "stop", **members: Any) -> dict[str, Any]:
    events = [event(delta, **members) for delta in ({"role": "assistant"}, *deltas)]
    result = await relayed([*events, event({}, finish), framed(chunk([], usage=USAGE)), DONE])
    assert is_valid(_SCHEMA, result.completion)
    return result.completion


async def _message(*deltas: Any, finish: str = "stop") -> dict[str, Any]:
    completion = await _completion(*deltas, finish=finish)
    assert completion["choices"][0]["finish_reason"] == finish
    message: dict[str, Any] = completion["choices"][0]["message"]
    return message


def _call(index: int, **members: Any) -> dict[str, Any]:
    return {"tool_calls": [{"index": index, **members}]}


async def test_accumulator_tool_call_deltas_are_merged_by_index() -> None:
    message = await _message(
        {"content": None},
        _call(1, id="call_b", type="function", function={"name": "far", "arguments": ""}),
        _call(0, id="call_a", type="function", function={"name": "near", "arguments": ""}),
        *(
            _call(index, function={"arguments": text})
            for text in ('{"a"', ":", ' "\\"', '"}')
            for index in (0, 1)
        ),
        finish="tool_calls",
    )
    arguments = '{"a": "\\""}'
    assert message == {
        "role": "assistant",
        "content": None,
        "refusal": None,
        "tool_calls": [
            {"id": "call_a", "type": "function", "function": {"name": "near", "arguments": arguments}},
            {"id": "call_b", "type": "function", "function": {"name": "far", "arguments": arguments}},
        ],
    }


async def test_accumulator_whole_tool_call_without_index_is_one_call() -> None:
    call = {"id": "call_a", "function": {"name": "near", "arguments": "{}"}}
    message = await _message({"content": "", "tool_calls": [call]}, finish="tool_calls")
    assert message["tool_calls"] == [{**call, "type": "function"}]
    assert message["content"] is None


async def test_accumulator_custom_tool_call_has_joined_input() -> None:
    message = await _message(
        _call(0, id="call_a", type="custom", custom={"name": "shell", "input": ""}),
        *(_call(0, custom={"input": text}) for text in ("ls", " -", "l")),
    )
    assert message["tool_calls"] == [
        {"id": "call_a", "type": "custom", "custom": {"name": "shell", "input": "ls -l"}}
    ]


async def test_accumulator_legacy_function_call_has_joined_arguments() -> None:
    message = await _message(
        {"function_call": {"name": "near", "arguments": ""}},
        {"function_call": {"arguments": "{"}},
        {"function_call": {"arguments": "}"}},
        finish="function_call",
    )
    assert message["function_call"] == {"name": "near", "arguments": "{}"}


async def test_accumulator_other_text_members_are_joined() -> None:
    deltas = [{"content": None, "reasoning_content": text} for text in ("Let", " me", " see")]
    message = await _message(
        *deltas, {"content": "No"}, {"content": "."}, {"refusal": "I "}, {"refusal": "can't"}
    )
    assert (message["reasoning_content"], message["content"], message["refusal"]) == (
        "Let me see",
        "No.",
        "I can't",
    )


async def test_accumulator_audio_is_merged_and_annotations_are_appended() -> None:
    cited = {
        "type": "url_citation",
        "url_citation": {"end_index": 1, "start_index": 0, "url": "u", "title": "t"},
    }
    message = await _message(
        {"audio": {"id": "audio_1", "transcript": "Hel"}},
        {"audio": {"id": "audio_1", "transcript": "lo", "data": "AAAA"}},
        {"audio": {"id": "audio_1", "data": "BBBB", "expires_at": 5}},
        {"annotations": [cited]},
        {"annotations": [cited]},
    )
    assert message["audio"] == {"id": "audio_1", "transcript": "Hello", "data": "AAAABBBB", "expires_at": 5}
    assert message["annotations"] == [cited, cited]


async def test_accumulator_logprobs_of_deltas_are_appended() -> None:
    def delta_with_logprobs(text: str) -> bytes:
        token = {"token": text, "logprob": -0.5, "bytes": None, "top_logprobs": []}
        logprobs = {"content": [token], "refusal": None}
        return framed(
            chunk([{"index": 0, "delta": {"content": text}, "logprobs": logprobs, "finish_reason": None}])
        )

    result = await relayed(
        [delta_with_logprobs("a"), delta_with_logprobs("b"), delta_with_logprobs("c"), _STOP, DONE]
    )
    (choice,) = result.completion["choices"]
    assert [token["token"] for token in choice["logprobs"]["content"]] == ["a", "b", "c"]
    assert choice["logprobs"]["refusal"] is None
    assert is_valid(_SCHEMA, result.completion)


async def test_accumulator_chunk_members_are_recorded_except_the_id() -> None:
    completion = await _completion(
        {"content": "Hi"}, system_fingerprint="fp_1", service_tier="default", citations=["u"], obfuscation="x"
    )
    assert (
        completion.items()
        >= {
            "id": "chatcmpl-ours",
            "object": "chat.completion",
            "created": 1700000000,
            "model": "m-1",
            "system_fingerprint": "fp_1",
            "service_tier": "default",
            "citations": ["u"],
            "usage": USAGE,
        }.items()
    )
    assert "obfuscation" not in completion


@pytest.mark.parametrize(
    "deltas", [[], [{"content": ""}], [{"content": "a"}, {"content": None}, {"content": "b"}]]
)
async def test_accumulator_content_equals_the_sent_deltas(deltas: list[Any]) -> None:
    message = await _message(*deltas)
    assert (message["content"] or "") == "".join(delta["content"] or "" for delta in deltas)


async def test_generated_text_includes_tool_calls() -> None:
    result = await relayed(
        [
            event({"content": "Hi"}),
            event(_call(0, id="c", function={"name": "f", "arguments": "{}"})),
            _STOP,
            DONE,
        ]
    )
    assert sorted(result.outcome.text) == sorted("Hif{}")


_SIGNATURE = "c2lnbmVk" * 60


def _detail(**members: Any) -> dict[str, Any]:
    return {
        "reasoning_details": [
            {"type": "reasoning.text", "format": "anthropic-claude-v1", "index": 0, **members}
        ]
    }


def _thought(text: str, signature: str) -> dict[str, Any]:
    return {"thinking_blocks": [{"type": "thinking", "thinking": text, "signature": signature}]}


@pytest.mark.parametrize(
    ("deltas", "expected"),
    [
        pytest.param(
            [_detail(text="a", signature=None), _detail(text="b"), _detail(signature=_SIGNATURE)],
            _detail(text="ab", signature=_SIGNATURE),
            id="signed at the end",
        ),
        pytest.param(
            [_detail(text=text, signature=_SIGNATURE, id="r1") for text in "aab"],
            _detail(text="aab", signature=_SIGNATURE, id="r1"),
            id="signed in every fragment",
        ),
        pytest.param(
            [_detail(text="a", signature=_SIGNATURE), _detail(text="b", signature="")],
            _detail(text="ab", signature=_SIGNATURE),
            id="an empty signature after it",
        ),
        pytest.param(
            [
                {"reasoning_details": [{"type": "reasoning.summary", "summary": "s", "index": 0}]},
                {"reasoning_details": [{"type": "reasoning.encrypted", "data": "x", "id": "r", "index": 0}]},
                {"reasoning_details": [{"type": "reasoning.summary", "summary": "t", "index": 0}]},
            ],
            {
                "reasoning_details": [
                    {"type": "reasoning.summary", "summary": "st", "index": 0},
                    {"type": "reasoning.encrypted", "data": "x", "id": "r", "index": 0},
                ]
            },
            id="two types with one index",
        ),
        pytest.param(
            [_thought("a", ""), _thought("b", ""), _thought("", "s1"), _thought("c", ""), _thought("", "s2")],
            {
                "thinking_blocks": _thought("ab", "s1")["thinking_blocks"]
                + _thought("c", "s2")["thinking_blocks"]
            },
            id="blocks without an index",
        ),
        pytest.param(
            [{"thinking_blocks": [{"type": "thinking", "thinking": text} for text in "ab"]}],
            {"thinking_blocks": [{"type": "thinking", "thinking": text} for text in "ab"]},
            id="whole blocks",
        ),
        pytest.param(
            [{"extra_content": {"google": {"thought_signature": _SIGNATURE, "thought": True}}}] * 3,
            {"extra_content": {"google": {"thought_signature": _SIGNATURE, "thought": True}}},
            id="a message's signature in every delta",
        ),
        pytest.param(
            [
                {"provider": "Groq", "reasoning_signature": _SIGNATURE, "thoughts": text}
                for text in ("ha", "ha", "!")
            ],
            {"provider": "Groq", "reasoning_signature": _SIGNATURE, "thoughts": "haha!"},
            id="unknown members",
        ),
    ],
)
async def test_accumulator_constant_members_are_not_joined(
    deltas: list[dict[str, Any]], expected: dict[str, Any]
) -> None:
    message = await _message({"content": "Hi"}, *deltas)
    assert message == {"role": "assistant", "content": "Hi", "refusal": None, **expected}


async def test_accumulator_signature_of_a_call_that_is_repeated_stays_one() -> None:
    extra = {"extra_content": {"google": {"thought_signature": _SIGNATURE}}}
    message = await _message(
        _call(0, id="call_a", type="function", function={"name": "f", "arguments": ""}, **extra),
        *(_call(0, function={"arguments": text}, **extra) for text in ('{"a"', ": 1}")),
        finish="tool_calls",
    )
    [call] = message["tool_calls"]
    assert call == {
        "id": "call_a", "type": "function", "function": {"name": "f", "arguments": '{"a": 1}'}, **extra,
    }  # fmt: skip


async def test_accumulator_parts_of_reasoning_are_not_counted_twice() -> None:
    deltas = [{"reasoning": "thought", **_detail(text="thought")}, {"content": "Hi"}]
    result = await relayed([*(event(delta) for delta in deltas), _STOP, DONE])
    assert result.outcome.text == "thoughtHi"
