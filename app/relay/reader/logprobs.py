"""Probabilities of tokens; a token without its text or its number is left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.contract.json_types import JsonObject
from app.contract.long_arrays import LOGPROBS, LongArrays, long_arrays
from app.contract.long_items import ItemsChange
from app.contract.long_texts import LongTexts
from app.relay.accumulator import CompletionKind
from app.relay.reader.values import count_of

# That of a choice in a body.
_LEVEL = 3
_TEXT_LISTS = ("tokens", "token_logprobs", "top_logprobs", "text_offset")


def clean_logprobs(value: Any, texts: LongTexts | None = None) -> JsonObject | None:
    """The `logprobs` of a chat's choice; None for anything else.

    Long lists of which `texts` has the markers are clean.
    """
    if not isinstance(value, dict):
        return None
    return {**value, **{name: _tokens(value.get(name), texts) for name in ("content", "refusal")}}


def clean_text_logprobs(value: Any) -> JsonObject | None:
    """The `logprobs` of a text completion's choice, without members that are no lists."""
    if not isinstance(value, dict):
        return None
    return {
        name: member for name, member in value.items() if name not in _TEXT_LISTS or isinstance(member, list)
    }


def clean_tokens(tokens: list[Any]) -> list[JsonObject]:
    """The probabilities of some tokens of a chat's choice."""
    return [
        {**_token(token), "top_logprobs": [_token(top) for top in _valid(token.get("top_logprobs"))]}
        for token in _valid(tokens)
    ]


def _tokens(value: Any, texts: LongTexts | None) -> list[Any] | None:
    if not isinstance(value, list):
        return None
    if texts is not None and texts.items_at(value) is not None:
        return value
    return clean_tokens(value)


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


def chat_logprobs(change: ItemsChange) -> LongArrays:
    """The long lists of a chat's choices, and what is made of them."""
    return long_arrays("logprobs", level=_LEVEL, change=change)


LONG_LOGPROBS: Mapping[CompletionKind, LongArrays] = {
    "chat": chat_logprobs(clean_tokens),
    "text": LOGPROBS,
}
"""The long lists of an answer's choices, cleaned where `clean_logprobs` would clean them."""
