"""Slots of leased work: fair between projects, and never all with one project or lane."""

from __future__ import annotations

from collections import Counter
from itertools import count

import pytest

from app.engine.slots import Slots
from app.storage.leased_repository import LeaseKey, Waiting

_ids = count()


def _waiting(project: str, lane: str, number: int) -> list[Waiting]:
    return [Waiting(LeaseKey(project, f"{next(_ids):06}"), lane) for _ in range(number)]


def _projects(rows: list[Waiting]) -> Counter[str]:
    return Counter(row.key.scope for row in rows)


def test_choose_one_project_gets_half_of_the_slots() -> None:
    slots = Slots(64)
    assert len(slots.choose(_waiting("a", "x", 100))) == 32
    assert slots.free == 32
    assert slots.choose(_waiting("a", "x", 100)) == []


@pytest.mark.parametrize("number", [1, 2, 3])
def test_choose_few_slots_one_row_runs(number: int) -> None:
    assert len(Slots(number).choose(_waiting("a", "x", 100))) == (number + 1) // 2


def test_choose_stuck_projects_and_lanes_leave_slots_for_another() -> None:
    slots = Slots(64)
    for name in "abcd":
        assert slots.choose(_waiting(name, f"lane {name}", 100)) != []
    assert len(slots.choose(_waiting("new", "another lane", 1))) == 1


def test_choose_silent_lane_of_many_projects_leaves_slots_for_other_lanes() -> None:
    slots = Slots(64)
    for name in "abcdefgh":
        slots.choose(_waiting(name, "silent", 100))
    assert slots.free == 8
    assert len(slots.choose(_waiting("a", "good", 9))) == 3


def test_choose_project_with_many_stuck_lanes_leaves_slots_for_other_projects() -> None:
    slots = Slots(64)
    for lane in "abcdefgh":
        slots.choose(_waiting("stuck", lane, 100))
    assert slots.free == 8
    assert len(slots.choose(_waiting("new", "a", 9))) == 3


def test_choose_stuck_queue_leaves_slots_for_its_project_and_its_lane() -> None:
    slots = Slots(64)
    assert len(slots.choose(_waiting("a", "silent", 100))) == 32
    assert len(slots.choose(_waiting("a", "good", 3))) == 3
    assert len(slots.choose(_waiting("b", "silent", 3))) == 3


def test_choose_projects_share_slots_whatever_their_queues() -> None:
    slots = Slots(60)
    chosen = slots.choose(_waiting("a", "x", 1000) + _waiting("b", "x", 1000) + _waiting("c", "x", 5))
    assert _projects(chosen) == {"a": 19, "b": 18, "c": 5}


def test_choose_free_slot_goes_to_projects_in_turn() -> None:
    slots = Slots(1)
    queues = _waiting("a", "x", 100) + _waiting("b", "x", 3) + _waiting("c", "x", 3)
    order = ""
    for _ in range(9):
        [row] = slots.choose(queues)
        order += row.key.scope
        slots.give_back(row)
        queues.remove(row)
    assert order == "abcabcabc"


def test_choose_rows_of_a_project_oldest_first() -> None:
    slots = Slots(8)
    rows = _waiting("a", "x", 3) + _waiting("a", "y", 3)
    assert slots.choose(rows)[0] == rows[0]
    assert [row for row in Slots(20).choose(rows) if row.lane == "x"] == rows[:3]


def test_give_back_all_slots_are_as_at_first() -> None:
    slots = Slots(64)
    for _ in range(3):
        chosen = slots.choose(_waiting("a", "x", 100) + _waiting("b", "y", 100))
        assert sorted(_projects(chosen).values()) == [21, 22]
        for row in chosen:
            slots.give_back(row)
        assert slots.free == 64
