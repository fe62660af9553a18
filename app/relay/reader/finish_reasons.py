"""The words for the end of a choice: the contract's, those of other servers, and which of several counts."""

from __future__ import annotations

from typing import Any, NamedTuple

from app.relay.accumulator import CompletionKind

# In lower case.
_WORDS = {
    "stop": "stop",
    "eos": "stop",
    "eos_token": "stop",
    "end": "stop",
    "end_turn": "stop",
    "stop_sequence": "stop",
    "length": "length",
    "max_tokens": "length",
    "max_length": "length",
    "model_length": "length",
    "tool_calls": "tool_calls",
    "tool_call": "tool_calls",
    "tool_use": "tool_calls",
    "function_call": "function_call",
    "content_filter": "content_filter",
    "content_filtered": "content_filter",
    "safety": "content_filter",
}
_NOT_FINISHED = ("", "null", "none")
_TEXT_REASONS = ("stop", "length", "content_filter")


class Finish(NamedTuple):
    """Why a choice ended, in the contract's word; `native` is the upstream's own, if it is another.

    With an unknown word (`failed`) the choice was cut short, for a reason that the contract cannot
    name.
    """

    reason: str
    native: str | None = None
    failed: bool = False


CUT_SHORT = Finish("length")
_PLAIN = {word: Finish(word) for word, reason in _WORDS.items() if word == reason}


def finish_of(value: Any, kind: CompletionKind) -> Finish | None:
    """The finish for a `finish_reason`; None if it is not one, which then was not given yet."""
    if type(value) is not str:
        return None
    if (plain := _PLAIN.get(value)) is not None and kind == "chat":
        return plain
    word = value.strip().lower()
    if word in _NOT_FINISHED:
        return None
    reason = _WORDS.get(word)
    if reason is None:
        return Finish("length", value, failed=True)
    if kind == "text" and reason not in _TEXT_REASONS:
        reason = "stop"
    return Finish(reason, None if reason == value else value)


def later_finish(before: Finish, new: Finish) -> Finish:
    """Which of two counts: the last one, but a `stop` says less than any other.

    Some servers send `stop` in each chunk, or once more behind the proper one.
    """
    if (new.failed, new.reason != "stop") >= (before.failed, before.reason != "stop"):
        return new
    return before
