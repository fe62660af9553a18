"""A response's request, with the history of its chain, to a chat completion's request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.contract.json_types import JsonObject
from app.engine.translation.decision import DroppedFields, check, require_supported
from app.engine.translation.dialect import Dialect
from app.engine.translation.messages import Messages
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
from app.engine.translation.tools import Tools
from app.errors import BadRequest

_SAME = (
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
    """What goes upstream, and the paths of the fields inside items and tools that nobody knows and that stay behind.

    Unknown fields at the top level go along: what becomes of those is the upstream's policy.
    """

    body: JsonObject
    left_out: tuple[str, ...]


def chat_request(
    body: Mapping[str, Any],
    history: Sequence[JsonObject] = (),
    *,
    known: ResolvedReferences | None = None,
    dialect: Dialect | None = None,
    stream: bool | None = None,
) -> ChatRequest:
    """Translates a `CreateResponse` that its generated model has judged.

    `history` are the items of the chain or conversation, oldest first. `stream` overrides the caller's wish.
    Raises BadRequest with the path of the first thing that a chat upstream does not have.
    """
    dialect = dialect or Dialect()
    left_out = DroppedFields()
    # What is unknown here at the top level is passed on, not left out.
    check(FIELDS, body, "", DroppedFields())
    check(CHAT_ONLY, body, "", DroppedFields())
    if body.get("model") is None:
        raise BadRequest(
            "'model' is missing; it is required.", param="model", code="missing_required_parameter"
        )
    tools = Tools(left_out)
    tools.add(body.get("tools") or (), "tools")
    chat: JsonObject = {
        "model": body["model"],
        "messages": _messages(body, history, known, dialect, tools, left_out),
    }
    chat |= tools.fields(body.get("tool_choice"), body.get("parallel_tool_calls"))
    chat |= {name: body[name] for name in _SAME if body.get(name) is not None}
    if body.get("max_output_tokens") is not None:
        chat[dialect.max_tokens_field] = body["max_output_tokens"]
    chat |= _reasoning(body.get("reasoning") or {}, left_out)
    chat |= _text(body.get("text") or {}, left_out)
    chat |= _logprobs(body)
    check(STREAM_OPTIONS, body.get("stream_options") or {}, "stream_options", left_out)
    if body.get("stream") if stream is None else stream:
        chat |= {"stream": True, "stream_options": {"include_usage": True}}
    chat |= {
        name: value
        for name, value in body.items()
        if name not in FIELDS and (value is not None or name not in CHAT_ONLY)
    }
    return ChatRequest(chat, tuple(left_out))


def _messages(
    body: Mapping[str, Any],
    history: Sequence[JsonObject],
    known: ResolvedReferences | None,
    dialect: Dialect,
    tools: Tools,
    left_out: DroppedFields,
) -> list[JsonObject]:
    messages = Messages(dialect, known or ResolvedReferences(), tools, left_out)
    if body.get("instructions") is not None:
        messages.instructions(body["instructions"])
    messages.add(history, "conversation" if body.get("conversation") is not None else "previous_response_id")
    said = body.get("input")
    messages.add([{"role": "user", "content": said}] if isinstance(said, str) else said or (), "input")
    finished = messages.finished()
    if not finished:
        raise BadRequest(
            "'input' is missing, and there is nothing else to answer.",
            param="input",
            code="missing_required_parameter",
        )
    return finished


def _reasoning(reasoning: JsonObject, left_out: DroppedFields) -> JsonObject:
    check(REASONING, reasoning, "reasoning", left_out)
    effort = reasoning.get("effort")
    return {} if effort is None else {"reasoning_effort": effort}


def _text(text: JsonObject, left_out: DroppedFields) -> JsonObject:
    check(TEXT, text, "text", left_out)
    fields: JsonObject = {}
    if text.get("verbosity") is not None:
        fields["verbosity"] = text["verbosity"]
    form = text.get("format")
    if form is None:
        return fields
    require_supported(FORMATS, form["type"], "text.format.type")
    if form["type"] == "json_schema":
        check(JSON_SCHEMA, form, "text.format", left_out)
        inner = {
            name: form[name]
            for name in ("name", "description", "schema", "strict")
            if form.get(name) is not None
        }
        return fields | {"response_format": {"type": "json_schema", "json_schema": inner}}
    check(PLAIN_FORMAT, form, "text.format", left_out)
    return fields | {"response_format": {"type": form["type"]}}


def _logprobs(body: Mapping[str, Any]) -> JsonObject:
    include = body.get("include") or ()
    for index, name in enumerate(include):
        require_supported(INCLUDE, name, f"include[{index}]")
    top = body.get("top_logprobs")
    fields: JsonObject = {"logprobs": True} if _LOGPROBS in include or top else {}
    return fields | ({"top_logprobs": top} if fields and top is not None else {})
