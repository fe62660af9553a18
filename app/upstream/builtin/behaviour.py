"""The behaviour that a caller requests: by words in the model's name (`builtin-fast-cut-5`) or a header."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from app.errors import BadRequest

NAME = "builtin"
HEADER = "x-builtin-behaviour"
PACE_HEADER = "x-builtin-pace"
PREFIX = "x-builtin-"

Fault: TypeAlias = Literal["stall", "cut", "end", "error", "garbage"]

_MAX_MS = 3_600_000
_WORD = re.compile(r"([a-z]+)(?:-(\d{1,9}))?")
_CHAIN = re.compile(r"[a-z]+(?:-\d{1,9})?(?:-[a-z]+(?:-\d{1,9})?)*")


class Word(NamedTuple):
    """What a word means. `number` is the default of N; None if the word has no N."""

    number: int | None
    bounds: tuple[int, int]
    about: str


_POSITION = (0, 1_000_000)
WORDS = {
    "fast": Word(None, (0, 0), "No pause between the pieces of a stream."),
    "pace": Word(10, (0, _MAX_MS), "N ms between the pieces of a stream."),
    "slow": Word(
        200, (0, _MAX_MS), "N ms between the pieces of a stream, and ten times that before any answer."
    ),
    "delay": Word(2000, (0, _MAX_MS), "N ms before any answer."),
    "tokens": Word(100, (1, 100_000), "A text of N tokens."),
    "varying": Word(
        None, (0, 0), "Another text at each attempt; without it, the same request has the same answer."
    ),
    "fail": Word(500, (400, 599), "The status N, with an error body; 429 and 503 with `Retry-After`."),
    "unreachable": Word(None, (0, 0), "No connection is established."),
    "stall": Word(-1, _POSITION, "Silence after N events; without N, before the answer's head."),
    "cut": Word(3, _POSITION, "The connection breaks after N events."),
    "end": Word(3, _POSITION, "The stream ends after N events as if it were whole, without a finish."),
    "error": Word(3, _POSITION, "An error event after N events, and the end."),
    "garbage": Word(0, _POSITION, "After N events bytes that are neither events nor JSON, and the end."),
}  # fmt: skip


@dataclass(slots=True)
class Behaviour:
    """The behaviour that all words request; times in seconds. The last of several faults counts."""

    pace: float = 0.01
    delay: float = 0.0
    tokens: int | None = None
    varying: bool = False
    fail: int | None = None
    unreachable: bool = False
    fault: Fault | None = None
    fault_position: int = 0
    """The number of events before the fault; negative: before the answer's head."""


def words_of(model: str) -> list[tuple[str, str]] | None:
    """The words in a model's name, each with its number; None for the name of another model."""
    if model == NAME:
        return []
    chain = model.removeprefix(NAME + "-")
    if chain == model or not _CHAIN.fullmatch(chain):
        return None
    found = _WORD.findall(chain)
    return found if all(_is_known(word, number) for word, number in found) else None


def parse_behaviour(words: Iterable[tuple[str, str]], headers: Iterable[tuple[str, str]]) -> Behaviour:
    """The behaviour of a name's words and then of the headers; raises BadRequest."""
    requested = list(words)
    for name, value in headers:
        if name == PACE_HEADER:
            requested.append(_parse_word(f"pace-{value.strip()}", name))
        elif name == HEADER:
            requested += [_parse_word(part.strip(), name) for part in value.split(",") if part.strip()]
        elif name.startswith(PREFIX):
            raise BadRequest(
                f"The built-in model does not know the header {name[:60]}; it knows {HEADER} "
                f"and {PACE_HEADER}.",
                code="unknown_behaviour",
            )
    behaviour = Behaviour()
    for word, number in requested:
        _apply(behaviour, word, _number(word, number))
    return behaviour


def _parse_word(text: str, header: str) -> tuple[str, str]:
    match = _WORD.fullmatch(text)
    if match is None or not _is_known(match[1], match[2] or ""):
        quoted = text[:40].encode("ascii", "replace").decode()
        raise BadRequest(
            f"The header {header} asks for '{quoted}', which the built-in model does not know: it knows "
            f"{', '.join(WORDS)}, some followed by a number, as in 'cut-5'.",
            code="unknown_behaviour",
        )
    return match[1], match[2] or ""


def _is_known(word: str, number: str) -> bool:
    known = WORDS.get(word)
    if known is None:
        return False
    return not number or (known.number is not None and known.bounds[0] <= int(number) <= known.bounds[1])


def _number(word: str, number: str) -> int:
    return int(number) if number else WORDS[word].number or 0


def _apply(behaviour: Behaviour, word: str, number: int) -> None:
    match word:
        case "fast" | "pace":
            behaviour.pace = number / 1000
        case "slow":
            behaviour.pace, behaviour.delay = number / 1000, number / 100
        case "delay":
            behaviour.delay = number / 1000
        case "tokens":
            behaviour.tokens = number
        case "varying":
            behaviour.varying = True
        case "fail":
            behaviour.fail = number
        case "unreachable":
            behaviour.unreachable = True
        case "stall" | "cut" | "end" | "error" | "garbage":
            behaviour.fault, behaviour.fault_position = word, number
