"""Nodes and depth of a JSON text are counted before it is parsed, and the loop runs in between."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BadRequest
from app.http.request.json_counter import JsonCounter, count_nodes
from tests.support.properties import CHARACTERS, property_settings

_VALUES = st.recursive(
    st.none() | st.integers() | st.text(CHARACTERS, max_size=6),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(CHARACTERS), inner, max_size=4),
    max_leaves=20,
)


def _nodes(value: Any) -> int:
    """Each bracket that opens, each comma and each colon."""
    children = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    own = isinstance(value, dict | list) + max(len(children) - 1, 0)
    return own + (len(value) if isinstance(value, dict) else 0) + sum(map(_nodes, children))


@property_settings
@given(_VALUES, st.integers(1, 20))
def test_json_counter_counts_brackets_commas_and_colons(value: Any, size: int) -> None:
    text = json.dumps(value).encode()
    counter = JsonCounter(_nodes(value), "It")
    for start in range(0, len(text), size):
        counter.feed(text[start : start + size])
    assert counter.nodes == _nodes(value)
    if counter.nodes:
        with pytest.raises(BadRequest, match="It has more than") as caught:
            JsonCounter(_nodes(value) - 1, "It").feed(text)
        assert caught.value.code == "too_many_values"


@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_json_counter_depth_over_200_is_400(size: int) -> None:
    for text, valid in ((b'[{"a":' * 100 + b"1" + b"}]" * 100, True), (b'[{"a":[' * 67 + b'"["', False)):
        counter = JsonCounter(10_000, "It")
        chunks = [text[start : start + size] for start in range(0, len(text), size)]
        if valid:
            list(map(counter.feed, chunks))
            continue
        with pytest.raises(BadRequest, match="at most 200 levels"):
            list(map(counter.feed, chunks))


async def test_count_nodes_yields_to_the_loop_between_chunks() -> None:
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            ticks += 1
            await asyncio.sleep(0)

    ticking = asyncio.create_task(tick())
    await count_nodes(b'["' + b"a" * 1024 * 1024 + b'"]', 10)
    ticking.cancel()
    assert ticks >= 16


async def test_count_nodes_over_the_bound_ends_at_the_first_chunk_beyond_it() -> None:
    class Counted(bytes):
        read = 0

        def __getitem__(self, key: Any) -> Any:
            Counted.read += 1
            return super().__getitem__(key)

    with pytest.raises(BadRequest, match="more than 100000 values and keys"):
        await count_nodes(Counted(b"[]," * 10_000_000), 100_000)
    assert Counted.read < 5
