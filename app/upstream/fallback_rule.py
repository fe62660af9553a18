"""A rule for some models: the upstreams in their order, and when the next one is asked."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import NamedTuple, TypeAlias


class Choice(NamedTuple):
    """An upstream of a tier. With twice the weight of another one it comes first twice as often."""

    name: str
    weight: float = 1.0


Tier: TypeAlias = tuple[Choice, ...]
"""Upstreams that are equals."""


@dataclass(frozen=True, slots=True)
class FallbackRule:
    """A `[[route]]` of UPSTREAMS_FILE; without tiers, what holds for a model that has none."""

    models: tuple[str, ...] = ("*",)
    """Patterns of the ids that callers use."""
    tiers: tuple[Tier, ...] = ()
    """In order of preference."""
    retry_statuses: frozenset[int] | None = None
    """Statuses after which the next upstream is asked; None for each upstream's own."""
    deadline: float | None = None
    """In seconds: until an answer begins, over all attempts."""
    cooldown: float = 5.0
    """In seconds: how long an upstream is asked last after a failure."""
    max_attempts: int = 3
    """How many upstreams are asked at most."""

    @property
    def is_configured(self) -> bool:
        """Whether the operator wrote it."""
        return bool(self.tiers)

    def matches(self, model: str) -> bool:
        """Whether it holds for this id."""
        return any(fnmatchcase(model, pattern) for pattern in self.models)

    def describe(self) -> str:
        """In one line, for the operator."""
        failures = "no connection"
        if self.retry_statuses is None:
            failures += " or a status of the upstream's retry_statuses"
        elif self.retry_statuses:
            failures += f" or {', '.join(map(str, sorted(self.retry_statuses)))}"
        deadline = f", deadline {self.deadline:g} s" if self.deadline is not None else ""
        return (
            f"{', '.join(self.models)}: {', then '.join(map(_tier_text, self.tiers))}; the next one after "
            f"{failures}; at most {self.max_attempts} attempts{deadline}, cooldown {self.cooldown:g} s"
        )


NO_RULE = FallbackRule()
"""For a model without a rule: every upstream that serves it, in the order of the file."""


def _tier_text(tier: Tier) -> str:
    if len({choice.weight for choice in tier}) == 1:
        return " or ".join(choice.name for choice in tier)
    return " or ".join(f"{choice.name} (weight {choice.weight:g})" for choice in tier)
