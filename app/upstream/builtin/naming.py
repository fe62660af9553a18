"""Whether a text asks for a tool: by the tool's name, or by the words that the name is made of."""

from __future__ import annotations

import re

# They say what is done, or to whom, and not with what.
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


def named(text: str, name: str) -> list[re.Match[str]]:
    """Where a text names a tool, however the name's words are joined, or whom its `transfer_to_` leads to."""
    found: list[re.Match[str]] = []
    for phrase in (name, name[len(_HANDOFF) :] if name.lower().startswith(_HANDOFF) else ""):
        parts = _PARTS.findall(phrase)
        if parts and not found:
            found = list(re.finditer(_alone(r"[\s_.-]*".join(map(re.escape, parts))), text, re.I))
    return found


def meant(text: str, name: str) -> int | None:
    """Where a text begins to have all those words of a tool's name that tell one tool from another."""
    telling = [part for part in map(str.lower, _PARTS.findall(name)) if part not in _COMMON and len(part) > 2]
    places = [_beginning(text, part) for part in telling]
    known = [place for place in places if place is not None]
    return min(known) if known and len(known) == len(places) else None


def calls(text: str, name: str) -> list[tuple[int, str]]:
    """(place, what stands in the brackets) for each time a text has the tool as a program would: `name(…)`."""
    pattern = rf"(?<!\w){re.escape(name)}\s*\(((?:[^()\"']|\"[^\"]*\"|'[^']*')*)\)"
    return [(match.start(), match[1]) for match in re.finditer(pattern, text)]


def _alone(pattern: str) -> str:
    return rf"(?<!\w){pattern}(?!\w)"


def _beginning(text: str, part: str) -> int | None:
    stem = part[:-1] if part.endswith("s") and len(part) > 4 else part
    # With an ending: `refunds`, `refunded`; but `add` is not in `address`.
    ending = 4 if len(stem) > 4 else 1
    match = re.search(rf"(?<![^\W_]){re.escape(stem)}[^\W_]{{0,{ending}}}(?![^\W_])", text, re.I)
    return match.start() if match else None
