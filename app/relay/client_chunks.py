"""The rules for what a client sees of one chunk, and the chunks that this server adds itself."""

from __future__ import annotations

import time
from collections.abc import Callable

import orjson

from app.contract.json_types import JsonObject
from app.errors import APIError
from app.relay import frames
from app.relay.accumulator import CompletionAccumulator, CompletionKind
from app.relay.frames import framed
from app.usage.token_usage import Usage

_OBJECTS = {"chat": "chat.completion.chunk", "text": "text_completion"}


class ClientChunks:
    """Builds the chunks of one stream, with `completion_id` in the place of the upstream's id.

    `show_usage` is whether the request asked for a usage chunk. Defaults of a chunk (`created`, `model`) come
    from the first chunks that `accumulator` got, before that from the request's `model`.
    """

    def __init__(
        self,
        completion_id: str,
        kind: CompletionKind,
        accumulator: CompletionAccumulator,
        *,
        show_usage: bool,
        model: str,
    ) -> None:
        self._id = completion_id
        self._kind: CompletionKind = kind
        self._accumulator = accumulator
        self._show_usage = show_usage
        self._created = int(time.time())
        self._model = model

    def encode(self, members: JsonObject, choices: list[JsonObject]) -> bytes:
        """The event of a clean chunk with these choices: our id, and all members that are required."""
        return framed(frames.dumps(self._chunk(members, choices)))

    def completion(self, usage: Usage | None, finish_of: Callable[[int], JsonObject]) -> JsonObject | None:
        """The contract's completion so far, with the members that say how each choice ended.

        None before the first choice. It has estimated usage only if the client got it.
        """
        if not self._accumulator.started:
            return None
        visible = usage is not None and (self._show_usage or not usage.estimated)
        visible_usage = _completion_usage(usage) if usage and visible else None
        completion = self._accumulator.completion(self._id, visible_usage, finish_of)
        completion.setdefault("created", self._created)
        completion.setdefault("model", self._model)
        return completion

    def end(self, usage: Usage | None) -> bytes:
        """The events after the last finish: usage if the request asked for it, and `[DONE]`."""
        if not self._show_usage or usage is None:
            return framed(frames.DONE)
        chunk = {**self._chunk({}, []), "usage": _completion_usage(usage)}
        return framed(frames.dumps(chunk)) + framed(frames.DONE)

    def error(self, error: APIError) -> bytes:
        """The event of an error."""
        return framed(orjson.dumps(error.body()))

    def _chunk(self, members: JsonObject, choices: list[JsonObject]) -> JsonObject:
        chunk = {
            "id": self._id,
            "object": _OBJECTS[self._kind],
            "created": self._created,
            "model": self._model,
            **self._accumulator.chunk_defaults,
            **members,
        }
        chunk["id"], chunk["choices"] = self._id, choices
        if chunk.get("usage"):
            # The contract has usage in the last chunk only, and null in all others.
            chunk["usage"] = None
            if not self._show_usage:
                del chunk["usage"]
        return chunk


def _completion_usage(usage: Usage) -> JsonObject:
    """The contract's `CompletionUsage`."""
    counts = {
        "prompt_tokens": usage.input_tokens,
        "completion_tokens": usage.output_tokens,
        "total_tokens": usage.input_tokens + usage.output_tokens,
    }
    return counts | {name: value for name, value in (usage.details or {}).items() if value is not None}
