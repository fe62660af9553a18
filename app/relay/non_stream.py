"""An answer that is not a stream: checked, given our id, or turned into the stream that was asked for."""

from __future__ import annotations

import re
import time
from collections.abc import AsyncGenerator, Iterator
from typing import Any

from app.contract.json_types import JsonObject
from app.errors import UpstreamUnreachable
from app.relay import frames, upstream_errors
from app.relay.accumulator import OBJECTS, Kind
from app.relay.outcome import Outcome
from app.usage.token_usage import from_answer

_OBJECT = {dict}
# The id as the first member, which is where nearly every server has it.
_ID_FIRST = re.compile(rb'\s*\{\s*"id"\s*:\s*"([^"\\]*)"')


def whole(
    body: bytes, completion_id: str, upstream_name: str, *, kind: Kind = "chat"
) -> tuple[bytes, Outcome]:
    """A completion as the client gets it, and what is to be recorded; raises UpstreamUnreachable if it is none.

    Only the id is replaced in the bytes, unless members are missing that strict clients need.
    """
    value = _checked(body, upstream_name)
    provider_id = value.get("id")
    completion, complete = _completed(value, kind)
    completion["id"] = completion_id
    usage = from_answer(completion)
    # The text is only counted where the usage is not told.
    generated_text = "" if usage is not None else "".join(_spoken(completion["choices"], kind))
    found = provider_id if isinstance(provider_id, str) and provider_id else None
    outcome = Outcome("completed", completion, usage, found, text=generated_text)
    id_at = _ID_FIRST.match(body) if complete else None
    if id_at is None or found is None or id_at[1] != found.encode():
        return frames.dumps(completion), outcome
    return body[: id_at.start(1)] + completion_id.encode() + body[id_at.end(1) :], outcome


def events_of(body: bytes, upstream_name: str, *, kind: Kind = "chat") -> AsyncGenerator[bytes, None]:
    """The stream of an upstream that answered whole although it was asked for one; raises as `whole` does, at once."""
    completion, _ = _completed(_checked(body, upstream_name), kind)
    return _events(completion, kind)


def _checked(body: bytes, upstream_name: str) -> JsonObject:
    try:
        value = frames.loads(body)
    except ValueError:
        raise _no_completion(upstream_name, "something that is not JSON") from None
    if not isinstance(value, dict):
        raise _no_completion(upstream_name, "JSON that is no object")
    choices = value.get("choices")
    if isinstance(choices, list) and choices and set(map(type, choices)) == _OBJECT:
        return value
    told = upstream_errors.told_by(value).message
    raise _no_completion(upstream_name, f"an object without choices{': ' + told if told else ''}")


def _no_completion(upstream_name: str, what: str) -> UpstreamUnreachable:
    message = f"The upstream {upstream_name} answered with {what} instead of a completion."
    return UpstreamUnreachable(message, code="upstream_invalid_answer")


def _completed(value: JsonObject, kind: Kind) -> tuple[JsonObject, bool]:
    """The completion with the members that compatible servers leave out; and whether it had them all."""
    if _is_complete(value, kind):
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


def _is_complete(value: JsonObject, kind: Kind) -> bool:
    """Whether it has what a strict client looks for. Member by member: sets of keys cost twice as much."""
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


def _choice(choice: JsonObject, place: int, kind: Kind) -> JsonObject:
    made = {"index": place, "logprobs": None, "finish_reason": "stop", **choice}
    if kind == "chat":
        message = choice.get("message")
        empty = {"role": "assistant", "content": None, "refusal": None}
        made["message"] = {**empty, **message} if isinstance(message, dict) else empty
    else:
        made["text"] = choice.get("text") or ""
    return made


def _spoken(choices: list[JsonObject], kind: Kind) -> Iterator[str]:
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


async def _events(completion: JsonObject, kind: Kind) -> AsyncGenerator[bytes, None]:
    head = {name: value for name, value in completion.items() if name not in ("object", "choices", "usage")}
    for choice in completion["choices"]:
        finish = {"index": choice["index"], "finish_reason": choice["finish_reason"]}
        said = {name: value for name, value in choice.items() if name not in ("message", "finish_reason")}
        if kind == "chat":
            said["delta"], finish["delta"] = _delta(choice["message"]), {}
        else:
            finish["text"] = ""
        for part in ({**said, "finish_reason": None}, finish):
            yield frames.framed(frames.dumps({**head, "choices": [part]}))
    yield frames.framed(frames.dumps({**head, "choices": [], "usage": completion.get("usage")}))
    yield frames.framed(frames.DONE)


def _delta(message: JsonObject) -> JsonObject:
    calls = message.get("tool_calls")
    if not isinstance(calls, list):
        return message
    numbered = [{"index": place, **call} for place, call in enumerate(calls) if isinstance(call, dict)]
    return {**message, "tool_calls": numbered}
