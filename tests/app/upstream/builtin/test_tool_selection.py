"""The built-in model's tool calls: selection, arguments, and the end of loops."""

from __future__ import annotations

from typing import Any

import pytest

from app.contract.json_types import JsonObject
from tests.support.builtin_model import BuiltinResponse, chat, post_builtin, tool

_PATH = "/chat/completions"
_TEXT, _INTEGER, _NUMBER = {"type": "string"}, {"type": "integer"}, {"type": "number"}
_WEATHER = tool("get_weather", location=_TEXT)
_ADD = tool("add", a=_INTEGER, b=_INTEGER)
_REFUND = tool("refund_order", order_id=_TEXT, amount=_NUMBER)
_CODE = {"type": "custom", "custom": {"name": "run_code"}}


async def _both(text: str, tools: list[JsonObject], **fields: Any) -> BuiltinResponse:
    """The answer, which equals the streamed one."""
    whole = await post_builtin(_PATH, chat(text, tools=tools, **fields))
    streamed = await post_builtin(_PATH, chat(text, tools=tools, stream=True, **fields))
    assert streamed.tool_calls == whole.tool_calls
    assert streamed.finish_reason == whole.finish_reason
    assert whole.body["choices"][0]["message"]["content"] == (streamed.text or None)
    return whole


def _turn(answered: BuiltinResponse, *results: str) -> list[JsonObject]:
    """The assistant's message with its calls, and the tool messages."""
    message = answered.body["choices"][0]["message"]
    calls = message["tool_calls"]
    answers = [
        {"role": "tool", "tool_call_id": call["id"], "content": result}
        for call, result in zip(calls, results, strict=True)
    ]
    return [{"role": "assistant", "content": None, "tool_calls": calls}, *answers]


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("Hello", []),
        ("What is the weather in San Francisco, CA?", [("get_weather", {"location": "San Francisco, CA"})]),
        ("Use get_weather for Paris.", [("get_weather", {"location": "Paris"})]),
        ("get weather, location: 'New York'", [("get_weather", {"location": "New York"})]),
        ("what's the weather in oslo", [("get_weather", {"location": "oslo"})]),
        ("add 3 and -4", [("add", {"a": 3, "b": -4})]),
        ("add(b=1, a=2)", [("add", {"a": 2, "b": 1})]),
        ("add(1, 2), then add(3, 4)", [("add", {"a": 1, "b": 2}), ("add", {"a": 3, "b": 4})]),
        ("Please ADD with b: 7, a: 5", [("add", {"a": 5, "b": 7})]),
        ('add {"a": 1, "b": 2}', [("add", {"a": 1, "b": 2})]),
        ("refund my order #A-17, amount 12.5", [("refund_order", {"order_id": "A-17", "amount": 12.5})]),
        (
            "get_weather('Rome') and add(1, 2)",
            [("get_weather", {"location": "Rome"}), ("add", {"a": 1, "b": 2})],
        ),
        (
            "add 1 to 2 and tell me the weather in Rome",
            [("add", {"a": 1, "b": 2}), ("get_weather", {"location": "Rome"})],
        ),
        ("This address is not for you", []),
    ],
)
async def test_tool_selection_named_tools_are_called_with_the_users_values(
    text: str, calls: list[Any]
) -> None:
    answered = await _both(text, [_WEATHER, _ADD, _REFUND])
    assert answered.tool_calls == calls
    assert answered.finish_reason == ("tool_calls" if calls else "stop")


async def test_tool_selection_words_of_one_name_do_not_select_another() -> None:
    tools = [tool("magic_function", input=_INTEGER), tool("magic_function_no_args")]
    assert (await _both("What is magic_function_no_args()?", tools)).tool_calls == [
        ("magic_function_no_args", {})
    ]
    assert (await _both("What is magic_function(3)?", tools)).tool_calls == [("magic_function", {"input": 3})]


@pytest.mark.parametrize(
    ("choice", "calls"),
    [
        ("none", []),
        ("auto", []),
        ("required", ["get_weather"]),
        ({"type": "function", "function": {"name": "add"}}, ["add"]),
        ({"type": "custom", "custom": {"name": "run_code"}}, ["run_code"]),
        (
            {
                "type": "allowed_tools",
                "allowed_tools": {
                    "mode": "required",
                    "tools": [{"type": "function", "function": {"name": "add"}}],
                },
            },
            ["add"],
        ),
        (
            {
                "type": "allowed_tools",
                "allowed_tools": {
                    "mode": "auto",
                    "tools": [{"type": "custom", "custom": {"name": "run_code"}}],
                },
            },
            [],
        ),
    ],
)
async def test_tool_selection_tool_choice_applies(choice: Any, calls: list[str]) -> None:
    answered = await _both("Hello", [_WEATHER, _ADD, _CODE], tool_choice=choice)
    assert [name for name, _ in answered.tool_calls] == calls


async def test_tool_selection_tool_that_is_not_allowed_is_not_called() -> None:
    text = "get_weather in Rome and add 1 and 2"
    assert (await _both(text, [_WEATHER, _ADD], tool_choice="none")).tool_calls == []
    allowed = {"mode": "auto", "tools": [{"type": "function", "function": {"name": "add"}}]}
    choice = {"type": "allowed_tools", "allowed_tools": allowed}
    assert (await _both(text, [_WEATHER, _ADD], tool_choice=choice)).tool_calls == [("add", {"a": 1, "b": 2})]
    one = await _both(text, [_WEATHER, _ADD], parallel_tool_calls=False)
    assert one.tool_calls == [("get_weather", {"location": "Rome"})]
    two = await _both(text, [_WEATHER, _ADD], parallel_tool_calls=True)
    assert [name for name, _ in two.tool_calls] == ["get_weather", "add"]


@pytest.mark.parametrize("choice", ["required", {"type": "function", "function": {"name": "unknown"}}])
async def test_tool_selection_unknown_tool_choice_is_refused(choice: Any) -> None:
    tools = [_ADD] if choice != "required" else []
    answered = await post_builtin(_PATH, chat("Hello", tools=tools, tool_choice=choice))
    assert (answered.status, answered.body["error"]["param"]) == (400, "tool_choice")


async def test_tool_selection_after_a_tool_result_the_answer_contains_it() -> None:
    tools = [_WEATHER, _ADD]
    answered_calls = await post_builtin(_PATH, chat("The weather in Paris, and add 1 and 2", tools=tools))
    body = chat("The weather in Paris, and add 1 and 2", tools=tools)
    body["messages"] += _turn(answered_calls, "sunny, 21 °C", "three")
    answered = await post_builtin(_PATH, body)
    assert answered.finish_reason == "stop"
    for text in ("get_weather answered: sunny, 21 °C", "add answered: three"):
        assert text in answered.text
    # A new user message allows further calls.
    body["messages"] += [
        {"role": "assistant", "content": answered.text},
        {"role": "user", "content": "add 3 and 4"},
    ]
    assert (await post_builtin(_PATH, body)).tool_calls == [("add", {"a": 3, "b": 4})]


async def test_tool_selection_without_parallel_calls_the_loop_ends() -> None:
    body = chat("The weather in Paris, and add 1 and 2", tools=[_WEATHER, _ADD], parallel_tool_calls=False)
    called = []
    for _ in range(5):
        answered = await post_builtin(_PATH, body)
        if answered.finish_reason == "stop":
            break
        called.append(answered.tool_calls[0][0])
        body["messages"] += _turn(answered, f"result of {called[-1]}")
    assert called == ["get_weather", "add"]
    assert "result of get_weather" in answered.text
    assert "result of add" in answered.text


async def test_tool_selection_required_calls_each_tool_before_repeating() -> None:
    body = chat("Hello", tools=[_WEATHER, _ADD, _CODE], tool_choice="required")
    called = []
    for _ in range(3):
        answered = await post_builtin(_PATH, body)
        called.append(answered.tool_calls[0][0])
        body["messages"] += _turn(answered, "done")
    assert called == ["get_weather", "add", "run_code"]


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("I have a billing question", ["transfer_to_billing_agent"]),
        ("Get me the Support Agent", ["transfer_to_support_agent"]),
        ("ask agent b", ["transfer_to_agent_b"]),
        ("Hello", []),
    ],
)
async def test_tool_selection_handoff_is_called_by_its_target(text: str, called: list[str]) -> None:
    tools = [tool(f"transfer_to_{whom}") for whom in ("billing_agent", "support_agent", "agent_b")]
    assert [name for name, _ in (await _both(text, tools)).tool_calls] == called


async def test_tool_selection_after_a_handoff_the_next_agents_tools_are_called() -> None:
    text = "I have a billing question: refund order A1, amount 3"
    answered_calls = await post_builtin(_PATH, chat(text, tools=[tool("transfer_to_billing")]))
    assert answered_calls.tool_calls == [("transfer_to_billing", {})]
    body = chat(text, tools=[_REFUND])
    body["messages"] += _turn(answered_calls, '{"assistant": "Billing"}')
    assert (await post_builtin(_PATH, body)).tool_calls == [("refund_order", {"order_id": "A1", "amount": 3})]


async def test_tool_selection_custom_tool_gets_text() -> None:
    assert (await _both("run_code(print(1))", [_CODE])).tool_calls == [("run_code", "run_code(print(1))")]
    assert (await _both("run_code('a = 1')", [_CODE])).tool_calls == [("run_code", "a = 1")]
    grammar = {"type": "grammar", "grammar": {"syntax": "regex", "definition": "^[A-Z]{3}-\\d{4}$"}}
    custom = {"type": "custom", "custom": {"name": "stamp", "format": grammar}}
    assert (await _both("stamp it", [custom])).tool_calls == [("stamp", "AAA-1111")]


async def test_tool_selection_legacy_functions_are_called() -> None:
    functions = [_ADD["function"]]
    body = chat("add 1 and 2", functions=functions)
    message = (await post_builtin(_PATH, body)).body["choices"][0]
    assert message["message"]["function_call"] == {"name": "add", "arguments": '{"a":1,"b":2}'}
    assert message["finish_reason"] == "function_call"
    streamed = await post_builtin(_PATH, body | {"stream": True})
    deltas = [c["delta"]["function_call"] for c in streamed.choices if "function_call" in c["delta"]]
    assert deltas[0] == {"name": "add", "arguments": ""}
    assert "".join(delta["arguments"] for delta in deltas) == '{"a":1,"b":2}'
    forced = await post_builtin(_PATH, chat("Hello", functions=functions, function_call={"name": "add"}))
    assert forced.finish_reason == "function_call"
    refused = await post_builtin(_PATH, chat("Hello", functions=functions, function_call={"name": "x"}))
    assert (refused.status, refused.body["error"]["param"]) == (400, "function_call")
    call = {"role": "assistant", "content": None, "function_call": message["message"]["function_call"]}
    body["messages"] += [call, {"role": "function", "name": "add", "content": "three"}]
    assert "add answered: three" in (await post_builtin(_PATH, body)).text


async def test_tool_selection_calls_count_tokens_and_are_cut_at_the_limit() -> None:
    whole = await post_builtin(_PATH, chat("add 1 and 2", tools=[_ADD]))
    needed = whole.body["usage"]["completion_tokens"]
    assert needed > 5
    for most in range(1, needed):
        cut = await post_builtin(_PATH, chat("add 1 and 2", tools=[_ADD], max_tokens=most))
        assert cut.finish_reason == "length"
        assert cut.body["usage"]["completion_tokens"] <= most
    assert (
        await post_builtin(_PATH, chat("add 1 and 2", tools=[_ADD], max_tokens=needed))
    ).tool_calls == whole.tool_calls


async def test_tool_selection_every_call_has_its_own_id() -> None:
    answered = await post_builtin(_PATH, chat("add(1, 2) add(3, 4)", tools=[_ADD], n=2))
    messages = [choice["message"] for choice in answered.body["choices"]]
    ids = [call["id"] for message in messages for call in message["tool_calls"]]
    assert len(set(ids)) == 4
