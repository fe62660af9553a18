"""Which of the waiting rows of leased work a replica runs next."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from itertools import count
from typing import TypeAlias

from app.storage.leased_repository import Waiting

_Queue: TypeAlias = tuple[str, str]
"""A project and a lane."""


class Slots:
    """At most so many rows run at once.

    A project or a lane gets a slot only while it has fewer than remain free: the first one gets half of all,
    and the next one half of the rest, however long the first one is stuck. Projects with fewer slots come
    first, then those that had none for longer, then older rows.
    """

    def __init__(self, number: int) -> None:
        self.free = number
        self._by_project: Counter[str] = Counter()
        self._by_lane: Counter[str] = Counter()
        self._turns = count(1)
        self._last_turn: dict[str, int] = {}

    def take(self, row: Waiting) -> None:
        """Counts a row that starts."""
        self.free -= 1
        self._by_project[row.key.scope] += 1
        self._by_lane[row.lane] += 1
        self._last_turn[row.key.scope] = next(self._turns)

    def give_back(self, row: Waiting) -> None:
        """Counts a row that ended, or did not start."""
        self.free += 1
        for held, name in ((self._by_project, row.key.scope), (self._by_lane, row.lane)):
            held[name] -= 1
            if not held[name]:
                del held[name]

    def choose(self, waiting: Sequence[Waiting]) -> list[Waiting]:
        """Takes slots for some of the waiting rows, which are ordered by age, and returns those."""
        queues: dict[_Queue, deque[Waiting]] = {}
        for row in waiting:
            queues.setdefault((row.key.scope, row.lane), deque()).append(row)
        projects = {project for project, _ in queues}
        self._last_turn = {
            project: turn
            for project, turn in self._last_turn.items()
            if project in projects or project in self._by_project
        }
        chosen: list[Waiting] = []
        while allowed := [queue for queue in queues if self._may_start(queue)]:
            queue = min(allowed, key=lambda queue: self._rank(queue, queues[queue][0]))
            row = queues[queue].popleft()
            if not queues[queue]:
                del queues[queue]
            self.take(row)
            chosen.append(row)
        return chosen

    def _may_start(self, queue: _Queue) -> bool:
        project, lane = queue
        return self._by_project[project] < self.free and self._by_lane[lane] < self.free

    def _rank(self, queue: _Queue, first: Waiting) -> tuple[int, int, int, str]:
        project, lane = queue
        return self._by_project[project], self._last_turn.get(project, 0), self._by_lane[lane], first.key.id
