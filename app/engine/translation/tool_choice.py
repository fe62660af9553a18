"""`tools`, `tool_choice` and `parallel_tool_calls` of a chat completion's request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.contract.json_types import JsonObject
from app.engine.translation.chat_tools import ChatTools, tool_kind
from app.engine.translation.support import DroppedFields, require_supported
from app.engine.translation.tool_names import ToolKind, ToolName
from app.engine.translation.tool_table import CHOICES, TOOLS
from app.errors import BadRequest

_KINDS: Mapping[str, ToolKind] = {
    "function": "function",
    "custom": "custom",
    "tool_search": "tool_search",
    "shell": "shell",
    "local_shell": "local_shell",
    "apply_patch": "apply_patch",
}
_NAMED = ("function", "custom")


class _Places:
    """The flat names of the tools, by what a choice names them: it may name as many as there are."""

    def __init__(self, tools: ChatTools) -> None:
        self.by_name: dict[ToolName | None, str] = {}
        self.by_text: dict[tuple[str, str], set[str]] = {}
        self.by_namespace: dict[str, list[str]] = {}
        for flat, tool in tools.declared.items():
            self.by_name[tool.name] = flat
            for text in (tool.name.name, flat):
                self.by_text.setdefault((tool.name.kind, text), set()).add(flat)
            if tool.name.namespace is not None:
                self.by_namespace.setdefault(tool.name.namespace, []).append(flat)


def tool_fields(
    tools: ChatTools, choice: str | JsonObject | None, parallel: bool | None, dropped: DroppedFields
) -> JsonObject:
    """The fields for the tools; none of them without tools.

    Raises BadRequest for a choice that the upstream lacks, or that names a tool which is not in `tools`.
    """
    mode = choice if isinstance(choice, str) else (choice or {}).get("type")
    if any(tool_kind(tool["type"]) == tool_kind(mode) for tool in tools.native):
        # The upstream knows the choice of its own tool, too.
        declared = [*tools.native, *(tool.chat for tool in tools.declared.values())]
        return {"tools": declared, "tool_choice": choice}
    hosted = tools.hosted_names(choice) if isinstance(choice, dict) else ()
    if hosted:
        return _required(tools, hosted, parallel)
    if mode is not None:
        require_supported(CHOICES, mode, "tool_choice" if isinstance(choice, str) else "tool_choice.type")
    if not tools.declared and not tools.native:
        if mode not in (None, "auto", "none"):
            raise BadRequest(
                "'tool_choice' requires a call, and 'tools' has no tool that this model's upstream has.",
                param="tool_choice",
                code="invalid_value",
            )
        return {}
    fields: JsonObject = {"tools": [*tools.native, *(tool.chat for tool in tools.declared.values())]}
    if isinstance(choice, dict):
        fields |= _chosen(tools, choice, dropped)
    elif choice is not None:
        fields["tool_choice"] = choice
    if parallel is not None:
        fields["parallel_tool_calls"] = parallel
    return fields


def _required(tools: ChatTools, names: Sequence[str], parallel: bool | None) -> JsonObject:
    """The fields for a choice of a hosted tool, which may have several functions."""
    fields: JsonObject = {"tools": [tools.declared[name].chat for name in names], "tool_choice": "required"}
    if len(names) == 1:
        fields["tools"] = [tool.chat for tool in tools.declared.values()]
        fields["tool_choice"] = {"type": "function", "function": {"name": names[0]}}
    return fields if parallel is None else fields | {"parallel_tool_calls": parallel}


def _chosen(tools: ChatTools, choice: JsonObject, dropped: DroppedFields) -> JsonObject:
    if choice["type"] == "allowed_tools":
        # Not sent as `allowed_tools`, which few upstreams have. A tool that is not sent cannot be called.
        places = _Places(tools)
        names: set[str] = set()
        for index, entry in enumerate(choice["tools"]):
            names.update(_allowed(tools, places, entry, f"tool_choice.tools[{index}]", dropped))
        allowed = [tool.chat for flat, tool in tools.declared.items() if flat in names]
        if allowed:
            return {"tools": allowed, "tool_choice": choice["mode"]}
        if choice["mode"] == "required":
            raise BadRequest(
                "'tool_choice' requires a call, and 'tool_choice.tools' has no tool that this model's "
                "upstream has.",
                param="tool_choice.tools",
                code="invalid_value",
            )
        return {"tool_choice": "none"}
    flat = _flat(_Places(tools), choice, "tool_choice")
    kind = tools.chat_kind(tools.declared[flat].name)
    return {"tool_choice": {"type": kind, kind: {"name": flat}}}


def _allowed(
    tools: ChatTools, places: _Places, entry: Mapping[str, Any], path: str, dropped: DroppedFields
) -> Sequence[str]:
    """The flat names that an entry of `allowed_tools` stands for; of a namespace only the first time."""
    kind = str(entry.get("type"))
    if hosted := tools.hosted_names(entry):
        return hosted
    support = TOOLS.get(kind)
    if support is not None and support.level == "left out":
        dropped.left_out.append(f"{path} ({kind}: no backend)")
        return []
    if kind == "namespace":
        name = str(entry.get("name"))
        if name not in places.by_namespace:
            raise _unknown(path, f"the namespace '{name}'")
        inner, places.by_namespace[name] = places.by_namespace[name], []
        return inner
    return [_flat(places, entry, path)]


def _flat(places: _Places, entry: Mapping[str, Any], path: str) -> str:
    """The flat name of the tool that an entry names, with or without its namespace."""
    kind = str(entry.get("type"))
    require_supported(TOOLS, kind, f"{path}.type")
    name = str(entry.get("name")) if kind in _NAMED else kind
    wanted = ToolName(_KINDS[kind], name, entry.get("namespace")) if kind in _KINDS else None
    if wanted in places.by_name:
        return places.by_name[wanted]
    if kind in _NAMED and entry.get("namespace") is None:
        inner = places.by_text.get((kind, name), set())
        if len(inner) == 1:
            return next(iter(inner))
    raise _unknown(path, f"the tool '{name}'")


def _unknown(path: str, what: str) -> BadRequest:
    return BadRequest(f"'{path}' names {what}, which is not in 'tools'.", param=path, code="invalid_value")
