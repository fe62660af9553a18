"""The Response object: the request's fields with the contract's defaults, and the usage of the answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.contract.json_types import JsonObject
from app.engine.translation.tool_secrets import without_secrets

_DEFAULTS: JsonObject = {
    "background": False,
    "frequency_penalty": 0,
    "instructions": None,
    "max_output_tokens": None,
    "max_tool_calls": None,
    "metadata": {},
    "parallel_tool_calls": True,
    "presence_penalty": 0,
    "previous_response_id": None,
    "prompt_cache_key": None,
    "prompt_cache_retention": None,
    "safety_identifier": None,
    "service_tier": "auto",
    "temperature": 1.0,
    "tool_choice": "auto",
    "tools": [],
    "top_logprobs": 0,
    "top_p": 1.0,
    "truncation": "disabled",
}
_FUNCTION_DEFAULTS: JsonObject = {"description": None, "parameters": None}


def new_response(body: Mapping[str, Any], *, response_id: str, created_at: int, store: bool) -> JsonObject:
    """The response to a request, without output. `store` is the effective value, not the request's."""
    echoed = {name: default if body.get(name) is None else body[name] for name, default in _DEFAULTS.items()}
    conversation = body.get("conversation")
    response = {
        "id": response_id,
        "object": "response",
        "created_at": created_at,
        "status": "in_progress",
        "completed_at": None,
        "error": None,
        "incomplete_details": None,
        "model": body["model"],
        "output": [],
        **echoed,
        "conversation": {"id": conversation} if isinstance(conversation, str) else conversation,
        "reasoning": {"effort": None, "summary": None} | (body.get("reasoning") or {}),
        "store": store,
        "text": {"format": {"type": "text"}, "verbosity": "medium"} | _without_nulls(body.get("text")),
        "usage": None,
    }
    if response["tools"]:
        response["tools"] = complete_tools(response["tools"])
    if body.get("user") is not None:
        # Not nullable in the contract, like `prompt_cache_options`: absent while unknown.
        response["user"] = body["user"]
    if body.get("prompt_cache_options") is not None:
        response["prompt_cache_options"] = {"ttl": "30m", "mode": "implicit"} | body["prompt_cache_options"]
    return response


def complete_tools(tools: Sequence[Any]) -> list[Any]:
    """The tools as a response has them: a function has all members that strict clients read.

    `strict` is whether it was requested: a chat's function without it is not. They have no credentials.
    """
    return [
        {**_FUNCTION_DEFAULTS, **tool, "strict": tool.get("strict") is True}
        if isinstance(tool, Mapping) and tool.get("type") == "function"
        else without_secrets(tool)
        for tool in tools
    ]


def response_usage(chat_usage: Mapping[str, Any]) -> JsonObject:
    """A chat completion's `usage` as a response's, with every detail."""
    prompt_details = _mapping(chat_usage.get("prompt_tokens_details"))
    completion_details = _mapping(chat_usage.get("completion_tokens_details"))
    input_tokens = _count(chat_usage.get("prompt_tokens"))
    output_tokens = _count(chat_usage.get("completion_tokens"))
    return {
        "input_tokens": input_tokens,
        "input_tokens_details": {
            "cached_tokens": _count(prompt_details.get("cached_tokens")),
            "cache_write_tokens": _count(prompt_details.get("cache_write_tokens")),
        },
        "output_tokens": output_tokens,
        "output_tokens_details": {"reasoning_tokens": _count(completion_details.get("reasoning_tokens"))},
        "total_tokens": _count(chat_usage.get("total_tokens")) or input_tokens + output_tokens,
    }


def _without_nulls(value: Mapping[str, Any] | None) -> JsonObject:
    return {name: member for name, member in (value or {}).items() if member is not None}


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _count(value: Any) -> int:
    # An invalid count does not fail a valid answer.
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else 0
