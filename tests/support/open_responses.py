"""What a strict client of the OpenResponses specification reads in a response and in the events of a stream.

It is stricter than OpenAI's contract: more members are required, and times are whole seconds. Members that it
does not know may be there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

Fault: TypeAlias = str
"""A path, and what is wrong there."""
Check: TypeAlias = Callable[[Any, str], Iterator[Fault]]
"""The faults of the value at a path."""

_ABSENT = object()


def response_faults(response: Any) -> list[Fault]:
    """The faults of a response."""
    return list(_RESPONSE(response, "response"))


def compaction_faults(resource: Any) -> list[Fault]:
    """The faults of the answer to a request for a compaction."""
    return list(_COMPACTION(resource, "compaction"))


def event_faults(event: Any) -> list[Fault]:
    """The faults of an event of a stream."""
    kind = event.get("type") if isinstance(event, dict) else None
    check = _EVENTS.get(str(kind))
    return [f"an unknown event {kind}"] if check is None else list(check(event, str(kind)))


def _is(*types: type) -> Check:
    def check(value: Any, path: str) -> Iterator[Fault]:
        # A boolean is an `int` of Python's, but no number.
        if type(value) not in types:
            yield f"{path}: {value!r:.60} is none of {', '.join(found.__name__ for found in types)}"

    return check


def _one_of(*values: Any) -> Check:
    def check(value: Any, path: str) -> Iterator[Fault]:
        if value not in values:
            yield f"{path}: {value!r:.60} is none of {values}"

    return check


def _or_null(check: Check) -> Check:
    return lambda value, path: iter(()) if value is None else check(value, path)


def _list(item: Check) -> Check:
    def check(value: Any, path: str) -> Iterator[Fault]:
        yield from _is(list)(value, path)
        for index, member in enumerate(value if isinstance(value, list) else ()):
            yield from item(member, f"{path}[{index}]")

    return check


def _object(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    def check(value: Any, path: str) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield f"{path}: no object"
            return
        for name, found in required.items():
            if name not in value:
                yield f"{path}.{name}: missing"
            else:
                yield from found(value[name], f"{path}.{name}")
        for name, found in (optional or {}).items():
            if value.get(name, _ABSENT) is not _ABSENT:
                yield from found(value[name], f"{path}.{name}")

    return check


def _by_type(variants: Mapping[str, Check]) -> Check:
    def check(value: Any, path: str) -> Iterator[Fault]:
        kind = str(value.get("type")) if isinstance(value, dict) else ""
        if kind not in variants:
            yield f"{path}.type: {kind!r:.60} is none of {tuple(variants)}"
        else:
            yield from variants[kind](value, path)

    return check


_STRING, _INTEGER, _NUMBER, _BOOLEAN = _is(str), _is(int), _is(int, float), _is(bool)
_STATUS = _one_of("in_progress", "completed", "incomplete")
_MODE = _one_of("none", "auto", "required")
_LOGPROB = _object(
    {"token": _STRING, "logprob": _NUMBER, "bytes": _list(_INTEGER), "top_logprobs": _is(list)}
)
_CITATION = _object({"url": _STRING, "title": _STRING, "start_index": _INTEGER, "end_index": _INTEGER})
_PART = _by_type(
    {
        "input_text": _object({"text": _STRING}),
        "output_text": _object(
            {"text": _STRING, "annotations": _list(_by_type({"url_citation": _CITATION}))},
            {"logprobs": _list(_LOGPROB)},
        ),
        "refusal": _object({"refusal": _STRING}),
        "reasoning_text": _object({"text": _STRING}),
        "summary_text": _object({"text": _STRING}),
    }
)
_ITEM = _by_type(
    {
        "message": _object(
            {
                "id": _STRING,
                "status": _STATUS,
                "role": _one_of("user", "assistant", "system", "developer"),
                "content": _list(_PART),
            },
            {"phase": _one_of("commentary", "final_answer")},
        ),
        "function_call": _object(
            {"id": _STRING, "call_id": _STRING, "name": _STRING, "arguments": _STRING, "status": _STATUS}
        ),
        "reasoning": _object({"id": _STRING, "summary": _list(_PART)}, {"content": _list(_PART)}),
        "compaction": _object({"id": _STRING, "encrypted_content": _STRING}),
    }
)
_FUNCTION = _object(
    {
        "name": _STRING,
        "description": _or_null(_STRING),
        "parameters": _or_null(_is(dict)),
        "strict": _BOOLEAN,
    }
)
_CHOICE = _by_type(
    {"function": _object({"name": _STRING}), "allowed_tools": _object({"tools": _is(list), "mode": _MODE})}
)
_USAGE = _object(
    {
        "input_tokens": _INTEGER,
        "output_tokens": _INTEGER,
        "total_tokens": _INTEGER,
        "input_tokens_details": _object({"cached_tokens": _INTEGER}),
        "output_tokens_details": _object({"reasoning_tokens": _INTEGER}),
    }
)
_RESPONSE = _object(
    {
        "id": _STRING,
        "object": _one_of("response"),
        "created_at": _INTEGER,
        "completed_at": _or_null(_INTEGER),
        "status": _STRING,
        "incomplete_details": _or_null(_object({"reason": _STRING})),
        "model": _STRING,
        "previous_response_id": _or_null(_STRING),
        "instructions": _or_null(_STRING),
        "output": _list(_ITEM),
        "error": _or_null(_object({"code": _STRING, "message": _STRING})),
        "tools": _list(_by_type({"function": _FUNCTION})),
        "tool_choice": lambda value, path: (_MODE if isinstance(value, str) else _CHOICE)(value, path),
        "truncation": _one_of("auto", "disabled"),
        "parallel_tool_calls": _BOOLEAN,
        "text": _object({"format": _by_type({"text": _object({}), "json_object": _object({})})}),
        "top_p": _NUMBER,
        "presence_penalty": _NUMBER,
        "frequency_penalty": _NUMBER,
        "top_logprobs": _INTEGER,
        "temperature": _NUMBER,
        "reasoning": _or_null(_object({"effort": _or_null(_STRING), "summary": _or_null(_STRING)})),
        "usage": _or_null(_USAGE),
        "max_output_tokens": _or_null(_INTEGER),
        "max_tool_calls": _or_null(_INTEGER),
        "store": _BOOLEAN,
        "background": _BOOLEAN,
        "service_tier": _STRING,
        "metadata": _is(dict),
        "safety_identifier": _or_null(_STRING),
        "prompt_cache_key": _or_null(_STRING),
    }
)


_COMPACTION = _object(
    {
        "id": _STRING,
        "object": _one_of("response.compaction"),
        "created_at": _INTEGER,
        "output": _list(_ITEM),
        "usage": _USAGE,
    }
)


def _event(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    return _object({"sequence_number": _INTEGER, **required}, optional)


_OF_ITEM: dict[str, Check] = {"item_id": _STRING, "output_index": _INTEGER}
_OF_PART: dict[str, Check] = {**_OF_ITEM, "content_index": _INTEGER}
_PADDING: dict[str, Check] = {"obfuscation": _STRING}
_LOGPROBS: dict[str, Check] = {"logprobs": _list(_LOGPROB)}
_OF_RESPONSE = ("created", "queued", "in_progress", "completed", "failed", "incomplete")
_EVENTS: dict[str, Check] = {
    **{f"response.{name}": _event({"response": _RESPONSE}) for name in _OF_RESPONSE},
    **{
        f"response.output_item.{name}": _event({"output_index": _INTEGER, "item": _ITEM})
        for name in ("added", "done")
    },
    **{f"response.content_part.{name}": _event({**_OF_PART, "part": _PART}) for name in ("added", "done")},
    "response.output_text.delta": _event({**_OF_PART, "delta": _STRING}, {**_LOGPROBS, **_PADDING}),
    "response.output_text.done": _event({**_OF_PART, "text": _STRING}, _LOGPROBS),
    "response.refusal.delta": _event({**_OF_PART, "delta": _STRING}),
    "response.refusal.done": _event({**_OF_PART, "refusal": _STRING}),
    "response.reasoning_text.delta": _event({**_OF_PART, "delta": _STRING}, _PADDING),
    "response.reasoning_text.done": _event({**_OF_PART, "text": _STRING}),
    "response.function_call_arguments.delta": _event({**_OF_ITEM, "delta": _STRING}, _PADDING),
    "response.function_call_arguments.done": _event({**_OF_ITEM, "arguments": _STRING}),
}
