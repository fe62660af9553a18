"""What it says: an echo of the last thing it was told, which never pretends to be more."""

from __future__ import annotations

import re
from typing import Any

_INTRODUCTION = "This is the built-in model, an echo without a mind. You said:"
_PIECE = re.compile(r"\s*\S+\s*$|\s*\S+")


def reply(text: str) -> str:
    """The answer to a text."""
    return f"{_INTRODUCTION} {text}" if text.strip() else f"{_INTRODUCTION} nothing."


def pieces(text: str) -> list[str]:
    """The text word by word, white space kept; joined, it is the text again."""
    return _PIECE.findall(text)


def cut(text: str, most: int | None) -> tuple[str, str]:
    """The text within a limit of words, which stand for tokens here, and the finish reason."""
    words = pieces(text)
    if most is None or len(words) <= most:
        return text, "stop"
    return "".join(words[:most]), "length"


def said(messages: list[Any]) -> str:
    """The text of the last message of a user."""
    for message in reversed(messages):
        if isinstance(message, dict) and message.get("role") == "user":
            return content_text(message.get("content"))
    return ""


def content_text(content: Any) -> str:
    """The text in a message's content, which is a string or a list of parts."""
    if isinstance(content, str):
        return content
    parts = content if isinstance(content, list) else []
    return " ".join(
        part["text"] for part in parts if isinstance(part, dict) and isinstance(part.get("text"), str)
    )


def usage(prompt: str, answer: str, count: int = 1) -> dict[str, Any]:
    """The contract's `CompletionUsage`; a word counts as a token."""
    inward, outward = len(pieces(prompt)), len(pieces(answer)) * count
    return {"prompt_tokens": inward, "completion_tokens": outward, "total_tokens": inward + outward}
