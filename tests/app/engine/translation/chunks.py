"""Chat completions for tests as chunks, and the stream that reads them."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import orjson

from app.contract.json_types import JsonObject
from app.engine.responses.upstream_events import ChatAnswerReader
from app.engine.translation.output_events import OutputEvent
from app.engine.translation.response_object import new_response
from app.engine.translation.response_stream import ResponseStream
from app.engine.translation.tool_names import AnswerTools
from tests.support.response_events import validated_events
from tests.support.streams import DONE, framed, named_upstream

USAGE: JsonObject = {
    "prompt_tokens": 11,
    "completion_tokens": 7,
    "total_tokens": 18,
    "prompt_tokens_details": {"cached_tokens": 3, "cache_write_tokens": 2},
    "completion_tokens_details": {"reasoning_tokens": 5},
}
REQUEST: JsonObject = {"model": "small", "input": "Hello"}


def mint() -> Callable[[str], str]:
    """Ids that are the same in each run."""
    count = itertools.count()
    return lambda prefix: f"{prefix}{next(count)}"


def stream(
    request: JsonObject | None = None, *, sequence_number: int = 0, tools: AnswerTools | None = None
) -> ResponseStream:
    """A stream that answers the request, whose chat has these tools."""
    response = new_response(request or REQUEST, response_id="resp_1", created_at=1000, store=True)
    return ResponseStream(
        response, mint=mint(), now=lambda: 1001.5, sequence_number=sequence_number, tools=tools
    )


def chunk(delta: JsonObject | None = None, finish: str | None = None, **more: Any) -> JsonObject:
    """A chunk."""
    head = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "small"}
    choice = {"index": 0, "delta": delta or {}, "logprobs": None, "finish_reason": finish}
    return {**head, "choices": [choice], **more}


def usage_chunk(usage: JsonObject = USAGE) -> JsonObject:
    """The last chunk, with the usage."""
    return {**chunk(), "choices": [], "usage": usage}


def function(index: int | None, call_id: str | None, name: str | None, arguments: str) -> JsonObject:
    """A fragment of a function's call."""
    fragment: JsonObject = {"function": {"arguments": arguments}}
    if index is not None:
        fragment["index"] = index
    if call_id is not None:
        fragment |= {"id": call_id, "type": "function"}
    if name is not None:
        fragment["function"]["name"] = name
    return fragment


def run(
    chunks: Iterable[Any], request: JsonObject | None = None, *, end: Sequence[bytes] = (DONE,)
) -> list[JsonObject]:
    """The validated events of a stream, as an upstream sends its chunks."""
    return read([*map(framed, chunks), *end], stream(request))


def run_body(completion: Any, answer: ResponseStream | None = None) -> list[JsonObject]:
    """The validated events of a completion in one body."""
    return read([orjson.dumps(completion)], answer or stream())


def read(packets: Iterable[bytes], answer: ResponseStream) -> list[JsonObject]:
    """The validated events of an answer in these packets."""
    reader = ChatAnswerReader(answer, named_upstream())
    events: list[OutputEvent] = answer.begin()
    for packet in packets:
        events += reader.read(packet)
    events += reader.finish()
    return validated_events(event.as_json() for event in events)


def final(events: Sequence[JsonObject]) -> JsonObject:
    """The response of the terminal event."""
    response: JsonObject = events[-1]["response"]
    return response


def kinds(events: Sequence[JsonObject]) -> list[str]:
    """The events' types, shortened."""
    return [event["type"].removeprefix("response.") for event in events]
