"""Support for tools, for their fields and for the choice among them."""

from __future__ import annotations

from app.engine.translation.support import SupportTable, left_out, refused, stored, translated

_HOSTED = refused("a hosted tool, which runs at OpenAI")
# The model answers without it, as it does where a search finds nothing.
_MISSING = left_out("a hosted tool, which runs at OpenAI; refused where `tool_choice` requires it")
_CLIENT = refused("chat completions have no such tool; a function can stand for it")
_CALLERS = refused(
    "only the model itself calls tools",
    exceptions=(["direct"], ["direct", "programmatic"], ["programmatic", "direct"], []),
)
_DEFERRED = stored("there is no tool search: every tool is loaded at once")

TOOLS: SupportTable = {
    "apply_patch": _CLIENT,
    "code_interpreter": _HOSTED,
    "computer": _CLIENT,
    "computer_use_preview": _CLIENT,
    "custom": translated("`custom`"),
    "file_search": _HOSTED,
    "function": translated("`function`"),
    "image_generation": _MISSING,
    "local_shell": _CLIENT,
    "mcp": _HOSTED,
    "namespace": left_out("chat completions have no namespaces; name each function in `tools`"),
    "programmatic_tool_calling": _MISSING,
    "shell": _CLIENT,
    "tool_search": _MISSING,
    "web_search": _MISSING,
    "web_search_2025_08_26": _MISSING,
    "web_search_preview": _MISSING,
    "web_search_preview_2025_03_11": _MISSING,
}

FUNCTION: SupportTable = {
    "type": translated("the kind of tool"),
    "name": translated("`function.name`"),
    "description": translated("`function.description`"),
    "parameters": translated("`function.parameters`"),
    "strict": translated("`function.strict`"),
    "output_schema": stored("it is read by programs that call tools, of which there are none"),
    "defer_loading": _DEFERRED,
    "allowed_callers": _CALLERS,
}

CUSTOM: SupportTable = {
    "type": translated("the kind of tool"),
    "name": translated("`custom.name`"),
    "description": translated("`custom.description`"),
    "format": translated("`custom.format`"),
    "defer_loading": _DEFERRED,
    "allowed_callers": _CALLERS,
}

CUSTOM_FORMATS: SupportTable = {
    "grammar": translated("its fields in `grammar`"),
    "text": translated("the same type"),
}

GRAMMAR: SupportTable = {
    "type": translated("the format"),
    "definition": translated("`grammar.definition`"),
    "syntax": translated("`grammar.syntax`"),
}

PLAIN_CUSTOM_FORMAT: SupportTable = {"type": translated("the format")}

CHOICES: SupportTable = {
    "allowed_tools": translated("only those tools are sent, and the mode"),
    "apply_patch": _CLIENT,
    "auto": translated("the same"),
    "code_interpreter": _HOSTED,
    "computer": _CLIENT,
    "computer_use": _CLIENT,
    "computer_use_preview": _CLIENT,
    "custom": translated("the name in `custom`"),
    "file_search": _HOSTED,
    "function": translated("the name in `function`"),
    "image_generation": _HOSTED,
    "mcp": _HOSTED,
    "none": translated("the same"),
    "programmatic_tool_calling": _HOSTED,
    "required": translated("the same"),
    "shell": _CLIENT,
    "web_search_preview": _HOSTED,
    "web_search_preview_2025_03_11": _HOSTED,
}
