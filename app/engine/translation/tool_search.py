"""The search among deferred tools that the client leaves to the server: BM25 over names and descriptions."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from app.contract.json_types import JsonObject
from app.engine.translation.references import item_type

SEARCH_ABOVE = 128
"""With as many tools or fewer all are loaded: a model chooses among them better than a search does."""
_MOST_FOUND = 32
_MAX_QUERY = 2000
_MAX_TEXTS = 500_000
"""Characters of all texts together that are searched: it takes time on the loop."""
_MIN_TEXT = 100
_WORD = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
# The usual parameters of BM25.
_SATURATION = 1.2
_LENGTH = 0.75


def search(query: str, texts: Mapping[str, str]) -> list[str]:
    """The keys of the texts that match best, the best first; those without a common word are left out."""
    # Of many long texts their beginnings: a name comes first.
    longest = max(_MAX_TEXTS // max(len(texts), 1), _MIN_TEXT)
    words = {key: Counter(_words(text[:longest])) for key, text in texts.items()}
    lengths = {key: sum(counts.values()) for key, counts in words.items()}
    average = max(sum(lengths.values()) / max(len(lengths), 1), 1.0)
    frequency = Counter(word for counts in words.values() for word in counts)
    scores: dict[str, float] = {}
    wanted = frequency.keys() & set(_words(query))
    for key, counts in words.items():
        norm = _SATURATION * (1 - _LENGTH + _LENGTH * lengths[key] / average)
        for word in sorted(counts.keys() & wanted):
            count, matches = counts[word], frequency[word]
            weight = math.log(1 + (len(words) - matches + 0.5) / (matches + 0.5))
            scores[key] = scores.get(key, 0.0) + weight * count * (_SATURATION + 1) / (count + norm)
    # The order of the tools decides between equal ones.
    return sorted(scores, key=lambda key: -scores[key])[:_MOST_FOUND]


def search_query(items: Sequence[Mapping[str, Any]]) -> str | None:
    """What to search for: the last text of the user; None if a search was made since then."""
    for item in reversed(items):
        tag = item_type(item)
        if tag == "tool_search_output" and item.get("execution") != "client":
            return None
        if tag == "message" and item["role"] == "user":
            content = item["content"]
            parts = [content] if isinstance(content, str) else [part.get("text") or "" for part in content]
            return " ".join(parts)[:_MAX_QUERY]
    return ""


def search_items(query: str, tools: Sequence[JsonObject]) -> tuple[JsonObject, ...]:
    """The items of a search, without ids."""
    shared: JsonObject = {"call_id": None, "execution": "server", "status": "completed"}
    return (
        {"type": "tool_search_call", **shared, "arguments": {"query": query}},
        {"type": "tool_search_output", **shared, "tools": list(tools)},
    )


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(_CAMEL.sub(" ", text))]
