"""What a request's fields amount to in tokens, when nobody says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from app.tokens.tokenizer import Tokens

# What OpenAI documents for its chat format: tokens around each message, for its name, and before the answer.
_PER_MESSAGE = 3
_PER_NAME = 1
_PER_ANSWER = 3
# What the declaration of a tool is turned into is not documented; about this much around what it says.
_PER_TOOL = 8
_PER_TOOLS = 12
# A picture in low detail, and one of 1024 x 1024 otherwise: its size is not known before it is fetched.
_PER_SMALL_PICTURE = 85
_PER_PICTURE = 765


def count(request: Mapping[str, Any], counter: Tokens) -> int:
    """The tokens that a model reads of a request. Counts for a while where much is said: not for the event loop."""
    return sum(map(counter.count, _texts(request))) + _around(request)


def sound(text: str) -> str:
    """The text without halves of surrogate pairs, which are none to a tokenizer."""
    return text.encode("utf-8", "replace").decode()


def _texts(request: Mapping[str, Any]) -> Iterator[str]:
    """All that a model reads of a chat, a completion, an embedding, a response, a moderation or a speech."""
    for message in _items(request.get("messages")):
        yield from _of_message(message)
    for name in ("prompt", "suffix", "input", "instructions"):
        value = request.get(name)
        if isinstance(value, str):
            yield sound(value)
        elif isinstance(value, list):
            yield from _of_list(value)
    for name in ("tools", "functions"):
        for tool in _items(request.get(name)):
            yield _compact(tool.get("function", tool))
    if isinstance(request.get("response_format"), Mapping):
        yield _compact(request["response_format"].get("json_schema", ""))


def _of_message(message: Mapping[str, Any]) -> Iterator[str]:
    for name in ("role", "name", "refusal", "tool_call_id"):
        if isinstance(message.get(name), str):
            yield sound(message[name])
    content = message.get("content")
    if isinstance(content, str):
        yield sound(content)
    elif isinstance(content, list):
        yield from _of_list(content)
    for call in (*_items(message.get("tool_calls")), *_items([message.get("function_call")])):
        for holder in (call, *(call.get(name) for name in ("function", "custom"))):
            if isinstance(holder, Mapping):
                yield from (
                    sound(holder[name])
                    for name in ("name", "arguments", "input")
                    if isinstance(holder.get(name), str)
                )


def _of_list(items: list[Any]) -> Iterator[str]:
    """Texts, parts with a text, messages of a response's input. Tokens that stand as numbers are counted around."""
    for item in items:
        if isinstance(item, str):
            yield sound(item)
        elif isinstance(item, Mapping):
            if isinstance(item.get("text"), str):
                yield sound(item["text"])
            elif "content" in item:
                yield from _of_message(item)


def _around(request: Mapping[str, Any]) -> int:
    """The tokens that no text stands for."""
    messages = _items(request.get("messages"))
    count = sum(_PER_MESSAGE + (_PER_NAME if "name" in message else 0) for message in messages)
    count += _PER_ANSWER if messages else 0
    tools = [*_items(request.get("tools")), *_items(request.get("functions"))]
    count += _PER_TOOLS + _PER_TOOL * len(tools) if tools else 0
    for message in messages:
        count += sum(map(_of_picture, _items(message.get("content"))))
    return count + sum(_numbers(request.get(name)) for name in ("prompt", "input"))


def _of_picture(part: Mapping[str, Any]) -> int:
    if part.get("type") != "image_url":
        return 0
    picture = part.get("image_url")
    low = isinstance(picture, Mapping) and picture.get("detail") == "low"
    return _PER_SMALL_PICTURE if low else _PER_PICTURE


def _numbers(value: Any) -> int:
    """How many tokens stand in a prompt of tokens, or in a list of such."""
    if not isinstance(value, list):
        return 0
    return sum(1 if isinstance(item, int) else _numbers(item) for item in value)


def _items(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _compact(value: Any) -> str:
    return value if isinstance(value, str) else orjson.dumps(value).decode()
