"""A chat completion in one body -> a response in one body, read as a stream of one chunk: both agree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.contract.json_types import JsonObject
from app.engine.translation.output_events import OutputEvent
from app.engine.translation.response_stream import ResponseStream


def feed_completion(stream: ResponseStream, completion: Any) -> list[OutputEvent]:
    """All events of a completion; `stream.final` is the response."""
    return [*stream.begin(), *stream.feed(_as_chunk(completion)), *stream.finish()]


def _as_chunk(completion: Any) -> Any:
    """The completion as one chunk. Anything else is returned as it is, for the stream to refuse."""
    if not isinstance(completion, Mapping) or not isinstance(completion.get("choices"), list):
        return completion
    choices = [
        _with_delta(choice) if isinstance(choice, Mapping) else choice for choice in completion["choices"]
    ]
    return {**completion, "choices": choices}


def _with_delta(choice: Mapping[str, Any]) -> JsonObject:
    message = choice.get("message")
    if not isinstance(message, Mapping):
        return dict(choice)
    calls = [
        {**call, "index": index} if isinstance(call, Mapping) else call
        for index, call in enumerate(message.get("tool_calls") or ())
    ]
    return {**choice, "delta": {**message, "tool_calls": calls}}
