"""Two versions of a schema -> findings. Whether a caller breaks depends on who sends the value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from codegen.diff import rules
from codegen.diff.branches import Branch, Shape
from codegen.diff.findings import Change, Direction, Finding
from codegen.diff.pairing import contents, outside, paired, split
from codegen.diff.values import ValueComparison
from codegen.diff.wire import Wire
from codegen.document import DocumentError
from codegen.normalise.schemas import JsonObject

_Pair: TypeAlias = tuple[str, str, str]
# Of one component; OpenAI's have a few hundred.
_MOST_PLACES = 5_000
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


class _Walk(ValueComparison):
    """The comparison of one node: down to the components in it."""

    def __init__(
        self,
        whole: SchemaComparison,
        node: Node,
        direction: Direction,
        root: str = "",
        subject: str = "property",
    ) -> None:
        super().__init__(whole.old, whole.new, direction, root, subject)
        self._whole = whole
        self._node = node
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
        self._node.findings += self._shapes(self._old.shape(old), self._new.shape(new), place)
        self._under_way.discard(pair)

    def fields(self, old: Branch, new: Branch, place: str) -> Iterator[Finding]:
        """Findings between two objects."""
        before, after = old.properties, new.properties
        for name in sorted(before.keys() - after.keys()):
            described = self._old.describe(before[name])
            yield self._finding("removed", "breaking", "field", f"{place}.{name}", described)
        for name in sorted(after.keys() - before.keys()):
            needed = name in new.required
            described = self._new.describe(after[name]) + (", required" if needed else "")
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
                "changed", effect, "type", f"{place}.*", self._old.describe(before),
                self._new.describe(after),
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

    def _objects(
        self, old: Sequence[Branch], new: Sequence[Branch], place: str, changed: list[Finding]
    ) -> Iterator[Finding]:
        if len(old) != len(new):
            old, new = split(self._old, old, self._new, new), split(self._new, new, self._old, old)
        pairs, removed, added = paired(self._old, self._new, old, new)
        for before, after in pairs:
            if before.name and after.name:
                pair = before.name, after.name, self._direction.name
                self._whole.component(pair, before, after, self._direction)
                self._node.below.add(pair)
            else:
                # Of several variants the name or the tag says which one changed.
                suffix = f"<{self._new.variant_name(after)}>" if len(old) > 1 or len(new) > 1 else ""
                yield from self.fields(before, after, place + suffix)
        removed, added = outside(removed, new), outside(added, old)
        yield from self._variants(removed, added, place, changed, covered=not (old and new))

    def _arrays(
        self, old: Sequence[Branch], new: Sequence[Branch], place: str, changed: list[Finding]
    ) -> Iterator[Finding]:
        rest_old, rest_new = list(old), list(new)
        if len(old) != 1 or len(new) != 1:
            for before in old:
                kinds = contents(self._old, before)
                same = [b for b in rest_new if contents(self._new, b) == kinds]
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
            described = self._old.describe_branch(branch)
            yield self._finding("removed", effect, "variant", place, described)
        for branch in added:
            effect = self._direction.effect(wider=True)
            described = self._new.describe_branch(branch)
            yield self._finding("added", effect, "variant", place, None, described)
