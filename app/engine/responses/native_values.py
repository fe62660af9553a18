"""Values of an upstream's own responses with what they lack of the contract: servers leave out members."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.contract.json_types import JsonObject
from app.engine.translation.contract_values import error_codes
from app.engine.translation.response_object import complete_tools
from app.relay.reader.values import count_of
from app.relay.upstream_errors import parse_value
from app.usage.token_usage import from_object

_WITH_STATUS = ("message", "function_call", "custom_tool_call")
_TEXT_EVENTS = ("response.output_text.delta", "response.output_text.done")
_LISTS = ("annotations", "logprobs")
_PENALTIES = ("frequency_penalty", "presence_penalty")
_OF_CHATS = ("prompt_tokens", "completion_tokens", "prompt_tokens_details", "completion_tokens_details")


def complete_event(event: JsonObject) -> None:
    """Adds what an event of a text or of a part lacks."""
    if event["type"] in _TEXT_EVENTS and not isinstance(event.get("logprobs"), list):
        event["logprobs"] = []
    if isinstance(event.get("part"), dict):
        event["part"] = _complete_part(event["part"])


def complete_item(item: JsonObject, item_id: str, *, status: str = "completed") -> JsonObject:
    """The item with an id, a status and all members of its texts."""
    complete = dict(item)
    kind = item.get("type")
    if not isinstance(item.get("id"), str):
        complete["id"] = item_id
    if kind in _WITH_STATUS and not isinstance(item.get("status"), str):
        complete["status"] = status
    if kind == "reasoning" and not isinstance(item.get("summary"), list):
        complete["summary"] = []
    if kind == "message":
        content = item.get("content")
        complete["content"] = [
            _complete_part(part)
            for part in (content if isinstance(content, list) else ())
            if isinstance(part, dict)
        ]
    return complete


def complete_response(response: Mapping[str, Any], status: str, now: float) -> JsonObject:
    """The members of a terminal event's response that its upstream has sent, in the contract's form.

    A completed response without the time of its completion was completed `now`.
    """
    complete = {name: value for name, value in response.items() if value is not None}
    for name in _PENALTIES:
        if not _is_number(complete.get(name)):
            complete.pop(name, None)
    if isinstance(complete.get("tools"), list):
        complete["tools"] = complete_tools(complete["tools"])
    completed_at = complete.pop("completed_at", None)
    if _is_number(completed_at) or status == "completed":
        # Strict clients read whole seconds.
        complete["completed_at"] = int(completed_at if _is_number(completed_at) else now)
    complete["usage"] = complete_usage_object(response.get("usage"))
    complete["error"] = response_error(response.get("error"))
    return complete


def complete_usage_object(usage: Any) -> JsonObject | None:
    """The usage with all counts of the contract, also of one in the names of chats; None if there is none."""
    found = from_object(usage)
    if found is None:
        return None
    inputs = _details(usage, "input_tokens_details", "prompt_tokens_details")
    outputs = _details(usage, "output_tokens_details", "completion_tokens_details")
    total = count_of(usage.get("total_tokens"))
    return {
        **{name: value for name, value in usage.items() if name not in _OF_CHATS},
        "input_tokens": found.input_tokens,
        "input_tokens_details": {
            **inputs,
            "cached_tokens": found.cached_tokens,
            "cache_write_tokens": count_of(inputs.get("cache_write_tokens")) or 0,
        },
        "output_tokens": found.output_tokens,
        "output_tokens_details": {**outputs, "reasoning_tokens": found.reasoning_tokens},
        "total_tokens": found.input_tokens + found.output_tokens if total is None else total,
    }


def response_error(error: Any) -> JsonObject | None:
    """A response's `error` with a code of the contract; None if it is none."""
    if not error:
        return None
    code = error.get("code") if isinstance(error, dict) else None
    known = code if isinstance(code, str) and code in error_codes() else "server_error"
    return {"code": known, "message": parse_value({"error": error}).message or "The upstream failed."}


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _complete_part(part: JsonObject) -> JsonObject:
    if part.get("type") != "output_text":
        return part
    lists = {name: part[name] if isinstance(part.get(name), list) else [] for name in _LISTS}
    return {**part, **lists}


def _details(usage: Mapping[str, Any], *names: str) -> JsonObject:
    found: JsonObject = next((usage[name] for name in names if isinstance(usage.get(name), dict)), {})
    return {name: value for name, value in found.items() if value is not None}
