"""Items, of a chain's history and of the input, to chat messages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.contract.json_types import JsonObject
from app.engine.translation.decision import DroppedFields, check, require_supported
from app.engine.translation.dialect import Dialect
from app.engine.translation.item_table import ITEM_FIELDS, ITEMS
from app.engine.translation.parts import Parts
from app.engine.translation.references import ResolvedReferences, kind
from app.engine.translation.tools import Tools
from app.errors import BadRequest


@dataclass(slots=True)
class _Turn:
    """A message; if it is the assistant's, with the tool messages that answer its calls and must follow it at once."""

    message: JsonObject
    answers: list[JsonObject] = field(default_factory=list)

    def takes(self, *, text: bool) -> bool:
        """Whether more of the same answer of the model may join it: calls, or its text if it has none yet."""
        if self.message["role"] != "assistant" or self.answers:
            return False
        return not text or (self.message["content"] is None and "refusal" not in self.message)


class Messages:
    """Takes items in, in order. What the model said in one go becomes one assistant message again."""

    def __init__(
        self, dialect: Dialect, known: ResolvedReferences, tools: Tools, left_out: DroppedFields
    ) -> None:
        self._dialect = dialect
        self._known = known
        self._tools = tools
        self._left_out = left_out
        self._parts = Parts(known, left_out)
        self._turns: list[_Turn] = []
        self._calls: dict[str, _Turn] = {}
        self._reasoning = ""
        self.handlers = {
            "message": self._message,
            "function_call": self._call,
            "custom_tool_call": self._call,
            "function_call_output": self._output,
            "custom_tool_call_output": self._output,
            "additional_tools": self._additional_tools,
            "item_reference": self._reference,
            "reasoning": self._reason,
        }

    def instructions(self, text: str) -> None:
        """The first message."""
        self._turns.append(_Turn({"role": self._dialect.developer_role, "content": text}))

    def add(self, items: Sequence[Mapping[str, Any]], path: str) -> None:
        """Takes items in; refuses what a chat upstream does not have."""
        for index, item in enumerate(items):
            self._add(item, f"{path}[{index}]")

    def finished(self) -> list[JsonObject]:
        """All messages; each call has its answer, as chat completions demand."""
        for call_id in self._calls:
            raise BadRequest(
                f"No tool output found for the call '{call_id}'.",
                param="input",
                code="missing_required_parameter",
            )
        return [message for turn in self._turns for message in (turn.message, *turn.answers)]

    def _add(self, item: Mapping[str, Any], path: str) -> None:
        tag = kind(item)
        require_supported(ITEMS, tag, f"{path}.type")
        if tag in ITEM_FIELDS:
            check(ITEM_FIELDS[tag], item, path, self._left_out)
        self.handlers[tag](item, path)

    def _message(self, item: Mapping[str, Any], path: str) -> None:
        role = item["role"]
        content = self._parts.content(item["content"], role, f"{path}.content")
        if role == "assistant":
            _say(self._assistant(text=True), content)
            return
        self._reasoning = ""
        role = self._dialect.developer_role if role == "developer" else role
        self._turns.append(_Turn({"role": role, "content": content}))

    def _call(self, item: Mapping[str, Any], path: str) -> None:
        name = {"function_call": "function", "custom_tool_call": "custom"}[item["type"]]
        said = "arguments" if name == "function" else "input"
        if item["call_id"] in self._calls:
            raise BadRequest(
                f"'{path}.call_id' repeats '{item['call_id']}', which waits for its output.",
                param=f"{path}.call_id",
                code="invalid_value",
            )
        message = self._assistant(text=False)
        call = {"id": item["call_id"], "type": name, name: {"name": item["name"], said: item[said]}}
        message.setdefault("tool_calls", []).append(call)
        self._calls[item["call_id"]] = self._turns[-1]

    def _output(self, item: Mapping[str, Any], path: str) -> None:
        call_id = item.get("call_id")
        turn = self._calls.pop(call_id, None) if call_id is not None else None
        if turn is None:
            raise BadRequest(
                f"'{path}.call_id' is '{call_id}', and no call of that id waits for its output.",
                param=f"{path}.call_id",
                code="invalid_value",
            )
        content = self._parts.content(item["output"], "tool", f"{path}.output")
        turn.answers.append({"role": "tool", "tool_call_id": call_id, "content": content})

    def _additional_tools(self, item: Mapping[str, Any], path: str) -> None:
        self._tools.add(item["tools"], f"{path}.tools")

    def _reference(self, item: Mapping[str, Any], path: str) -> None:
        self._add(self._known.item(item, path), path)

    def _reason(self, item: Mapping[str, Any], path: str) -> None:
        if self._dialect.reasoning_field is not None:
            self._reasoning += "".join(part["text"] for part in item.get("content") or ())

    def _assistant(self, *, text: bool) -> JsonObject:
        """The assistant message that what comes now belongs to: the last one if nothing came between, else a new one."""
        if self._turns and not self._reasoning and self._turns[-1].takes(text=text):
            return self._turns[-1].message
        message: JsonObject = {"role": "assistant", "content": None}
        if self._reasoning and self._dialect.reasoning_field is not None:
            message[self._dialect.reasoning_field] = self._reasoning
            self._reasoning = ""
        self._turns.append(_Turn(message))
        return message


def _say(message: JsonObject, content: str | list[JsonObject]) -> None:
    if isinstance(content, list) and len(content) == 1 and content[0]["type"] == "refusal":
        message["refusal"] = content[0]["refusal"]
    else:
        message["content"] = content
