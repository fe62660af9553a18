"""Calls of functions -> the items of the tools that they stand for, however the answer is cut."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.contract.json_types import JsonObject
from app.engine.translation.chat_request import chat_request
from app.engine.translation.client_calls import call_fields
from app.engine.translation.tool_names import AnswerTools
from tests.app.engine.translation.chunks import chunk, final, function, kinds, read, run_body, stream
from tests.app.engine.translation.samples import BASE
from tests.support.streams import DONE, framed

_TOOLS: list[JsonObject] = [
    {"type": "custom", "name": "patch"},
    {"type": "namespace", "name": "a", "description": "", "tools": [{"type": "custom", "name": "run"}]},
    {"type": "shell"},
    {"type": "apply_patch"},
    {"type": "tool_search", "execution": "client"},
    {"type": "function", "name": "look"},
]
_TEXT = st.text(st.characters(codec="utf-8") | st.sampled_from('\\"/\n{}😀'), max_size=30)


def _tools() -> AnswerTools:
    return chat_request(BASE | {"tools": _TOOLS}).tools


def _run(chunks: list[JsonObject]) -> list[JsonObject]:
    return read([*map(framed, chunks), DONE], stream(tools=_tools()))


def _output(events: list[JsonObject]) -> list[JsonObject]:
    output: list[JsonObject] = final(events)["output"]
    return output


@st.composite
def _cut_calls(draw: st.DrawFn) -> tuple[list[str], list[JsonObject]]:
    """Inputs of custom tools, and chunks of their calls, cut anywhere, the calls interleaved."""
    inputs = draw(st.lists(_TEXT, min_size=1, max_size=3))
    queues: list[list[JsonObject]] = []
    for index, text in enumerate(inputs):
        arguments = json.dumps({"input": text}, ensure_ascii=draw(st.booleans()))
        places = sorted(draw(st.lists(st.integers(0, len(arguments)), max_size=8)))
        pieces = [
            arguments[start:end] for start, end in zip([0, *places], [*places, len(arguments)], strict=True)
        ]
        name = draw(st.sampled_from(("patch", "a__run")))
        first = function(index, f"call_{index}", name, "")
        queues.append([first, *(function(index, None, None, piece) for piece in pieces)])
    fragments: list[JsonObject] = []
    started = 0
    while any(queues):
        ready = [number for number, queue in enumerate(queues) if queue and number <= started]
        number = draw(st.sampled_from(ready))
        started = max(started, number + 1)
        fragments.append(queues[number].pop(0))
    return inputs, [*(chunk({"tool_calls": [one]}) for one in fragments), chunk({}, "tool_calls")]


@given(_cut_calls())
@settings(max_examples=150, deadline=None, derandomize=True)
def test_custom_calls_cut_anywhere_have_their_inputs(case: tuple[list[str], list[JsonObject]]) -> None:
    inputs, chunks = case
    events = _run(chunks)
    output = _output(events)
    assert [item["input"] for item in output] == inputs
    assert {item["type"] for item in output} == {"custom_tool_call"}
    for index, text in enumerate(inputs):
        deltas = [e for e in events if e["type"].endswith("input.delta") and e["output_index"] == index]
        assert "".join(event["delta"] for event in deltas) == text


@pytest.mark.parametrize(
    ("name", "arguments", "item"),
    [
        (
            "a__run",
            {"input": "ls"},
            {"type": "custom_tool_call", "namespace": "a", "name": "run", "input": "ls"},
        ),
        ("patch", "*** Begin", {"type": "custom_tool_call", "name": "patch", "input": "*** Begin"}),
        ("tool_search", {"q": [1]}, {"type": "tool_search_call", "arguments": {"q": [1]}}),
        ("tool_search", "[]", {"type": "function_call", "name": "tool_search", "arguments": "[]"}),
        (
            "apply_patch",
            {"operation": "delete_file", "path": "a", "diff": ""},
            {"type": "apply_patch_call", "operation": {"type": "delete_file", "path": "a"}},
        ),
        ("made_up", {}, {"type": "function_call", "name": "made_up", "arguments": "{}"}),
    ],
)
def test_call_in_one_body_is_the_item_of_its_tool(name: str, arguments: Any, item: JsonObject) -> None:
    text = arguments if isinstance(arguments, str) else json.dumps(arguments)
    call = {"id": "call_1", "type": "function", "function": {"name": name, "arguments": text}}
    message = {"role": "assistant", "content": None, "tool_calls": [call]}
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "tool_calls"}
    (found,) = _output(run_body({"id": "x", "choices": [choice]}, stream(tools=_tools())))
    assert {key: found.get(key) for key in item} == item
    assert (found["call_id"], found["status"]) == ("call_1", "completed")


def test_shell_call_is_added_once_its_commands_are_known() -> None:
    events = _run(
        [
            chunk({"tool_calls": [function(0, "call_1", "shell", '{"commands": ["l')]}),
            chunk({"tool_calls": [function(0, None, None, 's"]}')]}),
            chunk({"tool_calls": [function(1, "call_2", "look", "{}")]}),
            chunk({}, "tool_calls"),
        ]
    )
    assert kinds(events)[2:] == [
        "output_item.added",
        "output_item.added",
        "function_call_arguments.delta",
        "shell_call_command.added",
        "shell_call_command.delta",
        "shell_call_command.done",
        "output_item.done",
        "function_call_arguments.done",
        "output_item.done",
        "completed",
    ]
    assert events[2]["item"]["action"]["commands"] == ["ls"]


def test_call_that_was_cut_off_is_incomplete_and_is_not_run() -> None:
    shell = [
        chunk({"tool_calls": [function(0, "call_1", "shell", '{"commands": ["rm -r')]}),
        chunk({}, "length"),
    ]
    (call,) = _output(_run(shell))
    assert (call["type"], call["status"]) == ("function_call", "incomplete")
    custom = [
        chunk({"tool_calls": [function(0, "call_1", "patch", '{"input": "half')]}),
        chunk({}, "length"),
    ]
    (call,) = _output(_run(custom))
    assert (call["type"], call["status"], call["input"]) == ("custom_tool_call", "incomplete", "half")


def test_search_that_is_nested_deeper_than_an_event_may_be_is_no_search() -> None:
    for levels, fits in ((190, True), (230, False), (600, False), (5000, False)):
        arguments = '{"query":' + "[" * levels + "]" * levels + "}"
        assert (call_fields("tool_search", arguments) is not None) is fits
