"""Items as they are stored, listed (the contract's `ItemResource`) and sent upstream with the next turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.contract.json_types import JsonObject
from app.engine.translation.call_items import CALLS
from app.engine.translation.item_ids import PREFIXES, Mint
from app.engine.translation.references import ResolvedReferences, item_type
from app.errors import BadRequest

_WITHOUT_STATUS = frozenset(
    (
        "additional_tools",
        "agent_message",
        "compaction",
        "local_shell_call_output",
        "mcp_approval_request",
        "mcp_approval_response",
        "mcp_call",
        "mcp_list_tools",
        "multi_agent_call",
        "multi_agent_call_output",
        "program",
        "program_output",
        "reasoning",
    )
)
_REQUIRED_IN_LISTS: Mapping[str, JsonObject] = {
    "code_interpreter_call": {"code": None, "outputs": None},
    "computer_call": {"pending_safety_checks": []},
    "image_generation_call": {"result": None},
    "reasoning": {"summary": []},
    "shell_call": {"environment": None},
    "shell_call_output": {"max_output_length": None},
    "tool_search_call": {"call_id": None, "execution": "server"},
    "tool_search_output": {"call_id": None, "execution": "server"},
    "web_search_call": {"action": {"type": "search"}},
}
"""Members that a request may leave out and a list may not, by the type of the item."""


def as_items(given: str | Sequence[Mapping[str, Any]] | None) -> Sequence[Mapping[str, Any]]:
    """An `input` as a list: a text is a user's message."""
    return [{"role": "user", "content": given}] if isinstance(given, str) else given or ()


def input_items(
    given: str | Sequence[Mapping[str, Any]] | None,
    *,
    mint: Mint,
    references: ResolvedReferences | None = None,
    field: str = "input",
) -> list[JsonObject]:
    """The value of a request's `field` as items, each with an id: its own if it has one, else a new one.

    Raises BadRequest for the trigger of a compaction that is not the last item; the last one is left out.
    """
    items = as_items(given)
    stored: list[JsonObject] = []
    for index, item in enumerate(items):
        if item_type(item) != "compaction_trigger":
            stored.append(_stored_item(item, f"{field}[{index}]", mint, references or ResolvedReferences()))
        elif index != len(items) - 1:
            raise BadRequest(
                f"'{field}[{index}]' is a 'compaction_trigger', which must be the last item.",
                param=f"{field}[{index}]",
                code="invalid_value",
            )
    return stored


def history_items(items: Sequence[JsonObject]) -> list[JsonObject]:
    """The items that the next turn sends as history: all but incomplete calls, which have no output."""
    return [item for item in items if item["type"] not in CALLS or item.get("status") != "incomplete"]


def _stored_item(
    item: Mapping[str, Any], path: str, mint: Mint, references: ResolvedReferences
) -> JsonObject:
    tag = item_type(item)
    if tag == "item_reference":
        return references.item(item, path)
    if tag == "message":
        return _stored_message(item, mint)
    # Fields that are nullable in a request may only be absent in a list.
    stored = {name: value for name, value in item.items() if value is not None}
    if tag not in _WITHOUT_STATUS:
        stored.setdefault("status", "completed")
    if isinstance(stored.get("output"), list):
        stored["output"] = [_input_part(part) for part in stored["output"]]
    stored = {**_REQUIRED_IN_LISTS.get(tag, {}), **stored}
    return stored | {"id": stored.get("id") or mint(PREFIXES.get(tag, "item_"))}


def _stored_message(item: Mapping[str, Any], mint: Mint) -> JsonObject:
    role, content = item["role"], item["content"]
    if isinstance(content, str):
        content = [{"type": "input_text", "text": content}]
    to_part = _output_part if role == "assistant" else _input_part
    stored: JsonObject = {
        "id": item.get("id") or mint(PREFIXES["message"]),
        "type": "message",
        "status": item.get("status") or "completed",
        "role": role,
        "content": [to_part(part) for part in content],
    }
    return stored | ({"phase": item["phase"]} if item.get("phase") is not None else {})


def _input_part(part: JsonObject) -> JsonObject:
    if part.get("type") != "input_image":
        return part
    return part if part.get("detail") is not None else {**part, "detail": "auto"}


def _output_part(part: JsonObject) -> JsonObject:
    if part["type"] not in ("input_text", "output_text"):
        return part
    return {"annotations": [], "logprobs": [], **part, "type": "output_text"}
