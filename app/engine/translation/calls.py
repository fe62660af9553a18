"""Which call a piece of `tool_calls` belongs to. Servers differ: some leave the index out, or repeat it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import orjson

from app.engine.translation.output import OutputCall
from app.engine.translation.shapes import text

# What the contract takes back as a `call_id`.
_LONGEST_ID = 64


class Calls:
    """The calls of one answer. Pieces of several may be mixed, so all stay open until the answer is finished."""

    def __init__(self, mint: Callable[[str], str]) -> None:
        self._mint = mint
        self._open: list[OutputCall] = []
        self._by_index: dict[int, tuple[str | None, OutputCall]] = {}
        self._ids: set[str] = set()

    def __iter__(self) -> Iterator[OutputCall]:
        """The open ones, in order."""
        return iter(self._open)

    def close(self) -> None:
        """There are no open ones any more; what still comes begins another."""
        self._open.clear()
        self._by_index.clear()

    def of(self, piece: Mapping[str, Any], output_index: int) -> tuple[OutputCall, bool]:
        """The piece's call, and whether it is new: then it is at that place of the output."""
        index, given = piece.get("index"), piece.get("id") or None
        if not isinstance(index, int):
            index = self._guessed(given)
        told, found = self._by_index.get(index, (None, None))
        if found is not None and (given is None or told is None or given == told):
            return found, False
        custom = piece.get("type") == "custom" or "custom" in piece
        item_id = self._mint("ctc_" if custom else "fc_")
        call = OutputCall(item_id, self._call_id(given), output_index, custom=custom)
        self._by_index[index] = given, call
        self._open.append(call)
        return call, True

    def _guessed(self, given: str | None) -> int:
        """Without an index: the call of that id, else a new one; without an id, too, the last one."""
        if given is None:
            return max(self._by_index, default=0)
        known = (index for index, (told, _) in self._by_index.items() if told == given)
        return next(known, max(self._by_index, default=-1) + 1)

    def _call_id(self, given: str | None) -> str:
        """The upstream's, unless clients could not send it back or not tell it from another call's."""
        usable = given is not None and len(given) <= _LONGEST_ID and given not in self._ids
        call_id = given if usable and given is not None else self._mint("call_")
        self._ids.add(call_id)
        return call_id


def name(piece: Mapping[str, Any]) -> str:
    """The tool's name, which comes in the first piece; later ones leave it out or repeat it."""
    return text(_named(piece).get("name") or "")


def said(piece: Mapping[str, Any]) -> str:
    """The arguments or the input in this piece; some servers send them parsed."""
    told = _named(piece)
    found = told.get("arguments") if "arguments" in told else told.get("input")
    if found is None or isinstance(found, str):
        return found or ""
    return orjson.dumps(found).decode()


def _named(piece: Mapping[str, Any]) -> Mapping[str, Any]:
    named: Mapping[str, Any] = piece.get("function") or piece.get("custom") or {}
    return named
