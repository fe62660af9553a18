"""Assembles tool calls from the fragments in `tool_calls`. Some servers omit the index, or repeat it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import orjson

from app.engine.translation.output_items import OutputToolCall
from app.engine.translation.upstream_values import require_text

# The contract's bound on a `call_id` in a request.
_MAX_ID_LENGTH = 64


class ToolCallAssembler:
    """The calls of one answer. All stay open until it ends: fragments of several calls may be interleaved."""

    def __init__(self, mint: Callable[[str], str]) -> None:
        self._mint = mint
        self._open: list[OutputToolCall] = []
        self._by_index: dict[int, tuple[str | None, OutputToolCall]] = {}
        self._used_ids: set[str] = set()

    def __iter__(self) -> Iterator[OutputToolCall]:
        """The open calls, in order."""
        return iter(self._open)

    def close(self) -> None:
        """Closes all calls; a later fragment starts a new one."""
        self._open.clear()
        self._by_index.clear()

    def call_of(self, fragment: Mapping[str, Any], output_index: int) -> tuple[OutputToolCall, bool]:
        """The fragment's call, and whether it is new; a new one gets that `output_index`."""
        index, fragment_id = fragment.get("index"), fragment.get("id") or None
        if not isinstance(index, int):
            index = self._infer_index(fragment_id)
        known_id, found = self._by_index.get(index, (None, None))
        if found is not None and (fragment_id is None or known_id is None or fragment_id == known_id):
            return found, False
        custom = fragment.get("type") == "custom" or "custom" in fragment
        item_id = self._mint("ctc_" if custom else "fc_")
        call = OutputToolCall(item_id, self._call_id(fragment_id), output_index, custom=custom)
        self._by_index[index] = fragment_id, call
        self._open.append(call)
        return call, True

    def _infer_index(self, fragment_id: str | None) -> int:
        """For a fragment without index: the call of that id, else a new one; without an id, the last call."""
        if fragment_id is None:
            return max(self._by_index, default=0)
        matching = (index for index, (known_id, _) in self._by_index.items() if known_id == fragment_id)
        return next(matching, max(self._by_index, default=-1) + 1)

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


def tool_name(fragment: Mapping[str, Any]) -> str:
    """The tool's name, which is in the first fragment; later fragments omit it or repeat it."""
    return require_text(_tool(fragment).get("name") or "")


def arguments_text(fragment: Mapping[str, Any]) -> str:
    """The arguments of a function or the input of a custom tool, as text; some servers send them parsed."""
    tool = _tool(fragment)
    value = tool.get("arguments") if "arguments" in tool else tool.get("input")
    if value is None or isinstance(value, str):
        return value or ""
    return orjson.dumps(value).decode()


def _tool(fragment: Mapping[str, Any]) -> Mapping[str, Any]:
    tool: Mapping[str, Any] = fragment.get("function") or fragment.get("custom") or {}
    return tool
