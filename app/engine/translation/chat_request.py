"""A response's request, with the history of its chain -> a chat completion's request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.contract.json_types import JsonObject
from app.engine.translation.chat_tools import ChatTools
from app.engine.translation.compactions import (
    Unseal,
    asks_for_compaction,
    compact_threshold,
)
from app.engine.translation.dialect import Dialect
from app.engine.translation.hosted_functions import HostedFunctions, Round
from app.engine.translation.message_builder import MessageBuilder
from app.engine.translation.references import ResolvedReferences
from app.engine.translation.request_table import (
    CHAT_ONLY,
    FIELDS,
    FORMATS,
    INCLUDE,
    JSON_SCHEMA,
    PLAIN_FORMAT,
    REASONING,
    STREAM_OPTIONS,
    TEXT,
)
from app.engine.translation.stored_items import as_items
from app.engine.translation.support import CLIENTS_OWN, DroppedFields, check_fields, require_supported
from app.engine.translation.system_messages import merged_system_messages
from app.engine.translation.tool_choice import tool_fields
from app.engine.translation.tool_names import AnswerTools
from app.engine.translation.tool_search import search_query
from app.errors import BadRequest

_SAME_NAME = (
    "temperature",
    "top_p",
    "user",
    "safety_identifier",
    "prompt_cache_key",
    "prompt_cache_options",
    "prompt_cache_retention",
    "service_tier",
)
_LOGPROBS = "message.output_text.logprobs"


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """The body for the upstream, and the paths of unknown fields inside items and tools, which it omits.

    Unknown fields at the top level are in the body: the upstream's policy decides on those. `left_out` is
    what the contract has and a chat upstream lacks. `tools` are for the reader of the answer.
    """

    body: JsonObject
    dropped: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    tools: AnswerTools = field(default_factory=AnswerTools)


def chat_request(
    body: Mapping[str, Any],
    history: Sequence[Mapping[str, Any]] = (),
    *,
    references: ResolvedReferences | None = None,
    dialect: Dialect | None = None,
    stream: bool | None = None,
    unseal: Unseal | None = None,
    unseal_summary: Unseal | None = None,
    hosted: HostedFunctions | None = None,
    rounds: Sequence[Round] = (),
) -> ChatRequest:
    """Translates a `CreateResponse` that its generated model has validated.

    `history` are the items of the chain or conversation, oldest first. `stream` overrides the body's,
    `unseal` and `unseal_summary` open tokens of reasoning and of compactions. A request for a compaction is
    a chat for the summary alone, without tools. `hosted` are the functions of tools that this server runs,
    `rounds` what this response had of them so far.

    Raises BadRequest with the path of the first thing that a chat upstream does not have.
    """
    dialect = dialect or Dialect()
    dropped = DroppedFields()
    # Unknown fields at the top level are passed on, not dropped.
    check_fields(FIELDS, body, "", DroppedFields())
    check_fields(CHAT_ONLY, body, "", DroppedFields())
    if body.get("model") is None:
        raise BadRequest(
            "'model' is missing; it is required.", param="model", code="missing_required_parameter"
        )
    tools = ChatTools(
        dropped,
        native_custom=dialect.custom_tools == "native",
        hosted=hosted,
        native_tools=dialect.native_tools,
    )
    tools.add(body.get("tools") or (), "tools")
    reasoning = body.get("reasoning") or {}
    messages = MessageBuilder(
        dialect,
        references or ResolvedReferences(),
        tools,
        dropped,
        unseal=unseal,
        unseal_summary=unseal_summary,
        reasons_in_turn=reasoning.get("context") == "current_turn",
    )
    compact_threshold(body)
    chat: JsonObject = {
        "model": body["model"],
        "messages": _messages(body, history, rounds, dialect, messages),
    }
    chat |= {name: body[name] for name in _SAME_NAME if body.get(name) is not None}
    found: tuple[JsonObject, ...] = ()
    if asks_for_compaction(body):
        _require_context(body, history)
    else:
        if tools.searches:
            found = tools.search(search_query([*history, *as_items(body.get("input"))]))
        chat |= tool_fields(tools, body.get("tool_choice"), body.get("parallel_tool_calls"), dropped)
        chat |= _text(body.get("text") or {}, dropped)
        chat |= _logprobs(body)
    if body.get("max_output_tokens") is not None:
        chat[dialect.max_tokens_field] = body["max_output_tokens"]
    chat |= _reasoning(reasoning, dropped)
    check_fields(STREAM_OPTIONS, body.get("stream_options") or {}, "stream_options", dropped)
    if body.get("stream") if stream is None else stream:
        chat |= {"stream": True, "stream_options": {"include_usage": True}}
    chat |= {
        name: value
        for name, value in body.items()
        if name not in FIELDS and name not in CLIENTS_OWN and (value is not None or name not in CHAT_ONLY)
    }
    dropped.left_out += [name for name in CLIENTS_OWN if body.get(name) is not None]
    return ChatRequest(chat, tuple(dropped), tuple(dropped.left_out), AnswerTools(tools.names, found))


def _messages(
    body: Mapping[str, Any],
    history: Sequence[Mapping[str, Any]],
    rounds: Sequence[Round],
    dialect: Dialect,
    messages: MessageBuilder,
) -> list[JsonObject]:
    if body.get("instructions") is not None:
        messages.add_instructions(body["instructions"])
    messages.add(history, "conversation" if body.get("conversation") is not None else "previous_response_id")
    messages.add(as_items(body.get("input")), "input")
    for answered in rounds:
        messages.add_round(answered)
    chat_messages = merged_system_messages(messages.build(), dialect.system_messages)
    if not chat_messages:
        raise BadRequest(
            "'input' is missing, and there is nothing else to answer.",
            param="input",
            code="missing_required_parameter",
        )
    return chat_messages


def _require_context(body: Mapping[str, Any], history: Sequence[Mapping[str, Any]]) -> None:
    if not history and len(as_items(body.get("input"))) == 1:
        raise BadRequest(
            "'input' has no items before the 'compaction_trigger': there is nothing to compact.",
            param="input",
            code="missing_required_parameter",
        )


def _reasoning(reasoning: JsonObject, dropped: DroppedFields) -> JsonObject:
    check_fields(REASONING, reasoning, "reasoning", dropped)
    effort = reasoning.get("effort")
    return {} if effort is None else {"reasoning_effort": effort}


def _text(text: JsonObject, dropped: DroppedFields) -> JsonObject:
    check_fields(TEXT, text, "text", dropped)
    fields: JsonObject = {}
    if text.get("verbosity") is not None:
        fields["verbosity"] = text["verbosity"]
    text_format = text.get("format")
    if text_format is None:
        return fields
    require_supported(FORMATS, text_format["type"], "text.format.type")
    if text_format["type"] == "json_schema":
        check_fields(JSON_SCHEMA, text_format, "text.format", dropped)
        inner = {
            name: text_format[name]
            for name in ("name", "description", "schema", "strict")
            if text_format.get(name) is not None
        }
        return fields | {"response_format": {"type": "json_schema", "json_schema": inner}}
    check_fields(PLAIN_FORMAT, text_format, "text.format", dropped)
    return fields | {"response_format": {"type": text_format["type"]}}


def _logprobs(body: Mapping[str, Any]) -> JsonObject:
    include = body.get("include") or ()
    for index, name in enumerate(include):
        require_supported(INCLUDE, name, f"include[{index}]")
    top = body.get("top_logprobs")
    fields: JsonObject = {"logprobs": True} if _LOGPROBS in include or top else {}
    return fields | ({"top_logprobs": top} if fields and top is not None else {})
