"""A chat as far as it matters here: what was asked, what tools answered since, what came with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from app.contract.json_types import JsonObject


@dataclass(frozen=True, slots=True)
class Result:
    """What a tool answered."""

    tool: str
    text: str


@dataclass(slots=True)
class Conversation:
    """The last thing the user said, and what happened since."""

    asked: str = ""
    attachments: Counter[str] = field(default_factory=Counter)
    """Kind of part (`image_url`, `input_audio`, `file`) -> how many there are."""
    called: set[str] = field(default_factory=set)
    """Names of the tools that were called since."""
    results: list[Result] = field(default_factory=list)
    """What they answered, in order."""


def of(messages: list[Any]) -> Conversation:
    """The conversation of a request's messages; what has no known shape is passed over."""
    known = [message for message in messages if isinstance(message, dict)]
    start = next((i for i in range(len(known) - 1, -1, -1) if known[i].get("role") == "user"), len(known))
    # Several in a row are one thing said.
    while start > 0 and known[start - 1].get("role") == "user":
        start -= 1
    conversation = Conversation()
    names: dict[str, str] = {}
    asked: list[str] = []
    for message in known[start:]:
        match message.get("role"):
            case "user":
                asked.append(text_of(message.get("content")))
                conversation.attachments += attachments_of(message.get("content"))
            case "assistant":
                names |= _called(message)
                conversation.called |= set(names.values())
            case "tool" | "function":
                name = names.get(str(message.get("tool_call_id"))) or str(message.get("name") or "the tool")
                conversation.results.append(Result(name, text_of(message.get("content"))))
                conversation.attachments += attachments_of(message.get("content"))
            case _:
                pass
    conversation.asked = "\n".join(asked)
    return conversation


def text_of(content: Any) -> str:
    """The text in a message's content, which is a string or a list of parts."""
    if isinstance(content, str):
        return content
    parts = content if isinstance(content, list) else []
    return " ".join(
        part["text"] for part in parts if isinstance(part, dict) and isinstance(part.get("text"), str)
    )


def attachments_of(content: Any) -> Counter[str]:
    """How many parts of a content are something else than text, by their type."""
    parts = content if isinstance(content, list) else []
    kinds = (str(part.get("type")) for part in parts if isinstance(part, dict))
    return Counter(kind for kind in kinds if kind not in ("text", "refusal"))


def _called(message: JsonObject) -> dict[str, str]:
    """Call's id -> tool's name, of an assistant's message."""
    found: dict[str, str] = {}
    for call in message.get("tool_calls") or []:
        if isinstance(call, dict):
            made = call.get("function") or call.get("custom")
            if isinstance(made, dict):
                found[str(call.get("id"))] = str(made.get("name"))
    older = message.get("function_call")
    if isinstance(older, dict):
        found[""] = str(older.get("name"))
    return found
