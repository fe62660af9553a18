"""How it is told to behave: by words after its name (`builtin-fast-cut-5`) or in a header, for whoever tests a client."""

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

_MOST_MS = 3_600_000
_WORD = re.compile(r"([a-z]+)(?:-(\d{1,9}))?")
_CHAIN = re.compile(r"[a-z]+(?:-\d{1,9})?(?:-[a-z]+(?:-\d{1,9})?)*")


class Word(NamedTuple):
    """What a word means; `number` is what stands for N where it is left out, None where there is no N."""

    number: int | None
    bounds: tuple[int, int]
    about: str


_PLACE = (0, 1_000_000)
WORDS = {
    "fast": Word(None, (0, 0), "No pause between the pieces of a stream."),
    "pace": Word(10, (0, _MOST_MS), "N ms between the pieces of a stream."),
    "slow": Word(200, (0, _MOST_MS), "N ms between the pieces of a stream, and ten times that before any answer."),
    "delay": Word(2000, (0, _MOST_MS), "N ms before any answer."),
    "tokens": Word(100, (1, 100_000), "A text of N tokens."),
    "varying": Word(None, (0, 0), "Another text at each attempt; without it, the same request has the same answer."),
    "fail": Word(500, (400, 599), "The status N, with an error body; 429 and 503 with `Retry-After`."),
    "unreachable": Word(None, (0, 0), "No connection comes to be."),
    "stall": Word(-1, _PLACE, "Silence after N events; without N, before the answer's head."),
    "cut": Word(3, _PLACE, "The connection breaks after N events."),
    "end": Word(3, _PLACE, "The stream ends after N events as if it were whole, without a finish."),
    "error": Word(3, _PLACE, "An error event after N events, and the end."),
    "garbage": Word(0, _PLACE, "After N events bytes that are neither events nor JSON, and the end."),
}  # fmt: skip


@dataclass(slots=True)
class Behaviour:
    """What the words add up to; times in seconds. Of several faults the last counts."""

    pace: float = 0.01
    delay: float = 0.0
    tokens: int | None = None
    varying: bool = False
    fail: int | None = None
    unreachable: bool = False
    fault: Fault | None = None
    place: int = 0


def words_of(model: str) -> list[tuple[str, str]] | None:
    """The words in a model's name; None if it is no name of the built-in model."""
    if model == NAME:
        return []
    chain = model.removeprefix(NAME + "-")
    if chain == model or not _CHAIN.fullmatch(chain):
        return None
    found = _WORD.findall(chain)
    return found if all(_is_known(word, number) for word, number in found) else None


def of(words: Iterable[tuple[str, str]], headers: Iterable[tuple[str, str]]) -> Behaviour:
    """The behaviour that a model's name asks for, and after it the headers; raises BadRequest."""
    asked = list(words)
    for name, value in headers:
        if name == PACE_HEADER:
            asked.append(_parsed(f"pace-{value.strip()}", name))
        elif name == HEADER:
            asked += [_parsed(part.strip(), name) for part in value.split(",") if part.strip()]
        elif name.startswith(PREFIX):
            raise BadRequest(
                f"The built-in model does not know the header {name[:60]}; it knows {HEADER} and {PACE_HEADER}.",
                code="unknown_behaviour",
            )
    behaviour = Behaviour()
    for word, number in asked:
        _apply(behaviour, word, _number(word, number))
    return behaviour


def _parsed(text: str, header: str) -> tuple[str, str]:
    match = _WORD.fullmatch(text)
    if match is None or not _is_known(match[1], match[2] or ""):
        shown = text[:40].encode("ascii", "replace").decode()
        raise BadRequest(
            f"The header {header} asks for '{shown}', which the built-in model does not know: it knows "
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
            behaviour.fault, behaviour.place = word, number
