"""Answers `POST /completions`, as one JSON body or as events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.contract.json_types import JsonObject
from app.errors import BadRequest
from app.tokens.tokenizer import TokenPiece, UnknownToken
from app.upstream.builtin import counting, echo_text, generation, token_logprobs
from app.upstream.builtin.behaviour import Behaviour
from app.upstream.builtin.chat_endpoint import encode_event, object_members, wants_usage
from app.upstream.builtin.token_budget import TokenBudget, repeat_to_length, text_before_stop


def completion(request: JsonObject, behaviour: Behaviour) -> JsonObject:
    """The contract's `CreateCompletionResponse`."""
    choices, usage = _choices(request, behaviour)
    finished = [
        {
            "index": index,
            "text": "".join(piece.text for piece in pieces),
            "logprobs": _logprobs(request, pieces, 0, 0),
            "finish_reason": reason,
        }
        for index, (pieces, reason) in enumerate(choices)
    ]
    return object_members(request, "cmpl-", "text_completion") | {"choices": finished, "usage": usage}


def stream(request: JsonObject, behaviour: Behaviour) -> Iterator[bytes]:
    """The same as events: the tokens of one choice after the other."""
    if (request.get("best_of") or 1) > 1:
        raise BadRequest(
            "'best_of' cannot be streamed: the best choice is known only at the end.", param="best_of"
        )
    choices, usage = _choices(request, behaviour)
    return _events(request, choices, usage)


def _events(
    request: JsonObject, choices: list[tuple[list[TokenPiece], str]], usage: JsonObject
) -> Iterator[bytes]:
    top = object_members(request, "cmpl-", "text_completion")

    def chunk(index: int, text: str, reason: str | None, logprobs: JsonObject | None = None) -> bytes:
        choice = {"text": text, "index": index, "logprobs": logprobs, "finish_reason": reason}
        return encode_event(top | {"choices": [choice]})

    for index, (pieces, reason) in enumerate(choices):
        offset = 0
        for place, piece in enumerate(pieces):
            yield chunk(index, piece.text, None, _logprobs(request, [piece], place, offset))
            offset += len(piece.text)
        yield chunk(index, "", reason)
    if wants_usage(request):
        yield encode_event(top | {"choices": [], "usage": usage})
    yield b"data: [DONE]\n\n"


def _choices(
    request: JsonObject, behaviour: Behaviour
) -> tuple[list[tuple[list[TokenPiece], str]], JsonObject]:
    """(pieces, finish reason) of each choice, `n` for each prompt; and the usage, `best_of` included."""
    generation.require_bounded(request, behaviour)
    tokenizer, count = counting.tokenizer(), request.get("n") or 1
    best = max(request.get("best_of") or 1, 1)
    if 1 < best < count:
        raise BadRequest("'best_of' must be at least 'n'.", param="best_of")
    max_tokens = request.get("max_tokens")
    limit = 16 if max_tokens is None else int(max_tokens)
    extra = generation.attempt_mark() if behaviour.varying else ""
    choices: list[tuple[list[TokenPiece], str]] = []
    generated = 0
    for prompt in prompts(request):
        before = tokenizer.pieces(prompt) if request.get("echo") else []
        for index in range(count):
            budget = TokenBudget(limit)
            text = echo_text.completion(prompt, (request.get("seed") or 0) + index) + extra
            if behaviour.tokens is not None:
                pieces = repeat_to_length(text, behaviour.tokens, tokenizer)
            else:
                pieces = tokenizer.pieces(text_before_stop(text, request.get("stop")))
            choices.append(([*before, *budget.take(pieces)], "length" if budget.exhausted else "stop"))
            # The tokens of discarded candidates are counted with the last choice.
            generated += budget.spent * (1 + max(best - count, 0) * (index == count - 1))
    return choices, counting.usage(request, generated)


def prompts(request: JsonObject) -> list[str]:
    """The prompts as texts. A request has a text, tokens, or a list of either; raises BadRequest."""
    given = request.get("prompt")
    if given is None:
        return [""]
    if isinstance(given, str):
        return [given]
    several = given if given and isinstance(given[0], str | list) else [given]
    if len(several) * (request.get("n") or 1) > 2048:
        raise BadRequest("More than 2,048 choices are requested.", param="prompt")
    return [
        decode_text(prompt, f"prompt[{i}]" if several is given else "prompt")
        for i, prompt in enumerate(several)
    ]


def decode_text(given: str | list[Any], param: str) -> str:
    """A text, or the text of tokens; raises BadRequest for an unknown token."""
    if isinstance(given, str):
        return given
    for place, token in enumerate(given):
        # `VALIDATION=lenient` passes objects, as parts that the contract may declare one day.
        if not isinstance(token, int):
            raise BadRequest(
                f"'{param}[{place}]' must be an integer.", param=f"{param}[{place}]", code="invalid_type"
            )
    try:
        return counting.tokenizer().decode(given)
    except UnknownToken as error:
        raise BadRequest(
            f"'{param}[{error.place}]' is not a token of cl100k_base, the encoding of the built-in model.",
            param=f"{param}[{error.place}]",
        ) from None


def _logprobs(request: JsonObject, pieces: list[TokenPiece], place: int, offset: int) -> JsonObject | None:
    """The log probabilities of pieces.

    The first is number `place` of its choice, `offset` characters after the start.
    """
    count = request.get("logprobs")
    if count is None:
        return None
    offsets = [offset]
    for piece in pieces[:-1]:
        offsets.append(offsets[-1] + len(piece.text))
    return {
        "tokens": [piece.text for piece in pieces],
        "token_logprobs": [
            round(token_logprobs.logprob(piece.text, place + i), 4) for i, piece in enumerate(pieces)
        ],
        "top_logprobs": [
            {
                text: round(value, 4)
                for text, value in token_logprobs.most_likely(piece.text, place + i, count)
            }
            for i, piece in enumerate(pieces)
        ],
        "text_offset": offsets[: len(pieces)],
    }
