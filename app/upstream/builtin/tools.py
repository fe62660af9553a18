"""The tools of a request, and which of them are called."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from app.contract.json_types import JsonObject
from app.errors import BadRequest
from app.upstream.builtin import naming
from app.upstream.builtin.conversation import Conversation

Kind: TypeAlias = Literal["function", "custom", "older"]
"""`older` are the functions of before there were tools."""

_MOST_CALLS = 64


@dataclass(frozen=True, slots=True)
class Tool:
    """One that may be called."""

    name: str
    kind: Kind
    schema: JsonObject = field(default_factory=dict)
    """Of its arguments, or of a custom tool's input."""
    param: str = ""
    """Where the request has the schema."""


class Wanted(NamedTuple):
    """A tool to be called; `inside` is what the user wrote in its brackets, None where there were none."""

    tool: Tool
    inside: str | None


def wanted(request: JsonObject, conversation: Conversation) -> list[Wanted]:
    """The tools to call, in the order in which they were asked for; none means that a text is the answer.

    A tool that was called since the user last spoke is not called again unless the request leaves no choice, so
    that a loop comes to its end.
    """
    tools, must = _choice(request)
    fresh = [tool for tool in tools if tool.name not in conversation.called]
    asked = _asked(conversation.asked, fresh)
    if must and not asked:
        asked = [Wanted((fresh or tools)[0], None)]
    one = request.get("parallel_tool_calls") is False or any(each.tool.kind == "older" for each in asked)
    return asked[: 1 if one else _MOST_CALLS]


def _asked(text: str, tools: list[Tool]) -> list[Wanted]:
    """The tools that a text asks for, as often as it writes them as calls, in its order."""
    found: list[tuple[int, Wanted]] = []
    rest, unnamed = text, []
    for tool in tools:
        written = naming.calls(text, tool.name)
        named = naming.named(text, tool.name)
        if written:
            found += [(place, Wanted(tool, inside)) for place, inside in written]
        elif named:
            found.append((named[0].start(), Wanted(tool, None)))
        else:
            unnamed.append(tool)
        for match in named:
            # The words of one tool's name ask for no other tool.
            rest = f"{rest[: match.start()]}{' ' * len(match[0])}{rest[match.end() :]}"
    for tool in unnamed:
        place = naming.meant(rest, tool.name)
        if place is not None:
            found.append((place, Wanted(tool, None)))
    return [each for _, each in sorted(found, key=lambda item: item[0])]


def _choice(request: JsonObject) -> tuple[list[Tool], bool]:
    """The tools that may be called, and whether one must be."""
    tools = offered(request)
    param = "tool_choice" if request.get("tool_choice") is not None else "function_call"
    choice = request.get(param) or "auto"
    if choice == "none":
        return [], False
    if choice in ("auto", "required"):
        if choice == "required" and not tools:
            raise BadRequest(f"'{param}' asks for a tool, and 'tools' has none.", param=param)
        return tools, choice == "required"
    if not isinstance(choice, dict):
        raise BadRequest(f"'{param}' has a form that the built-in model does not know.", param=param)
    if choice.get("type") == "allowed_tools":
        allowed = choice.get("allowed_tools") or {}
        names = [_name(entry) for entry in allowed.get("tools") or []]
        return _those(tools, names, param), allowed.get("mode") == "required"
    return _those(tools, [_name(choice)], param), True


def offered(request: JsonObject) -> list[Tool]:
    """The request's tools; of a kind that is not known, none."""
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
        found.append(Tool(function["name"], "older", schema, f"functions[{index}].parameters"))
    return found


def _grammar(custom: JsonObject) -> JsonObject:
    """What a custom tool's input must match, as a schema; of a grammar in lark, nothing is known here."""
    grammar = (custom.get("format") or {}).get("grammar") or {}
    return {"pattern": grammar["definition"]} if grammar.get("syntax") == "regex" else {}


def _name(entry: JsonObject) -> str:
    """Of `{"type": "function", "function": {"name"}}`, the same with `custom`, or `{"name"}`."""
    inner = entry.get("function") or entry.get("custom") or entry
    return str(inner.get("name")) if isinstance(inner, dict) else ""


def _those(tools: list[Tool], names: list[str], param: str) -> list[Tool]:
    known = {tool.name: tool for tool in tools}
    for name in names:
        if name not in known:
            raise BadRequest(f"'{param}' names '{name[:64]}', which is not among the tools.", param=param)
    return [known[name] for name in names]
