"""Tokens as OpenAI's models count them, offline: the tables come with `bpe-openai`, nothing is fetched.

Loading one takes 50 ms and 30 MB (`cl100k_base`) or 130 ms and 65 MB (`o200k_base`), once, on first use.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import machinery, util
from types import ModuleType
from typing import NamedTuple, Protocol

# The built-in model reads as the older ones do.
_OLDER = re.compile(r"builtin|gpt-3|gpt-35|gpt-4(?!o|\.)|text-embedding-|davinci|babbage")
# The tables end here; the library's decoder takes the process down with what lies beyond.
_KNOWN = {"cl100k_base": 100_256, "o200k_base": 199_998}
# A text is read in slices, so that no single call holds the interpreter for long.
_SLICE = 64 * 1024
_LONGEST_PIECE = 64


class _Library(Protocol):
    """What is used of the library, which has no types."""

    def count(self, text: str) -> int: ...
    def encode(self, text: str) -> list[int]: ...
    def decode(self, tokens: list[int]) -> str: ...


class TokenPiece(NamedTuple):
    """The least that is text by itself: mostly one token, several where they share a character."""

    text: str
    tokens: int


class UnknownToken(ValueError):
    """No such token; `place` is its index among those given."""

    def __init__(self, token: int, place: int) -> None:
        super().__init__(f"{token} is no token")
        self.place = place


class Tokens:
    """One encoding."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._known = _KNOWN[name]
        self._library: _Library = _bindings().tokenizer_for_encoding(name)

    def count(self, text: str) -> int:
        """How many tokens a text is; of a very long one, a few more or less."""
        return sum(self._library.count(part) for part in _slices(text))

    def encode(self, text: str) -> list[int]:
        """The text's tokens; what looks like a special token is text."""
        return [token for part in _slices(text) for token in self._library.encode(part)]

    def decode(self, tokens: list[int]) -> str:
        """The text of tokens, a replacement character for what is none; raises UnknownToken."""
        for place, token in enumerate(tokens):
            if not 0 <= token < self._known:
                raise UnknownToken(token, place)
        return "".join(piece.text for piece in self._joined(tokens))

    def pieces(self, text: str) -> list[TokenPiece]:
        """The text in pieces; joined, they are the text."""
        return self._joined(self.encode(text))

    def _joined(self, tokens: list[int]) -> list[TokenPiece]:
        pieces: list[TokenPiece] = []
        start = 0
        for end in range(1, len(tokens) + 1):
            try:
                text = self._library.decode(tokens[start:end])
            except ValueError:
                # A part of a character so far. A text's tokens come to its end soon, tokens of a caller's own may never.
                if end - start < _LONGEST_PIECE and end < len(tokens):
                    continue
                text = "\ufffd"
            pieces.append(TokenPiece(text, end - start))
            start = end
        return pieces


@cache
def named(encoding: str) -> Tokens:
    """The encoding of that name, loaded on first use."""
    return Tokens(encoding)


def of_model(model: str) -> Tokens:
    """The encoding of a model; of one that is not known, the newest."""
    return named("cl100k_base" if _OLDER.match(model) else "o200k_base")


def _slices(text: str) -> list[str]:
    return [text[start : start + _SLICE] for start in range(0, len(text), _SLICE)]


@cache
def _bindings() -> ModuleType:
    """The compiled part. Its package is passed by: importing that reads three tables in Python, for 1 s and 70 MB."""
    package = util.find_spec("bpe_openai")
    spec = package and machinery.PathFinder.find_spec(
        "bpe_openai._bindings", package.submodule_search_locations
    )
    if spec is None or spec.loader is None:
        raise ImportError("bpe-openai is not installed, or not as it was built")
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
