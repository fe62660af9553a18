"""Two versions of a schema -> findings. Whether a caller breaks depends on who sends the value."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from codegen.diff import rules
from codegen.diff.findings import Change, Direction, Effect, Finding
from codegen.diff.wire import LOWER, OTHER, UPPER, Branch, Shape, Wire, all_of
from codegen.document import DocumentError
from codegen.normalise.schemas import JsonObject

_Pair: TypeAlias = tuple[str, str, str]
# Of one component; OpenAI's have a few hundred.
_MOST_PLACES = 5_000
# Variants with fewer property names in common are two variants, not one that changed.
_ALIKE = 0.5
_ABSENT: Any = object()


@dataclass(slots=True)
class Node:
    """The comparison of one component, or of what is at one place of an operation."""

    findings: list[Finding] = field(default_factory=list)
    below: set[_Pair] = field(default_factory=set)
    """The components that it contains."""


class SchemaComparison:
    """Compares schemas of two documents; each pair of components once for each direction."""

    def __init__(self, old: JsonObject, new: JsonObject) -> None:
        self.old, self.new = Wire(old), Wire(new)
        self._nodes: dict[_Pair, Node] = {}

    def compare(
        self, old: Any, new: Any, place: str, direction: Direction, subject: str = "property"
    ) -> list[Node]:
        """The nodes of all that two schemas contain, themselves first."""
        root = Node()
        _Walk(self, root, direction, place, subject).schemas(old, new, place)
        nodes, waiting, seen = [root], list(root.below), set(root.below)
        while waiting:
            node = self._nodes[waiting.pop()]
            nodes.append(node)
            waiting += node.below - seen
            seen |= node.below
        return nodes

    def component(self, pair: _Pair, old: Branch, new: Branch, direction: Direction) -> None:
        """Compares a pair of components, unless that is done or under way."""
        if pair not in self._nodes:
            node = self._nodes[pair] = Node()
            walk = _Walk(self, node, direction)
            node.findings += walk.fields(old, new, str(new.name))


class _Walk:
    """The comparison of one node: down to the components in it."""

    def __init__(
        self,
        whole: SchemaComparison,
        node: Node,
        direction: Direction,
        root: str = "",
        subject: str = "property",
    ) -> None:
        self._whole = whole
        self._node = node
        self._direction = direction
        self._root = root
        self._root_subject = subject
        self._under_way: set[tuple[int, int]] = set()
        self._places = 0

    def schemas(self, old: Any, new: Any, place: str) -> None:
        """Adds the findings between two schemas at one place."""
        pair = id(old), id(new)
        if pair in self._under_way:
            return
        self._places += 1
        if self._places > _MOST_PLACES:
            raise DocumentError(
                f"The schema at {place[:100]} has more than {_MOST_PLACES} places that are no components of "
                "their own; it cannot be compared."
            )
        self._under_way.add(pair)
        self._node.findings += self._shapes(self._whole.old.shape(old), self._whole.new.shape(new), place)
        self._under_way.discard(pair)

    def fields(self, old: Branch, new: Branch, place: str) -> Iterator[Finding]:
        """Findings between two objects."""
        before, after = old.properties, new.properties
        for name in sorted(before.keys() - after.keys()):
            described = self._whole.old.describe(before[name])
            yield self._finding("removed", "breaking", "field", f"{place}.{name}", described)
        for name in sorted(after.keys() - before.keys()):
            needed = name in new.required
            described = self._whole.new.describe(after[name]) + (", required" if needed else "")
            effect = self._direction.effect(narrower=needed)
            rule = rules.new_field(self._direction.name, required=needed)
            yield self._finding("added", effect, "field", f"{place}.{name}", None, described, rule)
        for name in sorted(before.keys() & after.keys()):
            self.schemas(before[name], after[name], f"{place}.{name}")
        for name in sorted((new.required - old.required) & before.keys() & after.keys()):
            effect = self._direction.effect(narrower=True)
            yield self._finding("added", effect, "required", f"{place}.{name}")
        for name in sorted((old.required - new.required) & before.keys() & after.keys()):
            effect = self._direction.effect(wider=True)
            yield self._finding("removed", effect, "required", f"{place}.{name}")
        # Names that are required without being declared: a value of any type.
        declared = before.keys() | after.keys()
        for name in sorted((new.required - old.required) - declared):
            yield self._finding("added", self._direction.effect(narrower=True), "required", f"{place}.{name}")
        for name in sorted((old.required - new.required) - declared):
            yield self._finding("removed", self._direction.effect(wider=True), "required", f"{place}.{name}")
        if old.values != new.values:
            yield from self._values(old, new, place)
        yield from self._bounds(old, new, place)
        yield from self._additional(old, new, place)

    def _additional(self, old: Branch, new: Branch, place: str) -> Iterator[Finding]:
        before, after = old.additional, new.additional
        if isinstance(before, dict) and isinstance(after, dict):
            self.schemas(before, after, f"{place}.*")
        elif before != after:
            narrower = before is True or after is False
            effect = self._direction.effect(narrower=narrower, wider=not narrower)
            yield self._finding(
                "changed", effect, "type", f"{place}.*", self._whole.old.describe(before),
                self._whole.new.describe(after),
            )  # fmt: skip

    def _shapes(self, old: Shape, new: Shape, place: str) -> Iterator[Finding]:
        before, after = old.kinds(), new.kinds()
        if not ("any" in before and "any" in after):
            changed = list(self._types(old, new, set(before), set(after), place))
            yield from changed
            for kind in [kind for kind in before if kind in after and kind not in ("array", "object")]:
                yield from self._scalars(before[kind][0], after[kind][0], place)
            if ("integer" in before) != ("number" in before) and ("integer" in after) != ("number" in after):
                # An integer that became a number, or the reverse, may also have other bounds.
                (one,), (other,) = ([*s.get("integer", ()), *s.get("number", ())] for s in (before, after))
                if one.kind != other.kind:
                    yield from self._scalars(one, other, place)
            variants = [*self._objects(before.get("object", []), after.get("object", []), place, changed)]
            yield from variants
            yield from self._arrays(before.get("array", []), after.get("array", []), place, changed)
            if not variants and not changed:
                yield from self._discriminators(old, new, place)
        else:
            yield from self._bounds(before["any"][0], after["any"][0], place)
        for note in ("default", "deprecated", "readOnly", "writeOnly"):
            was, now = old.notes.get(note, _ABSENT), new.notes.get(note, _ABSENT)
            if was != now:
                change: Change = "added" if was is _ABSENT else "removed" if now is _ABSENT else "changed"
                was, now = (None if value is _ABSENT else value for value in (was, now))
                yield self._finding(change, "compatible", "bound", f"{place} ({note})", was, now)

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
        was, now = self._whole.old.describe_shape(old), self._whole.new.describe_shape(new)
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
        for keyword in (*LOWER, *UPPER, *OTHER):
            before, after = old.bounds.get(keyword), new.bounds.get(keyword)
            if before == after:
                continue
            if keyword in OTHER and before is not None and after is not None:
                one, other = all_of(before), all_of(after)
                narrower, wider = bool(other - one), bool(one - other)
            elif keyword in OTHER or before is None or after is None:
                narrower, wider = after is not None, before is not None
            else:
                narrower = after > before if keyword in LOWER else after < before
                wider = not narrower
            effect = self._direction.effect(narrower=narrower, wider=wider)
            rule = rules.bound(self._direction.name, self._subject(place), keyword, before, after)
            yield self._finding(
                _change(before, after), effect, "bound", f"{place} ({keyword})", before, after, rule
            )

    def _objects(
        self, old: Sequence[Branch], new: Sequence[Branch], place: str, changed: list[Finding]
    ) -> Iterator[Finding]:
        pairs, removed, added = self._paired(old, new)
        for before, after in pairs:
            if before.name and after.name:
                pair = before.name, after.name, self._direction.name
                self._whole.component(pair, before, after, self._direction)
                self._node.below.add(pair)
            else:
                # Of several variants the name or the tag says which one changed.
                suffix = f"<{self._whole.new.variant_name(after)}>" if len(old) > 1 or len(new) > 1 else ""
                yield from self.fields(before, after, place + suffix)
        yield from self._variants(removed, added, place, changed, covered=not (old and new))

    def _arrays(
        self, old: Sequence[Branch], new: Sequence[Branch], place: str, changed: list[Finding]
    ) -> Iterator[Finding]:
        rest_old, rest_new = list(old), list(new)
        if len(old) != 1 or len(new) != 1:
            for before in old:
                kinds = _contents(self._whole.old, before)
                same = [b for b in rest_new if _contents(self._whole.new, b) == kinds]
                if same:
                    if before.values != same[0].values:
                        yield from self._values(before, same[0], place)
                    rest_old.remove(before)
                    rest_new.remove(same[0])
                    yield from self._bounds(before, same[0], place)
                    self.schemas(before.items, same[0].items, f"{place}[]")
        if len(rest_old) == len(rest_new) == 1:
            if rest_old[0].values != rest_new[0].values:
                yield from self._values(rest_old[0], rest_new[0], place)
            yield from self._bounds(rest_old[0], rest_new[0], place)
            self.schemas(rest_old[0].items, rest_new[0].items, f"{place}[]")
        else:
            yield from self._variants(rest_old, rest_new, place, changed, covered=not (old and new))

    def _variants(
        self,
        removed: Sequence[Branch],
        added: Sequence[Branch],
        place: str,
        changed: list[Finding],
        *,
        covered: bool,
    ) -> Iterator[Finding]:
        """A change of the type has both sides; a variant may break although the type does not."""
        if changed and (covered or any(finding.effect == "breaking" for finding in changed)):
            return
        for finding in self._each_variant(removed, added, place):
            if not changed or finding.effect == "breaking":
                yield finding

    def _each_variant(
        self, removed: Sequence[Branch], added: Sequence[Branch], place: str
    ) -> Iterator[Finding]:
        for branch in removed:
            effect = self._direction.effect(narrower=True)
            described = self._whole.old.describe_branch(branch)
            yield self._finding("removed", effect, "variant", place, described)
        for branch in added:
            effect = self._direction.effect(wider=True)
            described = self._whole.new.describe_branch(branch)
            yield self._finding("added", effect, "variant", place, None, described)

    def _discriminators(self, old: Shape, new: Shape, place: str) -> Iterator[Finding]:
        """Generators of clients use them; the schemas alone decide what is accepted."""
        before, after = (
            note and [note.get("propertyName"), sorted(note.get("mapping", {}))]
            for note in (old.notes.get("discriminator"), new.notes.get("discriminator"))
        )
        if before != after:
            yield self._finding(_change(before, after), "compatible", "discriminator", place, before, after)

    def _paired(
        self, old: Sequence[Branch], new: Sequence[Branch]
    ) -> tuple[list[tuple[Branch, Branch]], list[Branch], list[Branch]]:
        """Variants that are the same one: by name, by tag, alike; then those without a partner."""
        if len(old) == len(new) == 1:
            return [(old[0], new[0])], [], []
        pairs: list[tuple[Branch, Branch]] = []
        left, right = list(old), list(new)

        def pair_by(old_key: Any, new_key: Any) -> None:
            partners: dict[Any, list[Branch]] = {}
            for after in right:
                partners.setdefault(new_key(after), []).append(after)
            for before in [*left]:
                if (key := old_key(before)) and (same := partners.get(key)):
                    pairs.append((before, same[0]))
                    left.remove(before)
                    right.remove(same.pop(0))

        def pair(alike: Any) -> None:
            for before in [*left]:
                found = [after for after in right if alike(before, after)]
                if found:
                    pairs.append((before, found[0]))
                    left.remove(before)
                    right.remove(found[0])

        tag_old, tag_new = self._whole.old.tag, self._whole.new.tag
        pair_by(lambda a: a.name and (a.name, tag_old(a)), lambda b: (b.name, tag_new(b)))
        # Names may be exchanged; tags are on the wire.
        pair_by(tag_old, tag_new)
        pair_by(lambda a: a.name, lambda b: b.name)
        pair(lambda a, b: not (tag_old(a) and tag_new(b)) and _likeness(a, b) == 1.0)
        pair(lambda a, b: not (tag_old(a) and tag_new(b)) and _likeness(a, b) >= _ALIKE)
        return pairs, left, right

    def _subject(self, place: str) -> str:
        """`body`, `parameter` or `header` for the whole, `property` for what is in it."""
        return self._root_subject if place == self._root else "property"

    def _finding(
        self, change: Change, effect: Effect, what: str, place: str, old: Any = None, new: Any = None,
        rule: str | None = None,
    ) -> Finding:  # fmt: skip
        rule = rule or rules.of_schema(self._direction.name, self._subject(place), what, change)
        return Finding(change, effect, what, place, old, new, direction=self._direction.name, rule=rule)


def _contents(wire: Wire, array: Branch) -> frozenset[tuple[Any, ...]]:
    """The types of an array's items, and what tells objects apart: names are not on the wire."""
    return frozenset(
        (branch.kind, wire.tag(branch), frozenset(() if wire.tag(branch) else branch.properties.keys()))
        for branch in wire.shape(array.items).branches
    )


def _likeness(a: Branch, b: Branch) -> float:
    names = a.properties.keys() | b.properties.keys()
    return len(a.properties.keys() & b.properties.keys()) / len(names) if names else 1.0


def _change(before: Any, after: Any) -> Change:
    return "added" if before is None else "removed" if after is None else "changed"


def _decoded(values: tuple[str, ...] | None) -> list[Any] | None:
    return None if values is None else [json.loads(value) for value in values]
