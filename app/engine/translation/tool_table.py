"""Support for tools, for their fields and for the choice among them."""

from __future__ import annotations

from app.engine.translation.support import SupportTable, left_out, refused, stored, translated

_HOSTED = refused("a hosted tool, which runs at OpenAI")
# The model answers without it, as it does where a search finds nothing.
_MISSING = left_out("a hosted tool, which runs at OpenAI; refused where `tool_choice` requires it")
_SEARCH = left_out("run here with `WEB_SEARCH`; else refused where `tool_choice` requires it")
_IMAGES = left_out(
    "this server runs it by the upstream's `tools`, else refused where `tool_choice` requires it"
)
_MCP = refused("this server runs those of the request's own `tools`")
_CHOSEN = refused("unless this server runs the tool: its functions")
_CLIENT = refused("chat completions have no such tool; a function can stand for it")
_CALLERS = refused(
    "only the model itself calls tools",
    exceptions=(["direct"], ["direct", "programmatic"], ["programmatic", "direct"], []),
)
_DEFERRED = stored(
    "loaded at once; with a `tool_search` by the server and more than 128 tools, if it is found"
)
_KIND = translated("the kind of tool")

TOOLS: SupportTable = {
    "apply_patch": translated("a function `apply_patch`"),
    "code_interpreter": _HOSTED,
    "computer": _CLIENT,
    "computer_use_preview": _CLIENT,
    "custom": translated("as the upstream's `custom_tools` says: a function with one text, or `custom`"),
    "file_search": _HOSTED,
    "function": translated("`function`"),
    "image_generation": _IMAGES,
    "local_shell": translated("a function `local_shell`"),
    "mcp": _MCP,
    "namespace": translated("its tools, as functions `<namespace>__<name>`"),
    "programmatic_tool_calling": _MISSING,
    "shell": translated("a function `shell`"),
    "tool_search": translated(
        "`client`: a function; `server`: this server searches where there are more than 128 tools"
    ),
    "web_search": _SEARCH,
    "web_search_2025_08_26": _SEARCH,
    "web_search_preview": _SEARCH,
    "web_search_preview_2025_03_11": _SEARCH,
}

FUNCTION: SupportTable = {
    "type": _KIND,
    "name": translated("`function.name`"),
    "description": translated("`function.description`"),
    "parameters": translated("`function.parameters`"),
    "strict": translated("`function.strict`"),
    "output_schema": stored("it is read by programs that call tools, of which there are none"),
    "defer_loading": _DEFERRED,
    "allowed_callers": _CALLERS,
}

CUSTOM: SupportTable = {
    "type": _KIND,
    "name": translated("the name"),
    "description": translated("the description"),
    "format": translated("`custom.format`; of a function, a grammar is quoted in the description"),
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

NAMESPACE: SupportTable = {
    "type": _KIND,
    "name": translated("the beginning of each tool's name"),
    "description": translated("before each tool's description"),
    "tools": translated("tool by tool"),
}

TOOL_SEARCH: SupportTable = {
    "type": _KIND,
    "execution": translated("who searches"),
    "description": translated("`function.description`, of a search by the client"),
    "parameters": translated("`function.parameters`, of a search by the client"),
}

SHELL: SupportTable = {
    "type": _KIND,
    "environment": translated("the skills of a local one in `function.description`"),
    "allowed_callers": _CALLERS,
}

SHELL_ENVIRONMENTS: SupportTable = {
    "container_auto": _HOSTED,
    "container_reference": _HOSTED,
    "local": translated("a function"),
}

LOCAL_SHELL: SupportTable = {"type": _KIND}

APPLY_PATCH: SupportTable = {"type": _KIND, "allowed_callers": _CALLERS}

CHOICES: SupportTable = {
    "allowed_tools": translated("only those tools are sent, and the mode"),
    "apply_patch": translated("the name of its function"),
    "auto": translated("the same"),
    "code_interpreter": _HOSTED,
    "computer": _CLIENT,
    "computer_use": _CLIENT,
    "computer_use_preview": _CLIENT,
    "custom": translated("the name, in `function` or `custom`"),
    "file_search": _HOSTED,
    "function": translated("the name in `function`"),
    "image_generation": _CHOSEN,
    "mcp": _CHOSEN,
    "none": translated("the same"),
    "programmatic_tool_calling": _HOSTED,
    "required": translated("the same"),
    "shell": translated("the name of its function"),
    "web_search_preview": _CHOSEN,
    "web_search_preview_2025_03_11": _CHOSEN,
}
