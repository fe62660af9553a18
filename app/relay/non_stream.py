"""A completion that is one JSON body: validated, given our id, or turned into the requested stream."""

from __future__ import annotations

import re
import time
from collections.abc import AsyncGenerator, Iterator
from typing import Any

from app.contract.json_types import JsonObject
from app.errors import UpstreamUnreachable
from app.relay import frames, upstream_errors
from app.relay.accumulator import OBJECTS, CompletionKind
from app.relay.outcome import Outcome
from app.usage.token_usage import from_answer

_OBJECT = {dict}
# Nearly every server sends the id as the first member.
_ID_FIRST = re.compile(rb'\s*\{\s*"id"\s*:\s*"([^"\\]*)"')


def convert_completion(
    body: bytes, completion_id: str, upstream_name: str, *, kind: CompletionKind = "chat"
) -> tuple[bytes, Outcome]:
    """The client's body and the outcome to record; raises UpstreamUnreachable if it is not a completion.

    Only the id is replaced in the bytes, unless members are missing that strict clients need.
    """
    value = _validated(body, upstream_name)
    provider_id = value.get("id")
    completion, had_all_members = _with_required_members(value, kind)
    completion["id"] = completion_id
    usage = from_answer(completion)
    # The text is needed only to count its tokens.
    text = "" if usage is not None else "".join(_generated_texts(completion["choices"], kind))
    provider_id = provider_id if isinstance(provider_id, str) and provider_id else None
    outcome = Outcome("completed", completion, usage, provider_id, text=text)
    id_match = _ID_FIRST.match(body) if had_all_members else None
    if id_match is None or provider_id is None or id_match[1] != provider_id.encode():
        return frames.dumps(completion), outcome
    return body[: id_match.start(1)] + completion_id.encode() + body[id_match.end(1) :], outcome


def stream_completion(
    body: bytes, upstream_name: str, *, kind: CompletionKind = "chat"
) -> AsyncGenerator[bytes, None]:
    """The events of a body that an upstream sent instead of a stream.

    Raises like `convert_completion`, at once.
    """
    completion, _ = _with_required_members(_validated(body, upstream_name), kind)
    return _events(completion, kind)


def _validated(body: bytes, upstream_name: str) -> JsonObject:
    try:
        value = frames.loads(body)
    except ValueError:
        raise _not_a_completion(upstream_name, "something that is not JSON") from None
    if not isinstance(value, dict):
        raise _not_a_completion(upstream_name, "JSON that is not an object")
    choices = value.get("choices")
    if isinstance(choices, list) and choices and set(map(type, choices)) == _OBJECT:
        return value
    message = upstream_errors.parse_value(value).message
    raise _not_a_completion(upstream_name, f"an object without choices{': ' + message if message else ''}")


def _not_a_completion(upstream_name: str, what: str) -> UpstreamUnreachable:
    message = f"The upstream {upstream_name} answered with {what} instead of a completion."
    return UpstreamUnreachable(message, code="upstream_invalid_answer")


def _with_required_members(value: JsonObject, kind: CompletionKind) -> tuple[JsonObject, bool]:
    """The completion with the members that some compatible servers omit; and whether it had them all."""
    if _has_required_members(value, kind):
        return value, True
    choices = [_choice(choice, place, kind) for place, choice in enumerate(value["choices"])]
    return {
        "id": "",
        "object": OBJECTS[kind],
        "created": int(time.time()),
        "model": "",
        **value,
        "choices": choices,
    }, False


def _has_required_members(value: JsonObject, kind: CompletionKind) -> bool:
    """Whether it has all that strict clients need. Compared one by one: sets of keys cost twice as much."""
    if not ("id" in value and "object" in value and "created" in value and "model" in value):
        return False
    for choice in value["choices"]:
        if not ("index" in choice and "logprobs" in choice and "finish_reason" in choice):
            return False
        if kind == "chat":
            message = choice.get("message")
            if not isinstance(message, dict):
                return False
            if not ("role" in message and "content" in message and "refusal" in message):
                return False
        elif not isinstance(choice.get("text"), str):
            return False
    return True


def _choice(choice: JsonObject, place: int, kind: CompletionKind) -> JsonObject:
    result = {"index": place, "logprobs": None, "finish_reason": "stop", **choice}
    if kind == "chat":
        message = choice.get("message")
        empty = {"role": "assistant", "content": None, "refusal": None}
        result["message"] = {**empty, **message} if isinstance(message, dict) else empty
    else:
        result["text"] = choice.get("text") or ""
    return result


def _generated_texts(choices: list[JsonObject], kind: CompletionKind) -> Iterator[str]:
    for choice in choices:
        yield from _strings(choice["message"] if kind == "chat" else choice["text"])


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, member in value.items():
            if name not in ("role", "id", "type"):
                yield from _strings(member)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


async def _events(completion: JsonObject, kind: CompletionKind) -> AsyncGenerator[bytes, None]:
    members = {
        name: value for name, value in completion.items() if name not in ("object", "choices", "usage")
    }
    for choice in completion["choices"]:
        finish = {"index": choice["index"], "finish_reason": choice["finish_reason"]}
        content = {name: value for name, value in choice.items() if name not in ("message", "finish_reason")}
        if kind == "chat":
            content["delta"], finish["delta"] = _delta(choice["message"]), {}
        else:
            finish["text"] = ""
        for part in ({**content, "finish_reason": None}, finish):
            yield frames.framed(frames.dumps({**members, "choices": [part]}))
    yield frames.framed(frames.dumps({**members, "choices": [], "usage": completion.get("usage")}))
    yield frames.framed(frames.DONE)


def _delta(message: JsonObject) -> JsonObject:
    calls = message.get("tool_calls")
    if not isinstance(calls, list):
        return message
    numbered = [{"index": place, **call} for place, call in enumerate(calls) if isinstance(call, dict)]
    return {**message, "tool_calls": numbered}
