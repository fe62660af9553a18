"""Selects the tools of a request that are called."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from app.contract.json_types import JsonObject
from app.errors import BadRequest
from app.upstream.builtin import tool_names
from app.upstream.builtin.current_turn import CurrentTurn

ToolKind: TypeAlias = Literal["function", "custom", "legacy"]
"""`legacy` is an entry of the deprecated `functions`."""

_MAX_CALLS = 64


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool of a request."""

    name: str
    kind: ToolKind
    schema: JsonObject = field(default_factory=dict)
    """The JSON Schema of its arguments, or of a custom tool's input."""
    param: str = ""
    """The schema's place in the request, for errors."""


class RequestedCall(NamedTuple):
    """A tool to call. `arguments` is what the user wrote in its parentheses; None without parentheses."""

    tool: Tool
    arguments: str | None


def requested_calls(request: JsonObject, turn: CurrentTurn) -> list[RequestedCall]:
    """The tools to call, in the order of the user's text; if empty, the answer is a text.

    A tool that was called since the last user message is not called again unless the request requires a call,
    so that tool loops end.
    """
    tools, required = _choice(request)
    fresh = [tool for tool in tools if tool.name not in turn.called]
    calls = _calls_in(turn.user_text, fresh)
    if required and not calls:
        calls = [RequestedCall((fresh or tools)[0], None)]
    one = request.get("parallel_tool_calls") is False or any(each.tool.kind == "legacy" for each in calls)
    return calls[: 1 if one else _MAX_CALLS]


def _calls_in(text: str, tools: list[Tool]) -> list[RequestedCall]:
    """The calls that a text requests, in its order; a tool several times only if it is written as calls."""
    found: list[tuple[int, RequestedCall]] = []
    rest, unnamed = text, []
    for tool in tools:
        program_calls = tool_names.written_calls(text, tool.name)
        matches = tool_names.name_matches(text, tool.name)
        if program_calls:
            found += [(place, RequestedCall(tool, arguments)) for place, arguments in program_calls]
        elif matches:
            found.append((matches[0].start(), RequestedCall(tool, None)))
        else:
            unnamed.append(tool)
        for match in matches:
            # The words of a tool's name must not select another tool.
            rest = f"{rest[: match.start()]}{' ' * len(match[0])}{rest[match.end() :]}"
    for tool in unnamed:
        place = tool_names.word_match(rest, tool.name)
        if place is not None:
            found.append((place, RequestedCall(tool, None)))
    return [each for _, each in sorted(found, key=lambda item: item[0])]


def _choice(request: JsonObject) -> tuple[list[Tool], bool]:
    """The tools that may be called, and whether a call is required."""
    tools = request_tools(request)
    param = "tool_choice" if request.get("tool_choice") is not None else "function_call"
    choice = request.get(param) or "auto"
    if choice == "none":
        return [], False
    if choice in ("auto", "required"):
        if choice == "required" and not tools:
            raise BadRequest(f"'{param}' requires a tool, and 'tools' has none.", param=param)
        return tools, choice == "required"
    if not isinstance(choice, dict):
        raise BadRequest(f"'{param}' has a form that the built-in model does not support.", param=param)
    if choice.get("type") == "allowed_tools":
        allowed = choice.get("allowed_tools") or {}
        names = [_name(entry) for entry in allowed.get("tools") or []]
        return _by_names(tools, names, param), allowed.get("mode") == "required"
    return _by_names(tools, [_name(choice)], param), True


def request_tools(request: JsonObject) -> list[Tool]:
    """The request's tools; entries of an unknown type are ignored."""
    found: list[Tool] = []
    for index, entry in enumerate(request.get("tools") or []):
        place = f"tools[{index}]"
        if entry.get("type") == "function":
            function = entry["function"]
            schema = function.get("parameters") or {}
            found.append(Tool(function["name"], "function", schema, f"{place}.function.parameters"))
        elif entry.get("type") == "custom":
            custom = entry["custom"]
            found.append(Tool(custom["name"], "custom", _grammar(custom), f"{place}.custom.format"))
    for index, function in enumerate(request.get("functions") or []):
        schema = function.get("parameters") or {}
        found.append(Tool(function["name"], "legacy", schema, f"functions[{index}].parameters"))
    return found


def _grammar(custom: JsonObject) -> JsonObject:
    """The schema of a custom tool's input; empty for a grammar in lark, which is not supported."""
    grammar = (custom.get("format") or {}).get("grammar") or {}
    return {"pattern": grammar["definition"]} if grammar.get("syntax") == "regex" else {}


def _name(entry: JsonObject) -> str:
    """The name in `{"type": "function", "function": {"name"}}`, the same with `custom`, or `{"name"}`."""
    inner = entry.get("function") or entry.get("custom") or entry
    return str(inner.get("name")) if isinstance(inner, dict) else ""


def _by_names(tools: list[Tool], names: list[str], param: str) -> list[Tool]:
    known = {tool.name: tool for tool in tools}
    for name in names:
        if name not in known:
            raise BadRequest(f"'{param}' names '{name[:64]}', which is not among the tools.", param=param)
    return [known[name] for name in names]
