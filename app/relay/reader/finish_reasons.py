"""The words for the end of a choice: the contract's, those of other servers, and which of several counts."""

from __future__ import annotations

from typing import Any, NamedTuple

from app.relay.accumulator import CompletionKind

# In lower case, without what separates words.
_WORDS = {
    word: reason
    for reason, words in {
        "stop": "stop stopsequence stoptoken stopstr eos eostoken eosfound end endturn endofturn endoftext "
        "complete completed done finish finished",
        "length": "length maxtokens maxlength modellength maxoutputtokens maxcompletiontokens maxnewtokens "
        "lengthlimit tokenlimit modelcontextwindowexceeded",
        "tool_calls": "toolcalls toolcall tooluse tooluses functioncalls",
        "function_call": "functioncall",
        "content_filter": "contentfilter contentfiltered safety imagesafety recitation prohibitedcontent "
        "blocklist spii sensitive refusal guardrailintervened",
    }.items()
    for word in words.split()
}
_NOT_FINISHED = ("", "null", "none", "unspecified")
_SEPARATORS = str.maketrans("", "", "_- ")
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
_PLAIN = {reason: Finish(reason) for reason in _WORDS.values()}


def finish_of(value: Any, kind: CompletionKind) -> Finish | None:
    """The finish for a `finish_reason`; None if it is not one, which then was not given yet."""
    if type(value) is not str:
        return None
    if (plain := _PLAIN.get(value)) is not None and kind == "chat":
        return plain
    word = value.strip().lower().translate(_SEPARATORS).removeprefix("finishreason")
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
