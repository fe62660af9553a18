"""Merges the system and developer messages of a chat, for templates that take one, at the start."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from app.contract.json_types import JsonObject

_ROLES = ("system", "developer")


def merged_system_messages(messages: Sequence[JsonObject], mode: str) -> list[JsonObject]:
    """The messages, with those that the mode selects as one message, the first.

    `separate`: none; `leading`: those of one role before any other message; `first`: all, wherever they are.
    """
    merging = _selected(messages, mode)
    if mode == "separate" or not merging or merging == [0]:
        return list(messages)
    head = messages[merging[0]]
    content = head["content"]
    for index in merging[1:]:
        content = _joined(content, messages[index]["content"])
    left = set(merging)
    return [{**head, "content": content}, *(m for i, m in enumerate(messages) if i not in left)]


def _selected(messages: Sequence[JsonObject], mode: str) -> list[int]:
    if mode == "first":
        return [index for index, message in enumerate(messages) if _is_instruction(message)]
    role = messages[0].get("role") if messages else None
    leading = takewhile(lambda message: _is_instruction(message) and message["role"] == role, messages)
    return [index for index, _ in enumerate(leading)]


def _is_instruction(message: Any) -> bool:
    return (
        isinstance(message, dict)
        and message.get("role") in _ROLES
        and isinstance(message.get("content"), str | list)
    )


def _joined(first: str | list[JsonObject], second: str | list[JsonObject]) -> str | list[JsonObject]:
    if isinstance(first, str) and isinstance(second, str):
        return f"{first}\n\n{second}" if first and second else first or second
    return [*_parts(first), *_parts(second)]


def _parts(content: str | list[JsonObject]) -> list[JsonObject]:
    return [{"type": "text", "text": content}] if isinstance(content, str) else content
