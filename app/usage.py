"""What a call consumed: as the upstream says, in every shape of the contract; else as counted here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from app import tokens

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
# No answer has so many tokens, and no column takes them: an odd number is none, and costs no row.
_BEYOND = 2**31


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens in and out. `details` is the upstream's object as it came; of what is billed by the second it has the seconds.

    `cached_tokens` are among the input's, `reasoning_tokens` among the output's. `estimated` are those that were
    counted here because the upstream did not say.
    """

    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    reasoning_tokens: int = 0
    estimated: bool = False
    details: Mapping[str, Any] | None = None


def from_answer(answer: Any) -> Usage | None:
    """The usage in a decoded answer, or in an event of a stream; None where it tells none.

    A response that failed or is incomplete has consumed, too: its status does not matter.
    """
    if not isinstance(answer, Mapping):
        return None
    response = answer.get("response")
    for holder in (answer, response, answer.get("x_groq")):
        found = from_object(holder.get("usage")) if isinstance(holder, Mapping) else None
        if found is not None:
            return found
    return None


def from_object(usage: Any) -> Usage | None:
    """The `usage` object itself, of any operation; None if it is no such."""
    if not isinstance(usage, Mapping) or not usage:
        return None
    into, out = (
        _number(usage, "input_tokens", "prompt_tokens"),
        _number(usage, "output_tokens", "completion_tokens"),
    )
    if out is None:
        # Embeddings tell what went in, and a total that is the same.
        out = max((_number(usage, "total_tokens") or into or 0) - (into or 0), 0)
    return Usage(
        input_tokens=into or 0,
        output_tokens=out,
        cached_tokens=_detail(usage, "cached_tokens", "prompt_tokens_details", "input_tokens_details") or 0,
        reasoning_tokens=_detail(
            usage, "reasoning_tokens", "completion_tokens_details", "output_tokens_details"
        )
        or 0,
        details=usage,
    )


def estimate(request: Mapping[str, Any], text: str) -> Usage:
    """What a request's fields and the text of its answer amount to. Counts for a while: not for the event loop."""
    model = request.get("model")
    counter = tokens.of_model(model if isinstance(model, str) else "")
    into = sum(map(counter.count, _texts(request))) + _around(request)
    out = counter.count(_sound(text))
    shape = {"prompt_tokens": into, "completion_tokens": out, "total_tokens": into + out}
    return Usage(input_tokens=into, output_tokens=out, estimated=True, details=shape)


def _number(holder: Mapping[str, Any], *names: str) -> int | None:
    for name in names:
        value = holder.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < _BEYOND:
            return int(value)
    return None


def _detail(usage: Mapping[str, Any], name: str, *holders: str) -> int | None:
    for holder in holders:
        details = usage.get(holder)
        found = _number(details, name) if isinstance(details, Mapping) else None
        if found is not None:
            return found
    return None


def _texts(request: Mapping[str, Any]) -> Iterator[str]:
    """All that a model reads of a chat, a completion, an embedding, a response, a moderation or a speech."""
    for message in _items(request.get("messages")):
        yield from _of_message(message)
    for name in ("prompt", "input", "instructions"):
        value = request.get(name)
        if isinstance(value, str):
            yield _sound(value)
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
            yield _sound(message[name])
    content = message.get("content")
    if isinstance(content, str):
        yield _sound(content)
    elif isinstance(content, list):
        yield from _of_list(content)
    for call in (*_items(message.get("tool_calls")), *_items([message.get("function_call")])):
        for holder in (call, *(call.get(name) for name in ("function", "custom"))):
            if isinstance(holder, Mapping):
                yield from (
                    _sound(holder[name])
                    for name in ("name", "arguments", "input")
                    if isinstance(holder.get(name), str)
                )


def _of_list(items: list[Any]) -> Iterator[str]:
    """Texts, parts with a text, messages of a response's input. Tokens that stand as numbers are counted around."""
    for item in items:
        if isinstance(item, str):
            yield _sound(item)
        elif isinstance(item, Mapping):
            if isinstance(item.get("text"), str):
                yield _sound(item["text"])
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


def _sound(text: str) -> str:
    # Half a surrogate pair is no text to the tokenizer.
    return text.encode("utf-8", "replace").decode()
