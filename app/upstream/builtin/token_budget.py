"""Limits a generated text: a number of tokens, and stop sequences."""

from __future__ import annotations

from itertools import cycle

from app.tokens.tokenizer import Tokenizer, TokenPiece


class TokenBudget:
    """The tokens that may still be generated; None is unlimited."""

    def __init__(self, limit: int | None) -> None:
        self._limit = limit
        self.spent = 0
        self.exhausted = False

    def take(self, pieces: list[TokenPiece]) -> list[TokenPiece]:
        """The first pieces that fit; sets `exhausted` if not all do."""
        fitting: list[TokenPiece] = []
        for piece in pieces:
            if self.exhausted or (self._limit is not None and self.spent + piece.tokens > self._limit):
                self.exhausted = True
                break
            fitting.append(piece)
            self.spent += piece.tokens
        return fitting


def text_before_stop(text: str, stop: str | list[str] | None) -> str:
    """The text up to the first stop sequence."""
    sequences = [stop] if isinstance(stop, str) else stop or []
    places = [text.find(sequence) for sequence in sequences if sequence]
    return text[: min((place for place in places if place >= 0), default=len(text))]


def repeat_to_length(text: str, length: int, tokenizer: Tokenizer) -> list[TokenPiece]:
    """The text, repeated until it has `length` tokens."""
    period = tokenizer.pieces(text + " ") or [TokenPiece("word ", 1)]
    repeated: list[TokenPiece] = []
    count = 0
    for piece in cycle(period):
        if count + piece.tokens > length:
            break
        repeated.append(piece)
        count += piece.tokens
    return repeated
