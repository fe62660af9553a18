"""How much it may say: a number of tokens, and texts at which it stops."""

from __future__ import annotations

from itertools import cycle

from app.tokens.tokenizer import TokenPiece, Tokens


class Budget:
    """What is left of the tokens; without a limit, everything."""

    def __init__(self, most: int | None) -> None:
        self._left = most
        self.spent = 0
        self.exhausted = False

    def take(self, pieces: list[TokenPiece]) -> list[TokenPiece]:
        """The pieces that there are tokens for."""
        taken: list[TokenPiece] = []
        for piece in pieces:
            if self.exhausted or (self._left is not None and self.spent + piece.tokens > self._left):
                self.exhausted = True
                break
            taken.append(piece)
            self.spent += piece.tokens
        return taken


def before_stop(text: str, stop: str | list[str] | None) -> str:
    """The text up to the first of the stop sequences."""
    marks = [stop] if isinstance(stop, str) else stop or []
    places = [text.find(mark) for mark in marks if mark]
    return text[: min((place for place in places if place >= 0), default=len(text))]


def of_length(text: str, length: int, known: Tokens) -> list[TokenPiece]:
    """The text, said again and again until it has that many tokens."""
    once = known.pieces(text + " ") or [TokenPiece("word ", 1)]
    said: list[TokenPiece] = []
    count = 0
    for piece in cycle(once):
        if count + piece.tokens > length:
            break
        said.append(piece)
        count += piece.tokens
    return said
