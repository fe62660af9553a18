"""Answers `POST /embeddings`: hashes words and their parts, so that texts with common words are near."""

from __future__ import annotations

import base64
import math
import re
import struct
import unicodedata
import zlib
from collections import Counter
from functools import lru_cache
from typing import Any

from app.contract.json_types import JsonObject
from app.errors import BadRequest
from app.upstream.builtin import counting
from app.upstream.builtin.behaviour import Behaviour
from app.upstream.builtin.completion_endpoint import decode_text

_DIMENSIONS = 384
_MAX_DIMENSIONS = 8192
# More take an answer of 64 MiB, and hold the interpreter when they are freed.
_MAX_NUMBERS = 3_200_000
# OpenAI's limits, for one input and for all.
_MAX_TOKENS, _MAX_TOKENS_IN_ALL = 8192, 300_000
# Words of every text, which do not distinguish texts.
_COMMON = frozenset(
    [
        *(
            "a",
            "an",
            "and",
            "are",
            "as",
            "at",
            "be",
            "by",
            "der",
            "die",
            "das",
            "for",
            "from",
            "has",
            "have",
            "how",
        ),
        *(
            "i",
            "in",
            "is",
            "it",
            "its",
            "my",
            "of",
            "on",
            "or",
            "that",
            "the",
            "this",
            "to",
            "und",
            "was",
            "were",
        ),
        *("what", "which", "who", "will", "with", "you", "your"),
    ]
)
# Chinese, Japanese, Thai and similar scripts.
_SPACELESS = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_WORD, _COMMON_WORD, _PART = 1.0, 0.1, 0.35


def embeddings(request: JsonObject, behaviour: Behaviour) -> JsonObject:
    """The contract's `CreateEmbeddingResponse`.

    `dimensions` and `encoding_format` are applied. Deterministic.
    """
    del behaviour
    size = request.get("dimensions") or _DIMENSIONS
    if size > _MAX_DIMENSIONS:
        raise BadRequest(f"'dimensions' must be at most {_MAX_DIMENSIONS:,}.", param="dimensions")
    texts = _texts(request["input"])
    if len(texts) * size > _MAX_NUMBERS:
        raise BadRequest(
            f"'input' has so many texts that the answer has over {_MAX_NUMBERS:,} numbers.", param="input"
        )
    count = _count(texts)
    encode = _base64 if request.get("encoding_format") == "base64" else list
    data = [
        {"object": "embedding", "index": index, "embedding": encode(_vector(text, size))}
        for index, text in enumerate(texts)
    ]
    usage = {"prompt_tokens": count, "total_tokens": count}
    return {"object": "list", "data": data, "model": request["model"], "usage": usage}


def _texts(given: Any) -> list[str]:
    several = isinstance(given, list) and bool(given) and isinstance(given[0], str | list)
    items = given if several else [given]
    return [decode_text(item, f"input[{index}]" if several else "input") for index, item in enumerate(items)]


def _count(texts: list[str]) -> int:
    total = 0
    for index, text in enumerate(texts):
        count = counting.tokenizer().count(text)
        total += count
        if count > _MAX_TOKENS or total > _MAX_TOKENS_IN_ALL:
            most = (
                f"{_MAX_TOKENS:,} tokens" if count > _MAX_TOKENS else f"{_MAX_TOKENS_IN_ALL:,} tokens in all"
            )
            raise BadRequest(f"'input' is too long at index {index}: the most is {most}.", param="input")
    return total


def _vector(text: str, size: int) -> list[float]:
    vector = [0.0] * size
    for word, occurrences in Counter(_words(text)).items():
        scale = 1.0 + math.log(occurrences)
        for place, weight in _features(word):
            vector[place % size] += scale * weight
    if not any(vector):
        vector[0] = 1.0
    length = math.sqrt(sum(value * value for value in vector))
    return [value / length for value in vector]


def _words(text: str) -> list[str]:
    """Words in lower case; for scripts without spaces, each pair of adjacent characters."""
    words: list[str] = []
    for word in re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold()):
        spaceless = _SPACELESS.search(word) and len(word) > 2
        words += [word[i : i + 2] for i in range(len(word) - 1)] if spaceless else [word]
    return words or [text]


@lru_cache(8192)
def _features(word: str) -> tuple[tuple[int, float], ...]:
    """(hash, weight) of a word, and of its parts of 3 to 5 letters, which other forms of its stem share."""
    if word in _COMMON:
        return (_feature(word, _COMMON_WORD),)
    edged = f"<{word[:200]}>"
    parts = [edged[i : i + n] for n in (3, 4, 5) for i in range(len(edged) - n + 1)]
    # All parts together weigh as much as a few words, however long the word is.
    weight = _PART * min(1.0, math.sqrt(12 / len(parts))) if parts else 0.0
    return (_feature(word, _WORD), *(_feature(part, weight) for part in parts))


def _feature(text: str, weight: float) -> tuple[int, float]:
    hashed = zlib.crc32(text.encode()) * 2_654_435_761 % 2**32
    return hashed >> 1, weight if hashed & 1 else -weight


def _base64(vector: list[float]) -> str:
    return base64.b64encode(struct.pack(f"<{len(vector)}f", *vector)).decode()
