"""The rules for what a client sees of one chunk, and the chunks that this server adds itself."""

from __future__ import annotations

import time
from collections.abc import Iterable

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
    from the first chunks that `accumulator` got.
    """

    def __init__(
        self,
        completion_id: str,
        kind: CompletionKind,
        accumulator: CompletionAccumulator,
        *,
        show_usage: bool,
    ) -> None:
        self._id = completion_id
        self._kind: CompletionKind = kind
        self._accumulator = accumulator
        self._show_usage = show_usage
        self._created = int(time.time())
        self._content = "delta" if kind == "chat" else "text"

    def encode(self, value: JsonObject, choices: list[JsonObject]) -> bytes:
        """The event of an upstream's chunk with these choices: our id, required members, no usage."""
        return framed(frames.dumps(self._chunk(value, choices)))

    def clean_choice(self, choice: JsonObject, place: int) -> JsonObject:
        """A choice with an index, no `content: null`, and a finish reason that is null or a name.

        `place` is the index of a choice that has none.
        """
        index, finish = choice.get("index"), choice.get("finish_reason")
        content = choice.get(self._content)
        if self._kind == "text":
            content = content if isinstance(content, str) else ""
        elif not isinstance(content, dict):
            content = {}
        elif content.get("content", "") is None:
            content = {name: value for name, value in content.items() if name != "content"}
        return {
            **choice,
            "index": index if isinstance(index, int) else place,
            self._content: content,
            "finish_reason": finish if isinstance(finish, str) and finish else None,
        }

    def split_finish(self, choice: JsonObject) -> tuple[JsonObject | None, JsonObject]:
        """A finishing choice as what it adds (None if nothing) and a finish without text.

        Clients ignore the text of a chunk that has a finish reason.
        """
        if not self._adds_output(choice):
            return None, choice
        finish = {**choice, **self._empty_content()}
        if "logprobs" in finish:
            finish["logprobs"] = None
        return {**choice, "finish_reason": None}, finish

    def completion(self, usage: Usage | None) -> JsonObject | None:
        """The contract's completion so far.

        None before the first choice. It has estimated usage only if the client got it.
        """
        if not self._accumulator.started:
            return None
        visible = usage is not None and (self._show_usage or not usage.estimated)
        return self._accumulator.completion(self._id, _completion_usage(usage) if usage and visible else None)

    def end(self, usage: Usage | None) -> bytes:
        """The events after the last finish: usage if the request asked for it, and `[DONE]`."""
        if not self._show_usage or usage is None:
            return framed(frames.DONE)
        chunk = {**self._chunk({}, []), "usage": _completion_usage(usage)}
        return framed(frames.dumps(chunk)) + framed(frames.DONE)

    def error_end(self, error: APIError, open_choices: Iterable[int]) -> bytes:
        """The end of an incomplete stream: the error, then the finish of each open choice."""
        finishes = [
            {"index": index, **self._empty_content(), "logprobs": None, "finish_reason": "length"}
            for index in open_choices
        ]
        return framed(orjson.dumps(error.body())) + (self.encode({}, finishes) if finishes else b"")

    def _chunk(self, value: JsonObject, choices: list[JsonObject]) -> JsonObject:
        chunk = {
            "id": self._id,
            "object": _OBJECTS[self._kind],
            "created": self._created,
            "model": "",
            **self._accumulator.chunk_defaults,
            **value,
        }
        chunk["id"], chunk["choices"] = self._id, choices
        if not isinstance(chunk["created"], int):
            chunk["created"] = self._created
        if isinstance(chunk.get("usage"), dict):
            # The contract has usage in the last chunk only, and null in all others.
            chunk["usage"] = None
            if not self._show_usage:
                del chunk["usage"]
        return chunk

    def _adds_output(self, choice: JsonObject) -> bool:
        if self._kind == "text":
            return bool(choice["text"])
        return any(value for name, value in choice["delta"].items() if name != "role")

    def _empty_content(self) -> JsonObject:
        return {"delta": {}} if self._kind == "chat" else {"text": ""}


def _completion_usage(usage: Usage) -> JsonObject:
    """The contract's `CompletionUsage`."""
    counts = {
        "prompt_tokens": usage.input_tokens,
        "completion_tokens": usage.output_tokens,
        "total_tokens": usage.input_tokens + usage.output_tokens,
    }
    return counts | {name: value for name, value in (usage.details or {}).items() if value is not None}
