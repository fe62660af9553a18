"""Marks of search results in a text that streams: `[3]` is cut, and becomes an annotation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from app.contract.json_types import JsonObject

FindSource: TypeAlias = Callable[[int], JsonObject | None]
"""The number of a search result -> its `url` and `title`; None if there is no such result."""

_MARK = re.compile(r" ?\[([0-9]{1,4})\]")
# What may become a mark with the text that follows.
_START = re.compile(r" ?(?:\[[0-9]{0,4})?\Z")


class CitationReader:
    """Reads one text after the other. Indices are code points of the text without marks.

    An annotation covers the sentence before its mark. A mark without a result stays in the text.
    """

    def __init__(self, source: FindSource) -> None:
        self._source = source
        self._held = ""
        self._sent = 0
        self._sentence_start = 0
        self._last = ""
        self._is_between = False
        """Whether a sentence has ended, and the next one has not started."""

    def feed(self, text: str) -> Iterator[str | JsonObject]:
        """The pieces of text, and between them the annotations, that this much of the text has."""
        text = self._held + text
        start = 0
        for mark in _MARK.finditer(text):
            source = self._source(int(mark[1]))
            if source is None:
                continue
            yield from self._pass(text[start : mark.start()])
            start = mark.end()
            yield self._annotation(source)
        held = _START.search(text, start)
        end = len(text) if held is None else held.start()
        yield from self._pass(text[start:end])
        self._held = text[end:]

    def end(self) -> Iterator[str | JsonObject]:
        """The rest of the text, which ends here."""
        held, self._held = self._held, ""
        yield from self._pass(held)
        self._sent = self._sentence_start = 0
        self._last, self._is_between = "", False

    def _pass(self, text: str) -> Iterator[str]:
        for place, character in enumerate(text, self._sent):
            if character.isspace():
                self._is_between |= character == "\n" or self._last in (".", "!", "?")
            elif self._is_between:
                self._sentence_start, self._is_between = place, False
            self._last = character
        if text:
            self._sent += len(text)
            yield text

    def _annotation(self, source: JsonObject) -> JsonObject:
        return {
            "type": "url_citation",
            "url": source["url"],
            "title": source["title"],
            "start_index": self._sentence_start,
            "end_index": self._sent,
        }
