"""`POST /chat/completions` on the wire, whole or as events."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import chain, zip_longest

import orjson

from app.aio import random_hex
from app.contract.json_types import JsonObject
from app.tokens.tokenizer import TokenPiece
from app.upstream.builtin import generation, logprobs
from app.upstream.builtin.behaviour import Behaviour
from app.upstream.builtin.generation import CallMade, Choice, Generation


def whole(request: JsonObject, behaviour: Behaviour) -> JsonObject:
    """The contract's `CreateChatCompletionResponse`."""
    answer = generation.answer(request, behaviour)
    choices = [
        {
            "index": choice.index,
            "message": _message(choice),
            "logprobs": _logprobs(choice.text, answer),
            "finish_reason": choice.reason,
        }
        for choice in answer.choices
    ]
    return head(request, "chatcmpl-", "chat.completion") | {"choices": choices, "usage": answer.usage}


def events(request: JsonObject, behaviour: Behaviour) -> Iterator[bytes]:
    """The same as events: the role first, then piece by piece, the choices in turn, each finish in a chunk of its own."""
    answer = generation.answer(request, behaviour)
    return _events(request, answer)


def head(request: JsonObject, prefix: str, kind: str) -> JsonObject:
    """What every answer and every event of it begins with."""
    return {
        "id": prefix + random_hex.hexadecimal(24),
        "object": kind,
        "created": int(time.time()),
        "model": request["model"],
        "system_fingerprint": "fp_builtin",
    }


def event(value: JsonObject) -> bytes:
    """One event."""
    return b"data: " + orjson.dumps(value) + b"\n\n"


def asks_for_usage(request: JsonObject) -> bool:
    """Whether the stream is to end with its usage."""
    return bool((request.get("stream_options") or {}).get("include_usage"))


def _events(request: JsonObject, answer: Generation) -> Iterator[bytes]:
    top = head(request, "chatcmpl-", "chat.completion.chunk")
    usage: JsonObject = {"usage": None} if asks_for_usage(request) else {}

    def chunk(
        index: int, delta: JsonObject, finish: str | None = None, probable: JsonObject | None = None
    ) -> bytes:
        choice = {"index": index, "delta": delta, "logprobs": probable, "finish_reason": finish}
        return event(top | {"choices": [choice]} | usage)

    for choice in answer.choices:
        # No `content: null`: a client prints it.
        empty = {} if choice.text is None else {"content": ""}
        yield chunk(choice.index, {"role": "assistant", **empty, "refusal": None})
    in_turn = zip_longest(*(_deltas(choice, answer) for choice in answer.choices))
    for index, delta, probable in filter(None, chain.from_iterable(in_turn)):
        yield chunk(index, delta, probable=probable)
    for choice in answer.choices:
        yield chunk(choice.index, {}, choice.reason)
    if usage:
        yield event(top | {"choices": [], "usage": answer.usage})
    yield b"data: [DONE]\n\n"


def _deltas(choice: Choice, answer: Generation) -> Iterator[tuple[int, JsonObject, JsonObject | None]]:
    """What a choice says, piece by piece, with the log probabilities of each."""
    probable = _logprobs(choice.text, answer)
    for place, piece in enumerate(choice.text or []):
        own = probable and {"content": [probable["content"][place]], "refusal": None}
        yield choice.index, {"content": piece.text}, own
    for place, call in enumerate(choice.calls):
        key, field = _fields(call)
        begun: JsonObject = {key: {"name": call.tool.name, field: ""}}
        if call.tool.kind == "older":
            yield choice.index, begun, None
        else:
            yield choice.index, {"tool_calls": [{"index": place, "id": call.id, "type": key, **begun}]}, None
        for piece in call.pieces:
            more: JsonObject = {key: {field: piece.text}}
            delta = more if call.tool.kind == "older" else {"tool_calls": [{"index": place, **more}]}
            yield choice.index, delta, None


def _message(choice: Choice) -> JsonObject:
    text = None if choice.text is None else "".join(piece.text for piece in choice.text)
    message: JsonObject = {"role": "assistant", "content": text, "refusal": None, "annotations": []}
    made = [_made(call) for call in choice.calls]
    if made and choice.calls[0].tool.kind == "older":
        message |= made[0]
    elif made:
        kinds = [_fields(call)[0] for call in choice.calls]
        ids = [call.id for call in choice.calls]
        message["tool_calls"] = [
            {"id": id_, "type": kind, **call} for id_, kind, call in zip(ids, kinds, made, strict=True)
        ]
    return message


def _made(call: CallMade) -> JsonObject:
    key, field = _fields(call)
    return {key: {"name": call.tool.name, field: "".join(piece.text for piece in call.pieces)}}


def _fields(call: CallMade) -> tuple[str, str]:
    """Under which name a call stands, and what holds its arguments there."""
    kinds = {
        "function": ("function", "arguments"),
        "custom": ("custom", "input"),
        "older": ("function_call", "arguments"),
    }
    return kinds[call.tool.kind]


def _logprobs(pieces: list[TokenPiece] | None, answer: Generation) -> JsonObject | None:
    if answer.top is None or pieces is None:
        return None
    return {"content": logprobs.of_choice(pieces, answer.top), "refusal": None}
