"""`POST /chat/completions` and `POST /completions`, whole or streamed by words."""

from __future__ import annotations

import os
import time
from collections.abc import AsyncGenerator
from typing import Any

import orjson

from app.upstream.builtin import words

Json = dict[str, Any]


def chat(request: Json) -> Json:
    """The contract's `CreateChatCompletionResponse`."""
    prompt = _prompt(request)
    text, reason = words.cut(words.reply(words.said(request["messages"])), _most(request))
    count = request.get("n") or 1
    message = {"role": "assistant", "content": text, "refusal": None}
    choices = [
        {"index": index, "message": message, "logprobs": None, "finish_reason": reason}
        for index in range(count)
    ]
    head = _head(request, "chatcmpl-", "chat.completion")
    return head | {"choices": choices, "usage": words.usage(prompt, text, count)}


async def chat_events(request: Json) -> AsyncGenerator[bytes, None]:
    """The same as events: the role first, then word by word, the finish in a chunk of its own."""
    prompt = _prompt(request)
    text, reason = words.cut(words.reply(words.said(request["messages"])), _most(request))
    count = request.get("n") or 1
    head = _head(request, "chatcmpl-", "chat.completion.chunk")
    include_usage = bool((request.get("stream_options") or {}).get("include_usage"))

    def chunk(index: int, delta: Json, finish: str | None = None) -> bytes:
        choice = {"index": index, "delta": delta, "logprobs": None, "finish_reason": finish}
        return _event(head | {"choices": [choice]} | ({"usage": None} if include_usage else {}))

    for index in range(count):
        yield chunk(index, {"role": "assistant", "content": "", "refusal": None})
    for piece in words.pieces(text):
        for index in range(count):
            yield chunk(index, {"content": piece})
    for index in range(count):
        yield chunk(index, {}, reason)
    if include_usage:
        yield _event(head | {"choices": [], "usage": words.usage(prompt, text, count)})
    yield b"data: [DONE]\n\n"


def completion(request: Json) -> Json:
    """The contract's `CreateCompletionResponse`."""
    head, choices, usage = _completion(request)
    return head | {"choices": choices, "usage": usage}


async def completion_events(request: Json) -> AsyncGenerator[bytes, None]:
    """The same, word by word."""
    head, choices, usage = _completion(request)
    for choice in choices:
        for piece in words.pieces(choice["text"]):
            yield _event(head | {"choices": [choice | {"text": piece, "finish_reason": None}]})
        yield _event(head | {"choices": [choice | {"text": ""}]})
    if (request.get("stream_options") or {}).get("include_usage"):
        yield _event(head | {"choices": [], "usage": usage})
    yield b"data: [DONE]\n\n"


def _completion(request: Json) -> tuple[Json, list[Json], Json]:
    prompt = request.get("prompt")
    prompts = prompt if isinstance(prompt, list) and prompt and isinstance(prompt[0], str) else [prompt]
    texts = [item if isinstance(item, str) else "" for item in prompts]
    choices: list[Json] = []
    for text in texts:
        for _ in range(request.get("n") or 1):
            answer, reason = words.cut(words.reply(text), request.get("max_tokens") or 16)
            choices.append({"text": answer, "index": len(choices), "logprobs": None, "finish_reason": reason})
    usage = words.usage(" ".join(texts), " ".join(choice["text"] for choice in choices))
    return _head(request, "cmpl-", "text_completion"), choices, usage


def _prompt(request: Json) -> str:
    return " ".join(words.content_text(message.get("content")) for message in request["messages"])


def _most(request: Json) -> int | None:
    most: int | None = request.get("max_completion_tokens") or request.get("max_tokens")
    return most


def _head(request: Json, prefix: str, kind: str) -> Json:
    return {
        "id": prefix + os.urandom(12).hex(),
        "object": kind,
        "created": int(time.time()),
        "model": request["model"],
    }


def _event(value: Json) -> bytes:
    return b"data: " + orjson.dumps(value) + b"\n\n"
