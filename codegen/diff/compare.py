"""The semantic difference between two contracts, for callers of the API."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from codegen.diff import render
from codegen.diff.findings import Finding
from codegen.diff.reach import Reach
from codegen.diff.schemas import Direction, compare_schemas, shape
from codegen.normalise.schemas import JsonObject, operations, resolve

_SENT = Direction(sent=True, received=False)
_RECEIVED = Direction(sent=False, received=True)
_Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """All findings, breaking ones first."""

    findings: tuple[Finding, ...]

    def markdown(self, touched: Mapping[str, str] | None = None) -> str:
        """For people; `touched` maps hand-written operations to their files."""
        return render.markdown(self.findings, touched or {})

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        effects = Counter(finding.effect for finding in self.findings)
        return {
            "breaking": effects["breaking"],
            "compatible": effects["compatible"],
            "findings": [
                {key: value for key, value in asdict(finding).items() if value is not None}
                for finding in self.findings
            ],
        }


def compare(old: JsonObject, new: JsonObject) -> Difference:
    """The changes from one normalised contract to another."""
    findings = [*_operations(old, new), *_components(old, new)]
    order = sorted(
        findings, key=lambda f: (f.effect != "breaking", f.what, f.place, f.change, str(f.old), str(f.new))
    )
    return Difference(tuple(order))


def _operations(old: JsonObject, new: JsonObject) -> Iterator[Finding]:
    before, after = _table(old), _table(new)
    places = {place: name for name, (place, _) in after.items()}
    renamed: dict[str, str] = {}
    for name in sorted(before.keys() - after.keys()):
        place = before[name][0]
        other = places.get(place)
        if other is not None and other not in before:
            renamed[other] = name
            # The id is not part of the protocol, so nothing breaks on the wire.
            yield Finding("moved", "compatible", "operation", other, name, other, (name, other))
        else:
            yield Finding("removed", "breaking", "operation", name, old=_text(place), operations=(name,))
    for name in sorted(after.keys() - before.keys() - renamed.keys()):
        yield Finding("added", "compatible", "operation", name, new=_text(after[name][0]), operations=(name,))
    for name in sorted(after.keys() & (before.keys() | renamed.keys())):
        (was, earlier), (now, later) = before[renamed.get(name, name)], after[name]
        if was != now:
            yield Finding("moved", "breaking", "operation", name, _text(was), _text(now), (name,))
        for finding in _operation(old, new, name, earlier, later):
            yield replace(finding, operations=(name,))


def _operation(
    old: JsonObject, new: JsonObject, name: str, before: JsonObject, after: JsonObject
) -> Iterator[Finding]:
    if before.get("tags") != after.get("tags"):
        yield Finding("moved", "compatible", "tag", name, before.get("tags"), after.get("tags"))
    if bool(before.get("deprecated")) != bool(after.get("deprecated")):
        yield Finding(
            "changed", "compatible", "deprecated", name, before.get("deprecated"), after.get("deprecated")
        )
    if before.get("security") != after.get("security"):
        yield Finding("changed", "breaking", "security", name, before.get("security"), after.get("security"))
    yield from _parameters(old, new, name, before, after)
    yield from _bodies(name, before.get("requestBody", {}), after.get("requestBody", {}))
    yield from _responses(old, new, name, before, after)


def _parameters(
    old: JsonObject, new: JsonObject, name: str, before: JsonObject, after: JsonObject
) -> Iterator[Finding]:
    one, other = (
        {(p.get("in"), p.get("name")): p for p in (resolve(document, p) for p in node.get("parameters", []))}
        for document, node in ((old, before), (new, after))
    )
    for key in sorted(one.keys() - other.keys()):
        yield Finding(
            "removed", "breaking", "parameter", f"{name} {key[0]} {key[1]}", shape(one[key].get("schema"))
        )
    for key in sorted(other.keys() - one.keys()):
        effect = _SENT.effect(narrower=bool(other[key].get("required")))
        description = shape(other[key].get("schema")) + (", required" if other[key].get("required") else "")
        yield Finding("added", effect, "parameter", f"{name} {key[0]} {key[1]}", new=description)
    for key in sorted(one.keys() & other.keys()):
        place = f"{name} {key[0]} {key[1]}"
        was, now = bool(one[key].get("required")), bool(other[key].get("required"))
        if was != now:
            yield Finding("added" if now else "removed", _SENT.effect(narrower=now), "required", place)
        yield from compare_schemas(one[key].get("schema", {}), other[key].get("schema", {}), place, _SENT)


def _bodies(name: str, before: JsonObject, after: JsonObject) -> Iterator[Finding]:
    was, now = bool(before.get("required")), bool(after.get("required"))
    if was != now:
        yield Finding("added" if now else "removed", _SENT.effect(narrower=now), "required", f"{name} body")
    yield from _contents(f"{name} body", before.get("content", {}), after.get("content", {}), _SENT)


def _responses(
    old: JsonObject, new: JsonObject, name: str, before: JsonObject, after: JsonObject
) -> Iterator[Finding]:
    one, other = before.get("responses", {}), after.get("responses", {})
    for status in sorted(one.keys() - other.keys()):
        yield Finding("removed", "breaking", "response", f"{name} {status}")
    for status in sorted(other.keys() - one.keys()):
        yield Finding("added", "compatible", "response", f"{name} {status}")
    for status in sorted(one.keys() & other.keys()):
        contents = [resolve(d, node[status]).get("content", {}) for d, node in ((old, one), (new, other))]
        yield from _contents(f"{name} {status}", contents[0], contents[1], _RECEIVED)


def _contents(place: str, before: JsonObject, after: JsonObject, direction: Direction) -> Iterator[Finding]:
    for media in sorted(before.keys() - after.keys()):
        yield Finding("removed", "breaking", "media type", f"{place} {media}")
    for media in sorted(after.keys() - before.keys()):
        yield Finding("added", "compatible", "media type", f"{place} {media}")
    for media in sorted(before.keys() & after.keys()):
        one, other = before[media].get("schema", {}), after[media].get("schema", {})
        yield from compare_schemas(one, other, f"{place} {media}", direction)


def _components(old: JsonObject, new: JsonObject) -> Iterator[Finding]:
    before, after = (document.get("components", {}).get("schemas", {}) for document in (old, new))
    reached, reaches = Reach(old), Reach(new)
    for name in sorted(before.keys() - after.keys()):
        # Each place that used it has a finding of its own.
        yield Finding(
            "removed", "compatible", "schema", name, shape(before[name]), None, reached.operations(name)
        )
    for name in sorted(after.keys() - before.keys()):
        yield Finding(
            "added", "compatible", "schema", name, None, shape(after[name]), reaches.operations(name)
        )
    for name in sorted(before.keys() & after.keys()):
        users = tuple(sorted({*reached.operations(name), *reaches.operations(name)}))
        direction = Direction(
            sent=bool(reached.requests[name] or reaches.requests[name]),
            received=bool(reached.responses[name] or reaches.responses[name]),
        )
        for finding in compare_schemas(before[name], after[name], name, direction):
            yield replace(finding, operations=users)


def _table(document: JsonObject) -> dict[str, tuple[_Place, JsonObject]]:
    return {o["operationId"]: ((method.upper(), path), o) for path, method, o in operations(document)}


def _text(place: _Place) -> str:
    return " ".join(place)
