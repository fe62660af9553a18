"""One choice of a chunk, in a delta or whole, as the contract has it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.contract.json_types import JsonObject
from app.contract.long_texts import LongTexts
from app.relay.accumulator import CompletionKind
from app.relay.reader.annotations import clean_annotations
from app.relay.reader.content_parts import ContentParts, nested_text
from app.relay.reader.logprobs import clean_logprobs, clean_text_logprobs
from app.relay.reader.tool_calls import ToolCallAssembler
from app.relay.reader.values import count_of, json_text

_ROLES = ("assistant", "developer", "system", "tool", "user")
PLAIN_CHOICE = frozenset(("index", "delta", "logprobs", "finish_reason"))
"""The members of a chat's choice."""
# Read by others, or in the wrong place.
_LEFT_OUT = ("index", "finish_reason", "usage", "error", "message", "delta", "text")
_REASONING = ("reasoning_content", "reasoning")
_AUDIO_TEXTS = ("id", "data", "transcript")


class ChoiceNormaliser:
    """Normalises one choice of an answer, chunk by chunk: its calls are assembled over all of them."""

    def __init__(
        self,
        kind: CompletionKind,
        mint: Callable[[str], str],
        text_of: Callable[[int, str], str] | None,
        texts: LongTexts | None = None,
    ) -> None:
        self._kind = kind
        self._texts = texts
        self._mint = mint
        self._text_of = text_of
        self._calls: ToolCallAssembler | None = None
        self.call_count = 0
        self.has_plain_calls = True
        """Whether each fragment of a call so far named it by an index of its own."""
        self.has_output = False
        self._has_function = False
        """Whether there is a deprecated call."""
        self._function_name = ""
        self._has_arguments = False
        self._held_arguments: list[str] = []
        """The arguments of the deprecated call, until its name is known."""

    def normalise(self, choice: JsonObject, index: int, *, is_plain: bool) -> tuple[JsonObject, bool]:
        """The choice without its finish, and whether it adds to the answer.

        `is_plain` is whether it has no other members than those of `PLAIN_CHOICE`.
        """
        if self._kind == "chat":
            delta = choice.get("delta")
            if type(delta) is not dict or not (self.has_output or (delta and "message" not in choice)):
                delta = _delta_of(choice, is_first=not self.has_output)
            content = "delta"
            added: Any = self._delta(delta)
            adds = False
            for name in added:
                if name != "role" and added[name]:
                    adds = True
        else:
            content, added = "text", _text_of(choice)
            adds = bool(added)
        if adds:
            self.has_output = True
        if is_plain and content == "delta":
            if "logprobs" not in choice:
                return {"index": index, "delta": added, "finish_reason": None}, adds
            if choice["logprobs"] is None:
                return {"index": index, "delta": added, "logprobs": None, "finish_reason": None}, adds
        result: JsonObject = {"index": index}
        for name, value in choice.items():
            if name == content:
                # In its place among the members.
                result[name] = added
            elif name == "logprobs":
                result[name] = self._logprobs(value)
            elif name not in _LEFT_OUT:
                result[name] = value
        result[content], result["finish_reason"] = added, None
        if content == "text":
            result.setdefault("logprobs", None)
        return result, adds

    def _logprobs(self, value: Any) -> JsonObject | None:
        if value is None:
            return None
        if self._kind == "chat":
            return clean_logprobs(value, self._texts)
        return clean_text_logprobs(value)

    def _delta(self, delta: JsonObject) -> JsonObject:
        result: JsonObject = {}
        for name, value in delta.items():
            if name == "content":
                if type(value) is str:
                    result[name] = value
                elif value is not None:
                    _add_parts(result, ContentParts(value))
            elif name == "role":
                if value in _ROLES:
                    result[name] = value
            elif name == "refusal":
                result[name] = value if value is None or type(value) is str else nested_text(value)
            elif name == "tool_calls":
                if value and (calls := self._add_calls(value)):
                    result[name] = calls
            elif name == "function_call":
                self._add_function_call(result, value)
            elif name in _REASONING:
                if value is None or type(value) is str:
                    result.setdefault(name, value)
                elif text := nested_text(value):
                    result[name] = text
            elif name == "annotations":
                if annotations := clean_annotations(value):
                    result[name] = annotations
            elif name == "audio":
                if isinstance(value, dict):
                    result[name] = _audio(value)
            elif name != "usage":
                result[name] = value
        return result

    @property
    def implied_finish(self) -> str:
        """The finish of a choice that ended without one."""
        if self.call_count:
            return "tool_calls"
        return "function_call" if self._has_function else "stop"

    def close(self, *, complete: bool) -> JsonObject:
        """The delta with what was held back of calls; see `ToolCallAssembler.close`."""
        delta: JsonObject = {}
        if self._calls is not None and (calls := self._calls.close(complete=complete)):
            delta["tool_calls"] = calls
        if self._has_function:
            missing = "".join(self._held_arguments)
            if complete and not self._has_arguments:
                missing = "{}"
            if missing:
                delta["function_call"] = {"arguments": missing}
        return delta

    def _add_calls(self, value: Any) -> list[JsonObject]:
        assembler = self._calls
        if assembler is None:
            assembler = self._calls = ToolCallAssembler(self._mint, self._text_of)
        calls = assembler.add(value)
        self.call_count, self.has_plain_calls = len(assembler), assembler.plain
        return calls

    def _add_function_call(self, result: JsonObject, value: Any) -> None:
        """The deprecated form of a single call: its name once and first, its arguments as text."""
        if not isinstance(value, dict):
            return
        name, text = value.get("name"), json_text(value.get("arguments"))
        name = name.removeprefix(self._function_name) if type(name) is str else ""
        if not name and not text:
            # Some servers pad every answer with an empty call.
            return
        call = {key: member for key, member in value.items() if key not in ("name", "arguments")}
        self._has_function = True
        self._function_name += name
        self._has_arguments = self._has_arguments or bool(text)
        self._held_arguments.append(text)
        if not self._function_name:
            return
        if name:
            call["name"] = name
        call["arguments"] = "".join(self._held_arguments)
        self._held_arguments.clear()
        result["function_call"] = call


def _delta_of(choice: JsonObject, *, is_first: bool) -> JsonObject:
    """What a choice adds, wherever a server puts it; a whole message only at the beginning."""
    delta = choice.get("delta")
    if isinstance(delta, dict) and (not is_first or any(map(delta.get, delta.keys() - {"role"}))):
        return delta
    if type(delta) is str:
        return {"content": delta}
    message = choice.get("message") if is_first else None
    if isinstance(message, dict):
        return {**delta, **message} if isinstance(delta, dict) else message
    for text in (message, choice.get("text")):
        if type(text) is str:
            return {"content": text}
    return delta if isinstance(delta, dict) else {}


def _text_of(choice: JsonObject) -> str:
    text = choice.get("text")
    if type(text) is str:
        return text
    if text is None:
        holders = (choice.get("delta"), choice.get("message"))
        text = next((holder.get("content") for holder in holders if isinstance(holder, dict)), None)
    return ContentParts(text).text


def _add_parts(delta: JsonObject, parts: ContentParts) -> None:
    if parts.text:
        delta["content"] = parts.text
    if parts.reasoning:
        delta["reasoning_content"] = f"{delta.get('reasoning_content') or ''}{parts.reasoning}"
    if parts.refusal:
        delta["refusal"] = parts.refusal


def _audio(audio: JsonObject) -> JsonObject:
    result = {name: value for name, value in audio.items() if name not in _AUDIO_TEXTS or type(value) is str}
    if "expires_at" in result and (expires := count_of(result.pop("expires_at"))) is not None:
        result["expires_at"] = expires
    return result
