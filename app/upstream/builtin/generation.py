"""What it answers to a chat: texts and calls of tools, in pieces, before they are put on the wire."""

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
from app.upstream.builtin import conversation as conversations
from app.upstream.builtin import counting, sources, tools, words
from app.upstream.builtin.behaviour import Behaviour
from app.upstream.builtin.budget import Budget, before_stop, of_length
from app.upstream.builtin.filling import Unreadable, filled
from app.upstream.builtin.sources import Source
from app.upstream.builtin.tools import Tool, Wanted

_MOST_TOKENS = 200_000


@dataclass(frozen=True, slots=True)
class CallMade:
    """A call of a tool; the pieces are its arguments, or a custom tool's input."""

    id: str
    tool: Tool
    pieces: list[TokenPiece]


@dataclass(slots=True)
class Choice:
    """One of `n` answers: a text, or calls; why it ended; its tokens."""

    index: int
    text: list[TokenPiece] | None = None
    calls: list[CallMade] = field(default_factory=list)
    reason: str = "stop"
    tokens: int = 0


@dataclass(frozen=True, slots=True)
class Generation:
    """All choices, and what they cost."""

    choices: list[Choice]
    usage: JsonObject
    top: int | None
    """How many log probabilities are shown at each place; None shows none at all."""


def answer(request: JsonObject, behaviour: Behaviour) -> Generation:
    """The answer to a body of `POST /chat/completions`; raises BadRequest."""
    _refuse(request)
    choices = _Chat(request, behaviour).choices()
    usage = counting.usage(request, sum(choice.tokens for choice in choices))
    return Generation(choices, usage, (request.get("top_logprobs") or 0) if request.get("logprobs") else None)


def limit(request: JsonObject, *names: str) -> int | None:
    """The most tokens of a choice, by the first of the names that has one."""
    for name in names:
        value: int | None = request.get(name)
        if value is not None:
            if value < 1:
                raise BadRequest(f"'{name}' must be at least 1.", param=name)
            return value
    return None


def mark() -> str:
    """What makes an attempt differ from every other."""
    return f" (attempt {random_hex.hexadecimal(8)})"


def bounded(request: JsonObject, behaviour: Behaviour) -> None:
    """Raises BadRequest for more than one process should make up at once."""
    if (request.get("n") or 1) * (behaviour.tokens or 0) > _MOST_TOKENS:
        raise BadRequest(f"'n' answers of so many tokens are over {_MOST_TOKENS:,} in all.", param="n")


def _refuse(request: JsonObject) -> None:
    if "audio" in (request.get("modalities") or []) or request.get("audio") is not None:
        param = "modalities" if "audio" in (request.get("modalities") or []) else "audio"
        raise BadRequest(
            "The built-in model answers in text only: leave 'audio' out, and ask for no modality but 'text'.",
            param=param,
        )
    if request.get("top_logprobs") and not request.get("logprobs"):
        raise BadRequest("'top_logprobs' needs 'logprobs' to be true.", param="top_logprobs")


class _Chat:
    """One request that is being answered; what all its choices share is made once."""

    def __init__(self, request: JsonObject, behaviour: Behaviour) -> None:
        bounded(request, behaviour)
        self._request = request
        self._behaviour = behaviour
        self._conversation = conversations.of(request["messages"])
        self._asked = words.short(self._conversation.asked)
        self._told = words.short("; ".join(result.text for result in self._conversation.results))
        self._mark = mark() if behaviour.varying else ""
        self._known = counting.tokens()

    def choices(self) -> list[Choice]:
        return [self._choice(index) for index in range(self._request.get("n") or 1)]

    def _choice(self, index: int) -> Choice:
        budget = Budget(limit(self._request, "max_completion_tokens", "max_tokens"))
        choice = Choice(index)
        if self._calls:
            choice.reason = "function_call" if self._calls[0][0].kind == "older" else "tool_calls"
            for tool, name, pieces in self._calls:
                if len(budget.take(name)) < len(name):
                    break
                choice.calls.append(CallMade("call_" + random_hex.hexadecimal(24), tool, budget.take(pieces)))
        else:
            choice.text = budget.take(self._text((self._request.get("seed") or 0) + index))
        if budget.exhausted:
            choice.reason = "length"
        choice.tokens = budget.spent
        return choice

    @cached_property
    def _calls(self) -> list[tuple[Tool, list[TokenPiece], list[TokenPiece]]]:
        """Each tool that is called, with the pieces of its name and of its arguments."""
        # What one call takes of the text, the next one does not.
        source = Source(self._asked)
        return [
            (each.tool, self._known.pieces(each.tool.name), self._known.pieces(self._arguments(each, source)))
            for each in tools.wanted(self._request, self._conversation)
        ]

    def _arguments(self, wanted: Wanted, source: Source) -> str:
        tool, inside = wanted
        if tool.kind == "custom":
            text = inside.strip(" \"'") if inside else self._asked
            pattern = tool.schema.get("pattern")
            return (
                text
                if pattern is None or patterns.matches(pattern, text)
                else patterns.matching(pattern) or text
            )
        if inside is not None:
            source = sources.of_call(inside, list(tool.schema.get("properties") or {}), self._asked)
        else:
            source.whole = self._asked
        value = _filled(tool.schema, source, tool.param)
        return orjson.dumps(value if isinstance(value, dict) else {}).decode()

    def _text(self, variant: int) -> list[TokenPiece]:
        format_of = self._request.get("response_format") or {}
        if format_of.get("type") == "json_schema":
            text = self._shaped
        elif format_of.get("type") == "json_object":
            said = self._told or words.reply(self._conversation, variant)
            text = orjson.dumps(dict.fromkeys(_keys(self._asked), said + self._mark)).decode()
        else:
            text = words.reply(self._conversation, variant) + self._mark
            if self._behaviour.tokens is not None:
                return of_length(text, self._behaviour.tokens, self._known)
        return self._known.pieces(before_stop(text, self._request.get("stop")))

    @cached_property
    def _shaped(self) -> str:
        """What `response_format` asks for by a schema."""
        schema = (self._request["response_format"].get("json_schema") or {}).get("schema") or {}
        text = f"{self._told}\n{self._asked}" if self._told else self._asked
        source = Source(text, (self._told or self._asked) + self._mark, spoken=True)
        return orjson.dumps(_filled(schema, source, "response_format.json_schema.schema")).decode()


def _filled(schema: JsonObject, source: Source, param: str) -> Any:
    try:
        return filled(schema, source)
    except Unreadable as error:
        raise BadRequest(
            f"'{param}' is no JSON Schema that the built-in model can fill: {error}.", param=param
        ) from None


def _keys(text: str) -> list[str]:
    """The keys that a text asks for: those of an object that it shows, or names in quotation marks."""
    source = Source(text)
    shown = source.shown()
    named = [name for name in source.all_quoted() if re.fullmatch(r"[\w-]{1,64}", name)]
    return list(shown) if shown else named or ["answer"]
