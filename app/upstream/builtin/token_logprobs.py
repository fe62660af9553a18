"""Log probabilities, computed from the text: deterministic and plausible."""

from __future__ import annotations

import zlib

from app.contract.json_types import JsonObject
from app.tokens.tokenizer import TokenPiece

_OTHERS = (
    " the", " a", " and", " of", " to", ",", ".", " in", " is", " that", " it",
    " for", " on", " with", " as", " was", " be", " by", " at", " not", " or", " but",
)  # fmt: skip


def of_choice(pieces: list[TokenPiece], top: int) -> list[JsonObject]:
    """The contract's `ChatCompletionTokenLogprob` of each piece.

    A character of several tokens is one entry.
    """
    return [
        _entry(piece.text, logprob(piece.text, place))
        | {"top_logprobs": [_entry(text, value) for text, value in most_likely(piece.text, place, top)]}
        for place, piece in enumerate(pieces)
    ]


def logprob(text: str, place: int) -> float:
    """The log probability of the text that was generated at a place."""
    return -0.05 - zlib.crc32(f"{place}:{text}".encode()) % 1000 / 10_000


def most_likely(text: str, place: int, count: int) -> list[tuple[str, float]]:
    """The `count` most likely texts at a place, the generated one first."""
    start = zlib.crc32(f"{text}:{place}".encode()) % len(_OTHERS)
    others = [other for other in (*_OTHERS[start:], *_OTHERS[:start]) if other != text]
    return [(text, logprob(text, place)), *((other, -4.0 - 0.5 * rank) for rank, other in enumerate(others))][
        :count
    ]


def _entry(text: str, value: float) -> JsonObject:
    return {"token": text, "logprob": round(value, 4), "bytes": list(text.encode())}
