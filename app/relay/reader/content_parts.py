"""Content that is no string: a list of parts, one part, or JSON that a server parsed."""

from __future__ import annotations

from typing import Any

from app.relay.reader.values import json_text

_REASONING_TYPES = ("thinking", "reasoning", "reasoning_text", "reasoning_content")
# Where parts have their text; a part may nest more parts there.
_TEXT_MEMBERS = ("text", "output_text", "value", "content")
_REASONING_MEMBERS = ("thinking", "reasoning", "reasoning_content", "summary", *_TEXT_MEMBERS)
# Parts nest once or twice.
_MAX_DEPTH = 8


class ContentParts:
    """The texts of a `content`, by what they are. Parts without a text, such as pictures, are left out."""

    def __init__(self, content: Any) -> None:
        self.text = ""
        self.reasoning = ""
        self.refusal = ""
        self._add(content, _MAX_DEPTH)

    def _add(self, value: Any, depth: int) -> None:
        if isinstance(value, list):
            for item in value if depth else ():
                self._add(item, depth - 1)
        elif isinstance(value, dict):
            self._add_part(value, depth)
        else:
            self.text += json_text(value)

    def _add_part(self, part: dict[str, Any], depth: int) -> None:
        if part.get("type") in _REASONING_TYPES or "thinking" in part:
            self.reasoning += nested_text(part, _REASONING_MEMBERS, depth)
        elif type(part.get("refusal")) is str:
            self.refusal += part["refusal"]
        elif any(name in part for name in _TEXT_MEMBERS):
            self.text += nested_text(part, _TEXT_MEMBERS, depth)
        elif depth == _MAX_DEPTH and type(part.get("type")) is not str:
            self.text += json_text(part)


def nested_text(value: Any, members: tuple[str, ...] = _REASONING_MEMBERS, depth: int = _MAX_DEPTH) -> str:
    """All text in a string, a list or the first of these members."""
    if type(value) is str or not depth:
        return value if type(value) is str else ""
    if isinstance(value, list):
        return "".join(nested_text(item, members, depth - 1) for item in value)
    if isinstance(value, dict):
        found = (value[name] for name in members if value.get(name))
        return nested_text(next(found, None), members, depth - 1)
    return ""
