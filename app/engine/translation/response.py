"""The Response object: the request echoed with the contract's defaults, and what an answer adds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.contract.json_types import JsonObject

_DEFAULTS: JsonObject = {
    "background": False,
    "instructions": None,
    "max_output_tokens": None,
    "max_tool_calls": None,
    "metadata": {},
    "parallel_tool_calls": True,
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


def new_response(body: Mapping[str, Any], *, response_id: str, created_at: float, store: bool) -> JsonObject:
    """The response to a request, before anything was answered. `store` is what was decided, whatever the request says."""
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
        "text": {"format": {"type": "text"}, "verbosity": "medium"} | _given(body.get("text")),
    }
    if body.get("user") is not None:
        # Not nullable in the contract, like `prompt_cache_options` and `usage`: absent until it is known.
        response["user"] = body["user"]
    if body.get("prompt_cache_options") is not None:
        response["prompt_cache_options"] = {"ttl": "30m", "mode": "implicit"} | body["prompt_cache_options"]
    return response


def usage(told: Mapping[str, Any]) -> JsonObject:
    """A chat completion's `usage` as a response's, every detail present."""
    read, written = (
        _mapping(told.get("prompt_tokens_details")),
        _mapping(told.get("completion_tokens_details")),
    )
    given, made = _count(told.get("prompt_tokens")), _count(told.get("completion_tokens"))
    return {
        "input_tokens": given,
        "input_tokens_details": {
            "cached_tokens": _count(read.get("cached_tokens")),
            "cache_write_tokens": _count(read.get("cache_write_tokens")),
        },
        "output_tokens": made,
        "output_tokens_details": {"reasoning_tokens": _count(written.get("reasoning_tokens"))},
        "total_tokens": _count(told.get("total_tokens")) or given + made,
    }


def _given(value: Mapping[str, Any] | None) -> JsonObject:
    return {name: member for name, member in (value or {}).items() if member is not None}


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _count(value: Any) -> int:
    # An odd count is no reason to fail an answer that was given.
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else 0
