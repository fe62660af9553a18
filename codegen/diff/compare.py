"""The semantic difference between two contracts, for callers of the API."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from codegen.diff import render
from codegen.diff.facts import security, servers
from codegen.diff.findings import RECEIVED, SENT, Change, Effect, Finding, Reliances
from codegen.diff.operations import OperationComparison
from codegen.normalise.schemas import JsonObject, operations

_Place = tuple[str, str]
_Table = dict[str, tuple[_Place, JsonObject]]
_EVENTS = (("ClientEvent", SENT), ("ServerEvent", RECEIVED))
"""Components whose events travel by WebSocket, which no operation names."""


@dataclass(frozen=True, slots=True)
class Difference:
    """All findings, breaking ones first. Equal changes at several places are one finding."""

    findings: tuple[Finding, ...]

    def markdown(
        self, implemented: Mapping[str, str] | None = None, reliances: Reliances | None = None
    ) -> str:
        """For people; `implemented` maps hand-written operations to their files."""
        return render.markdown(self.findings, implemented or {}, reliances)

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        effects = Counter(finding.effect for finding in self.findings)
        return {
            "breaking": effects["breaking"],
            "compatible": effects["compatible"],
            "findings": [
                {key: value for key, value in asdict(finding).items() if value not in (None, "", ())}
                for finding in self.findings
            ],
        }


def compare(old: JsonObject, new: JsonObject) -> Difference:
    """The changes from one normalised contract to another."""
    comparison = OperationComparison(old, new)
    findings = [
        *security(old, new, "document"),
        *servers("document", old.get("servers", []), new.get("servers", [])),
        *_schemes(old, new),
        *_operations(comparison, _table(old, "paths"), _table(new, "paths")),
        *_webhooks(comparison, _table(old, "webhooks"), _table(new, "webhooks")),
        *_events(comparison, _components(old), _components(new)),
        *_component_names(_components(old), _components(new)),
    ]
    order = sorted(
        _grouped(_joined(findings)),
        key=lambda f: (f.effect != "breaking", f.what, f.place, f.change, str(f.old), str(f.new)),
    )
    return Difference(tuple(order))


def _operations(comparison: OperationComparison, before: _Table, after: _Table) -> Iterator[Finding]:
    partners = _partners(before, after)
    for name in sorted(before.keys() - {*partners.values()}):
        rule = "api-removed-without-deprecation"
        if before[name][1].get("deprecated"):
            rule = "api-removed-with-deprecation"
        place = _text(before[name][0])
        yield Finding("removed", "breaking", "operation", name, place, None, (name,), rule=rule)
    for name in sorted(after.keys() - partners.keys()):
        place = _text(after[name][0])
        yield Finding("added", "compatible", "operation", name, None, place, (name,), rule="endpoint-added")
    for name, other in sorted(partners.items()):
        (was, earlier), (now, later) = before[other], after[name]
        if name != other:
            # The id is not part of the protocol, so nothing breaks on the wire.
            yield Finding("moved", "compatible", "operation", name, other, name, (other, name))
        if was != now:
            # A placeholder's name is not part of the URL.
            effect: Effect = "compatible" if _shape_of(was) == _shape_of(now) else "breaking"
            yield Finding("moved", effect, "operation", name, _text(was), _text(now), (name,))
        for finding in comparison.operation(name, earlier, later):
            yield replace(finding, operations=(name,))


def _partners(before: _Table, after: _Table) -> dict[str, str]:
    """New id -> old id of the same operation: by its route, which is on the wire, otherwise by its id."""
    partners: dict[str, str] = {}
    keys: tuple[Callable[[str, _Place], Any], ...] = (
        lambda _, place: place,
        lambda _, place: _shape_of(place),
        lambda name, _: name,
    )
    for key in keys:
        known = {*partners.values()}
        left = {key(name, place): name for name, (place, _) in before.items() if name not in known}
        for name, (place, _) in after.items():
            if name not in partners and (other := left.pop(key(name, place), None)) is not None:
                partners[name] = other
    return partners


def _webhooks(comparison: OperationComparison, before: _Table, after: _Table) -> Iterator[Finding]:
    for name in sorted(before.keys() - after.keys()):
        yield Finding("removed", "breaking", "webhook", name, before[name][0][1])
    for name in sorted(after.keys() - before.keys()):
        yield Finding("added", "compatible", "webhook", name, None, after[name][0][1])
    for name in sorted(before.keys() & after.keys()):
        was, now = before[name][0], after[name][0]
        if was != now:
            effect: Effect = "breaking" if was[0] != now[0] else "compatible"
            yield Finding("moved", effect, "webhook", name, _text(was), _text(now), (name,))
        for finding in comparison.webhook(name, before[name][1], after[name][1]):
            yield replace(finding, operations=(name,))


def _events(comparison: OperationComparison, before: JsonObject, after: JsonObject) -> Iterator[Finding]:
    for suffix, direction in _EVENTS:
        for name in sorted(name for name in before.keys() - after.keys() if name.endswith(suffix)):
            yield Finding("removed", "breaking", "event", name, direction=direction.name)
        for name in sorted(name for name in before.keys() & after.keys() if name.endswith(suffix)):
            for finding in comparison.event(name, before[name], after[name], direction):
                yield replace(finding, operations=(name,))


def _component_names(before: JsonObject, after: JsonObject) -> Iterator[Finding]:
    """Names are not part of the protocol; generated code bears them."""
    for name in sorted(before.keys() - after.keys()):
        # Events have a finding of their own.
        if not name.endswith(tuple(suffix for suffix, _ in _EVENTS)):
            yield Finding("removed", "compatible", "schema", name, rule="api-schema-removed")
    for name in sorted(after.keys() - before.keys()):
        yield Finding("added", "compatible", "schema", name)


def _schemes(old: JsonObject, new: JsonObject) -> Iterator[Finding]:
    before, after = (d.get("components", {}).get("securitySchemes", {}) for d in (old, new))
    for name in sorted(before.keys() | after.keys()):
        was, now = before.get(name), after.get(name)
        if was != now:
            change: Change = "added" if was is None else "removed" if now is None else "changed"
            # A scheme that nothing requires any more is reported at the operations.
            effect: Effect = "breaking" if change == "changed" else "compatible"
            rule = f"api-security-component-{'type-changed' if change == 'changed' else change}"
            yield Finding(change, effect, "security scheme", name, was, now, rule=rule)


def _joined(findings: Iterable[Finding]) -> Iterator[Finding]:
    """One finding per change, place and effect, whatever operations and directions it was found in."""
    same: dict[tuple[Any, ...], list[Finding]] = defaultdict(list)
    for finding in findings:
        key = (
            finding.change,
            finding.effect,
            finding.what,
            finding.place,
            _key(finding.old),
            _key(finding.new),
        )
        same[key].append(finding)
    for group in same.values():
        yield replace(group[0], operations=_all_operations(group), direction=_all_directions(group))


def _grouped(findings: Iterable[Finding]) -> Iterator[Finding]:
    """One finding for equal changes of fields of the same name, with all their places."""
    same: dict[tuple[Any, ...], list[Finding]] = defaultdict(list)
    for finding in findings:
        key = (
            finding.change, finding.effect, finding.what, _leaf(finding), _key(finding.old),
            _key(finding.new), finding.rule,
        )  # fmt: skip
        same[key].append(finding)
    for group in same.values():
        if len(group) == 1:
            yield group[0]
            continue
        group.sort(key=lambda finding: finding.place)
        yield replace(
            group[0],
            operations=_all_operations(group),
            places=tuple(finding.place for finding in group),
            direction=_all_directions(group),
        )


def _all_operations(group: list[Finding]) -> tuple[str, ...]:
    return tuple(sorted({name for finding in group for name in finding.operations}))


def _all_directions(group: list[Finding]) -> str:
    return ", ".join(sorted({name for finding in group for name in finding.direction.split(", ") if name}))


def _leaf(finding: Finding) -> str:
    """What equal changes of different places have in common: the field, the status, the parameter."""
    if finding.what in ("operation", "webhook", "schema", "security scheme"):
        return finding.place
    if finding.what in ("deprecated", "security", "tag"):
        return ""
    if "." in finding.place.partition(" (")[0]:
        return finding.place.rpartition(".")[2]
    return finding.place.partition(" ")[2]


def _key(value: Any) -> str:
    return repr(value)


def _table(document: JsonObject, section: str) -> _Table:
    return {
        o["operationId"]: (
            (method.upper(), path),
            _servers_of(document[section][path]) | o | {"x-path": path},
        )
        for path, method, o in operations(document, section)
    }


def _servers_of(item: JsonObject) -> JsonObject:
    return {"servers": item["servers"]} if item.get("servers") else {}


def _components(document: JsonObject) -> JsonObject:
    found: JsonObject = document.get("components", {}).get("schemas", {})
    return found


def _shape_of(place: _Place) -> _Place:
    return place[0], re.sub(r"{[^}]*}", "{}", place[1])


def _text(place: _Place) -> str:
    return " ".join(place)
