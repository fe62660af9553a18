"""An odd answer of an upstream, read in every way: through both APIs, streamed, stored and whole."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.support.both_apis import (
    Answer,
    Understood,
    chat_stored,
    chat_streamed,
    chat_whole,
    response_streamed,
    response_whole,
)
from tests.support.stack import Stack, stack
from tests.support.streams import USAGE, chunk, event, framed

STOP = event({}, "stop")
USAGE_EVENT = framed(chunk([], usage=USAGE))
CHAT: dict[str, Any] = {"model": "m", "messages": [{"role": "user", "content": "Hi"}]}


@asynccontextmanager
async def odd_stack(folder: Path, answer: Answer, *, validate: bool = True) -> AsyncGenerator[Stack, None]:
    """A server whose upstream sends the answer; for `validate` see `stack`."""
    url = f"sqlite:///{folder}/state.db"
    async with stack(url, answer.script(), validate=validate) as running:
        yield running


async def read_all(folder: Path, *packets: bytes, validate: bool = True) -> list[Understood]:
    """The answer through both APIs, streamed, stored, and whole; the last two are responses."""
    async with odd_stack(folder, Answer(list(packets)), validate=validate) as s:
        return [
            await chat_streamed(s),
            await chat_stored(s),
            await chat_whole(s),
            await response_streamed(s),
            await response_whole(s),
        ]


def without_dots(members: dict[str, Any]) -> dict[str, Any]:
    """The members without those of value `...`: one that is left out."""
    return {name: value for name, value in members.items() if value is not ...}


def texts_of(results: list[Understood]) -> set[str]:
    """The different texts."""
    return {result.text for result in results}


def ends_of(results: list[Understood]) -> list[str]:
    """How each ended."""
    return [result.end for result in results]


def complete(finish: str = "stop") -> list[str]:
    """The ends of `read_all` for an answer with this finish."""
    return [finish] * 3 + ["completed"] * 2


def whole_body(message: dict[str, Any], finish: Any = "stop", **members: Any) -> bytes:
    """A completion in one body."""
    choice = {"index": 0, "message": {"role": "assistant", **message}, "finish_reason": finish}
    return json.dumps({**chunk([choice], object="chat.completion", usage=USAGE), **members}).encode()
