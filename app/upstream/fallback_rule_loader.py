"""Loads the `[[route]]` tables of UPSTREAMS_FILE."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from app.settings import Settings, SettingsError
from app.upstream.fallback_rule import Choice, FallbackRule, Tier
from app.upstream.upstream import Upstream
from app.upstream.upstream_fields import FIELDS, InvalidEntry
from app.upstream.upstream_loader import read_document

_MAX_ATTEMPTS = 10
_MAX_WEIGHT = 1_000_000
_WILDCARDS = frozenset("*?[")
_EXAMPLE = 'such as [["a", "b"], "c"]'


def load_rules(settings: Settings, upstreams: Sequence[Upstream]) -> tuple[FallbackRule, ...]:
    """The rules in the order of the file; none without one. Raises SettingsError with the problems of all."""
    if not settings.upstreams_file:
        return ()
    path = Path(settings.upstreams_file)
    tables = read_document(path).get("route", [])
    if not isinstance(tables, list):
        raise SettingsError(f"UPSTREAMS_FILE {path}: begin each route with [[route]].")
    by_name = {upstream.name: upstream for upstream in upstreams}
    rules: list[FallbackRule] = []
    problems: list[str] = []
    for number, table in enumerate(tables, 1):
        try:
            rules.append(_rule(table, by_name, [pattern for rule in rules for pattern in rule.models]))
        except InvalidEntry as problem:
            problems.append(f"UPSTREAMS_FILE {path}, route {number} {problem}")
    if problems:
        raise SettingsError("\n".join(problems))
    return tuple(rules)


def _rule(table: Any, upstreams: dict[str, Upstream], earlier: Sequence[str]) -> FallbackRule:
    if not isinstance(table, dict):
        raise InvalidEntry("is not a table; begin it with [[route]].")
    unknown = sorted(table.keys() - _FIELDS.keys())
    if unknown:
        raise InvalidEntry(f"has the unknown field '{unknown[0]}'; known are {', '.join(_FIELDS)}.")
    for name, example in (("models", '["gpt-*"]'), ("upstreams", '["a", "b"]')):
        if not table.get(name):
            raise InvalidEntry(f"has no '{name}'; give it some: {name} = {example}.")
    values = {name: _FIELDS[name](name, value) for name, value in table.items()}
    tiers: tuple[Tier, ...] = values.pop("upstreams")
    _check_names(tiers, upstreams)
    for pattern in values["models"]:
        _check_pattern(pattern, tiers, upstreams, earlier)
    return FallbackRule(tiers=tiers, **{_ATTRIBUTES.get(name, name): value for name, value in values.items()})


def _check_names(tiers: Sequence[Tier], upstreams: dict[str, Upstream]) -> None:
    names = [choice.name for tier in tiers for choice in tier]
    for name in names:
        if name not in upstreams:
            raise InvalidEntry(f"names the unknown upstream '{name[:64]}'; known are {', '.join(upstreams)}.")
        if names.count(name) > 1:
            raise InvalidEntry(f"names the upstream '{name}' twice; an upstream is asked once.")


def _check_pattern(
    pattern: str, tiers: Sequence[Tier], upstreams: dict[str, Upstream], earlier: Sequence[str]
) -> None:
    if pattern in earlier:
        raise InvalidEntry(f"has the pattern '{pattern}' of an earlier route, which decides; take it out.")
    if _WILDCARDS & set(pattern):
        return
    for name in (choice.name for tier in tiers for choice in tier):
        if upstreams[name].resolve_model(pattern) is None:
            raise InvalidEntry(
                f"sends '{pattern}' to the upstream '{name}', which does not serve it; "
                "add it to that upstream's models or aliases."
            )


def _tiers(name: str, value: Any) -> tuple[Tier, ...]:
    if not isinstance(value, list):
        raise InvalidEntry(f"must have a list for '{name}', {_EXAMPLE}.")
    return tuple(_tier(name, entry) for entry in value)


def _tier(name: str, value: Any) -> Tier:
    entries = value if isinstance(value, list) else [value]
    if not entries:
        raise InvalidEntry(f"has an empty list in '{name}'; take it out or name an upstream.")
    return tuple(_choice(name, entry) for entry in entries)


def _choice(name: str, value: Any) -> Choice:
    if isinstance(value, str):
        return Choice(value)
    if (
        not isinstance(value, dict)
        or not isinstance(value.get("name"), str)
        or value.keys() - {"name", "weight"}
    ):
        raise InvalidEntry(
            f"must have names, lists of names or {{ name = \"a\", weight = 3 }} in '{name}', {_EXAMPLE}."
        )
    weight = value.get("weight", 1)
    if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 < weight <= _MAX_WEIGHT:
        raise InvalidEntry(
            f"has a weight of '{value['name'][:64]}' that is not a number above 0 and up to {_MAX_WEIGHT}."
        )
    return Choice(value["name"], float(weight))


def _cooldown(name: str, value: Any) -> float:
    # Without a cooldown, every call asks the upstreams in the same order.
    return 0.0 if value == 0 and not isinstance(value, bool) else float(_SECONDS(name, value))


def _attempts(name: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= _MAX_ATTEMPTS:
        raise InvalidEntry(f"must have a whole number from 1 to {_MAX_ATTEMPTS} for '{name}'.")
    return value


_SECONDS = FIELDS["total_timeout_seconds"]
_FIELDS: dict[str, Callable[[str, Any], Any]] = {
    "models": FIELDS["models"],
    "upstreams": _tiers,
    "retry_statuses": FIELDS["retry_statuses"],
    "deadline_seconds": _SECONDS,
    "cooldown_seconds": _cooldown,
    "max_attempts": _attempts,
}
_ATTRIBUTES = {"deadline_seconds": "deadline", "cooldown_seconds": "cooldown"}
