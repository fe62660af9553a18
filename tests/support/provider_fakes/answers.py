"""Answers as providers send them: where their usage, reasoning and further members stand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

Habit: TypeAlias = Literal["openai", "azure", "groq", "last", "openrouter", "deepseek", "ollama", "llamacpp"]

TEXT = "Hello!"
THOUGHT = "The user greets."
TOKENS = (7, 2)
_USAGE: dict[str, Any] = {"prompt_tokens": 7, "completion_tokens": 2, "total_tokens": 9}
_FILTERED = {"hate": {"filtered": False, "severity": "safe"}}
_REASONING: dict[Habit, str] = {
    "deepseek": "reasoning_content",
    "llamacpp": "reasoning_content",
    "ollama": "reasoning",
    "openrouter": "reasoning",
}


def completion(model: str, habit: Habit) -> dict[str, Any]:
    """A whole chat completion."""
    message: dict[str, Any] = {"role": "assistant", "content": TEXT}
    if habit in _REASONING:
        message[_REASONING[habit]] = THOUGHT
    choice: dict[str, Any] = {"index": 0, "message": message, "finish_reason": "stop"}
    answer = {**_head("chat.completion", model), "choices": [choice], "usage": usage(habit)}
    if habit == "azure":
        choice["content_filter_results"] = _FILTERED
        answer["prompt_filter_results"] = [{"prompt_index": 0, "content_filter_results": _FILTERED}]
    return answer


def usage(habit: Habit) -> dict[str, Any]:
    """The counts, with what the provider has beside them."""
    if habit == "deepseek":
        return {**_USAGE, "prompt_cache_hit_tokens": 4, "prompt_cache_miss_tokens": 3}
    if habit == "openrouter":
        return {**_USAGE, "cost": 0.0001}
    if habit == "groq":
        return {**_USAGE, "queue_time": 0.02, "total_time": 0.1}
    return dict(_USAGE)


def chunks(model: str, habit: Habit, body: Mapping[str, Any]) -> list[bytes]:
    """The events of a streamed chat; its usage is where the provider has it, and asked for if it must be."""
    head = _head("chat.completion.chunk", model)
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
    if habit in _REASONING:
        deltas.append({_REASONING[habit]: THOUGHT})
    deltas += [{"content": TEXT[:3]}, {"content": TEXT[3:]}]
    events: list[Any] = [{**head, "choices": [_choice(delta)]} for delta in deltas]
    if habit == "azure":
        filtered = [{"prompt_index": 0, "content_filter_results": _FILTERED}]
        events.insert(0, {**head, "choices": [], "prompt_filter_results": filtered})
    end = {**head, "choices": [{**_choice({}), "finish_reason": "stop"}]}
    if habit == "groq":
        end["x_groq"] = {"id": "req_1", "usage": usage(habit)}
    if habit == "last":
        end["usage"] = usage(habit)
    events.append(end)
    asked = (body.get("stream_options") or {}).get("include_usage")
    if asked and habit not in ("groq", "last"):
        events.append({**head, "choices": [], "usage": usage(habit)})
    start = [b": OPENROUTER PROCESSING\n\n"] if habit == "openrouter" else []
    return [*start, *(_framed(event) for event in events), b"data: [DONE]\n\n"]


def embeddings(model: str) -> dict[str, Any]:
    """One vector."""
    vector = {"object": "embedding", "index": 0, "embedding": [0.5, 0.25]}
    return {
        "object": "list",
        "data": [vector],
        "model": model,
        "usage": {"prompt_tokens": 7, "total_tokens": 7},
    }


def response(model: str) -> dict[str, Any]:
    """A whole response."""
    part = {"type": "output_text", "text": TEXT, "annotations": []}
    message = {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "status": "completed",
        "content": [part],
    }
    return {
        "id": "resp_theirs",
        "object": "response",
        "created_at": 1,
        "model": model,
        "status": "completed",
        "output": [message],
        "parallel_tool_calls": True,
        "tool_choice": "auto",
        "tools": [],
        "usage": {
            "input_tokens": 7,
            "output_tokens": 2,
            "total_tokens": 9,
            "input_tokens_details": {"cached_tokens": 0},
            "output_tokens_details": {"reasoning_tokens": 0},
        },
    }


def response_events(model: str) -> list[bytes]:
    """The events of a streamed response."""
    final = response(model)
    started = {**final, "status": "in_progress", "output": [], "usage": None}
    item = final["output"][0]
    place = {"item_id": item["id"], "output_index": 0, "content_index": 0}
    events: list[dict[str, Any]] = [
        {"type": "response.created", "response": started},
        {
            "type": "response.output_item.added",
            "output_index": 0,
            "item": {**item, "status": "in_progress", "content": []},
        },
        {"type": "response.content_part.added", **place, "part": {**item["content"][0], "text": ""}},
        {"type": "response.output_text.delta", **place, "delta": TEXT, "logprobs": []},
        {"type": "response.output_text.done", **place, "text": TEXT, "logprobs": []},
        {"type": "response.content_part.done", **place, "part": item["content"][0]},
        {"type": "response.output_item.done", "output_index": 0, "item": item},
        {"type": "response.completed", "response": final},
    ]
    return [
        f"event: {event['type']}\n".encode() + _framed({**event, "sequence_number": number})
        for number, event in enumerate(events)
    ]


def _head(kind: str, model: str) -> dict[str, Any]:
    return {"id": "chatcmpl-theirs", "object": kind, "created": 1, "model": model}


def _choice(delta: dict[str, Any]) -> dict[str, Any]:
    return {"index": 0, "delta": delta, "finish_reason": None}


def _framed(value: Any) -> bytes:
    return f"data: {json.dumps(value)}\n\n".encode()
