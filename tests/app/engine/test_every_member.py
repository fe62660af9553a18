"""Any member of an answer may be missing, null, of another type or cut in two, through both APIs."""

from __future__ import annotations

import asyncio
import copy
import json
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.both_apis import (
    Answer,
    Understood,
    chat_stored,
    chat_streamed,
    chat_whole,
    response_streamed,
    response_whole,
)
from tests.support.properties import property_settings
from tests.support.stack import Stack, stack
from tests.support.streams import DONE, USAGE, framed

_SOME = settings(property_settings, max_examples=100)
JsonPath = tuple[str | int, ...]

_TOKEN: dict[str, Any] = {"token": "a", "logprob": -1.5, "bytes": [97]}
_LOGPROBS = {"content": [{**_TOKEN, "top_logprobs": [_TOKEN]}], "refusal": None}
_CITATION = {"url": "https://e.org", "title": "E", "start_index": 0, "end_index": 1}
_CITED = [{"type": "url_citation", "url_citation": _CITATION}]
_ARGUMENTS = '{"x": 1}'
_DETAILS = {
    "prompt_tokens_details": {"cached_tokens": 1, "audio_tokens": 0},
    "completion_tokens_details": {"reasoning_tokens": 1},
}
_CALL = {"id": "call_a", "type": "function", "function": {"name": "look", "arguments": _ARGUMENTS}}
_COMPLETE = Understood(200, "Hello", "Hm", [("call_a", "look", _ARGUMENTS)], "tool_calls", (3, 5))

# Without these a part of the answer itself is not known, in whole or in part.
_ESSENTIAL = {"choices", "delta", "message", "content", "reasoning_content", "tool_calls", "function"}
_ESSENTIAL |= {"name", "arguments"}


def _chunk(delta: dict[str, Any] | None, finish: str | None = None, **members: Any) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1_700_000_000,
        "model": "m",
        "system_fingerprint": "fp",
        "service_tier": "default",
        "obfuscation": "x",
        "usage": None,
        "choices": [] if delta is None else [choice],
        **members,
    }


def _chunks() -> list[dict[str, Any]]:
    function = {"name": "look", "arguments": ""}
    first = {"index": 0, "id": "call_a", "type": "function", "function": function}
    rest = {"index": 0, "id": None, "function": {"name": None, "arguments": _ARGUMENTS}}
    text = _chunk({"role": "assistant", "content": "Hello", "refusal": None})
    text["choices"][0]["logprobs"] = copy.deepcopy(_LOGPROBS)
    return [
        _chunk({"role": "assistant", "content": None, "reasoning_content": "Hm"}),
        text,
        _chunk({"annotations": copy.deepcopy(_CITED), "audio": None}),
        _chunk({"tool_calls": [copy.deepcopy(first)]}),
        _chunk({"tool_calls": [copy.deepcopy(rest)]}),
        _chunk({}, "tool_calls"),
        _chunk(None, usage={**USAGE, **copy.deepcopy(_DETAILS), "cost": 0.1}),
    ]


def _completion() -> dict[str, Any]:
    message = {
        "role": "assistant",
        "content": "Hello",
        "refusal": None,
        "reasoning_content": "Hm",
        "annotations": copy.deepcopy(_CITED),
        "tool_calls": [copy.deepcopy(_CALL)],
        "audio": None,
    }
    choice = {"index": 0, "message": message, "logprobs": copy.deepcopy(_LOGPROBS)}
    members = _chunk(None, usage={**USAGE, **copy.deepcopy(_DETAILS)}, object="chat.completion")
    return {**members, "choices": [{**choice, "finish_reason": "tool_calls"}]}


def _paths(value: Any, path: JsonPath = ()) -> Iterator[JsonPath]:
    """The paths to all members, at any depth."""
    steps: Any = ()
    if isinstance(value, dict):
        steps = value.items()
    elif isinstance(value, list):
        steps = enumerate(value)
    for step, member in steps:
        if isinstance(step, str):
            yield (*path, step)
        yield from _paths(member, (*path, step))


_VALUES: list[Any] = [True, 7, -1, 1.5, "text", "", [], [1], [None], {}, {"a": 1}, [{"a": 1}]]


@st.composite
def _changes(draw: st.DrawFn, path: JsonPath, value: Any) -> tuple[str, Any]:
    """What happens to a member: it is missing, or has another value."""
    kind = draw(st.sampled_from(("missing", "null", "other")))
    others = [other for other in _VALUES if type(other) is not type(value)]
    return kind, draw(st.sampled_from(others)) if kind == "other" else None


def _at(value: Any, path: JsonPath) -> Any:
    for step in path:
        value = value[step]
    return value


def _change(value: Any, path: JsonPath, change: tuple[str, Any]) -> None:
    holder = _at(value, path[:-1])
    if change[0] == "missing":
        del holder[path[-1]]
    else:
        holder[path[-1]] = change[1]


class _Server:
    """A server before an upstream with a changing answer, in an event loop of its own."""

    def __init__(self, folder: Path) -> None:
        self.answer = Answer([DONE])
        self._runner = asyncio.Runner()
        self._exits = AsyncExitStack()
        self._stack: Stack = self._runner.run(self._open(f"sqlite:///{folder}/state.db"))

    async def _open(self, url: str) -> Stack:
        return await self._exits.enter_async_context(stack(url, self.answer.script()))

    def close(self) -> None:
        """Stops it."""
        with self._runner:
            self._runner.run(self._exits.aclose())

    def understood(self) -> list[Understood]:
        """What the clients of both APIs understand; each answer is valid by the contract."""
        return self._runner.run(self._read())

    async def _read(self) -> list[Understood]:
        s = self._stack
        s.transport.violations.clear()
        readers = (chat_streamed, chat_stored, chat_whole, response_streamed, response_whole)
        results = [await reader(s) for reader in readers]
        assert s.transport.violations == []
        return results


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Server]:
    running = _Server(tmp_path_factory.mktemp("server"))
    yield running
    running.close()


def _expected() -> list[Understood]:
    ends = ["tool_calls"] * 3 + ["completed"] * 2
    usages = [None, *[_COMPLETE.usage] * 4]
    return [
        Understood(200, _COMPLETE.text, _COMPLETE.reasoning, _COMPLETE.calls, end, usage)
        for end, usage in zip(ends, usages, strict=True)
    ]


def _require(results: list[Understood], path: JsonPath) -> None:
    """All is understood, unless the member was a part of the answer or contained its end, id or usage."""
    names = {step for step in path if isinstance(step, str)}
    assert [result.error for result in results] == [""] * 5
    for result, expected in zip(results, _expected(), strict=True):
        if names & _ESSENTIAL <= {"choices", "delta", "message"} and path[-1] not in _ESSENTIAL:
            assert (result.text, result.reasoning) == (expected.text, expected.reasoning)
            assert [call[1:] for call in result.calls] == [call[1:] for call in expected.calls]
        if "finish_reason" not in names and not names & _ESSENTIAL - {"choices", "delta", "message"}:
            assert result.end in (expected.end, "tool_calls")
        if "usage" not in names:
            assert result.usage is None or result.usage == expected.usage or "choices" in names


def test_whole_answer_is_understood(server: _Server) -> None:
    server.answer.packets = [*map(framed, _chunks()), DONE]
    assert server.understood() == _expected()
    server.answer.packets = [json.dumps(_completion()).encode()]
    assert server.understood() == _expected()


@_SOME
@given(data=st.data())
def test_chunk_with_any_member_changed_is_read(server: _Server, data: st.DataObject) -> None:
    chunks = _chunks()
    place = data.draw(st.integers(0, len(chunks) - 1))
    path = data.draw(st.sampled_from(list(_paths(chunks[place]))))
    change = data.draw(_changes(path, _at(chunks[place], path)))
    _change(chunks[place], path, change)
    server.answer.packets = [*map(framed, chunks), DONE]
    _require(server.understood(), path)


@_SOME
@given(data=st.data())
def test_completion_with_any_member_changed_is_read(server: _Server, data: st.DataObject) -> None:
    completion = _completion()
    paths = [path for path in _paths(completion) if path != ("choices",)]
    path = data.draw(st.sampled_from(paths))
    change = data.draw(_changes(path, _at(completion, path)))
    _change(completion, path, change)
    server.answer.packets = [json.dumps(completion).encode()]
    _require(server.understood(), path)


_CUT = ("content", "reasoning_content", "arguments", "name", "usage", "tool_calls", "annotations", "logprobs")


def _cut(value: Any, path: JsonPath, place: int) -> tuple[Any, Any]:
    """The chunk twice, each with its part of the member."""
    member = _at(value, path)
    parts = (
        (dict(list(member.items())[:place]), dict(list(member.items())[place:]))
        if isinstance(member, dict)
        else (member[:place], member[place:])
    )
    chunks = copy.deepcopy(value), copy.deepcopy(value)
    for one, part in zip(chunks, parts, strict=True):
        _change(one, path, ("other", part))
    return chunks


@_SOME
@given(data=st.data())
def test_member_cut_in_two_by_events_is_whole(server: _Server, data: st.DataObject) -> None:
    chunks = _chunks()
    paths = [
        (place, path)
        for place, chunk in enumerate(chunks)
        for path in _paths(chunk)
        if path[-1] in _CUT and isinstance(_at(chunk, path), str | list | dict)
    ]
    place, path = data.draw(st.sampled_from(paths))
    member = _at(chunks[place], path)
    first, second = _cut(chunks[place], path, data.draw(st.integers(0, len(member))))
    for name in ("content", "reasoning_content"):
        # The other texts of the chunk are not sent twice.
        if path[2:] != ("delta", name) and path[0] == "choices":
            second["choices"][0]["delta"].pop(name, None)
    server.answer.packets = [*map(framed, [*chunks[:place], first, second, *chunks[place + 1 :]]), DONE]
    assert server.understood() == _expected()
