"""The official SDK reads the events, as its `responses.stream` does, without HTTP."""

from __future__ import annotations

from typing import Any

from openai import omit
from openai._models import construct_type_unchecked
from openai.lib.streaming.responses._responses import ResponseStreamState
from openai.types.responses import ResponseStreamEvent
from openai.types.responses.parsed_response import ParsedResponse
from pydantic import BaseModel

from app.contract.json_types import JsonObject
from tests.app.engine.translation.chunks import chunk, function, run, usage_chunk
from tests.app.engine.translation.samples import FUNCTION


class _Answer(BaseModel):
    city: str


def _read(events: list[JsonObject], **more: Any) -> tuple[list[Any], ParsedResponse[Any]]:
    state: Any = ResponseStreamState(**{"input_tools": [], "text_format": omit, **more})
    kinds: Any = ResponseStreamEvent
    read: list[Any] = []
    for event in events:
        # The SDK makes its own objects so; it validates nothing.
        read += state.handle_event(construct_type_unchecked(value=event, type_=kinds))
    return read, state._completed_response


def test_sdk_reads_text_reasoning_and_calls() -> None:
    calls = [function(0, "a", "look", '{"x"'), function(1, "b", "look", "{}")]
    events, response = _read(
        run(
            [
                chunk({"reasoning": "Hm"}),
                chunk({"content": "Good "}),
                chunk({"content": "day"}),
                chunk({"tool_calls": calls}),
                chunk({"tool_calls": [function(0, None, None, ":1}")]}),
                chunk({}, "tool_calls"),
                usage_chunk(),
            ],
            {"model": "small", "input": "Hello", "tools": [FUNCTION]},
        ),
        input_tools=[FUNCTION],
    )
    assert response.output_text == "Good day"
    assert [event.snapshot for event in events if event.type == "response.output_text.delta"] == [
        "Good ",
        "Good day",
    ]
    snapshots = [event.snapshot for event in events if event.type == "response.function_call_arguments.delta"]
    # Arguments `{}` are held back: some upstreams send them before the real ones.
    assert snapshots == ['{"x"', '{"x":1}', "{}"]
    parsed = [item.parsed_arguments for item in response.output if item.type == "function_call"]
    assert parsed == [{"x": 1}, {}]
    assert response.usage is not None
    assert response.usage.output_tokens_details.reasoning_tokens == 5


def test_sdk_parses_structured_output() -> None:
    events = run([chunk({"content": '{"city": '}), chunk({"content": '"Rome"}'}), chunk({}, "stop")])
    _, response = _read(events, text_format=_Answer)
    assert response.output_parsed == _Answer(city="Rome")


def test_sdk_reads_failed_and_incomplete_responses() -> None:
    for chunks, kind in (
        ([chunk({"content": "a"}, "error")], "failed"),
        ([chunk({"content": "a"}, "length")], "incomplete"),
    ):
        events, response = _read(run(chunks))
        assert events[-1].type == f"response.{kind}"
        assert events[-1].response.output[0].content[0].text == "a"
        assert response is None
