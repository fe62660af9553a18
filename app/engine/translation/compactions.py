"""Compactions: a model's summary of a context, which replaces what the model itself wrote before it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from app.contract.json_types import JsonObject
from app.engine.sealed_tokens import is_sealed
from app.engine.translation.references import item_type
from app.engine.translation.stored_items import as_items
from app.engine.translation.support import unsupported_value
from app.errors import BadRequest

Unseal: TypeAlias = Callable[[str], str | None]
"""A token of an item's `encrypted_content` -> its text; None for what this server did not seal."""

TRIGGER: JsonObject = {"type": "compaction_trigger"}
"""The last item of an input that is to be summarised instead of answered."""

PROMPT = (
    "Do not answer yet. Write a summary of everything above: it replaces this conversation, and the work "
    "goes on from the summary alone. Say what the user asked for, and every instruction and wish that still "
    "holds; what was done and found, with each name, path, value and result that will be needed again; what "
    "was decided, and why; what is left to do, and which step is next. Quote exactly where words matter. "
    "Call no tools; write nothing but the summary."
)
"""What the model is asked for in the place of a trigger."""

_SUMMARY = (
    "What you wrote and did in this conversation so far was replaced by the following summary. Messages of "
    "the user from that time may stand before it. Go on from there.\n\n"
)
_DEFAULT_THRESHOLD = 100_000
"""Tokens, where a request names none: models with less context have become rare."""


def is_own(item: Mapping[str, Any]) -> bool:
    """Whether the compaction looks like one of this server."""
    return is_sealed(item.get("encrypted_content"))


def require_own(item: Mapping[str, Any], path: str) -> None:
    """Raises BadRequest for a compaction of another issuer."""
    if not is_own(item):
        raise _unreadable(path)


def summary_of(item: Mapping[str, Any], path: str, unseal: Unseal | None) -> str:
    """What tells the model of that which a compaction replaces. Raises BadRequest if it cannot be opened."""
    summary = unseal(item["encrypted_content"]) if unseal is not None else None
    if summary is None:
        raise _unreadable(path)
    return _SUMMARY + summary


def asks_for_compaction(fields: Mapping[str, Any]) -> bool:
    """Whether the input of a response's request ends with a trigger."""
    items = fields.get("input")
    return isinstance(items, list) and bool(items) and item_type(items[-1]) == "compaction_trigger"


def with_trigger(fields: Mapping[str, Any]) -> JsonObject:
    """The request as one for a compaction."""
    return {**fields, "input": [*as_items(fields.get("input")), TRIGGER]}


def is_superseded(item: Mapping[str, Any]) -> bool:
    """Whether a later compaction replaces the item: messages to the model, and tools, stay."""
    tag = item_type(item)
    return tag != "additional_tools" and (tag != "message" or item.get("role") == "assistant")


def compact_threshold(fields: Mapping[str, Any]) -> int | None:
    """From how many tokens on a turn's context is compacted; None if never.

    Raises BadRequest for another kind of `context_management`.
    """
    entries = fields.get("context_management")
    for index, entry in enumerate(entries or ()):
        if entry["type"] != "compaction":
            raise BadRequest(
                f"'context_management[{index}].type' cannot be '{str(entry['type'])[:100]}': there is "
                "'compaction' only.",
                param=f"context_management[{index}].type",
                code="invalid_value",
            )
    if not entries:
        return None
    return min(entry.get("compact_threshold") or _DEFAULT_THRESHOLD for entry in entries)


def replaceable_messages(messages: Sequence[JsonObject]) -> list[JsonObject]:
    """Those messages of a chat that a compaction would replace."""
    return [message for message in messages if message["role"] in ("assistant", "tool")]


def _unreadable(path: str) -> BadRequest:
    return unsupported_value(f"{path}.type", "compaction", "only its issuer can read it")
