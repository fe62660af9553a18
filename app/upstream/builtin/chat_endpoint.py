"""Answers `POST /chat/completions`, as one JSON body or as events."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import chain, zip_longest

import orjson

from app.aio import random_hex
from app.contract.json_types import JsonObject
from app.tokens.tokenizer import TokenPiece
from app.upstream.builtin import generation, token_logprobs
from app.upstream.builtin.behaviour import Behaviour
from app.upstream.builtin.generation import Choice, Generation, ToolCall


def completion(request: JsonObject, behaviour: Behaviour) -> JsonObject:
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
    return object_members(request, "chatcmpl-", "chat.completion") | {
        "choices": choices,
        "usage": answer.usage,
    }


def stream(request: JsonObject, behaviour: Behaviour) -> Iterator[bytes]:
    """The same as events: the roles, the tokens of the choices in turn, then each finish in its own chunk."""
    answer = generation.answer(request, behaviour)
    # Not the request itself, which may be long: the events live as long as the client reads.
    top = object_members(request, "chatcmpl-", "chat.completion.chunk")
    return _events(top, answer, wants_usage=wants_usage(request))


def object_members(request: JsonObject, prefix: str, kind: str) -> JsonObject:
    """The members that an answer and each of its chunks have in common."""
    return {
        "id": prefix + random_hex.hexadecimal(24),
        "object": kind,
        "created": int(time.time()),
        "model": request["model"],
        "system_fingerprint": "fp_builtin",
    }


def encode_event(value: JsonObject) -> bytes:
    """A server-sent event."""
    return b"data: " + orjson.dumps(value) + b"\n\n"


def wants_usage(request: JsonObject) -> bool:
    """Whether the request wants a usage chunk."""
    return bool((request.get("stream_options") or {}).get("include_usage"))


def _events(top: JsonObject, answer: Generation, *, wants_usage: bool) -> Iterator[bytes]:
    usage: JsonObject = {"usage": None} if wants_usage else {}

    def chunk(
        index: int, delta: JsonObject, finish: str | None = None, logprobs: JsonObject | None = None
    ) -> bytes:
        choice = {"index": index, "delta": delta, "logprobs": logprobs, "finish_reason": finish}
        return encode_event(top | {"choices": [choice]} | usage)

    for choice in answer.choices:
        # Some clients print `content: null`.
        empty = {} if choice.text is None else {"content": ""}
        yield chunk(choice.index, {"role": "assistant", **empty, "refusal": None})
    in_turn = zip_longest(*(_deltas(choice, answer) for choice in answer.choices))
    for index, delta, logprobs in filter(None, chain.from_iterable(in_turn)):
        yield chunk(index, delta, logprobs=logprobs)
    for choice in answer.choices:
        yield chunk(choice.index, {}, choice.reason)
    if usage:
        yield encode_event(top | {"choices": [], "usage": answer.usage})
    yield b"data: [DONE]\n\n"


def _deltas(choice: Choice, answer: Generation) -> Iterator[tuple[int, JsonObject, JsonObject | None]]:
    """(index, delta, log probabilities) for each token of a choice."""
    logprobs = _logprobs(choice.text, answer)
    for place, piece in enumerate(choice.text or []):
        piece_logprobs = logprobs and {"content": [logprobs["content"][place]], "refusal": None}
        yield choice.index, {"content": piece.text}, piece_logprobs
    for place, call in enumerate(choice.calls):
        key, field = _fields(call)
        start: JsonObject = {key: {"name": call.tool.name, field: ""}}
        if call.tool.kind == "legacy":
            yield choice.index, start, None
        else:
            yield choice.index, {"tool_calls": [{"index": place, "id": call.id, "type": key, **start}]}, None
        for piece in call.pieces:
            more: JsonObject = {key: {field: piece.text}}
            delta = more if call.tool.kind == "legacy" else {"tool_calls": [{"index": place, **more}]}
            yield choice.index, delta, None


def _message(choice: Choice) -> JsonObject:
    text = None if choice.text is None else "".join(piece.text for piece in choice.text)
    message: JsonObject = {"role": "assistant", "content": text, "refusal": None, "annotations": []}
    calls = [_call_members(call) for call in choice.calls]
    if calls and choice.calls[0].tool.kind == "legacy":
        message |= calls[0]
    elif calls:
        kinds = [_fields(call)[0] for call in choice.calls]
        ids = [call.id for call in choice.calls]
        message["tool_calls"] = [
            {"id": id_, "type": kind, **call} for id_, kind, call in zip(ids, kinds, calls, strict=True)
        ]
    return message


def _call_members(call: ToolCall) -> JsonObject:
    key, field = _fields(call)
    return {key: {"name": call.tool.name, field: "".join(piece.text for piece in call.pieces)}}


def _fields(call: ToolCall) -> tuple[str, str]:
    """The member that holds a call of this kind, and the field of its arguments in there."""
    kinds = {
        "function": ("function", "arguments"),
        "custom": ("custom", "input"),
        "legacy": ("function_call", "arguments"),
    }
    return kinds[call.tool.kind]


def _logprobs(pieces: list[TokenPiece] | None, answer: Generation) -> JsonObject | None:
    if answer.top is None or pieces is None:
        return None
    return {"content": token_logprobs.of_choice(pieces, answer.top), "refusal": None}
