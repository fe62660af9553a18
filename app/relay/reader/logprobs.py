"""Probabilities of tokens; a token without its text or its number is left out."""

from __future__ import annotations

from typing import Any

from app.contract.json_types import JsonObject
from app.relay.reader.values import count_of

_TEXT_LISTS = ("tokens", "token_logprobs", "top_logprobs", "text_offset")


def clean_logprobs(value: Any) -> JsonObject | None:
    """The `logprobs` of a chat's choice; None for anything else."""
    if not isinstance(value, dict):
        return None
    return {**value, **{name: _tokens(value.get(name)) for name in ("content", "refusal")}}


def clean_text_logprobs(value: Any) -> JsonObject | None:
    """The `logprobs` of a text completion's choice, without members that are no lists."""
    if not isinstance(value, dict):
        return None
    return {
        name: member for name, member in value.items() if name not in _TEXT_LISTS or isinstance(member, list)
    }


def _tokens(value: Any) -> list[JsonObject] | None:
    if not isinstance(value, list):
        return None
    return [
        {**_token(token), "top_logprobs": [_token(top) for top in _valid(token.get("top_logprobs"))]}
        for token in _valid(value)
    ]


def _valid(value: Any) -> list[JsonObject]:
    if not isinstance(value, list):
        return []
    return [
        token
        for token in value
        if isinstance(token, dict)
        and type(token.get("token")) is str
        and type(token.get("logprob")) in (int, float)
    ]


def _token(token: JsonObject) -> JsonObject:
    octets = token.get("bytes")
    counts = [count_of(octet) for octet in octets] if isinstance(octets, list) else None
    return {**token, "bytes": None if counts is None or None in counts else counts}
