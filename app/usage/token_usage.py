"""The usage in an upstream's answer, in every shape of the contract, or an estimate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from app.tokens import prompts, tokenizer

# The bound of the column. A larger number is ignored, so that the row can be written.
_LIMIT = 2**31


class Usage(NamedTuple):
    """Tokens of a call. `details` is the upstream's usage object, for audio with its seconds.

    `input_tokens` include `cached_tokens`, `output_tokens` include `reasoning_tokens`. `estimated` is whether
    this server counted the tokens, as the upstream sent no usage.
    """

    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    reasoning_tokens: int = 0
    estimated: bool = False
    details: Mapping[str, Any] | None = None


def from_answer(answer: Any) -> Usage | None:
    """The usage in a decoded answer, or in an event of a stream; None if it has none.

    The status of a response does not matter: a failed or incomplete one has a usage, too.
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
    """The usage of a `usage` object of any operation; None if it is no object, or empty."""
    if not isinstance(usage, dict) or not usage:
        return None
    input_tokens = _number(usage, "input_tokens", "prompt_tokens")
    output_tokens = _number(usage, "output_tokens", "completion_tokens")
    if output_tokens is None:
        # Embeddings have input tokens and an equal total.
        total = _number(usage, "total_tokens") or input_tokens or 0
        output_tokens = max(total - (input_tokens or 0), 0)
    return Usage(
        input_tokens=input_tokens or 0,
        output_tokens=output_tokens,
        cached_tokens=_detail(usage, "cached_tokens", "prompt_tokens_details", "input_tokens_details"),
        reasoning_tokens=_detail(
            usage, "reasoning_tokens", "completion_tokens_details", "output_tokens_details"
        ),
        details=usage,
    )


def estimate(request: Mapping[str, Any], text: str) -> Usage:
    """The usage of a request's fields and the text of its answer. CPU-bound: not for the event loop."""
    model = request.get("model")
    counter = tokenizer.tokenizer_for_model(model if isinstance(model, str) else "")
    input_tokens = prompts.count_tokens(request, counter)
    output_tokens = counter.count(prompts.replace_surrogates(text))
    details = {
        "prompt_tokens": input_tokens,
        "completion_tokens": output_tokens,
        "total_tokens": input_tokens + output_tokens,
    }
    return Usage(input_tokens, output_tokens, estimated=True, details=details)


def _number(holder: Mapping[str, Any], name: str, other: str = "") -> int | None:
    value = holder.get(name)
    if type(value) is int and 0 <= value < _LIMIT:
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < _LIMIT:
        return int(value)
    return _number(holder, other) if other else None


def _detail(usage: Mapping[str, Any], name: str, holder: str, other: str = "") -> int:
    details = usage.get(holder)
    found = _number(details, name) if isinstance(details, dict) else None
    if found is None:
        return _detail(usage, name, other) if other else 0
    return found
