"""Assembles tool calls from fragments, by id and index, whatever a server does with either.

A call is passed on once its id and its name are known: clients want both in its first fragment. Each has an
index and an id of its own; names, ids and types are passed on once, arguments as strings.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import orjson

from app.contract.json_types import JsonObject
from app.relay.reader.values import count_of, json_text, objects_in

_KINDS: dict[str, str] = {"function": "arguments", "custom": "input"}
_MOST_LOOKED_AT = 16 * 1024 * 1024
_OWN_MEMBERS = ("index", "id", "type", "function", "custom", "name", "arguments", "input")


class Fragment:
    """One entry of `tool_calls` as it came."""

    def __init__(self, entry: JsonObject) -> None:
        self.kind: Literal["function", "custom"] = (
            "custom" if entry.get("type") == "custom" or isinstance(entry.get("custom"), dict) else "function"
        )
        inner = entry.get(self.kind)
        tool = inner if isinstance(inner, dict) else entry
        text_member = _KINDS[self.kind]
        self.index = count_of(entry.get("index"))
        self.id = _id_of(entry.get("id"))
        self.name = tool["name"] if type(tool.get("name")) is str else ""
        self.text = json_text(tool.get(text_member))
        self.typed = type(entry.get("type")) is str
        self.more = {name: value for name, value in entry.items() if name not in _OWN_MEMBERS}
        self.inner_more = (
            {name: value for name, value in tool.items() if name not in ("name", text_member)}
            if tool is inner
            else {}
        )


class _Call:
    def __init__(self, index: int, fragment: Fragment) -> None:
        self.index = index
        self.kind = fragment.kind
        self.upstream_index = fragment.index
        self.upstream_id = fragment.id
        self.name = ""
        self.has_text = False
        self.has_empty_text = False
        """Whether its only text is an empty object, which is passed on at the end: some begin with it."""
        self.sent = False
        self.texts: list[str] = []
        self.more: JsonObject = {}
        self.inner_more: JsonObject = {}

    def entry(self, name: str, text: str, more: JsonObject, inner_more: JsonObject) -> JsonObject:
        """An entry of `tool_calls` with these members."""
        inner: JsonObject = {**inner_more}
        if name:
            inner["name"] = name
        if text:
            inner[_KINDS[self.kind]] = text
        entry: JsonObject = {"index": self.index, **more}
        return {**entry, self.kind: inner} if inner else entry


class ToolCallAssembler:
    """The calls of one choice.

    `mint` makes an id for a call that has none of its own. `text_of` returns the text that a call has so far,
    for a reader whose fragments do not all come through here.
    """

    def __init__(self, mint: Callable[[str], str], text_of: Callable[[int, str], str] | None = None) -> None:
        self._mint = mint
        self._text_of = text_of
        self._calls: list[_Call] = []
        self._by_index: dict[int, _Call] = {}
        self._by_id: dict[str, _Call] = {}
        self._ids: set[str] = set()
        self._used: set[int] = set()
        self._next_index = 0
        self._looked_at = 0
        self.plain = True
        """Whether each fragment so far named its call by an index of its own."""

    def __len__(self) -> int:
        return len(self._calls)

    def add(self, value: Any) -> list[JsonObject]:
        """What is passed on of a delta's `tool_calls`."""
        passed: list[JsonObject] = []
        touched: set[int] = set()
        for entry in objects_in(value):
            fragment = Fragment(entry)
            call = self._call_for(fragment, touched)
            if call is not None:
                touched.add(call.index)
                passed += self._extend(call, fragment)
        return passed

    def close(self, *, complete: bool) -> list[JsonObject]:
        """The calls that are still held back, at the answer's end.

        In a `complete` answer a function without arguments has an empty object of them.
        """
        passed: list[JsonObject] = []
        for call in self._calls:
            complete_call = complete or call.has_empty_text
            missing = "{}" if complete_call and call.kind == "function" and not self._has_text(call) else ""
            if not call.sent:
                call.texts.append(missing)
                passed.append(self._first_entry(call))
            elif missing:
                passed.append(call.entry("", missing, {}, {}))
        return passed

    def _call_for(self, fragment: Fragment, touched: set[int]) -> _Call | None:
        """The call that a fragment belongs to, which may be a new one; None for one that adds nothing."""
        index = fragment.index
        found = self._last(fragment, touched) if index is None else self._at(index, fragment)
        if found is not None and found.upstream_id is None and fragment.id is not None:
            found.upstream_id = fragment.id
            self._by_id.setdefault(fragment.id, found)
        if found is not None and fragment.name and self._is_repeated(found, fragment):
            return None
        if found is not None and not (fragment.name and self._starts_another(found, fragment)):
            return found
        if fragment.id is None and not fragment.name and not fragment.text:
            return None
        return self._new(fragment)

    def _at(self, index: int, fragment: Fragment) -> _Call | None:
        found = self._by_index.get(index)
        known = None if fragment.id is None else self._by_id.get(fragment.id)
        if found is None:
            # A known id at a new index: the index came late or counts fragments, unless this is a new call.
            return None if known is None or (fragment.name and known.upstream_index is not None) else known
        if fragment.id is None or found.upstream_id in (None, fragment.id):
            return found
        if known is not None and known.upstream_index == index:
            return known
        return found if self._goes_on(found, fragment) else None

    def _last(self, fragment: Fragment, touched: set[int]) -> _Call | None:
        """The call of a fragment without an index: within one list, each such entry is a call of its own."""
        self.plain = False
        last = self._calls[-1] if self._calls else None
        if fragment.id is None or last is None:
            return None if last is None or last.index in touched else last
        known = self._by_id.get(fragment.id)
        if known is not None:
            return None if known.index in touched else known
        is_late_id = last.upstream_id is None and not fragment.name
        return last if is_late_id or self._goes_on(last, fragment) else None

    def _goes_on(self, call: _Call, fragment: Fragment) -> bool:
        """Whether a fragment with another id continues it: some servers make an id for each fragment."""
        return bool(call.name) and not fragment.name and not self._is_whole(call)

    def _is_repeated(self, call: _Call, fragment: Fragment) -> bool:
        """Whether it is all of a call that was received before, once more."""
        same_call = fragment.id is not None and fragment.id == call.upstream_id and fragment.name == call.name
        return same_call and self._is_whole(call) and fragment.text in (self._text(call) or "{}")

    def _starts_another(self, call: _Call, fragment: Fragment) -> bool:
        """Whether a fragment with a name is another call than the one that its index or id names."""
        if self._is_whole(call):
            is_other_name = bool(call.name) and fragment.name != call.name
            return is_other_name or fragment.text.lstrip().startswith("{")
        if not call.name or fragment.name == call.name or fragment.name.startswith(call.name):
            return False
        # A name may be cut in two, but not behind the arguments, nor does its rest name a type.
        is_same_id = fragment.id is not None and fragment.id == call.upstream_id
        return not is_same_id and (self._has_text(call) or fragment.typed)

    def _new(self, fragment: Fragment) -> _Call:
        index = fragment.index
        if index is None or index in self._used:
            self.plain = False
            index = self._next_index
        self._used.add(index)
        self._next_index = max(self._next_index, index + 1)
        call = _Call(index, fragment)
        self._calls.append(call)
        self._by_index[index if fragment.index is None else fragment.index] = call
        if fragment.id is not None:
            self._by_id[fragment.id] = call
        return call

    def _extend(self, call: _Call, fragment: Fragment) -> list[JsonObject]:
        """Adds a fragment; returns what is passed on of it."""
        name = fragment.name
        if call.name and name:
            # Repeated, grown, or its rest. Behind the arguments no name is cut.
            name = name.removeprefix(call.name) if name.startswith(call.name) else name
            name = "" if self._has_text(call) else name
        call.name += name
        if call.kind == "function" and fragment.text == "{}" and not self._has_text(call):
            call.has_empty_text, fragment.text = True, ""
        call.has_text = call.has_text or bool(fragment.text)
        if not call.sent or self._text_of is None:
            call.texts.append(fragment.text)
        if call.sent:
            entry = call.entry(name, fragment.text, fragment.more, fragment.inner_more)
            return [entry] if len(entry) > 1 else []
        call.more |= fragment.more
        call.inner_more |= fragment.inner_more
        return [self._first_entry(call)] if call.name and call.upstream_id is not None else []

    def _first_entry(self, call: _Call) -> JsonObject:
        call.sent = True
        call_id = call.upstream_id
        if call_id is None or call_id in self._ids:
            call_id = self._mint("call_")
        self._ids.add(call_id)
        inner = {**call.inner_more, "name": call.name, _KINDS[call.kind]: "".join(call.texts)}
        return {"index": call.index, "id": call_id, "type": call.kind, **call.more, call.kind: inner}

    def _text(self, call: _Call) -> str:
        if call.sent and self._text_of is not None:
            return self._text_of(call.index, call.kind)
        return "".join(call.texts)

    def _has_text(self, call: _Call) -> bool:
        return call.has_text or bool(self._text(call))

    def _is_whole(self, call: _Call) -> bool:
        """Whether its arguments are a complete object, so that nothing can follow."""
        # For a server with a new id in each fragment they are looked at each time; then they go on.
        if self._looked_at > _MOST_LOOKED_AT:
            return False
        text = self._text(call).strip() or ("{}" if call.has_empty_text else "")
        self._looked_at += len(text)
        if not (text.startswith("{") and text.endswith("}")):
            return False
        try:
            orjson.loads(text)
        except orjson.JSONDecodeError:
            return False
        return True


def _id_of(value: Any) -> str | None:
    if type(value) is int:
        return str(value)
    return value if type(value) is str and value else None
