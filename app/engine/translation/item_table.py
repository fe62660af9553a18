"""Support for input items, for their fields and for the parts of their content."""

from __future__ import annotations

from app.engine.translation.support import SupportTable, left_out, noted, refused, stored, translated

_HOSTED = left_out("it belongs to a hosted tool; the message after it has its result")
_HOSTED_CALL = translated("a member of `tool_calls` and its `tool` message")
_CALL_NOTE = noted("its JSON, in an assistant message")
_TOOL_CALL = translated("a member of an assistant message's `tool_calls`")
_TOOL_OUTPUT = translated("a `tool` message, after the message with its call")
_PROGRAM = left_out("only the model itself calls tools")
_AGENTS = left_out("one model answers")
_DATA = stored("stored with the item")

ITEMS: SupportTable = {
    "additional_tools": translated("its tools are added to `tools`"),
    "agent_message": _AGENTS,
    "apply_patch_call": _TOOL_CALL,
    "apply_patch_call_output": _TOOL_OUTPUT,
    "code_interpreter_call": _HOSTED,
    "compaction": translated(
        "of this server: a developer message with its summary, which replaces the model's part before it; "
        "refused of any other, as only its issuer can read it"
    ),
    "compaction_trigger": translated("a user message that asks for a summary; no tools are sent"),
    "computer_call": _CALL_NOTE,
    "computer_call_output": noted("its JSON and its screenshot, in a user message"),
    "custom_tool_call": _TOOL_CALL,
    "custom_tool_call_output": _TOOL_OUTPUT,
    "file_search_call": _HOSTED,
    "function_call": _TOOL_CALL,
    "function_call_output": _TOOL_OUTPUT,
    "image_generation_call": _HOSTED_CALL,
    "item_reference": translated("as the item it names"),
    "local_shell_call": _TOOL_CALL,
    "local_shell_call_output": _TOOL_OUTPUT,
    "mcp_approval_request": stored("the call that it asks for is an item of its own"),
    "mcp_approval_response": translated("of a refusal: the call with that as its result"),
    "mcp_call": _HOSTED_CALL,
    "mcp_list_tools": stored("the tools are functions; they are not listed again"),
    "message": translated("a message of its role"),
    "multi_agent_call": _AGENTS,
    "multi_agent_call_output": _AGENTS,
    "program": _PROGRAM,
    "program_output": _PROGRAM,
    "reasoning": stored("sent along only where the upstream has a field for it"),
    "shell_call": _TOOL_CALL,
    "shell_call_output": _TOOL_OUTPUT,
    "tool_search_call": translated("of the client: a member of an assistant message's `tool_calls`"),
    "tool_search_output": translated("its tools are added to `tools`; of the client: a `tool` message, too"),
    "web_search_call": _HOSTED_CALL,
}

_NAMESPACE = translated("the beginning of the name")
_COMMON: SupportTable = {
    "agent": _AGENTS,
    "id": _DATA,
    "type": translated("the kind of item"),
}
_SHARED: SupportTable = {
    **_COMMON,
    "caller": left_out("only the model itself calls tools", exceptions=({"type": "direct"},)),
    "created_by": _DATA,
    "status": _DATA,
}
_CALL: SupportTable = {
    **_SHARED,
    "call_id": translated("the call's `id`"),
    "namespace": _NAMESPACE,
}
_SEARCH: SupportTable = {
    **_COMMON,
    "created_by": _DATA,
    "execution": _DATA,
    "status": _DATA,
}
_OUTPUT: SupportTable = {
    **_SHARED,
    "call_id": translated("`tool_call_id`"),
    "output": translated("`content`: text; images and files as the upstream's `tool_images` says"),
}

_RESULT = translated("the result")

ITEM_FIELDS: dict[str, SupportTable] = {
    "message": {
        **_COMMON,
        "content": translated("`content`, part by part"),
        "phase": _DATA,
        "role": translated("`role`; `developer` as the upstream calls it"),
        "status": _DATA,
    },
    "function_call": {
        **_CALL,
        "arguments": translated("`function.arguments`"),
        "name": translated("`function.name`"),
    },
    "custom_tool_call": {
        **_CALL,
        "input": translated("`custom.input`, or `input` in `function.arguments`"),
        "name": translated("the name"),
    },
    "function_call_output": {**_OUTPUT, "name": _DATA, "namespace": _DATA},
    "custom_tool_call_output": _OUTPUT,
    "tool_search_call": {
        **_SEARCH,
        "arguments": translated("`function.arguments`"),
        "call_id": translated("the call's `id`"),
    },
    "tool_search_output": {
        **_SEARCH,
        "call_id": translated("`tool_call_id`"),
        "tools": translated("tool by tool"),
    },
    "shell_call": {
        **_SHARED,
        "action": translated("`function.arguments`"),
        "call_id": translated("the call's `id`"),
        "environment": _DATA,
    },
    "shell_call_output": {
        **_SHARED,
        "call_id": translated("`tool_call_id`"),
        "max_output_length": _DATA,
        "output": translated("its JSON"),
    },
    "local_shell_call": {
        **_COMMON,
        "action": translated("`function.arguments`"),
        "call_id": translated("the call's `id`"),
        "status": _DATA,
    },
    "local_shell_call_output": {
        **_COMMON,
        "id": translated("`tool_call_id`"),
        "output": translated("`content`"),
        "status": _DATA,
    },
    "apply_patch_call": {
        **_SHARED,
        "call_id": translated("the call's `id`"),
        "operation": translated("`function.arguments`"),
    },
    "apply_patch_call_output": {
        **_SHARED,
        "call_id": translated("`tool_call_id`"),
        "output": translated("in its JSON"),
        "status": translated("in its JSON"),
    },
    "web_search_call": {
        **_COMMON,
        "id": translated("the call's `id`"),
        "action": translated("`function.arguments`; its sources in the result"),
        "status": _RESULT,
    },
    "image_generation_call": {
        **_COMMON,
        "id": translated("the call's `id`"),
        "result": translated("that there is one: the model does not get the image"),
        "status": _RESULT,
    },
    "mcp_call": {
        **_COMMON,
        "id": translated("the call's `id`"),
        "approval_request_id": _DATA,
        "arguments": translated("`function.arguments`"),
        "error": _RESULT,
        "name": translated("the name, behind the label"),
        "output": _RESULT,
        "server_label": translated("the beginning of the name"),
        "status": _DATA,
    },
    "mcp_approval_response": {
        **_COMMON,
        "approval_request_id": translated("which call it is about"),
        "approve": translated("whether the call is made"),
        "reason": translated("in the result of a refused call"),
    },
    "additional_tools": {
        **_COMMON,
        "role": _DATA,
        "tools": translated("tool by tool"),
    },
    "compaction": {
        **_COMMON,
        "created_by": _DATA,
        "encrypted_content": translated("the summary, unsealed"),
    },
    "compaction_trigger": {
        "agent": _AGENTS,
        "type": translated("the kind of item"),
    },
    "item_reference": {
        "agent": _AGENTS,
        "id": translated("the item it names"),
        "type": translated("the kind of item"),
    },
}

_BREAKPOINT = translated("under the same name")

PARTS: SupportTable = {
    "input_file": translated("`file`; in user messages and outputs of tools only"),
    "input_image": translated("`image_url`; in user messages and outputs of tools only"),
    "input_text": translated("`text`"),
    "output_text": translated("`text`; in assistant messages only"),
    "refusal": translated("`refusal`; in assistant messages only"),
}

PART_FIELDS: dict[str, SupportTable] = {
    "input_text": {
        "type": translated("the kind of part"),
        "text": translated("`text`"),
        "prompt_cache_breakpoint": _BREAKPOINT,
    },
    "input_image": {
        "type": translated("the kind of part"),
        "detail": translated("`image_url.detail`; `original` as `high`"),
        "file_id": translated("the file's data in `image_url.url`"),
        "image_url": translated("`image_url.url`"),
        "prompt_cache_breakpoint": _BREAKPOINT,
    },
    "input_file": {
        "type": translated("the kind of part"),
        "detail": left_out("chat completions have no detail for files", exceptions=("auto",)),
        "file_data": translated("`file.file_data`"),
        "file_id": translated("the file's data in `file.file_data`"),
        "file_url": refused("this server fetches no addresses that a request names; send `file_data`"),
        "filename": translated("`file.filename`"),
        "prompt_cache_breakpoint": _BREAKPOINT,
    },
    "output_text": {
        "type": translated("the kind of part"),
        "annotations": _DATA,
        "logprobs": _DATA,
        "text": translated("`text`"),
    },
    "refusal": {
        "type": translated("the kind of part"),
        "refusal": translated("`refusal`"),
    },
}
