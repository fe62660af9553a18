"""Counts the tokens of a request's fields, for upstreams that do not report them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from app.tokens.tokenizer import Tokenizer

# Documented by OpenAI for its chat format: tokens for each message, for its name, and before the answer.
_PER_MESSAGE = 3
_PER_NAME = 1
_PER_ANSWER = 3
# OpenAI does not document the format of tool declarations; these are estimates, besides their texts.
_PER_TOOL = 8
_PER_TOOLS = 12
# An image in low detail; otherwise one of 1024 x 1024, as its size is unknown without fetching it.
_PER_LOW_DETAIL_IMAGE = 85
_PER_IMAGE = 765


def count_tokens(request: Mapping[str, Any], tokenizer: Tokenizer) -> int:
    """The input tokens of a request. Takes long for long texts: not to be called in the event loop."""
    return sum(map(tokenizer.count, _texts(request))) + _format_tokens(request)


def replace_surrogates(text: str) -> str:
    """The text with lone surrogates replaced, which a tokenizer does not accept."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    # Not a copy: the text may be long.
    return text


def _texts(request: Mapping[str, Any]) -> Iterator[str]:
    """All texts that a model reads of a chat, completion, embedding, response, moderation or speech."""
    for message in _items(request.get("messages")):
        yield from _message_texts(message)
    for name in ("prompt", "suffix", "input", "instructions"):
        value = request.get(name)
        if isinstance(value, str):
            yield replace_surrogates(value)
        elif isinstance(value, list):
            yield from _list_texts(value)
    for name in ("tools", "functions"):
        for tool in _items(request.get(name)):
            yield _compact(tool.get("function", tool))
    if isinstance(request.get("response_format"), Mapping):
        yield _compact(request["response_format"].get("json_schema", ""))


def _message_texts(message: Mapping[str, Any]) -> Iterator[str]:
    for name in ("role", "name", "refusal", "tool_call_id"):
        if isinstance(message.get(name), str):
            yield replace_surrogates(message[name])
    content = message.get("content")
    if isinstance(content, str):
        yield replace_surrogates(content)
    elif isinstance(content, list):
        yield from _list_texts(content)
    for call in (*_items(message.get("tool_calls")), *_items([message.get("function_call")])):
        for holder in (call, *(call.get(name) for name in ("function", "custom"))):
            if isinstance(holder, Mapping):
                yield from (
                    replace_surrogates(holder[name])
                    for name in ("name", "arguments", "input")
                    if isinstance(holder.get(name), str)
                )


def _list_texts(items: list[Any]) -> Iterator[str]:
    """The texts of strings, parts and messages. Prompts that are tokens count in `_format_tokens`."""
    for item in items:
        if isinstance(item, str):
            yield replace_surrogates(item)
        elif isinstance(item, Mapping):
            if isinstance(item.get("text"), str):
                yield replace_surrogates(item["text"])
            elif "content" in item:
                yield from _message_texts(item)


def _format_tokens(request: Mapping[str, Any]) -> int:
    """The tokens besides texts: format, images, and prompts that are tokens."""
    messages = _items(request.get("messages"))
    count = sum(_PER_MESSAGE + (_PER_NAME if "name" in message else 0) for message in messages)
    count += _PER_ANSWER if messages else 0
    tools = [*_items(request.get("tools")), *_items(request.get("functions"))]
    count += _PER_TOOLS + _PER_TOOL * len(tools) if tools else 0
    for message in messages:
        count += sum(map(_image_tokens, _items(message.get("content"))))
    return count + sum(_token_numbers(request.get(name)) for name in ("prompt", "input"))


def _image_tokens(part: Mapping[str, Any]) -> int:
    if part.get("type") != "image_url":
        return 0
    image = part.get("image_url")
    low = isinstance(image, Mapping) and image.get("detail") == "low"
    return _PER_LOW_DETAIL_IMAGE if low else _PER_IMAGE


def _token_numbers(value: Any) -> int:
    """The number of tokens in a prompt of tokens, or in a list of them."""
    if not isinstance(value, list):
        return 0
    return sum(1 if isinstance(item, int) else _token_numbers(item) for item in value)


def _items(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _compact(value: Any) -> str:
    return value if isinstance(value, str) else orjson.dumps(value).decode()
