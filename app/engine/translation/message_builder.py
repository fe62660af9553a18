"""Items, of the history and of the input -> chat messages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import orjson

from app.contract.json_types import JsonObject
from app.contract.long_texts import json_as_text
from app.engine.translation.call_extras import call_extras, message_extras, without_extras
from app.engine.translation.call_items import CALLS, call_text, called_tool, output_call_ids, output_text
from app.engine.translation.chat_tools import ChatTools
from app.engine.translation.compactions import PROMPT, Unseal
from app.engine.translation.content_translator import ContentTranslator
from app.engine.translation.dialect import Dialect
from app.engine.translation.hosted_functions import AnsweredCall, Round
from app.engine.translation.hosted_items import HOSTED_CALLS, answered_call, refused_call
from app.engine.translation.item_notes import note_call, note_of
from app.engine.translation.item_table import ITEM_FIELDS, ITEMS
from app.engine.translation.message_groups import LatestCompaction, MessageGroup
from app.engine.translation.references import ResolvedReferences, item_type
from app.engine.translation.support import DroppedFields, check_fields, require_supported
from app.engine.translation.tool_names import ToolName
from app.errors import BadRequest


class MessageBuilder:
    """Collects items in order. Adjacent output items of the model become one assistant message again."""

    def __init__(
        self,
        dialect: Dialect,
        references: ResolvedReferences,
        tools: ChatTools,
        dropped: DroppedFields,
        *,
        unseal: Unseal | None = None,
        unseal_summary: Unseal | None = None,
        reasons_in_turn: bool = False,
    ) -> None:
        self._dialect = dialect
        self._references = references
        self._tools = tools
        self._dropped = dropped
        self._unseal = unseal
        self._reasons_in_turn = reasons_in_turn
        """Whether reasoning before the last message of the user is not sent."""
        self._content = ContentTranslator(references, dropped)
        self._groups: list[MessageGroup] = []
        self._compaction = LatestCompaction(unseal_summary)
        self._without_reasoning = 0
        """So many of them, at the start, have none any more."""
        self._open_calls: dict[str, MessageGroup] = {}
        self._client_calls: dict[str, Mapping[str, Any]] = {}
        """Items of calls of shells, patches and searches, by the id of the call."""
        self._approval_requests: dict[str, Mapping[str, Any]] = {}
        self._local_shells: dict[str, str] = {}
        """The id of a local shell's item -> that of its call."""
        self._reasoning: list[str] = []
        self._opened: set[str] = set()
        """Tokens whose text has been sent: a token of many is short, and its text may be long."""

    def add_instructions(self, text: str) -> None:
        """Adds the first message."""
        self._groups.append(MessageGroup({"role": self._dialect.developer_role, "content": text}))

    def add(self, items: Sequence[Mapping[str, Any]], path: str) -> None:
        """Adds the items of the field `path`. Raises BadRequest for an item that a chat upstream lacks."""
        for index, item in enumerate(items):
            self._add(item, f"{path}[{index}]")

    def add_round(self, answered: Round) -> None:
        """Adds an answer of this response's own, and the results of its hosted calls."""
        self.add(answered.items, "output")
        for call in answered.calls:
            self._add_tool_call(self._assistant_message(text=False), call)
        # Behind the message with all of the calls.
        self._groups[-1].outputs += [_tool_message(call.call_id, call.text) for call in answered.calls]

    def build(self) -> list[JsonObject]:
        """All messages. Raises BadRequest for a call without output, which chat completions do not allow."""
        for call_id, group in self._open_calls.items():
            item = self._client_calls.get(call_id)
            if item is None:
                raise BadRequest(
                    f"No tool output found for the call '{call_id}'.",
                    param="input",
                    code="missing_required_parameter",
                )
            note_call(group.message, call_id, note_of(item, item["type"])[0])
        groups = self._compaction.apply(self._groups, self._dialect.developer_role)
        return [message for group in groups for message in (group.message, *group.outputs, *group.media)]

    def _add(self, item: Mapping[str, Any], path: str) -> None:
        tag = item_type(item)
        support = require_supported(ITEMS, tag, f"{path}.type")
        if support.level == "left out":
            self._dropped.left_out.append(f"{path} ({tag})")
            return
        if support.level == "noted":
            self._add_note(item, tag)
            return
        if tag in ITEM_FIELDS:
            check_fields(ITEM_FIELDS[tag], _contract_fields(item, tag), path, self._dropped)
        HANDLERS[tag](self, item, path)

    def _add_message(self, item: Mapping[str, Any], path: str) -> None:
        role = item["role"]
        content = self._content.content(item["content"], role, f"{path}.content")
        if role == "assistant":
            message = self._assistant_message(text=True)
            _set_content(message, content)
            message |= message_extras(item)
            return
        self._reasoning = []
        if role == "user" and self._reasons_in_turn and self._dialect.reasoning_field is not None:
            for group in self._groups[self._without_reasoning :]:
                group.message.pop(self._dialect.reasoning_field, None)
            self._without_reasoning = len(self._groups)
        role = self._dialect.developer_role if role == "developer" else role
        self._groups.append(MessageGroup({"role": role, "content": content}))

    def _add_call(self, item: Mapping[str, Any], path: str) -> None:
        call_id = item.get("call_id")
        if call_id is None:
            # A search of this server: no call of the model.
            return
        if call_id in self._open_calls:
            raise BadRequest(
                f"'{path}.call_id' repeats '{call_id}', which waits for its output.",
                param=f"{path}.call_id",
                code="invalid_value",
            )
        message = self._assistant_message(text=False)
        tool = called_tool(item)
        kind = self._tools.chat_kind(tool)
        text = call_text(item, native_custom=self._tools.native_custom)
        call = {
            "id": call_id,
            "type": kind,
            kind: {
                "name": self._tools.names.flat(tool),
                "arguments" if kind == "function" else "input": text,
            },
            **call_extras(item),
        }
        message.setdefault("tool_calls", []).append(call)
        message |= message_extras(item)
        self._open_calls[call_id] = self._groups[-1]
        if tool.kind not in ("function", "custom"):
            self._client_calls[call_id] = item
        if tool.kind == "local_shell" and item.get("id"):
            self._local_shells[item["id"]] = call_id

    def _add_tool_call(self, message: JsonObject, call: AnsweredCall) -> None:
        name = self._tools.names.flat(ToolName("hosted", call.name, call.namespace))
        function = {"name": name, "arguments": call.arguments}
        message.setdefault("tool_calls", []).append(
            {"id": call.call_id, "type": "function", "function": function, **call.extras}
        )

    def _add_hosted_call(self, item: Mapping[str, Any], path: str) -> None:
        """Adds the call of an earlier response with its result."""
        self._add_answered_call(answered_call(item, path))

    def _add_approval_request(self, item: Mapping[str, Any], path: str) -> None:
        del path
        self._approval_requests[str(item.get("id"))] = item

    def _add_approval_response(self, item: Mapping[str, Any], path: str) -> None:
        """Adds a refused call. One that is approved has an item of its own, or runs now."""
        del path
        request = self._approval_requests.get(item["approval_request_id"])
        if request is not None and not item["approve"]:
            self._add_answered_call(refused_call(request, item))

    def _skip(self, item: Mapping[str, Any], path: str) -> None:
        """Adds nothing: the item is for this server."""

    def _add_answered_call(self, call: AnsweredCall) -> None:
        self._add_tool_call(self._assistant_message(text=False), call)
        self._groups[-1].outputs.append(_tool_message(call.call_id, call.text))

    def _add_call_output(self, item: Mapping[str, Any], path: str) -> None:
        call_id, group = self._answered_call(item, path)
        content, media = self._content.tool_output(
            item["output"], f"{path}.output", self._dialect.tool_images
        )
        group.outputs.append(_tool_message(call_id, content))
        if media:
            note = {"type": "text", "text": f"[Images and files from the output of the call {call_id}:]"}
            group.media.append({"role": "user", "content": [note, *media]})

    def _add_client_output(self, item: Mapping[str, Any], path: str) -> None:
        """Adds the output of a call; of one whose call is not sent along, as a note."""
        if not self._has_open_call(item):
            self._add_note(item, item["type"])
            return
        call_id, group = self._answered_call(item, path)
        group.outputs.append(_tool_message(call_id, output_text(item)))

    def _has_open_call(self, item: Mapping[str, Any]) -> bool:
        return any(name in self._open_calls for name in self._names_of_call(item))

    def _names_of_call(self, item: Mapping[str, Any]) -> list[str]:
        """What an output may mean by its ids: a call, or the item of a local shell."""
        named = output_call_ids(item)
        return [*named, *(self._local_shells.get(name, "") for name in named)]

    def _answered_call(self, item: Mapping[str, Any], path: str) -> tuple[str, MessageGroup]:
        """The open call that an output is for, and the group of its message."""
        named = output_call_ids(item)
        for name in self._names_of_call(item):
            group = self._open_calls.pop(name, None)
            if group is not None:
                return name, group
        if not named:
            raise BadRequest(
                f"'{path}.call_id' is missing; it is required.",
                param=f"{path}.call_id",
                code="missing_required_parameter",
            )
        raise BadRequest(
            f"'{path}.call_id' is '{named[0]}', and no call of that id waits for its output.",
            param=f"{path}.call_id",
            code="invalid_value",
        )

    def _add_found_tools(self, item: Mapping[str, Any], path: str) -> None:
        """Adds the tools that a search found; the output of the client's search answers its call."""
        found = self._tools.add(item["tools"], f"{path}.tools", loaded=True)
        if not self._has_open_call(item):
            # A search of this server, or one whose call is not sent along.
            return
        call_id, group = self._answered_call(item, path)
        content = json_as_text(orjson.dumps({"found": found}))
        group.outputs.append(_tool_message(call_id, content))

    def _add_tools(self, item: Mapping[str, Any], path: str) -> None:
        self._tools.add(item["tools"], f"{path}.tools")

    def _add_referenced_item(self, item: Mapping[str, Any], path: str) -> None:
        self._add(self._references.item(item, path), path)

    def _add_reasoning(self, item: Mapping[str, Any], path: str) -> None:
        if self._dialect.reasoning_field is None:
            return
        text = "".join(part["text"] for part in item.get("content") or ())
        sealed = item.get("encrypted_content")
        if not text and sealed and self._unseal is not None and sealed not in self._opened:
            self._opened.add(sealed)
            text = self._unseal(sealed) or ""
        if text:
            self._reasoning.append(text)

    def _add_note(self, item: Mapping[str, Any], tag: str) -> None:
        """Adds an item of a tool that the client runs as a text: the model learns what was done."""
        text, screenshot = note_of(item, tag)
        if not tag.endswith("_output"):
            _set_content(self._assistant_message(text=True), text)
            return
        self._reasoning = []
        parts = [{"type": "text", "text": text}, {"type": "image_url", "image_url": {"url": screenshot}}]
        message = {"role": "user", "content": parts if screenshot else text}
        self._groups.append(MessageGroup(message, is_note=True))

    def _add_compaction(self, item: Mapping[str, Any], path: str) -> None:
        self._compaction.find(item, path, len(self._groups))
        self._reasoning = []
        self._open_calls.clear()
        self._client_calls.clear()

    def _add_trigger(self, item: Mapping[str, Any], path: str) -> None:
        del item, path
        self._groups.append(MessageGroup({"role": "user", "content": PROMPT}))

    def _assistant_message(self, *, text: bool) -> JsonObject:
        """The assistant message for the next output item: the last one if it accepts it, else a new one."""
        if self._groups and not self._reasoning and self._groups[-1].accepts(text=text):
            return self._groups[-1].message
        message: JsonObject = {"role": "assistant", "content": None}
        if self._reasoning and self._dialect.reasoning_field is not None:
            message[self._dialect.reasoning_field] = "".join(self._reasoning)
            self._reasoning = []
        self._groups.append(MessageGroup(message))
        return message


HANDLERS: Mapping[str, Callable[[MessageBuilder, Mapping[str, Any], str], None]] = {
    "message": MessageBuilder._add_message,
    **dict.fromkeys(CALLS, MessageBuilder._add_call),
    "function_call_output": MessageBuilder._add_call_output,
    "custom_tool_call_output": MessageBuilder._add_call_output,
    "shell_call_output": MessageBuilder._add_client_output,
    "local_shell_call_output": MessageBuilder._add_client_output,
    "apply_patch_call_output": MessageBuilder._add_client_output,
    "tool_search_output": MessageBuilder._add_found_tools,
    **dict.fromkeys(HOSTED_CALLS, MessageBuilder._add_hosted_call),
    "mcp_approval_request": MessageBuilder._add_approval_request,
    "mcp_approval_response": MessageBuilder._add_approval_response,
    "mcp_list_tools": MessageBuilder._skip,
    "additional_tools": MessageBuilder._add_tools,
    "item_reference": MessageBuilder._add_referenced_item,
    "reasoning": MessageBuilder._add_reasoning,
    "compaction": MessageBuilder._add_compaction,
    "compaction_trigger": MessageBuilder._add_trigger,
}
"""By an item's type. Not of an instance: its own methods would keep it, and the texts of its messages."""


def _contract_fields(item: Mapping[str, Any], tag: str) -> Mapping[str, Any]:
    """The item without what it may have besides the contract's fields."""
    if tag == "local_shell_call_output":
        # Agents name the call as in every other output.
        return {name: value for name, value in item.items() if name != "call_id"}
    return without_extras(item)


def _tool_message(call_id: str, content: str | list[JsonObject]) -> JsonObject:
    return {"role": "tool", "tool_call_id": call_id, "content": content}


def _set_content(message: JsonObject, content: str | list[JsonObject]) -> None:
    if isinstance(content, list) and len(content) == 1 and content[0]["type"] == "refusal":
        message["refusal"] = content[0]["refusal"]
    else:
        message["content"] = content
