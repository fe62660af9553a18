"""ChatTools and the choice among them, as chat completions have them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.contract.json_types import JsonObject
from app.engine.translation.support import DroppedFields, check_fields, require_supported
from app.engine.translation.tool_table import (
    CHOICES,
    CUSTOM,
    CUSTOM_FORMATS,
    FUNCTION,
    GRAMMAR,
    PLAIN_CUSTOM_FORMAT,
    TOOLS,
)
from app.errors import BadRequest


class ChatTools:
    """The tools of a request and those that items add, in order; a tool replaces one of the same name."""

    def __init__(self, dropped: DroppedFields) -> None:
        self._dropped = dropped
        self._tools: dict[tuple[str, str], JsonObject] = {}

    def add(self, tools: Sequence[JsonObject], path: str) -> None:
        """Adds the tools of the field `path`. Raises BadRequest for a tool that a chat upstream lacks."""
        for index, tool in enumerate(tools):
            tool_path = f"{path}[{index}]"
            if require_supported(TOOLS, tool["type"], f"{tool_path}.type").level == "left out":
                self._dropped.left_out.append(f"{tool_path} ({tool['type']})")
                continue
            if tool["type"] == "function":
                check_fields(FUNCTION, tool, tool_path, self._dropped)
                definition = _present(tool, ("name", "description", "parameters", "strict"))
            else:
                check_fields(CUSTOM, tool, tool_path, self._dropped)
                definition = _present(tool, ("name", "description"))
                if tool.get("format") is not None:
                    definition["format"] = self._format(tool["format"], f"{tool_path}.format")
            self._tools[tool["type"], tool["name"]] = {"type": tool["type"], tool["type"]: definition}

    def fields(self, choice: str | JsonObject | None, parallel: bool | None) -> JsonObject:
        """`tools`, `tool_choice` and `parallel_tool_calls`; none of them without tools."""
        mode = choice if isinstance(choice, str) else (choice or {}).get("type")
        if mode is not None:
            require_supported(CHOICES, mode, "tool_choice" if isinstance(choice, str) else "tool_choice.type")
        if not self._tools:
            if mode not in (None, "auto", "none"):
                raise BadRequest(
                    "'tool_choice' requires a call, and 'tools' has no tool that this model's upstream has.",
                    param="tool_choice",
                    code="invalid_value",
                )
            return {}
        fields: JsonObject = {"tools": list(self._tools.values())}
        if isinstance(choice, dict):
            fields |= self._chosen(choice)
        elif choice is not None:
            fields["tool_choice"] = choice
        if parallel is not None:
            fields["parallel_tool_calls"] = parallel
        return fields

    def _chosen(self, choice: JsonObject) -> JsonObject:
        if choice["type"] == "allowed_tools":
            # Not sent as `allowed_tools`, which few upstreams have. A tool that is not sent cannot be called.
            names = [
                self._name(entry, f"tool_choice.tools[{index}]")
                for index, entry in enumerate(choice["tools"])
                if not self._is_left_out(entry, f"tool_choice.tools[{index}]")
            ]
            allowed = [tool for name, tool in self._tools.items() if name in names]
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
        kind, name = self._name(choice, "tool_choice")
        return {"tool_choice": {"type": kind, kind: {"name": name}}}

    def _is_left_out(self, entry: Mapping[str, Any], path: str) -> bool:
        support = TOOLS.get(str(entry.get("type")))
        if support is None or support.level != "left out":
            return False
        self._dropped.left_out.append(f"{path} ({entry['type']})")
        return True

    def _name(self, entry: Mapping[str, Any], path: str) -> tuple[str, str]:
        kind = str(entry.get("type"))
        require_supported(TOOLS, kind, f"{path}.type")
        name = (kind, str(entry.get("name")))
        if name not in self._tools:
            raise BadRequest(
                f"'{path}' names the tool '{name[1]}', which is not in 'tools'.",
                param=path,
                code="invalid_value",
            )
        return name

    def _format(self, value: JsonObject, path: str) -> JsonObject:
        require_supported(CUSTOM_FORMATS, value["type"], f"{path}.type")
        if value["type"] == "text":
            check_fields(PLAIN_CUSTOM_FORMAT, value, path, self._dropped)
            return {"type": "text"}
        check_fields(GRAMMAR, value, path, self._dropped)
        return {"type": "grammar", "grammar": _present(value, ("definition", "syntax"))}


def _present(value: Mapping[str, Any], names: Sequence[str]) -> JsonObject:
    return {name: value[name] for name in names if value.get(name) is not None}
