"""Streams as upstreams send them, and their way through the relay."""

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
    """A chat chunk's event with one choice."""
    return framed(
        chunk([{"index": index, "delta": delta, "logprobs": None, "finish_reason": finish}], **members)
    )


def text_event(text: str, finish: str | None = None, *, index: int = 0) -> bytes:
    """A chunk's event of `/completions`."""
    choice = {"index": index, "text": text, "logprobs": None, "finish_reason": finish}
    return framed(chunk([choice], object="text_completion"))


def chunk(choices: list[Any], **members: Any) -> dict[str, Any]:
    """A chat chunk as JSON."""
    head = {"id": UPSTREAM_ID, "object": "chat.completion.chunk", "created": 1700000000, "model": "m-1"}
    return {**head, "choices": choices, **members}


def framed(value: Any) -> bytes:
    """The event with this JSON as its data."""
    return b"data: " + orjson.dumps(value) + b"\n\n"


async def packets(pieces: Iterable[bytes | BaseException]) -> AsyncGenerator[bytes, None]:
    """An upstream's body: yields bytes and raises exceptions in the given order."""
    for piece in pieces:
        if isinstance(piece, BaseException):
            raise piece
        yield piece


@dataclass(slots=True)
class Relayed:
    """What the client received, and the outcomes that the relay reported."""

    pieces: list[bytes] = field(default_factory=list)
    committed: list[Outcome] = field(default_factory=list)
    abandoned: list[Outcome] = field(default_factory=list)
    before_commit: bytes = b""
    """What the client had received before the commit."""

    @property
    def data(self) -> bytes:
        """All bytes that the client received."""
        return b"".join(self.pieces)

    @property
    def events(self) -> list[Any]:
        """The events' data as JSON, `[DONE]` as a string."""
        return values(self.data)

    @property
    def outcome(self) -> Outcome:
        """The outcome, which must have been reported exactly once."""
        (outcome,) = (*self.committed, *self.abandoned)
        return outcome

    @property
    def completion(self) -> dict[str, Any]:
        """The recorded completion."""
        assert self.outcome.completion is not None
        return self.outcome.completion


def values(data: bytes) -> list[Any]:
    """The events' data as JSON; each event must be one line of data and a blank line."""
    assert data.endswith(b"\n\n")
    result = []
    for part in data[:-2].split(b"\n\n"):
        assert part.startswith(b"data: ")
        assert part.count(b"\n") == 0
        result.append("[DONE]" if part == b"data: [DONE]" else json.loads(part[6:]))
    return result


def contents(result: Relayed) -> str:
    """The text of all deltas."""
    return "".join(choice["delta"].get("content", "") for choice in _choices(result))


def finishes(result: Relayed) -> list[str]:
    """All finish reasons, in their order."""
    return [choice["finish_reason"] for choice in _choices(result) if choice["finish_reason"]]


def _choices(result: Relayed) -> list[Any]:
    return [choice for item in result.events if item != "[DONE]" for choice in item.get("choices", [])]


async def relayed(pieces: Sequence[bytes | BaseException], **options: Any) -> Relayed:
    """A stream through the relay, to its end. `options` are ChatRelay's; `commit_error` is raised by its
    commit.
    """
    result = Relayed()
    error = options.pop("commit_error", None)

    async def commit(outcome: Outcome) -> None:
        result.before_commit = result.data
        result.committed.append(outcome)
        if error is not None:
            raise error

    stream = chat_stream(result, commit=commit, **options)
    async for piece in stream.relay(packets(pieces)):
        result.pieces.append(piece)
    return result


def named_upstream() -> Upstream:
    """An upstream with a name and a key."""
    return Upstream("one.example", BuiltinClient(), secret="sk-operator-canary-0001")


def chat_stream(result: Relayed, **options: Any) -> ChatRelay:
    """A ChatRelay with defaults for tests, which reports its outcomes to `result`."""

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
    return ChatRelay(**{**defaults, **options})
