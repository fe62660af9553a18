"""Properties of the translation in both directions, over many generated requests and answers."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.contract.json_types import JsonObject
from app.engine.translation.chat_request import chat_request
from app.engine.translation.dialect import Dialect
from tests.app.engine.translation.chunks import USAGE, chunk, final, run, run_body, stream, usage_chunk
from tests.app.engine.translation.samples import BASE
from tests.support.contract_validation import is_valid
from tests.support.response_events import read_frames

_MANY = settings(max_examples=150, deadline=None, derandomize=True)
_TEXT = st.text(st.characters(codec="utf-8"), max_size=30)


@st.composite
def _completions(draw: st.DrawFn) -> JsonObject:
    """A message with some of all that a message can have."""
    message: JsonObject = {
        "role": "assistant",
        "content": draw(st.none() | _TEXT),
        "refusal": draw(st.none() | _TEXT),
    }
    reasoning = draw(st.none() | _TEXT)
    if reasoning is not None:
        message["reasoning_content"] = reasoning
    calls: list[JsonObject] = []
    for number in range(draw(st.integers(0, 3))):
        kind, argument_field = draw(st.sampled_from((("function", "arguments"), ("custom", "input"))))
        named = {"name": f"tool{number}", argument_field: draw(_TEXT)}
        calls.append({"id": f"call_{number}", "type": kind, kind: named})
    if calls:
        message["tool_calls"] = calls
    finish = draw(st.sampled_from(("stop", "tool_calls", "length", "content_filter")))
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": finish}
    return {"id": "chatcmpl-1", "choices": [choice], "usage": USAGE}


@st.composite
def _chunkings(draw: st.DrawFn) -> tuple[JsonObject, list[JsonObject]]:
    """A completion, and equivalent chunks: texts cut anywhere, fragments of calls interleaved."""
    completion = draw(_completions())
    choice = completion["choices"][0]
    message = choice["message"]
    deltas: list[JsonObject] = [{"role": "assistant", "content": ""}]
    for field in ("reasoning_content", "content", "refusal"):
        deltas += [{field: piece} for piece in draw(_cuts(message.get(field) or ""))]
    deltas += draw(_pieces(message.get("tool_calls", [])))
    chunks = [chunk(delta) for delta in deltas]
    if draw(st.booleans()):
        chunks[-1]["choices"][0]["finish_reason"] = choice["finish_reason"]
    else:
        chunks.append(chunk({}, choice["finish_reason"]))
    return completion, [*chunks, usage_chunk()]


@st.composite
def _cuts(draw: st.DrawFn, text: str) -> list[str]:
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=4)))
    return [text[start:end] for start, end in zip([0, *places], [*places, len(text)], strict=True)]


@st.composite
def _pieces(draw: st.DrawFn, calls: list[JsonObject]) -> list[JsonObject]:
    """The first fragment of each call in order, as servers send them; the later ones interleaved."""
    queues: list[list[JsonObject]] = []
    for index, call in enumerate(calls):
        kind = call["type"]
        field_name = "arguments" if kind == "function" else "input"
        head, *rest = draw(_cuts(call[kind][field_name]))
        first = {
            "index": index,
            "id": call["id"],
            "type": kind,
            kind: {"name": call[kind]["name"], field_name: head},
        }
        queues.append([first, *({"index": index, kind: {field_name: piece}} for piece in rest)])
    deltas: list[JsonObject] = []
    started = 0
    while any(queues):
        ready = [number for number, queue in enumerate(queues) if queue and number <= started]
        number = draw(st.sampled_from(ready))
        started = max(started, number + 1)
        deltas.append({"tool_calls": [queues[number].pop(0)]})
    return deltas


@given(_chunkings())
@_MANY
def test_stream_any_chunking_ends_as_one_body(
    case: tuple[JsonObject, list[JsonObject]],
) -> None:
    completion, chunks = case
    reader = stream()
    whole = run_body(completion, reader)
    assert final(run(chunks)) == final(whole) == reader.final


@given(_chunkings())
@_MANY
def test_event_frames_equal_their_json(case: tuple[JsonObject, list[JsonObject]]) -> None:
    reader = stream()
    events = [*reader.begin(), *(event for one in case[1] for event in reader.feed(one)), *reader.finish()]
    assert read_frames(b"".join(event.frame() for event in events)) == [event.as_json() for event in events]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats(allow_nan=False, allow_infinity=False) | _TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXT, inner, max_size=3),
    max_leaves=8,
)
_FIELDS = [
    "choices",
    "delta",
    "content",
    "refusal",
    "reasoning",
    "tool_calls",
    "function",
    "custom",
    "name",
    "arguments",
    "input",
    "index",
    "id",
    "type",
    "usage",
    "logprobs",
    "annotations",
    "url_citation",
    "finish_reason",
    "service_tier",
    "error",
    "message",
    "token",
    "logprob",
    "bytes",
    "top_logprobs",
    "url",
]


@st.composite
def _twisted(draw: st.DrawFn) -> JsonObject:
    """A chunk in which some value, anywhere, was replaced by anything."""
    token = {"token": "a", "logprob": -1.0, "bytes": [97], "top_logprobs": []}
    citation = {"url": "u", "title": "t", "start_index": 0, "end_index": 1}
    delta = {
        "content": "a",
        "refusal": "b",
        "reasoning": "c",
        "tool_calls": [
            {"index": 0, "id": "x", "type": "function", "function": {"name": "f", "arguments": "{}"}}
        ],
        "annotations": [{"type": "url_citation", "url_citation": citation}],
    }
    names = draw(st.sets(st.sampled_from(sorted(delta))))
    whole = chunk(
        {name: delta[name] for name in sorted(names)},
        draw(st.sampled_from((None, "stop"))),
        usage=copy.deepcopy(USAGE),
    )
    if draw(st.booleans()):
        whole["choices"][0]["logprobs"] = {"content": [token]}
    node: Any = whole
    while True:
        members = list(node) if isinstance(node, dict) else list(range(len(node)))
        key = draw(st.sampled_from(members))
        if not isinstance(node[key], dict | list) or not node[key] or draw(st.integers(0, 2)) == 0:
            node[key] = draw(_JSON | st.fixed_dictionaries({draw(st.sampled_from(_FIELDS)): _JSON}))
            return whole
        node = node[key]


@given(st.lists(_twisted(), max_size=3))
@settings(max_examples=400, deadline=None, derandomize=True)
def test_stream_any_chunks_yield_valid_events(chunks: list[JsonObject]) -> None:
    run([chunk({"content": "Hello"}), *chunks, chunk({}, "stop")])


@st.composite
def _turns(draw: st.DrawFn) -> list[JsonObject]:
    """Items as clients send them: calls and their outputs in any order in which a call comes first."""
    items: list[JsonObject] = []
    waiting: list[str] = []
    for number in range(draw(st.integers(1, 12))):
        kind = draw(st.sampled_from(("user", "assistant", "developer", "call", "output", "reasoning")))
        if kind == "call":
            waiting.append(f"call_{number}")
            items.append(
                {"type": "function_call", "call_id": waiting[-1], "name": "f", "arguments": f"{number}"}
            )
        elif kind == "output" and waiting:
            call_id = waiting.pop(draw(st.integers(0, len(waiting) - 1)))
            items.append({"type": "function_call_output", "call_id": call_id, "output": f"{number}"})
        elif kind == "reasoning":
            items.append({"type": "reasoning", "id": f"rs_{number}", "summary": []})
        elif kind in ("user", "assistant", "developer"):
            items.append({"role": kind, "content": f"{number}"})
    items += [{"type": "function_call_output", "call_id": call_id, "output": "late"} for call_id in waiting]
    return items or [{"role": "user", "content": "Hello"}]


@given(_turns(), st.integers(0, 12))
@_MANY
def test_chat_request_any_items_are_all_sent_with_calls_paired(items: list[JsonObject], cut: int) -> None:
    history, inputs = items[:cut], items[cut:]
    if all(item.get("type") == "reasoning" for item in items):
        return
    dialect = Dialect(system_messages="separate")
    chat = chat_request(BASE | {"input": inputs}, history, dialect=dialect).body
    assert is_valid({"$ref": "#/components/schemas/CreateChatCompletionRequest"}, chat)
    messages = chat["messages"]
    for role, named in (("user", "user"), ("system", "developer"), ("assistant", "assistant")):
        given_texts = [item["content"] for item in items if item.get("role") == named]
        sent_texts = [message["content"] for message in messages if message["role"] == role]
        assert [text for text in sent_texts if text is not None] == given_texts
    calls = [call for message in messages for call in message.get("tool_calls", ())]
    assert [call["function"]["arguments"] for call in calls] == [
        item["arguments"] for item in items if item.get("type") == "function_call"
    ]
    outputs = {
        item["call_id"]: item["output"] for item in items if item.get("type") == "function_call_output"
    }
    asked: set[str] = set()
    for message in messages:
        if message["role"] == "tool":
            # Chat completions want the answers of a message's calls right behind it.
            asked.remove(message["tool_call_id"])
            assert message["content"] == outputs.pop(message["tool_call_id"])
        else:
            assert not asked
            asked = {call["id"] for call in message.get("tool_calls", ())}
    assert not asked
    assert not outputs
    assert all(message["content"] is not None or message.get("tool_calls") for message in messages)
