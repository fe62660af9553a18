"""The part of a chat that is answered: the last user messages, and what tools answered after them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from app.contract.json_types import JsonObject
from app.tokens.tokenizer import join_texts


@dataclass(frozen=True, slots=True)
class ToolResult:
    """The answer of a tool."""

    tool: str
    text: str


@dataclass(slots=True)
class CurrentTurn:
    """The last user messages, and what followed."""

    user_text: str = ""
    attachments: Counter[str] = field(default_factory=Counter)
    """Type of a part (`image_url`, `input_audio`, `file`) -> their number."""
    called: set[str] = field(default_factory=set)
    """Names of the tools that were called."""
    results: list[ToolResult] = field(default_factory=list)
    """The answers of tools, in order."""


def parse_current_turn(messages: list[Any]) -> CurrentTurn:
    """The current turn of a request's messages; messages of an unknown shape are ignored."""
    known = [message for message in messages if isinstance(message, dict)]
    start = next((i for i in range(len(known) - 1, -1, -1) if known[i].get("role") == "user"), len(known))
    # Consecutive user messages count as one.
    while start > 0 and known[start - 1].get("role") == "user":
        start -= 1
    turn = CurrentTurn()
    names: dict[str, str] = {}
    user_texts: list[str] = []
    for message in known[start:]:
        match message.get("role"):
            case "user":
                user_texts.append(text_of(message.get("content")))
                turn.attachments += attachments_of(message.get("content"))
            case "assistant":
                names |= _called(message)
                turn.called |= set(names.values())
            case "tool" | "function":
                name = names.get(str(message.get("tool_call_id"))) or str(message.get("name") or "the tool")
                turn.results.append(ToolResult(name, text_of(message.get("content"))))
                turn.attachments += attachments_of(message.get("content"))
            case _:
                pass
    turn.user_text = join_texts("\n", user_texts)
    return turn


def text_of(content: Any) -> str:
    """The text in a message's content, which is a string or a list of parts."""
    if isinstance(content, str):
        return content
    parts = content if isinstance(content, list) else []
    texts = [part["text"] for part in parts if isinstance(part, dict) and isinstance(part.get("text"), str)]
    return join_texts(" ", texts)


def attachments_of(content: Any) -> Counter[str]:
    """The number of parts that are not text, by their type."""
    parts = content if isinstance(content, list) else []
    kinds = (str(part.get("type")) for part in parts if isinstance(part, dict))
    return Counter(kind for kind in kinds if kind not in ("text", "refusal"))


def _called(message: JsonObject) -> dict[str, str]:
    """Id of a call -> name of the tool, for an assistant's message."""
    found: dict[str, str] = {}
    for call in message.get("tool_calls") or []:
        if isinstance(call, dict):
            inner = call.get("function") or call.get("custom")
            if isinstance(inner, dict):
                found[str(call.get("id"))] = str(inner.get("name"))
    legacy = message.get("function_call")
    if isinstance(legacy, dict):
        found[""] = str(legacy.get("name"))
    return found
