"""Token probabilities of chat completions as those of responses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.contract.json_types import JsonObject
from app.engine.translation.shapes import count, number, text


def of_part(tokens: Sequence[Any]) -> list[JsonObject]:
    """As a part of type `output_text` holds them: `bytes` always there."""
    return [
        _token(token) | {"top_logprobs": [_token(top) for top in token.get("top_logprobs") or ()]}
        for token in tokens
    ]


def of_event(tokens: Sequence[JsonObject]) -> list[JsonObject]:
    """Those of a part, as its delta and done events hold them."""
    return [
        _bare(token) | {"top_logprobs": [_bare(top) for top in token["top_logprobs"]]} for token in tokens
    ]


def _token(token: Any) -> JsonObject:
    said, given = text(token["token"]), token.get("bytes")
    return {
        "token": said,
        "logprob": number(token["logprob"]),
        # Null where a token is no text of its own, and left out by some servers.
        "bytes": [count(byte) for byte in given] if given is not None else list(said.encode()),
    }


def _bare(token: JsonObject) -> JsonObject:
    return {"token": token["token"], "logprob": token["logprob"]}
