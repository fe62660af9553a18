"""Tokenizes like OpenAI's models, offline: the tables come with `bpe-openai`.

Loading an encoding takes 25 ms and 30 MB (`cl100k_base`) or 55 ms and 65 MB (`o200k_base`), once, on first
use. The library holds the interpreter meanwhile, in a thread, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import machinery, util
from types import ModuleType
from typing import NamedTuple, Protocol

# OpenAI's newer models. All others use cl100k_base: it is theirs, or their own encoding is unknown.
_O200K_MODELS = re.compile(r"chatgpt-|codex|gpt-4[o.]|gpt-([5-9]|oss)|o\d")
# The sizes of the tables: a larger token makes the library's decoder abort the process.
_TABLE_SIZES = {"cl100k_base": 100_256, "o200k_base": 199_998}
# Characters for one call of the library, which holds the interpreter's lock.
_SLICE = 64 * 1024
MAX_COUNTED = 4 * 1024 * 1024
"""Characters of a text that are counted: so many take 0.2 s."""
_MAX_PIECE_TOKENS = 64


class _Library(Protocol):
    """The used part of the library, which has no types."""

    def count(self, text: str) -> int: ...
    def encode(self, text: str) -> list[int]: ...
    def decode(self, tokens: list[int]) -> str: ...


class TokenPiece(NamedTuple):
    """The smallest part that is text: mostly one token, several if they share a character."""

    text: str
    tokens: int


class TextStart(str):
    """The start of a text that has `whole_length` characters."""

    whole_length: int

    @classmethod
    def of(cls, start: str, whole_length: int) -> TextStart:
        """The start of a text of that length."""
        text = cls(start)
        text.whole_length = whole_length
        return text


def length_of(text: str) -> int:
    """The characters of a text, also of one of which only the start is here."""
    return text.whole_length if isinstance(text, TextStart) else len(text)


def join_texts(separator: str, texts: Sequence[str]) -> str:
    """The texts in one; the start of it where one of them is a start."""
    if len(texts) == 1:
        return texts[0]
    joined = separator.join(texts)
    length = len(separator) * max(0, len(texts) - 1) + sum(map(length_of, texts))
    return joined if length == len(joined) else TextStart.of(joined, length)


class UnknownToken(ValueError):
    """The encoding has no such token; `place` is its index in the list."""

    def __init__(self, token: int, place: int) -> None:
        super().__init__(f"{token} is not a token")
        self.place = place


class Tokenizer:
    """Tokenizes with one encoding."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._table_size = _TABLE_SIZES[name]
        self._library: _Library = _bindings().tokenizer_for_encoding(name)

    def count(self, text: str) -> int:
        """The number of tokens of a text; approximate for texts longer than a slice.

        That of a very long text is computed from its first part.
        """
        counted = min(len(text), MAX_COUNTED)
        tokens = sum(self._library.count(part) for part in _slices(text[:counted]))
        length = length_of(text)
        return tokens if counted == length else tokens * length // counted

    def encode(self, text: str) -> list[int]:
        """The text's tokens; names of special tokens are text."""
        return [token for part in _slices(text) for token in self._library.encode(part)]

    def decode(self, tokens: list[int]) -> str:
        """The text of tokens, with a replacement character for invalid UTF-8; raises UnknownToken."""
        for place, token in enumerate(tokens):
            if not 0 <= token < self._table_size:
                raise UnknownToken(token, place)
        return "".join(piece.text for piece in self._pieces_of(tokens))

    def pieces(self, text: str) -> list[TokenPiece]:
        """The pieces of a text; joined, they are the text."""
        return self._pieces_of(self.encode(text))

    def _pieces_of(self, tokens: list[int]) -> list[TokenPiece]:
        pieces: list[TokenPiece] = []
        start = 0
        for end in range(1, len(tokens) + 1):
            try:
                text = self._library.decode(tokens[start:end])
            except ValueError:
                # An incomplete character. Tokens from a caller may never complete it.
                if end - start < _MAX_PIECE_TOKENS and end < len(tokens):
                    continue
                text = "\ufffd"
            pieces.append(TokenPiece(text, end - start))
            start = end
        return pieces


@cache
def tokenizer_for_encoding(encoding: str) -> Tokenizer:
    """The tokenizer of an encoding, loaded on first use."""
    return Tokenizer(encoding)


def tokenizer_for_model(model: str) -> Tokenizer:
    """The tokenizer of a model; for an unknown one, that of OpenAI's older models."""
    return tokenizer_for_encoding("o200k_base" if _O200K_MODELS.match(model) else "cl100k_base")


def _slices(text: str) -> Iterator[str]:
    return (text[start : start + _SLICE] for start in range(0, len(text), _SLICE))


@cache
def _bindings() -> ModuleType:
    """The compiled module alone: importing its package loads three tables in Python, in 1 s and 70 MB."""
    package = util.find_spec("bpe_openai")
    spec = package and machinery.PathFinder.find_spec(
        "bpe_openai._bindings", package.submodule_search_locations
    )
    if spec is None or spec.loader is None:
        raise ImportError("bpe-openai is not installed, or without its compiled module")
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
