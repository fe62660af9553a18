"""Token probabilities of chat completions as those of responses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.contract.json_types import JsonObject
from app.engine.translation.upstream_values import require_count, require_number, require_text


def part_logprobs(tokens: Sequence[Any]) -> list[JsonObject]:
    """The `logprobs` of a part of type `output_text`, from those of a chunk; `bytes` is always present."""
    return [
        _with_bytes(token) | {"top_logprobs": [_with_bytes(top) for top in token.get("top_logprobs") or ()]}
        for token in tokens
    ]


def event_logprobs(tokens: Sequence[JsonObject]) -> list[JsonObject]:
    """The `logprobs` of a part's delta and done events, from those of the part."""
    return [
        _without_bytes(token) | {"top_logprobs": [_without_bytes(top) for top in token["top_logprobs"]]}
        for token in tokens
    ]


def _with_bytes(token: Any) -> JsonObject:
    text, octets = require_text(token["token"]), token.get("bytes")
    return {
        "token": text,
        "logprob": require_number(token["logprob"]),
        # Null for a token that is not text by itself; some servers omit it.
        "bytes": [require_count(octet) for octet in octets] if octets is not None else list(text.encode()),
    }


def _without_bytes(token: JsonObject) -> JsonObject:
    return {"token": token["token"], "logprob": token["logprob"]}
