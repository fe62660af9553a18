"""Which of the waiting rows of leased work a replica runs next."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from itertools import count
from typing import TypeAlias

from app.storage.leased_repository import Waiting

_Queue: TypeAlias = tuple[str, str]
"""A project and a lane."""

_SHARE = 7
"""A project, or a lane, has at most so many slots for each one that remains free."""


class Slots:
    """At most so many rows run at once.

    The rows of one project in one lane get a slot only while they have fewer than remain free: the first
    queue gets half of all, the next one half of the rest, however long the first one is stuck. All rows of a
    project, or of a lane, get seven eighths. Projects with fewer slots come first, then those that had none
    for longer, then older rows.
    """

    def __init__(self, number: int) -> None:
        self.free = number
        self._by_queue: Counter[_Queue] = Counter()
        self._by_project: Counter[str] = Counter()
        self._by_lane: Counter[str] = Counter()
        self._turns = count(1)
        self._last_turn: dict[str, int] = {}

    def take(self, row: Waiting) -> None:
        """Counts a row that starts."""
        self._count(row, 1)
        self._last_turn[row.key.scope] = next(self._turns)

    def give_back(self, row: Waiting) -> None:
        """Counts a row that ended, or did not start."""
        self._count(row, -1)

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

    def _count(self, row: Waiting, change: int) -> None:
        project, lane = row.key.scope, row.lane
        self.free -= change
        self._by_queue[project, lane] += change
        self._by_project[project] += change
        self._by_lane[lane] += change
        # Callers choose how many projects there are.
        self._by_queue += Counter()
        self._by_project += Counter()
        self._by_lane += Counter()

    def _may_start(self, queue: _Queue) -> bool:
        project, lane = queue
        most = _SHARE * self.free
        return (
            self._by_queue[queue] < self.free and max(self._by_project[project], self._by_lane[lane]) < most
        )

    def _rank(self, queue: _Queue, first: Waiting) -> tuple[int, int, int, str]:
        project, lane = queue
        return self._by_project[project], self._last_turn.get(project, 0), self._by_lane[lane], first.key.id
