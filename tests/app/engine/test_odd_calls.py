"""Tool calls as real upstreams send them, through both APIs, streamed and whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.both_apis import (
    Answer,
    Call,
    chat_streamed,
    chat_whole,
    response_streamed,
    response_whole,
)
from tests.support.odd_answers import (
    USAGE_EVENT,
    complete,
    ends_of,
    odd_stack,
    read_all,
    whole_body,
    without_dots,
)
from tests.support.streams import DONE, event


def _fragment(index: Any = 0, id_: Any = None, name: Any = None, arguments: Any = "", **more: Any) -> bytes:
    """An event with one fragment of a call; a member that is `...` is left out."""
    function = {key: value for key, value in (("name", name), ("arguments", arguments)) if value is not ...}
    kind = "function" if type(name) is str else None
    members = without_dots({"index": index, "id": id_, "type": kind, "function": function, **more})
    return event({"tool_calls": [members]})


_TWO: list[Call] = [("a", "f", '{"x":1}'), ("b", "g", '{"y":2}')]
_CALLS: dict[str, tuple[list[bytes], list[Call]]] = {
    "equal indexes, whole calls": (
        [_fragment(0, "a", "f", '{"x":1}'), _fragment(0, "b", "g", '{"y":2}')],
        _TWO,
    ),
    "equal indexes, in fragments": (
        [
            _fragment(0, "a", "f", ""),
            _fragment(0, None, None, '{"x"'),
            _fragment(0, None, None, ":1}"),
            _fragment(0, "b", "g", ""),
            _fragment(0, None, None, '{"y"'),
            _fragment(0, None, None, ":2}"),
        ],
        _TWO,
    ),
    "equal indexes, interleaved by id": (
        [
            _fragment(0, "a", "f", '{"x"'),
            _fragment(0, "b", "g", '{"y"'),
            _fragment(0, "a", None, ":1}"),
            _fragment(0, "b", None, ":2}"),
        ],
        _TWO,
    ),
    "equal indexes in one list": (
        [
            event(
                {
                    "tool_calls": [
                        {"index": 0, "id": "a", "function": {"name": "f", "arguments": '{"x":1}'}},
                        {"index": 0, "id": "b", "function": {"name": "g", "arguments": '{"y":2}'}},
                    ]
                }
            )
        ],
        _TWO,
    ),
    "no index, tied by id": (
        [
            _fragment(..., "a", "f", '{"x"'),
            _fragment(..., "b", "g", '{"y"'),
            _fragment(..., "a", None, ":1}"),
            _fragment(..., "b", None, ":2}"),
        ],
        _TWO,
    ),
    "no index, no id but the first": (
        [
            _fragment(..., "a", "f", '{"x"'),
            _fragment(..., None, None, ":1}"),
            _fragment(..., "b", "g", '{"y"'),
            _fragment(..., None, None, ":2}"),
        ],
        _TWO,
    ),
    "index null, index negative, index a string": (
        [
            _fragment(None, "a", "f", '{"x"'),
            _fragment(-1, "a", None, ":1}"),
            _fragment("1", "b", "g", '{"y"'),
            _fragment(1.0, "b", None, ":2}"),
        ],
        _TWO,
    ),
    "index late": (
        [
            _fragment(..., "a", "f", '{"x"'),
            _fragment(0, "a", None, ":1}"),
            _fragment(1, "b", "g", '{"y":2}'),
        ],
        _TWO,
    ),
    "index counts fragments": (
        [
            _fragment(0, "a", "f", '{"x"'),
            _fragment(1, "a", None, ":1}"),
            _fragment(2, "b", "g", '{"y"'),
            _fragment(3, "b", None, ":2}"),
        ],
        _TWO,
    ),
    "arguments null first": (
        [
            _fragment(0, "a", "f", None),
            _fragment(0, None, None, '{"x":1}'),
            _fragment(1, "b", "g", ...),
            _fragment(1, ..., ..., '{"y":2}'),
        ],
        _TWO,
    ),
    "arguments before the name": (
        [
            _fragment(0, "a", None, '{"x"'),
            _fragment(0, "a", "f", ":1}"),
            _fragment(..., "b", None, '{"y"'),
            _fragment(..., "b", "g", ":2}"),
        ],
        _TWO,
    ),
    "id late": (
        [
            _fragment(0, None, "f", '{"x"'),
            _fragment(0, "a", None, ":1}"),
            _fragment(1, "", "g", '{"y"'),
            _fragment(1, "b", "g", ":2}"),
        ],
        _TWO,
    ),
    "id and name repeated": (
        [
            _fragment(0, "a", "f", '{"x"'),
            _fragment(0, "a", "f", ":1}"),
            _fragment(1, "b", "g", '{"y"'),
            _fragment(1, "b", "g", ":2}"),
        ],
        _TWO,
    ),
    "another id in each fragment": (
        [
            _fragment(0, "a", "f", '{"x"'),
            _fragment(0, "a2", None, ":"),
            _fragment(0, "a3", None, "1}"),
            _fragment(1, "b", "g", '{"y"'),
            _fragment(1, "b2", None, ":2}"),
        ],
        _TWO,
    ),
    "sent once more at the end": (
        [
            _fragment(0, "a", "f", '{"x"'),
            _fragment(0, None, None, ":1}"),
            _fragment(1, "b", "g", '{"y":2}'),
            _fragment(0, "a", "f", '{"x":1}'),
            _fragment(1, "b", "g", '{"y":2}'),
        ],
        _TWO,
    ),
    "name cut in two": (
        [
            _fragment(0, "a", "get_", ...),
            _fragment(0, ..., ..., ..., function={"name": "weather"}),
            _fragment(0, None, None, "{}"),
        ],
        [("a", "get_weather", "{}")],
    ),
    "name grows": (
        [
            _fragment(0, "a", "get_", ""),
            _fragment(0, "a", "get_weather", ""),
            _fragment(0, None, None, "{}"),
        ],
        [("a", "get_weather", "{}")],
    ),
    "arguments parsed": ([_fragment(0, "a", "f", {"x": 1})], [("a", "f", '{"x":1}')]),
    "no arguments at all": (
        [_fragment(0, "a", "f", None), _fragment(1, "b", "g", ""), _fragment(2, "c", "h", ...)],
        [("a", "f", "{}"), ("b", "g", "{}"), ("c", "h", "{}")],
    ),
    "id a number": ([_fragment(0, 17, "f", "{}")], [("17", "f", "{}")]),
    "no function around it": (
        [event({"tool_calls": [{"index": 0, "id": "a", "name": "f", "arguments": '{"x":1}'}]})],
        [("a", "f", '{"x":1}')],
    ),
    "calls no list": (
        [event({"tool_calls": {"index": 0, "id": "a", "function": {"name": "f", "arguments": "{}"}}})],
        [("a", "f", "{}")],
    ),
    "odd entries": (
        [
            event({"tool_calls": [None, 5, {}, {"index": 3}, {"function": None}]}),
            _fragment(0, "a", "f", "{}"),
        ],
        [("a", "f", "{}")],
    ),
    "second index first": (
        [
            _fragment(1, "b", "g", '{"y"'),
            _fragment(0, "a", "f", '{"x"'),
            _fragment(1, None, None, ":2}"),
            _fragment(0, None, None, ":1}"),
        ],
        _TWO,
    ),
    "behind the finish": (
        [event({}, "tool_calls"), _fragment(0, "a", "f", '{"x"'), _fragment(0, None, None, ":1}")],
        _TWO[:1],
    ),
}


@pytest.mark.parametrize(("fragments", "calls"), _CALLS.values(), ids=_CALLS)
async def test_calls_of_any_provider_are_assembled(
    tmp_path: Path, fragments: list[bytes], calls: list[Call]
) -> None:
    ends = [event({}, "tool_calls"), USAGE_EVENT, DONE]
    results = await read_all(tmp_path, event({"role": "assistant"}), *fragments, *ends)
    assert [sorted(result.calls) for result in results] == [calls] * 5
    assert ends_of(results) == complete("tool_calls")


@pytest.mark.parametrize("id_", [None, "", ...])
async def test_calls_without_ids_get_some(tmp_path: Path, id_: Any) -> None:
    fragments = [
        _fragment(0, id_, "f", '{"x"'),
        _fragment(0, id_, None, ":1}"),
        _fragment(0, id_, "g", '{"y":2}'),
        _fragment(0, id_, "g", '{"y":3}'),
    ]
    for result in await read_all(tmp_path, *fragments, event({}, "tool_calls"), DONE):
        assert [call[1:] for call in result.calls] == [("f", '{"x":1}'), ("g", '{"y":2}'), ("g", '{"y":3}')]
        ids = [call[0] for call in result.calls]
        assert all(ids)
        assert len(set(ids)) == 3


async def test_calls_with_one_id_get_another_for_the_second(tmp_path: Path) -> None:
    fragments = [_fragment(0, "a", "f", '{"x":1}'), _fragment(1, "a", "g", '{"y":2}')]
    for result in await read_all(tmp_path, *fragments, event({}, "tool_calls"), DONE):
        assert [call[1:] for call in result.calls] == [call[1:] for call in _TWO]
        assert len({call[0] for call in result.calls}) == 2


async def test_calls_that_are_cut_short_get_no_arguments(tmp_path: Path) -> None:
    results = await read_all(tmp_path, _fragment(0, "a", "f", ""), event({}, "length"), DONE)
    assert [result.calls for result in results] == [[("a", "f", "")]] * 5


@pytest.mark.parametrize(
    ("calls", "expected"),
    [
        ([{"id": "a", "type": "function", "function": {"name": "f", "arguments": None}}], "{}"),
        ([{"id": "a", "type": None, "function": {"name": "f"}}], "{}"),
        ([{"id": "a", "function": {"name": "f", "arguments": {"x": 1}}}], '{"x":1}'),
        ([{"index": 5, "id": "a", "function": {"name": "f", "arguments": "{}"}}, None], "{}"),
    ],
)
async def test_calls_of_one_body_are_as_the_contract_has_them(
    tmp_path: Path, calls: Any, expected: str
) -> None:
    async with odd_stack(
        tmp_path, Answer(body=whole_body({"content": None, "tool_calls": calls}, "tool_calls"))
    ) as s:
        for result in (
            await chat_whole(s),
            await chat_streamed(s),
            await response_whole(s),
            await response_streamed(s),
        ):
            assert result.calls == [("a", "f", expected)]
