"""The tools of a request as chat completions have them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.contract.json_types import JsonObject
from app.engine.translation.agent_tools import client_function, custom_function, search_function
from app.engine.translation.hosted_functions import HostedFunction, HostedFunctions
from app.engine.translation.support import DroppedFields, SupportTable, check_fields, require_supported
from app.engine.translation.tool_names import ToolKind, ToolName, ToolNames
from app.engine.translation.tool_search import SEARCH_ABOVE, search, search_items
from app.engine.translation.tool_table import (
    APPLY_PATCH,
    CUSTOM,
    CUSTOM_FORMATS,
    FUNCTION,
    GRAMMAR,
    LOCAL_SHELL,
    NAMESPACE,
    PLAIN_CUSTOM_FORMAT,
    SHELL,
    SHELL_ENVIRONMENTS,
    TOOL_SEARCH,
    TOOLS,
)
from app.errors import BadRequest

_MAX_REPEATED = 4_000_000
_CLIENT_TOOLS: Mapping[str, tuple[ToolKind, SupportTable]] = {
    "shell": ("shell", SHELL),
    "local_shell": ("local_shell", LOCAL_SHELL),
    "apply_patch": ("apply_patch", APPLY_PATCH),
}


@dataclass(frozen=True, slots=True)
class DeclaredTool:
    """A tool that the model may call: its name, the client's definition of it, and the chat's."""

    name: ToolName
    given: Mapping[str, Any]
    chat: JsonObject
    deferred: bool
    namespace_description: str = ""


class ChatTools:
    """The tools of a request and those that items add, in order; a tool replaces one of the same name."""

    def __init__(
        self,
        dropped: DroppedFields,
        *,
        native_custom: bool = False,
        hosted: HostedFunctions | None = None,
        native_tools: frozenset[str] = frozenset(),
    ) -> None:
        self.names = ToolNames()
        self._native_tools = native_tools
        self._hosted = hosted or {}
        self.declared: dict[str, DeclaredTool] = {}
        """By their flat names."""
        self.native_custom = native_custom
        """Whether a custom tool is one for the upstream, too, and no function."""
        self._dropped = dropped
        self.searches = False
        """Whether the client leaves the search for tools to the server."""
        self.native: list[JsonObject] = []
        """Tools that the upstream runs itself."""
        self._added: list[str] = []
        self._repeated = 0
        """Characters of namespaces' descriptions, which each of their tools repeats."""

    def add(self, tools: Sequence[JsonObject], path: str, *, loaded: bool = False) -> list[str]:
        """Adds the tools of the field `path`; `loaded` ones are not deferred, whatever they say.

        Returns their flat names.

        Raises BadRequest for a tool that a chat upstream lacks.
        """
        self._added.clear()
        for index, tool in enumerate(tools):
            self._add(tool, f"{path}[{index}]", loaded=loaded)
        return list(self._added)

    def hosted_names(self, choice: Mapping[str, Any]) -> list[str]:
        """The flat names of the hosted functions that a choice names by the tool's type, label and name."""
        kind, label, name = choice.get("type"), choice.get("server_label"), choice.get("name")
        return [
            flat
            for flat, tool in self.declared.items()
            if tool.name.kind == "hosted"
            and tool_kind(tool.given.get("type")) == tool_kind(kind)
            and label in (None, tool.given.get("server_label"))
            and name in (None, tool.name.name)
        ]

    def search(self, query: str | None) -> tuple[JsonObject, ...]:
        """Of many tools, leaves out the deferred ones that a search does not find. Returns its items.

        None finds nothing, and makes no items.
        """
        deferred = {flat: tool for flat, tool in self.declared.items() if tool.deferred}
        if not deferred or len(self.declared) <= SEARCH_ABOVE:
            return ()
        texts = {flat: _searched_text(tool) for flat, tool in deferred.items()}
        found = [] if query is None else search(query, texts)
        for flat in deferred.keys() - set(found):
            del self.declared[flat]
        return () if query is None else search_items(query, [_as_given(deferred[flat]) for flat in found])

    def _add(self, tool: JsonObject, path: str, *, loaded: bool) -> None:
        kind = tool["type"]
        if path in self._hosted:
            if label := tool.get("server_label"):
                self.names.declare_hosted(label)
            for function in self._hosted[path]:
                self._add_hosted(function, tool)
        elif tool_kind(kind) in self._native_tools:
            self.native.append(tool)
        elif kind not in TOOLS:
            self._dropped.left_out.append(f"{path} ({kind}: unknown)")
        elif require_supported(TOOLS, kind, f"{path}.type").level == "left out":
            self._dropped.left_out.append(f"{path} ({kind}: no backend)")
        elif kind == "namespace":
            self._add_namespace(tool, path, loaded=loaded)
        elif kind == "tool_search":
            check_fields(TOOL_SEARCH, tool, path, self._dropped)
            if tool.get("execution") == "client":
                self._declare(ToolName("tool_search", "tool_search"), tool, search_function(tool))
            else:
                self.searches = True
        elif kind in _CLIENT_TOOLS:
            name, table = _CLIENT_TOOLS[kind]
            check_fields(table, tool, path, self._dropped)
            environment = tool.get("environment")
            if environment is not None:
                require_supported(SHELL_ENVIRONMENTS, environment["type"], f"{path}.environment.type")
            self._declare(ToolName(name, name), tool, client_function(tool))
        else:
            self._add_named(tool, path, None, loaded=loaded)

    def _add_hosted(self, function: HostedFunction, tool: JsonObject) -> None:
        name = ToolName("hosted", function.name, function.namespace)
        if not function.may_be_called:
            self.names.declare(name)
            return
        members: JsonObject = {"description": function.description, "parameters": function.parameters}
        if function.strict is not None:
            members["strict"] = function.strict
        deferred = bool(tool.get("defer_loading"))
        self._declare(name, tool, members, deferred=deferred)

    def _add_namespace(self, tool: JsonObject, path: str, *, loaded: bool) -> None:
        check_fields(NAMESPACE, tool, path, self._dropped)
        for index, inner in enumerate(tool["tools"]):
            inner_path = f"{path}.tools[{index}]"
            if inner["type"] in ("function", "custom"):
                self._add_named(inner, inner_path, tool, loaded=loaded)
            else:
                self._dropped.left_out.append(f"{inner_path} ({inner['type']}: unknown)")

    def _add_named(
        self, tool: JsonObject, path: str, namespace: Mapping[str, Any] | None, *, loaded: bool
    ) -> None:
        """Adds a function or a custom tool, which a namespace may hold."""
        custom = tool["type"] == "custom"
        check_fields(CUSTOM if custom else FUNCTION, tool, path, self._dropped)
        members = _present(tool, ("description",) if custom else ("description", "parameters", "strict"))
        if custom:
            native_format = self._checked_format(tool.get("format"), f"{path}.format")
            members = members | native_format if self.native_custom else custom_function(tool)
        above = "" if namespace is None else namespace["description"]
        self._repeated += len(above)
        if self._repeated > _MAX_REPEATED + len(above):
            raise BadRequest(
                f"'{path}' repeats the long description of its namespace too often; shorten that.",
                param=path,
                code="string_above_max_length",
            )
        if above:
            own = members.get("description")
            members["description"] = f"{above}\n\n{own}" if own else above
        name = ToolName(
            "custom" if custom else "function", tool["name"], None if namespace is None else namespace["name"]
        )
        self._declare(
            name, tool, members, deferred=bool(tool.get("defer_loading")) and not loaded, above=above
        )

    def _declare(
        self,
        name: ToolName,
        given: Mapping[str, Any],
        members: Mapping[str, Any],
        *,
        deferred: bool = False,
        above: str = "",
    ) -> None:
        flat = self.names.declare(name)
        kind = self.chat_kind(name)
        chat = {"type": kind, kind: {"name": flat, **members}}
        self._added.append(flat)
        self.declared[flat] = DeclaredTool(name, given, chat, deferred, above)

    def chat_kind(self, name: ToolName) -> str:
        """What a tool is in the chat."""
        return "custom" if name.kind == "custom" and self.native_custom else "function"

    def _checked_format(self, value: JsonObject | None, path: str) -> JsonObject:
        """`format` as chat completions have it, if there is one."""
        if value is None:
            return {}
        require_supported(CUSTOM_FORMATS, value["type"], f"{path}.type")
        if value["type"] == "text":
            check_fields(PLAIN_CUSTOM_FORMAT, value, path, self._dropped)
            return {"format": {"type": "text"}}
        check_fields(GRAMMAR, value, path, self._dropped)
        return {"format": {"type": "grammar", "grammar": _present(value, ("definition", "syntax"))}}


def tool_kind(kind: Any) -> str:
    """One name for all spellings of a hosted tool's type, such as `web_search_preview_2025_03_11`."""
    return "web_search" if str(kind).startswith("web_search") else str(kind)


def _searched_text(tool: DeclaredTool) -> str:
    return " ".join(
        (
            tool.name.namespace or "",
            tool.name.name,
            tool.namespace_description,
            tool.given.get("description") or "",
        )
    )


def _as_given(tool: DeclaredTool) -> JsonObject:
    """The tool as the client declared it, in its namespace."""
    if tool.name.namespace is None:
        return dict(tool.given)
    return {
        "type": "namespace",
        "name": tool.name.namespace,
        "description": tool.namespace_description,
        "tools": [dict(tool.given)],
    }


def _present(value: Mapping[str, Any], names: Sequence[str]) -> JsonObject:
    return {name: value[name] for name in names if value.get(name) is not None}
