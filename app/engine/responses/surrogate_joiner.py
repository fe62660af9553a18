"""Joins halves of a surrogate pair, which servers send that split UTF-16: events and rows are UTF-8."""

from __future__ import annotations

from typing import Any

import orjson

from app.contract.json_types import JsonObject

_HIGH = ("\ud800", "\udbff")


class SurrogateJoiner:
    """Holds back a half at the end of a text for the next text at the same place."""

    def __init__(self) -> None:
        self._halves: dict[tuple[str | int, ...], str] = {}
        self.waiting = False
        """Whether a half is held back."""

    def join(self, choice: JsonObject) -> JsonObject:
        """The choice of a chunk with whole characters; a half without its other one is replaced."""
        if not self.waiting:
            try:
                orjson.dumps(choice)
            except orjson.JSONEncodeError:
                pass
            else:
                return choice
        joined: JsonObject = self._joined(choice, ())
        self.waiting = bool(self._halves)
        return joined

    def _joined(self, value: Any, path: tuple[str | int, ...]) -> Any:
        if isinstance(value, dict):
            return {name: self._joined(member, (*path, name)) for name, member in value.items()}
        if isinstance(value, list):
            return [self._joined(item, (*path, place)) for place, item in enumerate(value)]
        return self._text(value, path) if isinstance(value, str) else value

    def _text(self, text: str, path: tuple[str | int, ...]) -> str:
        text = self._halves.pop(path, "") + text
        if text and _HIGH[0] <= text[-1] <= _HIGH[1]:
            self._halves[path] = text[-1]
            text = text[:-1]
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
