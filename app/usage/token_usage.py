"""What a call consumed: as the upstream says, in every shape of the contract; else as counted here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from app.tokens import prompts, tokenizer

# No answer has so many tokens, and no column takes them: an odd number is none, and costs no row.
_BEYOND = 2**31


class Usage(NamedTuple):
    """Tokens in and out. `details` is the upstream's object as it came; of what is billed by the second it has the seconds.

    `cached_tokens` are among the input's, `reasoning_tokens` among the output's. `estimated` are those that were
    counted here because the upstream did not say.
    """

    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    reasoning_tokens: int = 0
    estimated: bool = False
    details: Mapping[str, Any] | None = None


def from_answer(answer: Any) -> Usage | None:
    """The usage in a decoded answer, or in an event of a stream; None where it tells none.

    A response that failed or is incomplete has consumed, too: its status does not matter.
    """
    if not isinstance(answer, dict):
        return None
    found = from_object(answer.get("usage"))
    if found is not None:
        return found
    for holder in (answer.get("response"), answer.get("x_groq")):
        found = from_object(holder.get("usage")) if isinstance(holder, dict) else None
        if found is not None:
            return found
    return None


def from_object(usage: Any) -> Usage | None:
    """The `usage` object itself, of any operation; None if it is no such."""
    if not isinstance(usage, dict) or not usage:
        return None
    into = _number(usage, "input_tokens", "prompt_tokens")
    out = _number(usage, "output_tokens", "completion_tokens")
    if out is None:
        # Embeddings tell what went in, and a total that is the same.
        out = max((_number(usage, "total_tokens") or into or 0) - (into or 0), 0)
    return Usage(
        input_tokens=into or 0,
        output_tokens=out,
        cached_tokens=_detail(usage, "cached_tokens", "prompt_tokens_details", "input_tokens_details"),
        reasoning_tokens=_detail(
            usage, "reasoning_tokens", "completion_tokens_details", "output_tokens_details"
        ),
        details=usage,
    )


def estimate(request: Mapping[str, Any], text: str) -> Usage:
    """What a request's fields and the text of its answer amount to. Counts for a while: not for the event loop."""
    model = request.get("model")
    counter = tokenizer.tokenizer_for_model(model if isinstance(model, str) else "")
    into = prompts.count_tokens(request, counter)
    out = counter.count(prompts.replace_surrogates(text))
    shape = {"prompt_tokens": into, "completion_tokens": out, "total_tokens": into + out}
    return Usage(input_tokens=into, output_tokens=out, estimated=True, details=shape)


def _number(holder: Mapping[str, Any], name: str, other: str = "") -> int | None:
    value = holder.get(name)
    if type(value) is int and 0 <= value < _BEYOND:
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < _BEYOND:
        return int(value)
    return _number(holder, other) if other else None


def _detail(usage: Mapping[str, Any], name: str, holder: str, other: str = "") -> int:
    details = usage.get(holder)
    found = _number(details, name) if isinstance(details, dict) else None
    if found is None:
        return _detail(usage, name, other) if other else 0
    return found
