"""Streams as upstreams send them, and the relay between them and a test."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from app.relay.chat_relay import ChatRelay
from app.relay.outcome import Outcome
from app.upstream.builtin.builtin_client import BuiltinClient
from app.upstream.upstream import Upstream

UPSTREAM_ID, OUR_ID = "chatcmpl-upstream", "chatcmpl-ours"
USAGE = {"prompt_tokens": 3, "completion_tokens": 5, "total_tokens": 8}
DONE = b"data: [DONE]\n\n"


def event(delta: Any, finish: str | None = None, *, index: int = 0, **members: Any) -> bytes:
    """A chunk of one choice."""
    return framed(
        chunk([{"index": index, "delta": delta, "logprobs": None, "finish_reason": finish}], **members)
    )


def text_event(text: str, finish: str | None = None, *, index: int = 0) -> bytes:
    """The same of `/completions`."""
    choice = {"index": index, "text": text, "logprobs": None, "finish_reason": finish}
    return framed(chunk([choice], object="text_completion"))


def chunk(choices: list[Any], **members: Any) -> dict[str, Any]:
    """The value of an event."""
    head = {"id": UPSTREAM_ID, "object": "chat.completion.chunk", "created": 1700000000, "model": "m-1"}
    return {**head, "choices": choices, **members}


def framed(value: Any) -> bytes:
    """An event of that value."""
    return b"data: " + orjson.dumps(value) + b"\n\n"


async def packets(pieces: Iterable[bytes | BaseException]) -> AsyncGenerator[bytes, None]:
    """What arrives, piece by piece; an exception is raised in its turn."""
    for piece in pieces:
        if isinstance(piece, BaseException):
            raise piece
        yield piece


@dataclass(slots=True)
class Relayed:
    """What the client got, and what was told of it."""

    pieces: list[bytes] = field(default_factory=list)
    committed: list[Outcome] = field(default_factory=list)
    abandoned: list[Outcome] = field(default_factory=list)
    before_commit: bytes = b""
    """What had been let out by then."""

    @property
    def data(self) -> bytes:
        """All of it."""
        return b"".join(self.pieces)

    @property
    def events(self) -> list[Any]:
        """The events' values, `[DONE]` as a string."""
        return values(self.data)

    @property
    def outcome(self) -> Outcome:
        """What was told, which is told once."""
        (told,) = (*self.committed, *self.abandoned)
        return told

    @property
    def completion(self) -> dict[str, Any]:
        """What was recorded."""
        assert self.outcome.completion is not None
        return self.outcome.completion


def values(data: bytes) -> list[Any]:
    """The values of events, each of which must be one line of data and a blank line."""
    assert data.endswith(b"\n\n")
    found = []
    for part in data[:-2].split(b"\n\n"):
        assert part.startswith(b"data: ")
        assert part.count(b"\n") == 0
        found.append("[DONE]" if part == b"data: [DONE]" else json.loads(part[6:]))
    return found


def contents(result: Relayed) -> str:
    """The text of all deltas."""
    return "".join(choice["delta"].get("content", "") for choice in _choices(result))


def finishes(result: Relayed) -> list[str]:
    """The finish reasons, in their order."""
    return [choice["finish_reason"] for choice in _choices(result) if choice["finish_reason"]]


def _choices(result: Relayed) -> list[Any]:
    return [choice for item in result.events if item != "[DONE]" for choice in item.get("choices", [])]


async def relayed(pieces: Sequence[bytes | BaseException], **given: Any) -> Relayed:
    """A stream through the relay, to its end. `commit` may be replaced by an error that it raises."""
    result = Relayed()
    error = given.pop("commit_error", None)

    async def commit(outcome: Outcome) -> None:
        result.before_commit = result.data
        result.committed.append(outcome)
        if error is not None:
            raise error

    stream = chat_stream(result, commit=commit, **given)
    async for piece in stream.relay(packets(pieces)):
        result.pieces.append(piece)
    return result


def named_upstream() -> Upstream:
    """One with a name and a key; what it answers is the test's."""
    return Upstream("one.example", BuiltinClient(), secret="sk-operator-canary-0001")


def chat_stream(result: Relayed, **given: Any) -> ChatRelay:
    """A stream with a test's defaults."""

    async def commit(outcome: Outcome) -> None:
        result.committed.append(outcome)

    defaults: dict[str, Any] = {
        "completion_id": OUR_ID,
        "choices": 1,
        "show_usage": False,
        "upstream_name": "one.example",
        "commit": commit,
        "abandon": result.abandoned.append,
    }
    return ChatRelay(**{**defaults, **given})
