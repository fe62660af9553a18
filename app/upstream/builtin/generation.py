"""Generates the answer to a chat: texts and tool calls as tokens, independent of the output format."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import orjson

from app.aio import random_hex
from app.contract import patterns
from app.contract.json_types import JsonObject
from app.errors import BadRequest
from app.tokens.tokenizer import TokenPiece
from app.upstream.builtin import counting, echo_text, text_source, tool_selection
from app.upstream.builtin.behaviour import Behaviour
from app.upstream.builtin.current_turn import parse_current_turn
from app.upstream.builtin.schema_instance import UnusableSchema, schema_instance
from app.upstream.builtin.text_source import TextSource
from app.upstream.builtin.token_budget import TokenBudget, repeat_to_length, text_before_stop
from app.upstream.builtin.tool_selection import RequestedCall, Tool

_MAX_TOKENS = 200_000
_MAX_LOGPROBS = 200_000


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A call of a tool. The pieces are its arguments, or a custom tool's input."""

    id: str
    tool: Tool
    pieces: list[TokenPiece]


@dataclass(slots=True)
class Choice:
    """One of `n` answers: a text or calls, the finish reason, the number of tokens."""

    index: int
    text: list[TokenPiece] | None = None
    calls: list[ToolCall] = field(default_factory=list)
    reason: str = "stop"
    tokens: int = 0


@dataclass(frozen=True, slots=True)
class Generation:
    """All choices and their usage."""

    choices: list[Choice]
    usage: JsonObject
    top: int | None
    """The number of alternatives at each token; None without log probabilities."""


def answer(request: JsonObject, behaviour: Behaviour) -> Generation:
    """The answer to a body of `POST /chat/completions`; raises BadRequest."""
    _require_supported(request)
    choices = _Chat(request, behaviour).choices()
    tokens = sum(choice.tokens for choice in choices)
    top = (request.get("top_logprobs") or 0) if request.get("logprobs") else None
    if tokens * (top or 0) > _MAX_LOGPROBS:
        raise BadRequest(
            f"The answer has over {_MAX_LOGPROBS:,} log probabilities: lower 'top_logprobs' or 'n'.",
            param="top_logprobs",
        )
    return Generation(choices, counting.usage(request, tokens), top)


def limit(request: JsonObject, *names: str) -> int | None:
    """The most tokens of a choice, from the first of the fields that is set; raises BadRequest."""
    for name in names:
        value: int | None = request.get(name)
        if value is not None:
            if value < 1:
                raise BadRequest(f"'{name}' must be at least 1.", param=name)
            return value
    return None


def attempt_mark() -> str:
    """A suffix that differs for each attempt."""
    return f" (attempt {random_hex.hexadecimal(8)})"


def require_bounded(request: JsonObject, behaviour: Behaviour) -> None:
    """Raises BadRequest if `n` answers would be too many tokens for one process."""
    if (request.get("n") or 1) * (behaviour.tokens or 0) > _MAX_TOKENS:
        raise BadRequest(f"'n' answers of this length exceed {_MAX_TOKENS:,} tokens in total.", param="n")


def _require_supported(request: JsonObject) -> None:
    if "audio" in (request.get("modalities") or []) or request.get("audio") is not None:
        param = "modalities" if "audio" in (request.get("modalities") or []) else "audio"
        raise BadRequest(
            "The built-in model answers in text only: remove 'audio', and request no modality but 'text'.",
            param=param,
        )
    if request.get("top_logprobs") and not request.get("logprobs"):
        raise BadRequest("'top_logprobs' needs 'logprobs' to be true.", param="top_logprobs")


class _Chat:
    """One request; what all choices share is computed once."""

    def __init__(self, request: JsonObject, behaviour: Behaviour) -> None:
        require_bounded(request, behaviour)
        self._request = request
        self._behaviour = behaviour
        self._turn = parse_current_turn(request["messages"])
        self._user_text = echo_text.short(self._turn.user_text)
        self._results_text = echo_text.short("; ".join(result.text for result in self._turn.results))
        self._mark = attempt_mark() if behaviour.varying else ""
        self._tokenizer = counting.tokenizer()

    def choices(self) -> list[Choice]:
        return [self._choice(index) for index in range(self._request.get("n") or 1)]

    def _choice(self, index: int) -> Choice:
        budget = TokenBudget(limit(self._request, "max_completion_tokens", "max_tokens"))
        choice = Choice(index)
        if self._calls:
            choice.reason = "function_call" if self._calls[0][0].kind == "legacy" else "tool_calls"
            for tool, name, pieces in self._calls:
                if len(budget.take(name)) < len(name):
                    break
                choice.calls.append(ToolCall("call_" + random_hex.hexadecimal(24), tool, budget.take(pieces)))
        else:
            choice.text = budget.take(self._text((self._request.get("seed") or 0) + index))
        if budget.exhausted:
            choice.reason = "length"
        choice.tokens = budget.spent
        return choice

    @cached_property
    def _calls(self) -> list[tuple[Tool, list[TokenPiece], list[TokenPiece]]]:
        """(tool, pieces of its name, pieces of its arguments) of each call."""
        # Shared, so that two calls do not use the same value of the text.
        source = TextSource(self._user_text)
        return [
            (
                each.tool,
                self._tokenizer.pieces(each.tool.name),
                self._tokenizer.pieces(self._arguments(each, source)),
            )
            for each in tool_selection.requested_calls(self._request, self._turn)
        ]

    def _arguments(self, call: RequestedCall, source: TextSource) -> str:
        tool, arguments = call
        if tool.kind == "custom":
            text = arguments.strip(" \"'") if arguments else self._user_text
            pattern = tool.schema.get("pattern")
            return (
                text
                if pattern is None or patterns.matches(pattern, text)
                else patterns.example_text(pattern) or text
            )
        if arguments is not None:
            source = text_source.from_arguments(
                arguments, list(tool.schema.get("properties") or {}), self._user_text
            )
        else:
            source.full_text = self._user_text
        value = _instance(tool.schema, source, tool.param)
        return orjson.dumps(value if isinstance(value, dict) else {}).decode()

    def _text(self, variant: int) -> list[TokenPiece]:
        format_of = self._request.get("response_format") or {}
        if format_of.get("type") == "json_schema":
            text = self._json_text
        elif format_of.get("type") == "json_object":
            content = self._results_text or echo_text.reply(self._turn, variant)
            text = orjson.dumps(dict.fromkeys(_keys(self._user_text), content + self._mark)).decode()
        else:
            text = echo_text.reply(self._turn, variant) + self._mark
            if self._behaviour.tokens is not None:
                return repeat_to_length(text, self._behaviour.tokens, self._tokenizer)
        return self._tokenizer.pieces(text_before_stop(text, self._request.get("stop")))

    @cached_property
    def _json_text(self) -> str:
        """The JSON for the schema of `response_format`."""
        schema = (self._request["response_format"].get("json_schema") or {}).get("schema") or {}
        text = f"{self._results_text}\n{self._user_text}" if self._results_text else self._user_text
        source = TextSource(text, (self._results_text or self._user_text) + self._mark, prefer_content=True)
        return orjson.dumps(_instance(schema, source, "response_format.json_schema.schema")).decode()


def _instance(schema: JsonObject, source: TextSource, param: str) -> Any:
    try:
        return schema_instance(schema, source)
    except UnusableSchema as error:
        raise BadRequest(
            f"'{param}' is not a JSON Schema that the built-in model can fill: {error}.", param=param
        ) from None


def _keys(text: str) -> list[str]:
    """The keys that a text requests: those of an example object, or names in quotation marks."""
    source = TextSource(text)
    example = source.first_object()
    quoted = [name for name in source.all_quoted() if re.fullmatch(r"[\w-]{1,64}", name)]
    return list(example) if example else quoted or ["answer"]
