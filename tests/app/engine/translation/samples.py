"""For each entry of the support tables, a request with it and the same request without."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.contract.json_types import JsonObject

_ABSENT = object()

FUNCTION: JsonObject = {"type": "function", "name": "look", "parameters": {"type": "object"}, "strict": True}
CUSTOM: JsonObject = {"type": "custom", "name": "run"}
CALL: JsonObject = {"type": "function_call", "call_id": "call_1", "name": "look", "arguments": "{}"}
CUSTOM_CALL: JsonObject = {"type": "custom_tool_call", "call_id": "call_1", "name": "run", "input": "ls"}
OUTPUT: JsonObject = {"type": "function_call_output", "call_id": "call_1", "output": "a"}
CUSTOM_OUTPUT: JsonObject = {"type": "custom_tool_call_output", "call_id": "call_1", "output": "a"}
NAMESPACE: JsonObject = {"type": "namespace", "name": "files", "description": "Files", "tools": [FUNCTION]}
SEARCH_CALL: JsonObject = {
    "type": "tool_search_call",
    "call_id": "call_1",
    "execution": "client",
    "arguments": {"query": "look"},
}
SEARCH_OUTPUT: JsonObject = {
    "type": "tool_search_output",
    "call_id": "call_1",
    "execution": "client",
    "tools": [FUNCTION],
}
SHELL_CALL: JsonObject = {"type": "shell_call", "call_id": "call_1", "action": {"commands": ["ls"]}}
_DONE: JsonObject = {"stdout": "a", "stderr": "", "outcome": {"type": "exit", "exit_code": 0}}
SHELL_OUTPUT: JsonObject = {"type": "shell_call_output", "call_id": "call_1", "output": [_DONE]}
LOCAL_CALL: JsonObject = {
    "type": "local_shell_call",
    "id": "lsh_1",
    "call_id": "call_1",
    "action": {"type": "exec", "command": ["ls"], "env": {}},
    "status": "completed",
}
LOCAL_OUTPUT: JsonObject = {"type": "local_shell_call_output", "id": "call_1", "output": "a"}
_DELETION: JsonObject = {"type": "delete_file", "path": "a"}
PATCH_CALL: JsonObject = {
    "type": "apply_patch_call",
    "call_id": "call_1",
    "status": "completed",
    "operation": _DELETION,
}
PATCH_OUTPUT: JsonObject = {"type": "apply_patch_call_output", "call_id": "call_1", "status": "completed"}
APPROVAL: JsonObject = {
    "type": "mcp_approval_request",
    "id": "mcpr_1",
    "server_label": "docs",
    "name": "look",
    "arguments": "{}",
}
_REFUSAL: JsonObject = {
    "type": "mcp_approval_response",
    "approval_request_id": "mcpr_1",
    "approve": False,
}
BASE: JsonObject = {"model": "small", "input": "Hello"}


@dataclass(frozen=True, slots=True)
class Sample:
    """`path` is the `param` of a refusal; a required field has another value in `without`."""

    body: JsonObject
    without: JsonObject
    path: str
    may_be_absent: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """The place of an object in a request: `put` builds the request around it, or without it.

    `needs` are its required fields, each with another valid value; `values` are values of the others.
    """

    path: str
    put: Callable[[Any], JsonObject]
    needs: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
    instead: Mapping[str, str] = field(default_factory=dict)
    """A field -> the required one that it replaces."""


@dataclass(frozen=True, slots=True)
class _Union:
    """The place of a variant in a request; `variants` are examples, `make` creates one for other tags."""

    path: str
    put: Callable[[Any], JsonObject]
    variants: Mapping[str, Any] = field(default_factory=dict)
    make: Callable[[str], Any] = lambda tag: {"type": tag}


def sample(title: str, name: str, value: Any = _ABSENT) -> Sample:
    """The sample of an entry, with that value instead of its default."""
    if title in _UNIONS:
        union = _UNIONS[title]
        variant = union.variants[name] if name in union.variants else union.make(name)
        return Sample(union.put(variant), union.put(None), union.path, may_be_absent=False)
    place = _FIELDS[title]
    needed = {other: values[0] for other, values in place.needs.items()}
    usual = needed[name] if name in needed else place.values[name]
    whole = {**needed, name: usual if value is _ABSENT else value}
    whole.pop(place.instead.get(name, ""), None)
    if name == "type":
        without: Any = None
    elif name in place.needs:
        without = {**needed, name: place.needs[name][1]}
    else:
        without = needed
    path = f"{place.path}.{name}" if place.path else name
    may_be_absent = name not in place.needs and name not in place.instead and name != "type"
    return Sample(place.put(whole), place.put(without), path, may_be_absent)


def _top(fields: Any) -> JsonObject:
    return BASE | (fields or {})


def _under(name: str) -> Callable[[Any], JsonObject]:
    return lambda value: BASE if value is None else BASE | {name: value}


def _format(value: Any) -> JsonObject:
    return BASE | {"text": {} if value is None else {"format": value}}


def _tool(value: Any) -> JsonObject:
    return BASE | {"tools": [CUSTOM | {"name": "other"}] + ([] if value is None else [value])}


def _custom_format(value: Any) -> JsonObject:
    return BASE | {"tools": [CUSTOM if value is None else CUSTOM | {"format": value}]}


def _choice(value: Any) -> JsonObject:
    chosen = {} if value is None else {"tool_choice": value}
    tools = [FUNCTION, CUSTOM, {"type": "shell"}, {"type": "apply_patch"}]
    return BASE | {"tools": tools} | chosen


def _items(items: Any) -> JsonObject:
    return BASE | {"input": [{"role": "user", "content": "Hello"}, *(items or ())]}


def _item(value: Any) -> JsonObject:
    """The item at the place 1, behind a message."""
    return _items([value] if value else None)


def _requested(response: Any) -> JsonObject:
    """The response at the place 2, behind the request for an approval."""
    return _items([APPROVAL, *([response] if response else ())])


def _asked(output: JsonObject) -> Callable[[Any], JsonObject]:
    """The call at the place 1, and its output."""
    return lambda call: _items([call, {**output, "call_id": call["call_id"]}] if call else None)


def _answered(call: JsonObject) -> Callable[[Any], JsonObject]:
    """The output at the place 2, behind its call."""
    return lambda output: _items([{**call, "call_id": output["call_id"]}, output] if output else None)


def _part(role: str) -> Callable[[Any], JsonObject]:
    def put(value: Any) -> JsonObject:
        rest = {"type": "input_text", "text": "Hello"}
        return BASE | {"input": [{"role": role, "content": [rest] if value is None else [rest, value]}]}

    return put


def _environment(value: Any) -> JsonObject:
    return BASE | {"tools": [FUNCTION, {"type": "shell"} | ({"environment": value} if value else {})]}


def _locally_answered(output: Any) -> JsonObject:
    """The output at the place 2, behind its call, which it names by its own id."""
    return _items([{**LOCAL_CALL, "call_id": output["id"]}, output] if output else None)


_DIRECT = {"type": "program", "caller_id": "prog_1"}
_CALL_VALUES: JsonObject = {
    "agent": {"agent_name": "a"},
    "caller": _DIRECT,
    "created_by": "someone",
    "id": "fc_1",
    "namespace": "files",
    "status": "completed",
}
_SKILLED: JsonObject = {
    "type": "local",
    "skills": [{"name": "pdf", "description": "Reads them", "path": "skills/pdf"}],
}
_BREAKPOINT = {"prompt_cache_breakpoint": {"mode": "explicit"}}

_FIELDS: dict[str, _Place] = {
    "Fields of the request": _Place(
        "",
        _top,
        {"model": ("small", "large"), "input": ("Hello", "Bye"), "tools": ([FUNCTION], [FUNCTION, CUSTOM])},
        {
            "background": True,
            "context_management": [{"type": "compaction"}],
            "conversation": "conv_1",
            "include": ["message.output_text.logprobs"],
            "instructions": "Be brief",
            "max_output_tokens": 16,
            "max_tool_calls": 3,
            "metadata": {"a": "b"},
            "moderation": {"model": "omni-moderation-latest"},
            "multi_agent": {"enabled": True},
            "parallel_tool_calls": False,
            "previous_response_id": "resp_0",
            "prompt": {"id": "pmpt_1"},
            "prompt_cache_key": "k",
            "prompt_cache_options": {"mode": "explicit"},
            "prompt_cache_retention": "24h",
            "reasoning": {"effort": "low"},
            "safety_identifier": "s",
            "service_tier": "flex",
            "store": False,
            "stream": True,
            "stream_options": {"include_obfuscation": False},
            "temperature": 0.5,
            "text": {"verbosity": "low"},
            "tool_choice": "required",
            "top_logprobs": 2,
            "top_p": 0.5,
            "truncation": "auto",
            "user": "u",
        },
    ),
    "Fields of `reasoning`": _Place(
        "reasoning",
        _under("reasoning"),
        values={
            "context": "all_turns",
            "effort": "high",
            "generate_summary": "auto",
            "mode": "pro",
            "summary": "auto",
        },
    ),
    "Fields of `text`": _Place(
        "text", _under("text"), values={"format": {"type": "json_object"}, "verbosity": "high"}
    ),
    "Fields of the format `json_schema`": _Place(
        "text.format",
        _format,
        {
            "type": ("json_schema", "text"),
            "name": ("answer", "other"),
            "schema": ({"type": "object"}, {"type": "array"}),
        },
        {"description": "An answer", "strict": True},
    ),
    "Fields of the format `json_object`": _Place("text.format", _format, {"type": ("json_object", "text")}),
    "Fields of the format `text`": _Place("text.format", _format, {"type": ("text", "json_object")}),
    "Fields of `stream_options`": _Place(
        "stream_options", _under("stream_options"), values={"include_obfuscation": True}
    ),
    "Fields that only chat completions have": _Place(
        "",
        _top,
        values={
            "audio": {"voice": "alloy", "format": "wav"},
            "frequency_penalty": 0.5,
            "function_call": "auto",
            "functions": [{"name": "look"}],
            "logit_bias": {"50256": -100},
            "logprobs": True,
            "max_completion_tokens": 5,
            "max_tokens": 5,
            "messages": [{"role": "user", "content": "Hello"}],
            "modalities": ["audio"],
            "n": 2,
            "prediction": {"type": "content", "content": "Hello"},
            "presence_penalty": 0.5,
            "reasoning_effort": "low",
            "response_format": {"type": "text"},
            "seed": 5,
            "stop": ["."],
            "verbosity": "low",
            "web_search_options": {},
        },
    ),
    "Fields of the tool `function`": _Place(
        "tools[1]",
        _tool,
        {"type": ("function", "custom"), "name": ("look", "see")},
        {
            "allowed_callers": ["programmatic"],
            "defer_loading": True,
            "description": "Looks",
            "output_schema": {"type": "object"},
            "parameters": {"type": "object"},
            "strict": True,
        },
    ),
    "Fields of the tool `custom`": _Place(
        "tools[1]",
        _tool,
        {"type": ("custom", "function"), "name": ("run", "sh")},
        {
            "allowed_callers": ["programmatic"],
            "defer_loading": True,
            "description": "Runs",
            "format": {"type": "text"},
        },
    ),
    "Fields of its format `grammar`": _Place(
        "tools[0].format",
        _custom_format,
        {"type": ("grammar", "text"), "definition": ("a", "b"), "syntax": ("regex", "lark")},
    ),
    "Fields of its format `text`": _Place("tools[0].format", _custom_format, {"type": ("text", "grammar")}),
    "Fields of the item `message`": _Place(
        "input[1]",
        _item,
        {"role": ("user", "system"), "content": ("a", "b")},
        {
            "agent": {"agent_name": "a"},
            "id": "msg_1",
            "phase": "commentary",
            "status": "completed",
            "type": "message",
        },
    ),
    "Fields of the item `function_call`": _Place(
        "input[1]",
        _asked(OUTPUT),
        {
            "type": ("function_call", ""),
            "call_id": ("call_1", "call_2"),
            "name": ("look", "see"),
            "arguments": ("{}", "[]"),
        },
        _CALL_VALUES,
    ),
    "Fields of the item `custom_tool_call`": _Place(
        "input[1]",
        _asked(CUSTOM_OUTPUT),
        {
            "type": ("custom_tool_call", ""),
            "call_id": ("call_1", "call_2"),
            "name": ("run", "sh"),
            "input": ("ls", "pwd"),
        },
        _CALL_VALUES,
    ),
    "Fields of the item `function_call_output`": _Place(
        "input[2]",
        _answered(CALL),
        {
            "type": ("function_call_output", ""),
            "call_id": ("call_1", "call_2"),
            "output": ("a", [{"type": "input_text", "text": "b"}]),
        },
        {**_CALL_VALUES, "name": "look"},
    ),
    "Fields of the item `custom_tool_call_output`": _Place(
        "input[2]",
        _answered(CUSTOM_CALL),
        {"type": ("custom_tool_call_output", ""), "call_id": ("call_1", "call_2"), "output": ("a", "b")},
        _CALL_VALUES,
    ),
    "Fields of the item `web_search_call`": _Place(
        "input[1]",
        _item,
        {
            "type": ("web_search_call", ""),
            "id": ("ws_1", "ws_2"),
            "status": ("completed", "failed"),
            "action": ({"type": "search", "query": "a"}, {"type": "open_page", "url": "https://a.example"}),
        },
        {"agent": {"agent_name": "a"}},
    ),
    "Fields of the item `image_generation_call`": _Place(
        "input[1]",
        _item,
        {
            "type": ("image_generation_call", ""),
            "id": ("ig_1", "ig_2"),
            "status": ("failed", "completed"),
            "result": ("", "aGk="),
        },
        {"agent": {"agent_name": "a"}},
    ),
    "Fields of the item `mcp_call`": _Place(
        "input[1]",
        _item,
        {
            "type": ("mcp_call", ""),
            "id": ("mcp_1", "mcp_2"),
            "server_label": ("docs", "files"),
            "name": ("look", "see"),
            "arguments": ("{}", "[]"),
        },
        {
            "agent": {"agent_name": "a"},
            "approval_request_id": "mcpr_1",
            "error": "It failed.",
            "output": "a",
            "status": "completed",
        },
    ),
    "Fields of the item `mcp_approval_response`": _Place(
        "input[2]",
        _requested,
        {
            "type": ("mcp_approval_response", ""),
            "approval_request_id": ("mcpr_1", "mcpr_2"),
            "approve": (False, True),
        },
        {"agent": {"agent_name": "a"}, "id": "mcpa_1", "reason": "No."},
    ),
    "Fields of the item `additional_tools`": _Place(
        "input[1]",
        _item,
        {"type": ("additional_tools", ""), "tools": ([FUNCTION], [CUSTOM])},
        {"agent": {"agent_name": "a"}, "id": "at_1", "role": "developer"},
    ),
    "Fields of the tool `namespace`": _Place(
        "tools[1]",
        _tool,
        {
            "type": ("namespace", ""),
            "name": ("files", "folders"),
            "description": ("Files", "Folders"),
            "tools": ([FUNCTION], [CUSTOM]),
        },
    ),
    "Fields of the tool `tool_search`": _Place(
        "tools[1]",
        _tool,
        {"type": ("tool_search", ""), "execution": ("client", "server")},
        {"description": "Searches", "parameters": {"type": "object"}},
    ),
    "Fields of the tool `shell`": _Place(
        "tools[1]",
        _tool,
        {"type": ("shell", "")},
        {"allowed_callers": ["programmatic"], "environment": _SKILLED},
    ),
    "Fields of the tool `local_shell`": _Place("tools[1]", _tool, {"type": ("local_shell", "")}),
    "Fields of the tool `apply_patch`": _Place(
        "tools[1]", _tool, {"type": ("apply_patch", "")}, {"allowed_callers": ["programmatic"]}
    ),
    "Fields of the item `tool_search_call`": _Place(
        "input[1]",
        _asked(SEARCH_OUTPUT),
        {
            "type": ("tool_search_call", ""),
            "call_id": ("call_1", "call_2"),
            "arguments": ({"query": "a"}, {"query": "b"}),
        },
        {**_CALL_VALUES, "execution": "client"},
    ),
    "Fields of the item `tool_search_output`": _Place(
        "input[2]",
        _answered(SEARCH_CALL),
        {
            "type": ("tool_search_output", ""),
            "call_id": ("call_1", "call_2"),
            "tools": ([FUNCTION], [CUSTOM]),
        },
        {**_CALL_VALUES, "execution": "client"},
    ),
    "Fields of the item `shell_call`": _Place(
        "input[1]",
        _asked(SHELL_OUTPUT),
        {
            "type": ("shell_call", ""),
            "call_id": ("call_1", "call_2"),
            "action": ({"commands": ["ls"]}, {"commands": ["pwd"]}),
        },
        {**_CALL_VALUES, "environment": {"type": "local"}},
    ),
    "Fields of the item `shell_call_output`": _Place(
        "input[2]",
        _answered(SHELL_CALL),
        {
            "type": ("shell_call_output", ""),
            "call_id": ("call_1", "call_2"),
            "output": ([_DONE], [{**_DONE, "stdout": "b"}]),
        },
        {**_CALL_VALUES, "max_output_length": 5},
    ),
    "Fields of the item `local_shell_call`": _Place(
        "input[1]",
        lambda call: _items([call, {**LOCAL_OUTPUT, "id": call["call_id"]}] if call else None),
        {
            "type": ("local_shell_call", ""),
            "call_id": ("call_1", "call_2"),
            "action": (LOCAL_CALL["action"], {"type": "exec", "command": ["pwd"], "env": {}}),
        },
        {**_CALL_VALUES},
    ),
    "Fields of the item `local_shell_call_output`": _Place(
        "input[2]",
        _locally_answered,
        {
            "type": ("local_shell_call_output", ""),
            "id": ("call_1", "call_2"),
            "output": ("a", "b"),
        },
        {name: value for name, value in _CALL_VALUES.items() if name != "id"},
    ),
    "Fields of the item `apply_patch_call`": _Place(
        "input[1]",
        _asked(PATCH_OUTPUT),
        {
            "type": ("apply_patch_call", ""),
            "call_id": ("call_1", "call_2"),
            "operation": (_DELETION, {"type": "delete_file", "path": "b"}),
        },
        _CALL_VALUES,
    ),
    "Fields of the item `apply_patch_call_output`": _Place(
        "input[2]",
        _answered(PATCH_CALL),
        {
            "type": ("apply_patch_call_output", ""),
            "call_id": ("call_1", "call_2"),
            "status": ("completed", "failed"),
        },
        {name: value for name, value in {**_CALL_VALUES, "output": "a"}.items() if name != "status"},
    ),
    "Fields of the item `compaction`": _Place(
        "input[1]",
        _item,
        {"type": ("compaction", ""), "encrypted_content": ("llmb1.a", "llmb1.b")},
        {"agent": {"agent_name": "a"}, "created_by": "someone", "id": "cmp_1"},
    ),
    "Fields of the item `compaction_trigger`": _Place(
        "input[1]", _item, {"type": ("compaction_trigger", "")}, {"agent": {"agent_name": "a"}}
    ),
    "Fields of the item `item_reference`": _Place(
        "input[1]",
        _item,
        {"id": ("msg_known", "msg_other")},
        {"agent": {"agent_name": "a"}, "type": "item_reference"},
    ),
    "Fields of the part `input_text`": _Place(
        "input[0].content[1]", _part("user"), {"type": ("input_text", ""), "text": ("a", "b")}, _BREAKPOINT
    ),
    "Fields of the part `input_image`": _Place(
        "input[0].content[1]",
        _part("user"),
        {
            "type": ("input_image", ""),
            "image_url": ("https://example.com/a.png", "https://example.com/b.png"),
        },
        {"detail": "high", "file_id": "file-1", **_BREAKPOINT},
        {"file_id": "image_url"},
    ),
    "Fields of the part `input_file`": _Place(
        "input[0].content[1]",
        _part("user"),
        {"type": ("input_file", ""), "file_data": ("data:;base64,YQ==", "data:;base64,Yg==")},
        {
            "detail": "high",
            "file_id": "file-1",
            "file_url": "https://example.com/a.pdf",
            "filename": "a.pdf",
            **_BREAKPOINT,
        },
        {"file_id": "file_data"},
    ),
    "Fields of the part `output_text`": _Place(
        "input[0].content[1]",
        _part("assistant"),
        {"type": ("output_text", ""), "text": ("a", "b")},
        {"annotations": [], "logprobs": []},
    ),
    "Fields of the part `refusal`": _Place(
        "input[0].content[1]", _part("assistant"), {"type": ("refusal", ""), "refusal": ("No", "Never")}
    ),
}

_LOOK = {"type": "function", "name": "look"}
_REASONING: JsonObject = {
    "type": "reasoning",
    "id": "rs_1",
    "summary": [],
    "content": [{"type": "reasoning_text", "text": "Hm."}],
}

_UNIONS: dict[str, _Union] = {
    "Types of `text.format`": _Union(
        "text.format.type",
        _format,
        {"json_schema": {"type": "json_schema", "name": "answer", "schema": {"type": "object"}}},
    ),
    "Values of `include`": _Union(
        "include[0]", lambda value: BASE | {"include": [value] if value else []}, make=lambda tag: tag
    ),
    "ChatTools": _Union(
        "tools[1].type",
        _tool,
        {
            "function": FUNCTION,
            "custom": CUSTOM,
            "namespace": NAMESPACE,
            "tool_search": {"type": "tool_search", "execution": "client"},
        },
    ),
    "Environments of the tool `shell`": _Union(
        "tools[1].environment.type", _environment, {"local": _SKILLED}
    ),
    "Formats of the tool `custom`": _Union(
        "tools[0].format.type",
        _custom_format,
        {"grammar": {"type": "grammar", "syntax": "lark", "definition": "start: /a+/"}},
    ),
    "Choices of a tool": _Union(
        "tool_choice.type",
        _choice,
        {
            "allowed_tools": {"type": "allowed_tools", "mode": "auto", "tools": [_LOOK]},
            "auto": "auto",
            "custom": {"type": "custom", "name": "run"},
            "function": _LOOK,
            "none": "none",
            "required": "required",
        },
    ),
    "Input items": _Union(
        "input[1].type",
        _items,
        {
            "additional_tools": [{"type": "additional_tools", "role": "developer", "tools": [FUNCTION]}],
            "compaction": [{"type": "compaction", "encrypted_content": "llmb1.a"}],
            "custom_tool_call": [CUSTOM_CALL, CUSTOM_OUTPUT],
            "custom_tool_call_output": [CUSTOM_CALL, CUSTOM_OUTPUT],
            "function_call": [CALL, OUTPUT],
            "function_call_output": [CALL, OUTPUT],
            "tool_search_call": [SEARCH_CALL, SEARCH_OUTPUT],
            "tool_search_output": [SEARCH_CALL, SEARCH_OUTPUT],
            "shell_call": [SHELL_CALL, SHELL_OUTPUT],
            "shell_call_output": [SHELL_CALL, SHELL_OUTPUT],
            "local_shell_call": [LOCAL_CALL, LOCAL_OUTPUT],
            "local_shell_call_output": [LOCAL_CALL, LOCAL_OUTPUT],
            "apply_patch_call": [PATCH_CALL, PATCH_OUTPUT],
            "apply_patch_call_output": [PATCH_CALL, PATCH_OUTPUT],
            "item_reference": [{"type": "item_reference", "id": "msg_known"}],
            "mcp_approval_response": [APPROVAL, _REFUSAL],
            "mcp_call": [{**APPROVAL, "type": "mcp_call", "id": "mcp_1", "output": "a"}],
            "message": [{"role": "user", "content": "Bye"}],
            "reasoning": [_REASONING],
        },
        make=lambda tag: [{"type": tag}],
    ),
    "ContentTranslator of content": _Union(
        "input[0].content[1].type",
        lambda part: _part("assistant" if part and part["type"] in ("output_text", "refusal") else "user")(
            part
        ),
        {
            "input_file": {"type": "input_file", "file_data": "data:;base64,YQ=="},
            "input_image": {"type": "input_image", "image_url": "https://example.com/a.png", "detail": "low"},
            "input_text": {"type": "input_text", "text": "a"},
            "output_text": {"type": "output_text", "text": "a", "annotations": [], "logprobs": []},
            "refusal": {"type": "refusal", "refusal": "No"},
        },
    ),
}
