"""Whether a completion in one body is as the contract has it, so that its bytes can pass as they are."""

from __future__ import annotations

from itertools import count, repeat
from typing import Any

from app.contract.json_types import JsonObject
from app.relay.accumulator import OBJECTS, CompletionKind
from app.relay.reader.chunk_normaliser import is_clean_member
from app.relay.reader.usage_collector import is_clean_usage
from app.relay.reader.values import objects_in

_FINISHES: dict[CompletionKind, tuple[str, ...]] = {
    "chat": ("stop", "length", "tool_calls", "content_filter", "function_call"),
    "text": ("stop", "length", "content_filter"),
}
_CHECKED = frozenset(("service_tier", "system_fingerprint", "moderation", "metadata", "obfuscation"))
# Rare members with members of their own.
_NESTED = frozenset(("function_call", "audio", "annotations"))


def is_ordinary(value: JsonObject, kind: CompletionKind) -> bool:
    """Whether nothing in it needs the reader. Compared one by one: sets of keys cost twice as much."""
    created, model, choices = value.get("created"), value.get("model"), value.get("choices")
    if not (
        type(created) is int
        and created > 0
        and type(model) is str
        and model
        and type(value.get("id")) is str
        and value.get("object") == OBJECTS[kind]
        and type(choices) is list
        and choices
        and "error" not in value
    ):
        return False
    if "usage" in value and not is_clean_usage(value["usage"]):
        return False
    if not _CHECKED.isdisjoint(value):
        for name in _CHECKED & value.keys():
            if not is_clean_member(name, value[name]):
                return False
    return all(map(_is_ordinary_choice, choices, count(), repeat(kind)))


def has_choices(value: Any) -> bool:
    """Whether a body has at least one choice."""
    return any(objects_in(chunk.get("choices")) for chunk in objects_in(value))


def _is_ordinary_choice(choice: Any, place: int, kind: CompletionKind) -> bool:
    if not (
        type(choice) is dict
        and choice.get("index") == place
        and choice.get("finish_reason") in _FINISHES[kind]
        and choice.get("logprobs", choice) is None
        and "error" not in choice
    ):
        return False
    return _is_ordinary_message(choice.get("message")) if kind == "chat" else type(choice.get("text")) is str


def _is_ordinary_message(message: Any) -> bool:
    if type(message) is not dict or message.get("role") != "assistant":
        return False
    content, refusal = message.get("content", message), message.get("refusal", message)
    if (content is not None and type(content) is not str) or (
        refusal is not None and type(refusal) is not str
    ):
        return False
    if not _NESTED.isdisjoint(message):
        return False
    return "tool_calls" not in message or _are_ordinary_calls(message["tool_calls"])


def _are_ordinary_calls(calls: Any) -> bool:
    ids = set()
    for call in calls if type(calls) is list else (None,):
        if not (
            isinstance(call, dict)
            and call.get("type") == "function"
            and isinstance(function := call.get("function"), dict)
            and type(function.get("name")) is str
            and type(function.get("arguments")) is str
            and function["arguments"]
            and type(call.get("id")) is str
            and call["id"]
        ):
            return False
        ids.add(call["id"])
    return len(ids) == len(calls)
