"""The tool calls of one answer. All stay open until it ends: their fragments may be interleaved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from app.contract.long_texts import LongTexts
from app.engine.translation.output_calls import OutputToolCall

# The contract's bound on a `call_id` in a request.
_MAX_ID_LENGTH = 64


class OpenCalls:
    """The calls by the index of their fragments, each of which is as the contract has it."""

    def __init__(self, mint: Callable[[str], str], texts: LongTexts) -> None:
        self._mint = mint
        self._texts = texts
        self._calls: dict[int, OutputToolCall] = {}
        self._used_ids: set[str] = set()

    def __iter__(self) -> Iterator[OutputToolCall]:
        """The calls, in order."""
        return iter(self._calls.values())

    def close(self) -> None:
        """Closes all calls; a later fragment starts a new one."""
        self._calls.clear()

    def call_of(self, fragment: Mapping[str, Any]) -> tuple[OutputToolCall, bool]:
        """The fragment's call, and whether it is new."""
        index = fragment["index"]
        found = self._calls.get(index)
        if found is not None:
            return found, False
        call_id = self._call_id(fragment.get("id"))
        call = self._calls[index] = OutputToolCall(call_id, self._texts, custom="custom" in fragment)
        return call, True

    def _call_id(self, upstream_id: str | None) -> str:
        """The upstream's id, unless a client could not send it back or it is not unique."""
        usable = (
            upstream_id is not None
            and len(upstream_id) <= _MAX_ID_LENGTH
            and upstream_id not in self._used_ids
        )
        call_id = upstream_id if usable and upstream_id is not None else self._mint("call_")
        self._used_ids.add(call_id)
        return call_id


def name_and_text(fragment: Mapping[str, Any]) -> tuple[str, str]:
    """What a fragment adds to the tool's name, and to a function's arguments or a custom tool's input."""
    tool: Mapping[str, Any] = fragment.get("function") or fragment.get("custom") or {}
    return tool.get("name") or "", tool.get("arguments") or tool.get("input") or ""
