"""Findings as Markdown: breaking ones first, affected hand-written operations, then the rest by kind."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from codegen.diff.findings import Effect, Finding, Reliances

_MOST_NAMES = 4
_MOST_PLACES = 8
_SINGULAR_FIRST = (
    "server",
    "security scheme",
    "operation",
    "webhook",
    "tag",
    "security",
    "deprecated",
    "parameter",
    "body",
    "media type",
    "response",
)


def markdown(
    findings: Sequence[Finding], touched: Mapping[str, str], reliances: Reliances | None = None
) -> str:
    """The report; ends with a newline."""
    lines = ["# What changed in the contract", "", _summary(findings), ""]
    lines += _affected(findings, touched)
    if reliances is not None:
        lines += _relied_on(findings, reliances)
    effects: tuple[tuple[Effect, str], ...] = (
        ("breaking", "Breaking for a caller"),
        ("compatible", "Compatible"),
    )
    for effect, title in effects:
        chosen = [finding for finding in findings if finding.effect == effect]
        if chosen:
            lines += [f"## {title} ({len(chosen)})", "", *_groups(chosen)]
    return "\n".join(lines).rstrip() + "\n"


def _summary(findings: Sequence[Finding]) -> str:
    if not findings:
        return "Nothing: for a caller the two are equal."
    effects = Counter(finding.effect for finding in findings)
    kinds = Counter(
        (finding.change, finding.what)
        for finding in findings
        if finding.what in ("operation", "schema", "field")
    )
    counts = ", ".join(f"{count} {what}s {change}" for (change, what), count in sorted(kinds.items()))
    return f"{effects['breaking']} breaking and {effects['compatible']} compatible changes" + (
        f"; {counts}." if counts else "."
    )


def _affected(findings: Sequence[Finding], touched: Mapping[str, str]) -> Iterator[str]:
    if not touched:
        return
    reached: dict[str, Counter[str]] = defaultdict(Counter)
    for finding in findings:
        for operation in finding.operations:
            if operation in touched:
                reached[operation][finding.effect] += 1
    yield "## Affected hand-written operations"
    yield ""
    for operation, effects in sorted(reached.items()):
        counts = f"{effects['breaking']} breaking, {effects['compatible']} compatible"
        yield f"- `{operation}` in `{touched[operation]}`: {counts}"
    if not reached:
        yield "None."
    yield ""


def _relied_on(findings: Sequence[Finding], reliances: Reliances) -> Iterator[str]:
    """One row for each set of lines and places; several values there share it."""
    yield "## What it touches in our code"
    yield ""
    rows: dict[tuple[tuple[str, ...], Effect, str, str, tuple[str, ...]], list[Finding]] = defaultdict(list)
    for finding in findings:
        if lines := tuple(reliances.lines(finding)):
            places = finding.places or (finding.place,)
            rows[lines, finding.effect, finding.what, finding.change, places].append(finding)
    for (lines, effect, what, change, places), members in rows.items():
        named = ", ".join(f"`{line}`" for line in lines)
        yield f"- {named}: {effect}, {what} {change}, {_places(places)}{_values(members)}"
    if not rows:
        yield "Nothing that `spec/uses.yaml` lists."
    yield ""


def _groups(findings: Iterable[Finding]) -> Iterator[str]:
    groups: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.what, finding.change].append(finding)
    for (what, change), members in sorted(groups.items(), key=_order):
        yield f"### {what} {change} ({len(members)})"
        yield ""
        yield from _rows(members)
        yield ""


def _order(group: tuple[tuple[str, str], list[Finding]]) -> tuple[int, str, str]:
    what, change = group[0]
    place = _SINGULAR_FIRST.index(what) if what in _SINGULAR_FIRST else len(_SINGULAR_FIRST)
    return place, what, change


def _rows(members: list[Finding]) -> Iterator[str]:
    """One row for each set of places; several values there share it."""
    rows: dict[tuple[str, ...], list[Finding]] = defaultdict(list)
    for finding in members:
        rows[finding.places or (finding.place,)].append(finding)
    for places, findings in rows.items():
        yield f"- {_places(places)}{_values(findings)}{_reached(findings[0])}"


def _values(findings: list[Finding]) -> str:
    values = ", ".join(dict.fromkeys(text for finding in findings if (text := _change(finding))))
    return f": {values}" if values else ""


def _places(places: tuple[str, ...]) -> str:
    more = f" and {len(places) - _MOST_PLACES} more places" if len(places) > _MOST_PLACES else ""
    return ", ".join(f"`{place}`" for place in places[:_MOST_PLACES]) + more


def _change(finding: Finding) -> str:
    if finding.old is not None and finding.new is not None:
        return f"{_value(finding.old)} → {_value(finding.new)}"
    value = finding.new if finding.new is not None else finding.old
    return "" if value is None else _value(value)


def _value(value: Any) -> str:
    """The whole value: an abbreviation would hide the one that is new."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"`{text}`"


def _reached(finding: Finding) -> str:
    places = finding.places or (finding.place,)
    names = [name for name in finding.operations if not any(name in place for place in places)]
    direction = f"in {finding.direction}" if finding.direction else ""
    if not names:
        return f" _({direction})_" if direction else ""
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    found = f"{', '.join(names[:_MOST_NAMES])}{more}"
    return f" _({direction}: {found})_" if direction else f" _({found})_"
