"""Ids of new items."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Mint: TypeAlias = Callable[[str], str]
"""A prefix such as `msg_` -> a new id with that prefix."""

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
"""Prefixes of new ids, by the type of the item."""
