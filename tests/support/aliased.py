"""A server before one upstream that has aliases with options, and answers chats, responses and the rest."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.support.fake_upstream import (
    COMPLETION,
    FakeUpstream,
    Writer,
    fake_upstream,
    fixed_response,
    write_chunk,
    write_stream_head,
)
from tests.support.native import native_event
from tests.support.stack import Stack, stack
from tests.support.streams import DONE, USAGE, event, framed, text_event

PROMPT = "You are the help desk.\nBe brief."
ALIASES = f"""
[upstream.aliases]
plain = "llama-3.3-70b"

[upstream.aliases.helpdesk]
model = "llama-3.3-70b"
system_prompt = {json.dumps(PROMPT)}

[upstream.aliases.helpdesk.defaults]
temperature = 0.2
max_tokens = 100
max_output_tokens = 200
reasoning_effort = "low"
reasoning = {{ effort = "high" }}
dimensions = 8
logprobs = 2
stop = ["END"]
truncation = "auto"

[upstream.aliases.defaults-only]
model = "llama-3.3-70b"
defaults = {{ top_p = 0.5 }}
"""
"""The tables of an `[[upstream]]`."""

_ITEM = {
    "type": "message",
    "id": "msg_0",
    "role": "assistant",
    "status": "completed",
    "content": [{"type": "output_text", "text": "Hi", "annotations": [], "logprobs": []}],
}
_VECTORS = {
    "object": "list",
    "model": "llama-3.3-70b",
    "data": [{"object": "embedding", "index": 0, "embedding": [0.5]}],
    "usage": {"prompt_tokens": 1, "total_tokens": 1},
}


def _text_completion() -> dict[str, Any]:
    choice = {"index": 0, "text": "Hi", "logprobs": None, "finish_reason": "stop"}
    return {**json.loads(COMPLETION), "object": "text_completion", "choices": [choice]}


async def _answer(fake: FakeUpstream, writer: Writer) -> None:
    """Answers each call; a response repeats the parameters that were sent, as OpenAI's do."""
    request = fake.current_request
    sent = json.loads(request.body or b"{}")
    path = request.target.removeprefix("/v1")
    response = {**sent, "id": "resp_theirs", "status": "completed", "output": [_ITEM], "usage": None}
    if not sent.get("stream"):
        whole = {
            "/chat/completions": COMPLETION,
            "/completions": json.dumps(_text_completion()).encode(),
            "/embeddings": json.dumps(_VECTORS).encode(),
            "/responses": json.dumps(response).encode(),
        }
        tokens = json.dumps({"object": "response.input_tokens", "input_tokens": 7}).encode()
        return await fixed_response("200 OK", whole.get(path, tokens))(fake, writer)
    write_stream_head(writer)
    if path == "/responses":
        write_chunk(writer, native_event("response.output_item.done", output_index=0, item=_ITEM))
        write_chunk(writer, native_event("response.completed", response=response))
    else:
        make = text_event("Hi", "stop") if path == "/completions" else event({"content": "Hi"}, "stop")
        write_chunk(writer, make)
        write_chunk(writer, framed({"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "m",
                                    "choices": [], "usage": USAGE}) + DONE)  # fmt: skip
    write_chunk(writer, b"")
    await writer.drain()
    return None


@asynccontextmanager
async def aliased_stack(
    folder: Path, url: str, lines: str = "", aliases: str = ALIASES
) -> AsyncGenerator[Stack, None]:
    """The server, with further `lines` of the upstream's entry."""
    async with fake_upstream(_answer) as fake:
        file = folder / "upstreams.toml"
        file.write_text(f'[[upstream]]\nname = "one"\nurl = "{fake.url}"\n{lines}\n{aliases}')
        async with stack(url, validate=False, upstreams_file=str(file)) as running:
            running.fake = fake
            yield running
