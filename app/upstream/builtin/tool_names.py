"""Finds requests for a tool in a text: by the tool's name, or by the words of the name."""

from __future__ import annotations

import re

# Words of many tools' names, which do not distinguish tools.
_COMMON = frozenset(
    [
        "a",
        "agent",
        "all",
        "an",
        "and",
        "any",
        "assistant",
        "by",
        "call",
        "create",
        "current",
        "do",
        "fetch",
        "find",
        "for",
        "from",
        "function",
        "get",
        "handoff",
        "in",
        "list",
        "look",
        "lookup",
        "make",
        "my",
        "of",
        "on",
        "or",
        "read",
        "run",
        "send",
        "set",
        "show",
        "tell",
        "the",
        "to",
        "tool",
        "transfer",
        "up",
        "use",
        "with",
    ]
)
_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_A-Za-z]+")
_HANDOFF = "transfer_to_"


def name_matches(text: str, name: str) -> list[re.Match[str]]:
    """Where a text has a tool's name, with any separators, or the target of its `transfer_to_`."""
    found: list[re.Match[str]] = []
    for phrase in (name, name[len(_HANDOFF) :] if name.lower().startswith(_HANDOFF) else ""):
        parts = _PARTS.findall(phrase)
        if parts and not found:
            found = list(re.finditer(_whole_words(r"[\s_.-]*".join(map(re.escape, parts))), text, re.I))
    return found


def word_match(text: str, name: str) -> int | None:
    """The first position of the distinguishing words of a tool's name.

    None unless the text has all of them.
    """
    distinguishing = [
        part for part in map(str.lower, _PARTS.findall(name)) if part not in _COMMON and len(part) > 2
    ]
    places = [_word_start(text, part) for part in distinguishing]
    found = [place for place in places if place is not None]
    return min(found) if found and len(found) == len(places) else None


def written_calls(text: str, name: str) -> list[tuple[int, str]]:
    """(position, arguments) of each call that a text writes like a program: `name(arguments)`."""
    pattern = rf"(?<!\w){re.escape(name)}\s*\(((?:[^()\"']|\"[^\"]*\"|'[^']*')*)\)"
    return [(match.start(), match[1]) for match in re.finditer(pattern, text)]


def _whole_words(pattern: str) -> str:
    return rf"(?<!\w){pattern}(?!\w)"


def _word_start(text: str, part: str) -> int | None:
    stem = part[:-1] if part.endswith("s") and len(part) > 4 else part
    # Allows endings (`refunds`, `refunded`), but `address` does not contain `add`.
    ending = 4 if len(stem) > 4 else 1
    match = re.search(rf"(?<![^\W_]){re.escape(stem)}[^\W_]{{0,{ending}}}(?![^\W_])", text, re.I)
    return match.start() if match else None
