"""Token probabilities of chat completions as those of responses."""

from __future__ import annotations

from collections.abc import Sequence

from app.contract.json_types import JsonObject


def part_logprobs(tokens: Sequence[JsonObject]) -> list[JsonObject]:
    """The `logprobs` of a part of type `output_text`, from those of a chunk; `bytes` is always present."""
    return [
        _with_bytes(token) | {"top_logprobs": [_with_bytes(top) for top in token["top_logprobs"]]}
        for token in tokens
    ]


def event_logprobs(tokens: Sequence[JsonObject]) -> list[JsonObject]:
    """The `logprobs` of a part's delta and done events, from those of the part."""
    return [
        _without_bytes(token) | {"top_logprobs": [_without_bytes(top) for top in token["top_logprobs"]]}
        for token in tokens
    ]


def _with_bytes(token: JsonObject) -> JsonObject:
    octets = token["bytes"]
    # Null for a token that is not text by itself; some servers omit it.
    octets = list(token["token"].encode("utf-8", "replace")) if octets is None else octets
    return {"token": token["token"], "logprob": token["logprob"], "bytes": octets}


def _without_bytes(token: JsonObject) -> JsonObject:
    return {"token": token["token"], "logprob": token["logprob"]}
