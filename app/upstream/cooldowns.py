"""Which upstreams failed a moment ago: they are asked last, and are never excluded."""

from __future__ import annotations

import asyncio

from app.upstream.upstream import Route, Upstream

_MAX_ENTRIES = 1024


class Cooldowns:
    """After a failed connection an upstream cools as a whole, after a status with the model of that call."""

    def __init__(self) -> None:
        # Callers choose the models' names, so the number of entries is bounded.
        self._until: dict[tuple[Upstream, str | None] | Upstream, float] = {}

    def __bool__(self) -> bool:
        """Whether one may be cooling."""
        return bool(self._until)

    def start(self, failed: Upstream | Route, seconds: float) -> None:
        """It failed now."""
        now = asyncio.get_running_loop().time()
        if len(self._until) >= _MAX_ENTRIES:
            self._until = {key: until for key, until in self._until.items() if until > now}
        if len(self._until) >= _MAX_ENTRIES:
            del self._until[next(iter(self._until))]
        self._until[_key(failed)] = now + seconds

    def end(self, route: Route) -> None:
        """It answered this model."""
        self._until.pop(route.upstream, None)
        self._until.pop(_key(route), None)

    def in_order(self, routes: tuple[Route, ...]) -> tuple[Route, ...]:
        """The routes with those that are cooling last."""
        now = asyncio.get_running_loop().time()
        return tuple(sorted(routes, key=lambda route: self._ends(route) > now))

    def _ends(self, route: Route) -> float:
        return max(self._until.get(route.upstream, 0.0), self._until.get(_key(route), 0.0))


def _key(failed: Upstream | Route) -> tuple[Upstream, str | None] | Upstream:
    """Of a route what counts is the upstream's model, by whatever alias it was called."""
    return (failed.upstream, failed.model) if isinstance(failed, Route) else failed
