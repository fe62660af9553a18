"""A whole chat completion to a whole response: the stream's way with one chunk, so that both agree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.contract.json_types import JsonObject
from app.engine.translation.events import OutputEvent
from app.engine.translation.stream import ResponseStream


def feed_whole(stream: ResponseStream, completion: Any) -> list[OutputEvent]:
    """All events of a completion that came at once; `stream.final` is the response."""
    return [*stream.begin(), *stream.feed(_chunk(completion)), *stream.finish()]


def _chunk(completion: Any) -> Any:
    """The completion as one chunk; what is none stays what it is, for the stream to refuse."""
    if not isinstance(completion, Mapping) or not isinstance(completion.get("choices"), list):
        return completion
    choices = [_choice(choice) if isinstance(choice, Mapping) else choice for choice in completion["choices"]]
    return {**completion, "choices": choices}


def _choice(choice: Mapping[str, Any]) -> JsonObject:
    message = choice.get("message")
    if not isinstance(message, Mapping):
        return dict(choice)
    calls = [
        {**call, "index": index} if isinstance(call, Mapping) else call
        for index, call in enumerate(message.get("tool_calls") or ())
    ]
    return {**choice, "delta": {**message, "tool_calls": calls}}
