"""A chat upstream whose model answers, and writes a summary when it is asked for one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from app.engine.translation.compactions import PROMPT
from tests.support.fake_upstream import (
    FakeUpstream,
    Script,
    Writer,
    fixed_response,
    write_chunk,
    write_stream_head,
)
from tests.support.streams import DONE, event, framed

SUMMARY = "The user greets, and waits for a table of numbers in /srv/a.txt."
TRIGGER = {"type": "compaction_trigger"}


def asks_for_summary(body: Mapping[str, Any]) -> bool:
    """Whether the last message of a chat's request asks for a summary."""
    return bool(body["messages"][-1]["content"] == PROMPT)


def text_usage(body: Mapping[str, Any], text: str) -> dict[str, int]:
    """A usage that grows with the messages and the answer."""
    tokens = len(json.dumps(body["messages"])) // 4, len(text)
    return {"prompt_tokens": tokens[0], "completion_tokens": tokens[1], "total_tokens": sum(tokens)}


def summarising(
    summary: str = SUMMARY, *, answer: str = "Answer.", finish: str = "stop", has_usage: bool = True
) -> Script:
    """The script; `finish` is the end of summaries, with `has_usage` answers have a usage."""

    async def script(fake: FakeUpstream, writer: Writer) -> None:
        body = json.loads(fake.current_request.body)
        is_summary = asks_for_summary(body)
        text, reason = (summary, finish) if is_summary else (answer, "stop")
        usage = text_usage(body, text) if has_usage else None
        if not body.get("stream"):
            message = {"role": "assistant", "content": text, "refusal": None}
            choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": reason}
            head = {"id": "chatcmpl-theirs", "object": "chat.completion", "created": 1, "model": "m"}
            completion = {**head, "choices": [choice], **({"usage": usage} if usage else {})}
            await fixed_response("200 OK", json.dumps(completion).encode())(fake, writer)
            return
        write_stream_head(writer)
        for start in range(0, len(text), 9):
            write_chunk(writer, event({"content": text[start : start + 9]}))
        write_chunk(writer, event({}, reason))
        if usage is not None:
            chunk = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": []}
            write_chunk(writer, framed({**chunk, "usage": usage}))
        write_chunk(writer, DONE)
        write_chunk(writer, b"")
        await writer.drain()

    return script
