"""A chat completion's chunks as events of a response; each event is validated by the contract."""

from __future__ import annotations

from typing import Any

import pytest

from app.contract.json_types import JsonObject
from tests.app.engine.translation.chunks import (
    USAGE,
    chunk,
    final,
    function,
    kinds,
    run,
    stream,
    usage_chunk,
)
from tests.support.response_events import read_frames, validated_events, validated_response


def test_stream_text_events_have_the_contract_order() -> None:
    events = run(
        [
            chunk({"role": "assistant", "content": "", "refusal": None}),
            chunk({"content": "Good "}),
            chunk({"content": 'day, "100 %d"\n'}),
            chunk({}, "stop"),
            usage_chunk(),
        ]
    )
    assert kinds(events) == [
        "created",
        "in_progress",
        "output_item.added",
        "content_part.added",
        "output_text.delta",
        "output_text.delta",
        "output_text.done",
        "content_part.done",
        "output_item.done",
        "completed",
    ]
    response = final(events)
    assert response["output"] == [
        {
            "id": "msg_0",
            "type": "message",
            "status": "completed",
            "role": "assistant",
            "content": [
                {"type": "output_text", "text": 'Good day, "100 %d"\n', "annotations": [], "logprobs": []}
            ],
        }
    ]
    assert (response["status"], response["completed_at"]) == ("completed", 1001)
    assert response["usage"] == {
        "input_tokens": 11,
        "input_tokens_details": {"cached_tokens": 3, "cache_write_tokens": 2},
        "output_tokens": 7,
        "output_tokens_details": {"reasoning_tokens": 5},
        "total_tokens": 18,
    }


@pytest.mark.parametrize("field", ["reasoning_content", "reasoning"])
def test_stream_reasoning_is_an_item_that_ends_before_text(field: str) -> None:
    events = run([chunk({field: "Hm"}), chunk({field: "m."}), chunk({"content": "Yes"}), chunk({}, "stop")])
    assert kinds(events)[2:10] == [
        "output_item.added",
        "content_part.added",
        "reasoning_text.delta",
        "reasoning_text.delta",
        "reasoning_text.done",
        "content_part.done",
        "output_item.done",
        "output_item.added",
    ]
    assert final(events)["output"][0] == {
        "id": "rs_0",
        "type": "reasoning",
        "status": "completed",
        "summary": [],
        "content": [{"type": "reasoning_text", "text": "Hmm."}],
    }


def test_stream_reasoning_under_two_names_is_read_once() -> None:
    (item, *_) = final(run([chunk({"reasoning": "A", "reasoning_content": "A"}), chunk({}, "stop")]))[
        "output"
    ]
    assert item["content"] == [{"type": "reasoning_text", "text": "A"}]


def test_stream_function_and_custom_calls_follow_text() -> None:
    custom = {"index": 1, "id": "call_b", "type": "custom", "custom": {"name": "shell", "input": "l"}}
    events = run(
        [
            chunk({"content": "Let me see."}),
            chunk({"tool_calls": [function(0, "call_a", "look", "")]}),
            chunk({"tool_calls": [function(0, None, None, '{"x"')]}),
            chunk({"tool_calls": [function(0, None, None, ":1}")]}),
            chunk({"tool_calls": [custom]}),
            chunk({"tool_calls": [{"index": 1, "custom": {"input": "s"}}]}),
            chunk({}, "tool_calls"),
        ]
    )
    assert kinds(events)[6:] == [
        "content_part.done",
        "output_item.done",
        "output_item.added",
        "function_call_arguments.delta",
        "function_call_arguments.delta",
        "output_item.added",
        "custom_tool_call_input.delta",
        "custom_tool_call_input.delta",
        "function_call_arguments.done",
        "output_item.done",
        "custom_tool_call_input.done",
        "output_item.done",
        "completed",
    ]
    assert final(events)["output"][1:] == [
        {
            "id": "fc_1",
            "type": "function_call",
            "status": "completed",
            "call_id": "call_a",
            "name": "look",
            "arguments": '{"x":1}',
        },
        {
            "id": "ctc_2",
            "type": "custom_tool_call",
            "status": "completed",
            "call_id": "call_b",
            "name": "shell",
            "input": "ls",
        },
    ]


def _calls(*pieces: JsonObject) -> list[tuple[str, str, str]]:
    events = run([*(chunk({"tool_calls": [piece]}) for piece in pieces), chunk({}, "tool_calls")])
    return [(item["call_id"], item["name"], item["arguments"]) for item in final(events)["output"]]


def test_stream_interleaved_call_fragments_are_assembled() -> None:
    assert _calls(
        function(0, "a", "f", "1"),
        function(1, "b", "g", "2"),
        function(0, None, None, "3"),
        function(1, None, None, "4"),
    ) == [("a", "f", "13"), ("b", "g", "24")]


def test_stream_calls_with_index_zero_are_separated_by_id() -> None:
    assert _calls(function(0, "a", "f", "1"), function(0, "b", "g", "2")) == [
        ("a", "f", "1"),
        ("b", "g", "2"),
    ]


def test_stream_calls_without_index_are_assembled() -> None:
    pieces = (function(None, "a", "f", "1"), function(None, None, None, "2"), function(None, "b", "g", "3"))
    assert _calls(*pieces, function(None, "a", None, "4")) == [("a", "f", "124"), ("b", "g", "3")]


def test_stream_call_repeating_id_and_name_is_one_call() -> None:
    assert _calls(function(0, "a", "f", "1"), function(0, "a", "f", "2"), function(0, "", "f", "3")) == [
        ("a", "f", "123")
    ]


def test_stream_call_with_late_name_is_added_when_named() -> None:
    assert _calls(function(0, "a", None, "1"), function(0, None, "f", "2"), function(0, None, None, "3")) == [
        ("a", "f", "123")
    ]


def test_stream_call_without_name_is_added_at_the_end() -> None:
    assert _calls(function(0, "a", None, "1")) == [("a", "", "1")]


def test_stream_unusable_call_ids_are_replaced() -> None:
    ids = [call_id for call_id, _, _ in _calls(function(0, None, "f", ""), function(1, "x" * 65, "f", ""))]
    assert [call_id[:5] for call_id in ids] == ["call_", "call_"]
    first, second = _calls(function(0, "a", "f", ""), function(1, "a", "f", ""))
    assert (first[0], second[0][:5]) == ("a", "call_")


def test_stream_parsed_arguments_are_serialised() -> None:
    piece = {"index": 0, "id": "a", "function": {"name": "f", "arguments": {"x": 1}}}
    assert _calls(piece) == [("a", "f", '{"x":1}')]


def test_stream_deprecated_function_call_is_a_call() -> None:
    events = run(
        [
            chunk({"function_call": {"name": "f", "arguments": ""}}),
            chunk({"function_call": {"arguments": "{}"}}),
            chunk({}, "function_call"),
        ]
    )
    (item,) = final(events)["output"]
    assert (item["name"], item["arguments"], item["status"]) == ("f", "{}", "completed")


def test_stream_refusal_is_a_part_of_the_message() -> None:
    events = run(
        [chunk({"content": "Well"}), chunk({"refusal": "I "}), chunk({"refusal": "won't"}), chunk({}, "stop")]
    )
    assert [kind for kind in kinds(events) if kind.startswith("refusal")] == [
        "refusal.delta",
        "refusal.delta",
        "refusal.done",
    ]
    (item,) = final(events)["output"]
    assert [part["type"] for part in item["content"]] == ["output_text", "refusal"]
    assert item["content"][1]["refusal"] == "I won't"


def test_stream_citations_are_annotations() -> None:
    citation = {"url": "https://example.com", "title": "Example", "start_index": 0, "end_index": 3}
    validated = [{"type": "url_citation", "url_citation": citation}, {"type": "file", "file": {"hash": "x"}}]
    events = run([chunk({"content": "See"}), chunk({"annotations": validated}), chunk({}, "stop")])
    (added,) = (event for event in events if event["type"] == "response.output_text.annotation.added")
    assert added["annotation"] == {"type": "url_citation", **citation}
    assert final(events)["output"][0]["content"][0]["annotations"] == [added["annotation"]]


def test_stream_logprobs_are_in_deltas_and_part() -> None:
    top = [
        {"token": "Hé", "logprob": -0.1, "bytes": None},
        {"token": "Ha", "logprob": -2.5, "bytes": [72, 97]},
    ]
    token = {"token": "Hé", "logprob": -0.1, "bytes": None, "top_logprobs": top}
    one = chunk({"content": "Hé"})
    one["choices"][0]["logprobs"] = {"content": [token], "refusal": None}
    two = chunk({"content": "!"})
    two["choices"][0]["logprobs"] = {"content": [{"token": "!", "logprob": 0, "bytes": [33]}]}
    events = run([one, two, chunk({}, "stop")])
    deltas = [event for event in events if event["type"] == "response.output_text.delta"]
    assert [event["delta"] for event in deltas] == ["Hé", "!"]
    assert deltas[0]["logprobs"] == [
        {
            "token": "Hé",
            "logprob": -0.1,
            "top_logprobs": [{"token": "Hé", "logprob": -0.1}, {"token": "Ha", "logprob": -2.5}],
        }
    ]
    (part,) = final(events)["output"][0]["content"]
    assert [token["bytes"] for token in part["logprobs"]] == [[72, 195, 169], [33]]
    assert part["logprobs"][0]["top_logprobs"][1] == {"token": "Ha", "logprob": -2.5, "bytes": [72, 97]}


def test_stream_without_output_is_an_empty_message() -> None:
    (item,) = final(run([chunk({"content": None}), chunk({"content": ""}, "stop")]))["output"]
    assert item["content"] == [{"type": "output_text", "text": "", "annotations": [], "logprobs": []}]


@pytest.mark.parametrize(
    ("finish", "reason"), [("length", "max_output_tokens"), ("content_filter", "content_filter")]
)
def test_stream_finished_by_limit_is_incomplete_with_its_last_item(finish: str, reason: str) -> None:
    calls = [function(0, "a", "f", "{}"), function(1, "b", "g", "{")]
    events = run([chunk({"tool_calls": calls}), chunk({}, finish), usage_chunk()])
    response = final(events)
    assert kinds(events)[-1] == "incomplete"
    assert (response["status"], response["incomplete_details"]) == ("incomplete", {"reason": reason})
    assert response["completed_at"] is None
    assert response["usage"]["output_tokens"] == 7
    assert [item["status"] for item in response["output"]] == ["completed", "incomplete"]
    assert final(run([chunk({}, finish)]))["output"] == []


def test_stream_content_in_finish_chunk_is_read() -> None:
    assert (
        final(run([chunk({"content": "a"}), chunk({"content": "b"}, "stop")]))["output"][0]["content"][0][
            "text"
        ]
        == "ab"
    )


def test_stream_text_after_calls_is_a_new_message() -> None:
    chunks = [
        chunk({"content": "a"}),
        chunk({"tool_calls": [function(0, "c", "f", "{}")]}),
        chunk({"content": "b"}),
    ]
    output = final(run([*chunks, chunk({}, "stop")]))["output"]
    assert [item["type"] for item in output] == ["message", "function_call", "message"]


def test_stream_usage_in_text_chunk_is_read() -> None:
    counts = [
        {"prompt_tokens": 1, "completion_tokens": number, "total_tokens": 1 + number} for number in (1, 2)
    ]
    chunks = [
        chunk({"content": "a"}, usage=counts[0]),
        chunk({"content": "b"}, usage=counts[1]),
        chunk({}, "stop"),
    ]
    assert final(run(chunks))["usage"]["output_tokens"] == 2


def test_stream_service_tier_is_set_if_in_contract() -> None:
    assert final(run([chunk({"content": "a"}, "stop", service_tier="flex")]))["service_tier"] == "flex"
    assert final(run([chunk({"content": "a"}, "stop", service_tier="on_demand")]))["service_tier"] == "auto"


def test_stream_upstream_id_is_provider_id() -> None:
    reader = stream()
    reader.feed(chunk({"content": "a"}))
    assert reader.provider_id == "chatcmpl-1"


def test_stream_broken_off_fails_without_done_event_of_its_call() -> None:
    chunks = [chunk({"content": "a"}), chunk({"tool_calls": [function(0, "c", "f", "{")]})]
    events = run(chunks, end=())
    assert kinds(events)[-2:] == ["function_call_arguments.delta", "failed"]
    response = final(events)
    assert response["status"] == "failed"
    assert response["error"] == {
        "code": "server_error",
        "message": "The upstream one.example broke off its answer: it ended without a finish_reason.",
    }
    assert [item["status"] for item in response["output"]] == ["completed", "incomplete"]


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        ({"message": "Slow down", "code": "rate_limit_exceeded"}, "rate_limit_exceeded", "Slow down"),
        ({"message": "Boom", "code": 500}, "server_error", "Boom"),
        ({"message": None, "code": ["x"]}, "server_error", "without a message"),
        ("Boom", "server_error", "Boom"),
    ],
)
def test_stream_error_chunk_fails_the_response(error: Any, code: str, message: str) -> None:
    events = run([chunk({"content": "a"}), {"error": error}, chunk({"content": "b"}, "stop")])
    sentence = f"The upstream one.example broke off its answer: it sent an error: {message}."
    assert final(events)["error"] == {"code": code, "message": sentence}
    assert "b" not in [event.get("delta") for event in events]


@pytest.mark.parametrize(
    "odd",
    [
        None,
        "text",
        [],
        {},
        {"choices": None},
        {"choices": [None]},
        {"choices": [{"delta": None}]},
        {"choices": [{"delta": {"content": None, "tool_calls": [5]}}]},
        {"choices": [{"delta": {"tool_calls": [{"index": 0}]}}]},
        {"choices": [{"delta": {"tool_calls": "x"}}]},
        {"choices": [{"delta": {"content": ""}, "logprobs": {"content": [{}]}}]},
        {"choices": [{"delta": {"annotations": [{}]}}]},
        {"choices": [], "usage": 5},
        {"choices": [], "usage": {"prompt_tokens": "x", "completion_tokens_details": 3}},
        {"choices": [], "id": 5},
        {"choices": [{"delta": {}, "finish_reason": 5}]},
    ],
)
def test_stream_odd_chunk_adds_nothing(odd: Any) -> None:
    texts = [chunk({"content": "Hello"}), odd, chunk({"content": "!"}), chunk({}, "stop")]
    response = final(run(texts))
    assert response["status"] == "completed"
    (item,) = response["output"]
    assert item["content"] == [
        {"type": "output_text", "text": "Hello!", "annotations": [], "logprobs": []},
    ]


def test_stream_fail_ends_the_stream() -> None:
    reader = stream()
    events = [
        *reader.begin(),
        *reader.feed(chunk({"content": "a"})),
        *reader.fail("The upstream was silent."),
    ]
    validated_events(event.as_json() for event in events)
    assert reader.final is not None
    assert reader.final["error"]["message"] == "The upstream was silent."
    assert [reader.feed(chunk({"content": "b"})), reader.finish(), reader.fail("again")] == [[], [], []]


def test_stream_accepts_texts_while_its_text_is_open_and_it_has_not_failed() -> None:
    reader = stream()
    accepts = [reader.accepts_texts]
    reader.feed(chunk({"content": "a"}))
    accepts.append(reader.accepts_texts)
    reader.fail("Too slow.")
    accepts.append(reader.accepts_texts)
    assert accepts == [False, True, False]


def test_stream_final_equals_the_terminal_event() -> None:
    reader = stream()
    reader.feed(chunk({"content": "a"}, "stop"))
    assert reader.final is None
    (*_, last) = reader.finish()
    assert last.as_json()["response"] == reader.final


def test_stream_partial_has_output_so_far() -> None:
    reader = stream()
    reader.feed(chunk({"content": "a"}))
    cancelled = validated_response(reader.partial("cancelled"))
    assert cancelled["status"] == "cancelled"
    assert cancelled["output"][0]["content"][0]["text"] == "a"
    assert cancelled["output"][0]["status"] == "incomplete"


def test_stream_of_queued_response_continues_its_sequence_numbers() -> None:
    reader = stream(sequence_number=2)
    events = [*reader.begin(), *reader.feed(chunk({"content": "a"}, "stop")), *reader.finish()]
    assert [event.type for event in events][:2] == ["response.in_progress", "response.output_item.added"]
    assert [event.sequence_number for event in events] == list(range(2, 2 + len(events)))


def test_event_frames_equal_their_json() -> None:
    reader = stream()
    events = reader.begin()
    for one in (
        chunk({"reasoning": "é\u2028\n"}),
        chunk({"content": 'a"b'}),
        chunk({"refusal": "no"}),
        chunk({"tool_calls": [function(0, "c", "f", "{}")]}),
        chunk({}, "stop"),
        usage_chunk(USAGE),
    ):
        events += reader.feed(one)
    events += reader.finish()
    validated = validated_events(event.as_json() for event in events)
    assert read_frames(b"".join(event.frame() for event in events)) == validated
    assert [event.type for event in events] == [event["type"] for event in validated]
    assert [event.sequence_number for event in events] == list(range(len(events)))
