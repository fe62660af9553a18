"""Two versions of the values of one type -> findings: types, listed values, bounds, discriminators."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from codegen.diff import bounds, rules
from codegen.diff.branches import Branch, Shape
from codegen.diff.findings import Change, Direction, Effect, Finding
from codegen.diff.wire import Wire


class ValueComparison:
    """Compares what is at one place, without the places in it. `root` is where the comparison starts."""

    def __init__(self, old: Wire, new: Wire, direction: Direction, root: str, subject: str) -> None:
        self._old, self._new = old, new
        self._direction = direction
        self._root = root
        self._root_subject = subject

    def _types(
        self, old: Shape, new: Shape, before: set[str], after: set[str], place: str
    ) -> Iterator[Finding]:
        """A type that is accepted no more, or that is new. An integer is a number."""
        removed, added = before - after, after - before
        if "number" in after:
            removed -= {"integer"}
        if "number" in before:
            added -= {"integer"}
        lost_numbers = "number" in removed and "integer" in after
        new_numbers = "number" in added and "integer" in before
        if "any" in before | after:
            removed, added = before & {"any"}, after & {"any"}
        if not (removed or added or lost_numbers or new_numbers):
            return
        effect = self._direction.effect(narrower=bool(removed), wider=bool(added))
        was, now = self._old.describe_shape(old), self._new.describe_shape(new)
        rule = rules.types(self._direction.name, self._subject(place), removed, added)
        yield self._finding("changed", effect, "type", place, was, now, rule)

    def _scalars(self, old: Branch, new: Branch, place: str) -> Iterator[Finding]:
        yield from self._values(old, new, place)
        if old.values is None and new.values is None:
            yield from self._bounds(old, new, place)

    def _values(self, old: Branch, new: Branch, place: str) -> Iterator[Finding]:
        direction = self._direction
        if (old.values is None) != (new.values is None):
            narrower = new.values is not None
            effect = direction.effect(narrower=narrower, wider=not narrower)
            was, now = _decoded(old.values), _decoded(new.values)
            yield self._finding("changed", effect, "enum", place, was, now)
        else:
            # Beside an open type the values are hints: a caller cannot rely on the list.
            hints = old.values is None
            before, after = old.values or old.hints, new.values or new.hints
            for value in [value for value in before if value not in after]:
                effect = "compatible" if hints else direction.effect(narrower=True)
                yield self._finding("removed", effect, "enum value", place, json.loads(value))
            for value in [value for value in after if value not in before]:
                # OpenAI asks clients to expect new values; a strict client breaks nevertheless.
                effect = "compatible" if hints else direction.effect(wider=True)
                yield self._finding("added", effect, "enum value", place, None, json.loads(value))

    def _bounds(self, old: Branch, new: Branch, place: str) -> Iterator[Finding]:
        if old.alternatives or new.alternatives:
            yield from self._alternatives(old, new, place)
            return
        for keyword, before, after, narrower, wider in bounds.changes(old.bounds, new.bounds):
            effect = self._direction.effect(narrower=narrower, wider=wider)
            rule = rules.bound(self._direction.name, self._subject(place), keyword, before, after)
            yield self._finding(
                _change(before, after), effect, "bound", f"{place} ({keyword})", before, after, rule
            )

    def _alternatives(self, old: Branch, new: Branch, place: str) -> Iterator[Finding]:
        """Several sets of bounds in one of the two: each must be within one of the others."""
        before, after = old.alternatives or (old.bounds,), new.alternatives or (new.bounds,)
        narrower = not all(any(bounds.contains(wide, each) for wide in after) for each in before)
        wider = not all(any(bounds.contains(wide, each) for wide in before) for each in after)
        if narrower or wider:
            was, now = ([dict(each) for each in sets] for sets in (before, after))
            effect = self._direction.effect(narrower=narrower, wider=wider)
            yield self._finding("changed", effect, "bound", place, was, now)

    def _discriminators(self, old: Shape, new: Shape, place: str) -> Iterator[Finding]:
        """Generators of clients use them; the schemas alone decide what is accepted."""
        before, after = (
            note and [note.get("propertyName"), sorted(note.get("mapping", {}))]
            for note in (old.notes.get("discriminator"), new.notes.get("discriminator"))
        )
        if before != after:
            yield self._finding(_change(before, after), "compatible", "discriminator", place, before, after)

    def _subject(self, place: str) -> str:
        """`body`, `parameter` or `header` for the whole, `property` for what is in it."""
        return self._root_subject if place == self._root else "property"

    def _finding(
        self, change: Change, effect: Effect, what: str, place: str, old: Any = None, new: Any = None,
        rule: str | None = None,
    ) -> Finding:  # fmt: skip
        rule = rule or rules.of_schema(self._direction.name, self._subject(place), what, change)
        return Finding(change, effect, what, place, old, new, direction=self._direction.name, rule=rule)


def _change(before: Any, after: Any) -> Change:
    return "added" if before is None else "removed" if after is None else "changed"


def _decoded(values: tuple[str, ...] | None) -> list[Any] | None:
    return None if values is None else [json.loads(value) for value in values]
