"""Items in the form in which they are kept, listed (the contract's `ItemResource`) and sent along with the next turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.contract.json_types import JsonObject
from app.engine.translation.item_table import ITEM_FIELDS
from app.engine.translation.output_writer import Mint
from app.engine.translation.references import ResolvedReferences, kind

PREFIXES = {
    "additional_tools": "at_",
    "apply_patch_call": "apc_",
    "apply_patch_call_output": "apco_",
    "code_interpreter_call": "ci_",
    "compaction": "cmp_",
    "computer_call": "cu_",
    "computer_call_output": "cuo_",
    "custom_tool_call": "ctc_",
    "custom_tool_call_output": "ctco_",
    "file_search_call": "fs_",
    "function_call": "fc_",
    "function_call_output": "fco_",
    "image_generation_call": "ig_",
    "local_shell_call": "lsh_",
    "local_shell_call_output": "lsho_",
    "mcp_approval_request": "mcpr_",
    "mcp_approval_response": "mcpa_",
    "mcp_call": "mcp_",
    "mcp_list_tools": "mcpl_",
    "message": "msg_",
    "program": "prog_",
    "program_output": "progo_",
    "reasoning": "rs_",
    "shell_call": "sh_",
    "shell_call_output": "sho_",
    "tool_search_call": "ts_",
    "tool_search_output": "tso_",
    "web_search_call": "ws_",
}
"""Of the ids that items get which come without."""

_CALLS = ("function_call", "custom_tool_call")


def input_items(
    said: str | Sequence[Mapping[str, Any]] | None,
    *,
    mint: Mint,
    known: ResolvedReferences | None = None,
    at: str = "input",
) -> list[JsonObject]:
    """A request's `input` as items, each with an id: its own, if it came with one. `at` is the field that holds it."""
    if isinstance(said, str):
        said = [{"role": "user", "content": said}]
    return [
        _kept(item, f"{at}[{index}]", mint, known or ResolvedReferences())
        for index, item in enumerate(said or ())
        if kind(item) != "compaction_trigger"
    ]


def carried(output: Sequence[JsonObject]) -> list[JsonObject]:
    """The items of a response that the next turn carries on: all but calls that were cut off, which nobody can answer."""
    return [item for item in output if item["type"] not in _CALLS or item.get("status") != "incomplete"]


def _kept(item: Mapping[str, Any], path: str, mint: Mint, known: ResolvedReferences) -> JsonObject:
    tag = kind(item)
    if tag == "item_reference":
        return known.item(item, path)
    if tag == "message":
        return _message(item, mint)
    own = dict(item)
    if tag in ITEM_FIELDS:
        # What may be null in a request may only be absent in a list.
        own = {name: value for name, value in item.items() if value is not None}
        if tag != "additional_tools":
            own.setdefault("status", "completed")
    return own | {"id": own.get("id") or mint(PREFIXES[tag])}


def _message(item: Mapping[str, Any], mint: Mint) -> JsonObject:
    role, content = item["role"], item["content"]
    if isinstance(content, str):
        content = [{"type": "input_text", "text": content}]
    make = _said if role == "assistant" else _given
    kept: JsonObject = {
        "id": item.get("id") or mint(PREFIXES["message"]),
        "type": "message",
        "status": item.get("status") or "completed",
        "role": role,
        "content": [make(part) for part in content],
    }
    return kept | ({"phase": item["phase"]} if item.get("phase") is not None else {})


def _given(part: JsonObject) -> JsonObject:
    return {"detail": "auto"} | part if part["type"] == "input_image" else part


def _said(part: JsonObject) -> JsonObject:
    if part["type"] not in ("input_text", "output_text"):
        return part
    return {"annotations": [], "logprobs": [], **part, "type": "output_text"}
