"""The Response object: echoed fields, and answers in one body."""

from __future__ import annotations

from typing import Any

import pytest

from app.contract.json_types import JsonObject
from app.engine.translation.response_object import new_response, response_usage
from tests.app.engine.translation.chunks import USAGE, final, run_body, stream
from tests.app.engine.translation.samples import FUNCTION
from tests.support.contract_validation import is_valid
from tests.support.response_events import validated_response


def _new(body: JsonObject, *, store: bool = True) -> JsonObject:
    return validated_response(new_response(body, response_id="resp_1", created_at=1000, store=store))


def test_new_response_absent_fields_have_contract_defaults() -> None:
    assert _new({"model": "small", "input": "Hello"}) == {
        "id": "resp_1",
        "object": "response",
        "created_at": 1000,
        "status": "in_progress",
        "completed_at": None,
        "error": None,
        "incomplete_details": None,
        "model": "small",
        "output": [],
        "background": False,
        "frequency_penalty": 0,
        "presence_penalty": 0,
        "usage": None,
        "conversation": None,
        "instructions": None,
        "max_output_tokens": None,
        "max_tool_calls": None,
        "metadata": {},
        "parallel_tool_calls": True,
        "previous_response_id": None,
        "prompt_cache_key": None,
        "prompt_cache_retention": None,
        "reasoning": {"effort": None, "summary": None},
        "safety_identifier": None,
        "service_tier": "auto",
        "store": True,
        "temperature": 1.0,
        "text": {"format": {"type": "text"}, "verbosity": "medium"},
        "tool_choice": "auto",
        "tools": [],
        "top_logprobs": 0,
        "top_p": 1.0,
        "truncation": "disabled",
    }


def test_new_response_echoes_the_request() -> None:
    asked = {
        "background": True,
        "instructions": "Be brief",
        "max_output_tokens": 20,
        "max_tool_calls": 1,
        "metadata": {"a": "b"},
        "parallel_tool_calls": False,
        "previous_response_id": "resp_0",
        "prompt_cache_key": "k",
        "prompt_cache_options": {"ttl": "30m", "mode": "explicit"},
        "prompt_cache_retention": "24h",
        "safety_identifier": "s",
        "service_tier": "flex",
        "temperature": 0,
        "tool_choice": {"type": "function", "name": "look"},
        "tools": [FUNCTION],
        "top_logprobs": 2,
        "top_p": 0.5,
        "truncation": "auto",
        "user": "u",
    }
    response = _new({"model": "small"} | asked, store=False)
    asked["tools"] = [{**FUNCTION, "description": None}]
    assert response.items() >= asked.items()
    assert response["store"] is False
    assert _new({"model": "small", "conversation": "conv_1"})["conversation"] == {"id": "conv_1"}
    assert _new({"model": "small", "conversation": {"id": "conv_1"}})["conversation"] == {"id": "conv_1"}
    assert _new({"model": "small", "reasoning": {"effort": "low"}})["reasoning"] == {
        "effort": "low",
        "summary": None,
    }
    assert _new({"model": "small", "text": {"verbosity": "low", "format": None}})["text"] == {
        "format": {"type": "text"},
        "verbosity": "low",
    }
    assert _new({"model": "small", "prompt_cache_options": {"mode": "explicit"}})["prompt_cache_options"] == {
        "ttl": "30m",
        "mode": "explicit",
    }


@pytest.mark.parametrize(
    ("tool", "added"),
    [
        ({"type": "function", "name": "f"}, {"description": None, "parameters": None, "strict": False}),
        (
            {"type": "function", "name": "f", "strict": None},
            {"description": None, "parameters": None, "strict": False},
        ),
        ({"type": "function", "name": "f", "strict": True, "parameters": {}, "description": "d"}, {}),
        ({"type": "custom", "name": "f"}, {}),
    ],
)
def test_new_response_has_all_members_of_a_function(tool: JsonObject, added: JsonObject) -> None:
    assert _new({"model": "small", "tools": [tool]})["tools"] == [{**tool, **added}]


@pytest.mark.parametrize(
    "chat_usage",
    [
        {},
        {"prompt_tokens": 3, "completion_tokens": 4},
        {
            "prompt_tokens": "3",
            "completion_tokens": True,
            "total_tokens": None,
            "prompt_tokens_details": None,
        },
        {"prompt_tokens": -1, "completion_tokens_details": []},
    ],
)
def test_response_usage_invalid_counts_are_zero(chat_usage: JsonObject) -> None:
    converted = response_usage(chat_usage)
    assert is_valid({"$ref": "#/components/schemas/ResponseUsage"}, converted)
    assert converted["total_tokens"] == converted["input_tokens"] + converted["output_tokens"]


def test_completion_in_one_body_yields_a_complete_response() -> None:
    call = {"id": "a", "type": "function", "function": {"name": "look", "arguments": "{}"}}
    message = {
        "role": "assistant",
        "content": "Wait",
        "refusal": None,
        "reasoning": "Hm",
        "tool_calls": [call],
    }
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "tool_calls"}
    completion = {"id": "chatcmpl-1", "object": "chat.completion", "choices": [choice], "usage": USAGE}
    reader = stream()
    events = run_body(completion, reader)
    assert reader.final == final(events)
    assert [item["type"] for item in final(events)["output"]] == ["reasoning", "message", "function_call"]
    assert reader.provider_id == "chatcmpl-1"


def test_completion_in_one_body_calls_without_ids_are_separate() -> None:
    calls = [{"type": "function", "function": {"name": name, "arguments": "{}"}} for name in ("look", "see")]
    choice = {
        "message": {"role": "assistant", "content": None, "tool_calls": calls},
        "finish_reason": "tool_calls",
    }
    events = run_body({"id": "chatcmpl-1", "choices": [choice]})
    assert [(item["name"], item["arguments"]) for item in final(events)["output"]] == [
        ("look", "{}"),
        ("see", "{}"),
    ]


@pytest.mark.parametrize(
    "completion",
    [
        None,
        {"choices": []},
        {"choices": [None]},
        {"choices": [{"message": None, "finish_reason": "stop"}]},
        {"choices": [{"message": {"content": "a", "tool_calls": [None]}, "finish_reason": "stop"}]},
        {"error": {"message": "Boom"}},
        "text",
    ],
)
def test_completion_in_one_body_invalid_body_yields_a_valid_response(completion: Any) -> None:
    events = run_body(completion)
    assert final(events)["status"] in ("failed", "completed")
