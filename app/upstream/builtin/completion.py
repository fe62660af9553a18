"""`POST /completions` on the wire, whole or as events."""

from __future__ import annotations

from collections.abc import Iterator

from app.contract.json_types import JsonObject
from app.errors import BadRequest
from app.tokens.tokenizer import TokenPiece, UnknownToken
from app.upstream.builtin import counting, generation, logprobs, words
from app.upstream.builtin.behaviour import Behaviour
from app.upstream.builtin.budget import Budget, before_stop, of_length
from app.upstream.builtin.chat import asks_for_usage, event, head


def whole(request: JsonObject, behaviour: Behaviour) -> JsonObject:
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
    return head(request, "cmpl-", "text_completion") | {"choices": finished, "usage": usage}


def events(request: JsonObject, behaviour: Behaviour) -> Iterator[bytes]:
    """The same as events, piece by piece, one choice after the other."""
    if (request.get("best_of") or 1) > 1:
        raise BadRequest("'best_of' cannot be streamed: the best is only known at the end.", param="best_of")
    choices, usage = _choices(request, behaviour)
    return _events(request, choices, usage)


def _events(
    request: JsonObject, choices: list[tuple[list[TokenPiece], str]], usage: JsonObject
) -> Iterator[bytes]:
    top = head(request, "cmpl-", "text_completion")

    def chunk(index: int, text: str, reason: str | None, probable: JsonObject | None = None) -> bytes:
        choice = {"text": text, "index": index, "logprobs": probable, "finish_reason": reason}
        return event(top | {"choices": [choice]})

    for index, (pieces, reason) in enumerate(choices):
        offset = 0
        for place, piece in enumerate(pieces):
            yield chunk(index, piece.text, None, _logprobs(request, [piece], place, offset))
            offset += len(piece.text)
        yield chunk(index, "", reason)
    if asks_for_usage(request):
        yield event(top | {"choices": [], "usage": usage})
    yield b"data: [DONE]\n\n"


def _choices(
    request: JsonObject, behaviour: Behaviour
) -> tuple[list[tuple[list[TokenPiece], str]], JsonObject]:
    """(pieces, finish reason) of each choice, `n` for each prompt; and the usage, `best_of` included."""
    generation.bounded(request, behaviour)
    known, count = counting.tokens(), request.get("n") or 1
    best = max(request.get("best_of") or 1, 1)
    if 1 < best < count:
        raise BadRequest("'best_of' must be at least 'n'.", param="best_of")
    given = request.get("max_tokens")
    most = 16 if given is None else int(given)
    extra = generation.mark() if behaviour.varying else ""
    choices: list[tuple[list[TokenPiece], str]] = []
    said = 0
    for prompt in prompts(request):
        before = known.pieces(prompt) if request.get("echo") else []
        for index in range(count):
            budget = Budget(most)
            text = words.completion(prompt, (request.get("seed") or 0) + index) + extra
            if behaviour.tokens is not None:
                pieces = of_length(text, behaviour.tokens, known)
            else:
                pieces = known.pieces(before_stop(text, request.get("stop")))
            choices.append(([*before, *budget.take(pieces)], "length" if budget.exhausted else "stop"))
            # What was said and not the best is counted with the last.
            said += budget.spent * (1 + max(best - count, 0) * (index == count - 1))
    return choices, counting.usage(request, said)


def prompts(request: JsonObject) -> list[str]:
    """Each prompt as a text: it comes as a text, as tokens, or as a list of either; raises BadRequest."""
    given = request.get("prompt")
    if given is None:
        return [""]
    if isinstance(given, str):
        return [given]
    several = given if given and isinstance(given[0], str | list) else [given]
    if len(several) * (request.get("n") or 1) > 2048:
        raise BadRequest("More than 2,048 choices are asked for.", param="prompt")
    return [
        text_of(prompt, f"prompt[{i}]" if several is given else "prompt") for i, prompt in enumerate(several)
    ]


def text_of(given: str | list[int], param: str) -> str:
    """A text, or the text of tokens; raises BadRequest."""
    if isinstance(given, str):
        return given
    try:
        return counting.tokens().decode(given)
    except UnknownToken as error:
        raise BadRequest(
            f"'{param}[{error.place}]' is no token of cl100k_base, which the built-in model reads.",
            param=f"{param}[{error.place}]",
        ) from None


def _logprobs(request: JsonObject, pieces: list[TokenPiece], place: int, offset: int) -> JsonObject | None:
    """Of pieces of which the first stands at a place, so many characters after the beginning."""
    count = request.get("logprobs")
    if count is None:
        return None
    offsets = [offset]
    for piece in pieces[:-1]:
        offsets.append(offsets[-1] + len(piece.text))
    return {
        "tokens": [piece.text for piece in pieces],
        "token_logprobs": [round(logprobs.own(piece.text, place + i), 4) for i, piece in enumerate(pieces)],
        "top_logprobs": [
            {text: round(value, 4) for text, value in logprobs.likely(piece.text, place + i, count)}
            for i, piece in enumerate(pieces)
        ],
        "text_offset": offsets[: len(pieces)],
    }
