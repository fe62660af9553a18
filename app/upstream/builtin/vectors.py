"""`POST /embeddings`: words hashed into a vector, so that texts which share words are near each other."""

from __future__ import annotations

import base64
import hashlib
import math
import re
import struct
from typing import Any

_DIMENSIONS = 384


def embeddings(request: dict[str, Any]) -> dict[str, Any]:
    """The contract's `CreateEmbeddingResponse`; `dimensions` and `encoding_format` are honoured."""
    given = request["input"]
    several = isinstance(given, list) and given and isinstance(given[0], str | list)
    texts = [_text(item) for item in (given if several else [given])]
    size = request.get("dimensions") or _DIMENSIONS
    encode = _base64 if request.get("encoding_format") == "base64" else list
    data = [
        {"object": "embedding", "index": index, "embedding": encode(_vector(text, size))}
        for index, text in enumerate(texts)
    ]
    count = sum(max(1, len(text.split())) for text in texts)
    usage = {"prompt_tokens": count, "total_tokens": count}
    return {"object": "list", "data": data, "model": request["model"], "usage": usage}


def _text(item: Any) -> str:
    return item if isinstance(item, str) else " ".join(map(str, item))


def _vector(text: str, size: int) -> list[float]:
    vector = [0.0] * size
    for word in re.findall(r"\w+", text.lower()) or [text]:
        digest = hashlib.sha256(word.encode()).digest()
        for start in range(0, 16, 4):
            place = int.from_bytes(digest[start : start + 4], "big")
            vector[place % size] += 1.0 if place & (1 << 31) else -1.0
    length = math.sqrt(sum(value * value for value in vector)) or 1.0
    return [value / length for value in vector]


def _base64(vector: list[float]) -> str:
    return base64.b64encode(struct.pack(f"<{len(vector)}f", *vector)).decode()
