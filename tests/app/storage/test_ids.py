"""Ids of our own sort by the time of minting, also when the system's clock is set back."""

from __future__ import annotations

import pytest

from app.storage import ids


def _minted(monkeypatch: pytest.MonkeyPatch, *nanoseconds: int) -> list[str]:
    times = iter(nanoseconds)
    monkeypatch.setattr(ids, "time_ns", lambda: next(times))
    clock = ids._Clock()
    monkeypatch.setattr(ids, "_clock", clock)
    return [ids.mint("x_") for _ in nanoseconds]


def test_mint_clock_set_back_ids_still_sort_by_minting(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1_800_000_000 * 10**9
    # Twice the same, then back, then forward.
    found = _minted(monkeypatch, now, now, now - 10**12, now + 10**9)
    assert found == sorted(found)
    assert len(set(found)) == 4
    assert found[-1] > ids.lower_bound("x_", 1_800_000_001) > found[2]


def test_mint_clock_at_1970_ids_have_the_same_length(monkeypatch: pytest.MonkeyPatch) -> None:
    found = _minted(monkeypatch, 0, 1_000, 1_800_000_000 * 10**9)
    assert {len(each) for each in found} == {len("x_") + 13 + 16}
    assert found == sorted(found)
