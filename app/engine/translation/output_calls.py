"""Calls under construction, as the items of the tools that the client declared."""

from __future__ import annotations

from collections.abc import Iterator

from app.contract.growing_text import GrowingText
from app.contract.json_types import JsonObject
from app.contract.long_texts import LongTexts
from app.engine.translation.client_calls import ITEM_TYPES, call_fields, command_events, item_status
from app.engine.translation.item_ids import PREFIXES, Mint
from app.engine.translation.json_input import CustomInputReader
from app.engine.translation.output_events import DeltaTemplate
from app.engine.translation.output_items import ItemStatus
from app.engine.translation.tool_names import ToolName, ToolNames


class OutputToolCall:
    """A call of a tool. It is of no type and has no place before `place`, which needs its whole name.

    `custom` is whether the upstream called a custom tool. The arguments of a function that stands for one
    are read as its input.
    """

    id: str
    type: str
    output_index: int
    location: JsonObject
    delta_template: DeltaTemplate

    def __init__(self, call_id: str, texts: LongTexts, *, custom: bool) -> None:
        self._texts = texts
        self._custom = custom
        self._tool: ToolName | None = None
        self._fields: JsonObject | None = None
        self._reader: CustomInputReader | None = None
        self.call_id = call_id
        self.name = ""
        self.text = GrowingText("")
        self.extras: JsonObject = {}
        """See `call_extras`."""
        self.is_added = False
        """Whether its added event has been emitted, which requires its whole name."""

    def is_whole(self, names: ToolNames) -> bool:
        """Whether it can only be added with all of its arguments."""
        tool = names.tool(self.name)
        return tool is not None and (tool.kind in ITEM_TYPES or tool.kind == "hosted")

    def is_hosted(self, names: ToolNames) -> bool:
        """Whether this server runs it: it has no item before that."""
        tool = names.tool(self.name)
        return tool is not None and tool.kind == "hosted"

    def place(self, output_index: int, mint: Mint, names: ToolNames) -> str:
        """Gives it its place in the output, and its type. Returns its text so far, for the first delta."""
        tool = names.tool(self.name)
        held = self.text.joined()
        if tool is not None and tool.kind in ITEM_TYPES:
            self._fields = call_fields(tool.kind, self._texts.whole(held))
        self._tool = tool
        custom = self._custom or (tool is not None and tool.kind == "custom")
        if tool is not None and self._fields is not None:
            self.type = ITEM_TYPES[tool.kind]
        else:
            self.type = "custom_tool_call" if custom else "function_call"
        self.is_added = True
        self.id = mint(PREFIXES[self.type])
        self.output_index = output_index
        self.location = {"item_id": self.id, "output_index": output_index}
        self._text_field = "input" if custom else "arguments"
        self._event = f"response.{self.type}_{self._text_field}"
        self.delta_template = DeltaTemplate(f"{self._event}.delta", self.location, {})
        if self._fields is not None:
            return ""
        if custom and not self._custom:
            self._reader = CustomInputReader()
            self.text = GrowingText("")
            return self.add(held)
        return held

    def whole_text(self) -> str:
        """The arguments so far, to be read."""
        return str(self._texts.whole(self.text.joined()))

    def add(self, text: str) -> str:
        """Appends a fragment of the arguments; returns what the next delta has."""
        if self._fields is not None:
            # Behind complete arguments nothing has a meaning.
            return ""
        delta = text if self._reader is None else self._reader.feed(self._texts.whole(text))
        self.text.add(delta)
        return delta

    def end(self) -> str:
        """What the last delta has."""
        rest = "" if self._reader is None else self._reader.finish()
        self.text.add(rest)
        return rest

    def done_events(self) -> Iterator[tuple[str, JsonObject]]:
        """The events before the item's done event, each with its members."""
        if self._fields is None:
            fields: JsonObject = {self._text_field: self.text.marked(self._texts)}
            if self.type == "function_call":
                fields["name"] = self._own_name()
            yield f"{self._event}.done", {**self.location, **fields}
        elif self.type == "shell_call":
            yield from command_events(self._fields, self.output_index)

    def as_json(self, status: ItemStatus, *, empty: bool = False) -> JsonObject:
        """The item in its current state; with `empty` as its added event has it, without arguments."""
        if self._tool is not None and self._fields is not None:
            return {
                "id": self.id,
                "type": self.type,
                "status": item_status(self._tool.kind, status),
                "call_id": self.call_id,
                **self._fields,
                **self.extras,
            }
        item: JsonObject = {
            "id": self.id,
            "type": self.type,
            "status": status,
            "call_id": self.call_id,
            "name": self._own_name(),
            self._text_field: "" if empty else self.text.marked(self._texts),
            **self.extras,
        }
        if self._tool is not None and self._tool.namespace is not None:
            item["namespace"] = self._tool.namespace
        return item

    def _own_name(self) -> str:
        return self.name if self._tool is None else self._tool.name
