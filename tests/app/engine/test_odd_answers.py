"""Answers as real upstreams send them, odd in one way each, through both APIs, streamed and whole."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.support.both_apis import (
    Answer,
    Call,
    Understood,
    chat_stored,
    chat_streamed,
    chat_whole,
    response_streamed,
    response_whole,
)
from tests.support.stack import Stack, stack
from tests.support.streams import DONE, USAGE, chunk, event, framed

_STOP = event({}, "stop")
_USAGE = framed(chunk([], usage=USAGE))


@asynccontextmanager
async def _before(folder: Path, answer: Answer, *, validate: bool = True) -> AsyncGenerator[Stack, None]:
    url = f"sqlite:///{folder}/state.db"
    async with stack(url, answer.script(), validate=validate) as running:
        yield running


async def _all(folder: Path, *packets: bytes, validate: bool = True) -> list[Understood]:
    """The answer through both APIs, streamed, stored, and whole; the last two are responses."""
    async with _before(folder, Answer(list(packets)), validate=validate) as s:
        return [
            await chat_streamed(s),
            await chat_stored(s),
            await chat_whole(s),
            await response_streamed(s),
            await response_whole(s),
        ]


def _without_dots(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value is not ...}


def _texts(results: list[Understood]) -> set[str]:
    return {result.text for result in results}


def _ends(results: list[Understood]) -> list[str]:
    return [result.end for result in results]


def _complete(finish: str = "stop") -> list[str]:
    return [finish] * 3 + ["completed"] * 2


_CHUNK = {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "m"}
_ODD_EVENTS: dict[str, bytes] = {
    "empty object": framed({}),
    "ping": framed({"type": "ping"}),
    "named ping": b'event: ping\ndata: {"a": 1}\n\n',
    "named only": b"event: message\n\n",
    "word": b"data: ping\n\n",
    "no data": b"data:\n\n",
    "null": b"data: null\n\n",
    "number": b"data: 5\n\n",
    "string": b'data: "text"\n\n',
    "empty list": b"data: []\n\n",
    "timings": framed({"timings": {"predicted_ms": 1.5}}),
    "no choices": framed(_CHUNK),
    "choices null": framed({**_CHUNK, "choices": None}),
    "choices a string": framed({**_CHUNK, "choices": "x"}),
    "choices of nulls": framed({**_CHUNK, "choices": [None, 5]}),
    "filters": framed({**_CHUNK, "choices": [], "prompt_filter_results": [{"prompt_index": 0}]}),
    "choice without delta": framed({**_CHUNK, "choices": [{"index": 0, "content_filter_results": {}}]}),
    "empty choice": framed({**_CHUNK, "choices": [{}]}),
    "delta null": framed({**_CHUNK, "choices": [{"index": 0, "delta": None, "finish_reason": None}]}),
    "delta a list": framed({**_CHUNK, "choices": [{"index": 0, "delta": [1], "finish_reason": None}]}),
    "delta of nulls": event({"role": None, "content": None, "tool_calls": None, "refusal": None}),
    "usage null": framed({**_CHUNK, "choices": None, "usage": None}),
    "usage a number": framed({**_CHUNK, "choices": [], "usage": 5}),
    "error null": framed({**_CHUNK, "choices": [], "error": None}),
    "azure": framed({"id": "", "object": "", "created": 0, "model": "", "choices": []}),
}


@pytest.mark.parametrize("odd", _ODD_EVENTS.values(), ids=_ODD_EVENTS)
async def test_odd_event_anywhere_is_skipped(tmp_path: Path, odd: bytes) -> None:
    texts = [event({"content": text}) for text in ("a", "b", "c")]
    packets = [odd, texts[0], odd, texts[1], texts[2], odd, _STOP, odd, _USAGE, odd, DONE]
    results = await _all(tmp_path, *packets)
    assert _texts(results) == {"abc"}
    assert _ends(results) == _complete()
    assert {result.usage for result in results[1:]} == {(3, 5)}


_FLOATS = {name: float(count) for name, count in USAGE.items()}
_USAGES: dict[str, list[bytes]] = {
    "in a chunk without choices": [_STOP, framed({"id": "x", "usage": USAGE}), DONE],
    "choices null": [_STOP, framed({"id": "x", "choices": None, "usage": USAGE}), DONE],
    "with the finish": [event({}, "stop", usage=USAGE), DONE],
    "before the finish": [_USAGE, _STOP, DONE],
    "in a choice": [framed(chunk([{"index": 0, "delta": {}, "finish_reason": "stop", "usage": USAGE}]))],
    "of groq": [event({}, "stop", x_groq={"id": "r", "usage": {**USAGE, "queue_time": 0.1}}), DONE],
    "floats": [_STOP, framed(chunk([], usage=_FLOATS)), DONE],
    "strings": [_STOP, framed(chunk([], usage={name: str(count) for name, count in USAGE.items()})), DONE],
    "nulls and a price": [
        _STOP,
        framed(
            chunk(
                [],
                usage={
                    **USAGE,
                    "cost": 0.5,
                    "prompt_tokens_details": None,
                    "completion_tokens_details": {"reasoning_tokens": None, "audio_tokens": 1.0},
                },
            )
        ),
        DONE,
    ],
    "without a total": [_STOP, framed(chunk([], usage={"prompt_tokens": 3, "completion_tokens": 5})), DONE],
    "in two events": [
        framed(chunk([], usage={"prompt_tokens": 3, "completion_tokens": 0, "total_tokens": 3})),
        _STOP,
        framed(chunk([], usage={"completion_tokens": 5})),
        DONE,
    ],
    "then zeros": [_STOP, _USAGE, framed(chunk([], usage=dict.fromkeys(USAGE, 0))), DONE],
    "under other names": [_STOP, framed(chunk([], usage={"input_tokens": 3, "output_tokens": 5})), DONE],
}


@pytest.mark.parametrize("end", _USAGES.values(), ids=_USAGES)
async def test_usage_anywhere_is_read(tmp_path: Path, end: list[bytes]) -> None:
    answer = Answer([event({"content": "a"}), *end])
    async with _before(tmp_path, answer) as s:
        shown = await chat_streamed(s, stream_options={"include_usage": True})
        assert (shown.text, shown.end, shown.usage) == ("a", "stop", (3, 5))
        for result in (await chat_stored(s), await chat_whole(s), await response_streamed(s)):
            assert result.usage == (3, 5)
        assert {row["input_tokens"] for row in s.rows("usage_records")} == {3}
        assert {row["output_tokens"] for row in s.rows("usage_records")} == {5}


_ENDS: dict[str, tuple[list[bytes], str]] = {
    "finish, then text": ([_STOP, event({"content": "!"}), _USAGE, DONE], "stop"),
    "finish, then text, no usage, no mark": ([_STOP, event({"content": "!"})], "stop"),
    "finish beside each text": ([event({"content": "!"}, "stop"), DONE], "stop"),
    "finish in all chunks": ([event({"content": "!"}, "stop"), event({}, "stop"), _USAGE, DONE], "stop"),
    "finish twice": ([event({"content": "!"}), _STOP, _STOP, DONE], "stop"),
    "stop behind length": ([event({"content": "!"}), event({}, "length"), _STOP, DONE], "length"),
    "length behind stop": ([event({"content": "!"}), _STOP, event({}, "length"), DONE], "length"),
    "text between two finishes": ([_STOP, event({"content": "!"}), event({}, "length"), DONE], "length"),
    "finish with the usage": ([event({"content": "!"}), event({}, "stop", usage=USAGE)], "stop"),
    "finish in upper case": ([event({"content": "!"}, "STOP"), DONE], "stop"),
    "end of sequence": ([event({"content": "!"}, "eos"), DONE], "stop"),
    "most tokens": ([event({"content": "!"}, "MAX_TOKENS"), DONE], "length"),
    "no finish before the mark": ([event({"content": "!"}), DONE], "stop"),
    "no finish before usage and mark": ([event({"content": "!"}), _USAGE, DONE], "stop"),
    "no finish before usage": ([event({"content": "!"}), _USAGE], "stop"),
    "empty finish": ([event({"content": "!"}, ""), DONE], "stop"),
    "finish of another type": (
        [framed(chunk([{"index": 0, "delta": {"content": "!"}, "finish_reason": 5}])), DONE],
        "stop",
    ),
    "mark in lower case": ([event({"content": "!"}), b"data: [done]\n\n"], "stop"),
    "mark as JSON": ([event({"content": "!"}), b'data: "[DONE]"\n\n'], "stop"),
}


@pytest.mark.parametrize(("end", "finish"), _ENDS.values(), ids=_ENDS)
async def test_end_of_any_kind_completes_the_answer(tmp_path: Path, end: list[bytes], finish: str) -> None:
    results = await _all(tmp_path, event({"role": "assistant", "content": "a"}, None), *end)
    assert _texts(results) == {"a!"}
    status = "completed" if finish == "stop" else "incomplete"
    assert _ends(results) == [finish] * 3 + [status] * 2


async def test_text_after_a_finish_of_each_choice_is_kept(tmp_path: Path) -> None:
    texts = [event({"content": f"{index}{n}"}, "stop", index=index) for n in range(3) for index in (1, 0)]
    async with _before(tmp_path, Answer([*texts, DONE])) as s:
        sent = await s.client.post("/chat/completions", json={**_CHAT, "stream": True, "n": 2})
        events = [json.loads(line[6:]) for line in sent.text.split("\n\n") if line.startswith("data: {")]
        for index in (0, 1):
            choices = [each["choices"][0] for each in events if each["choices"][0]["index"] == index]
            assert "".join(choice["delta"].get("content", "") for choice in choices) == (
                f"{index}0{index}1{index}2"
            )
            assert [choice["finish_reason"] for choice in choices] == [None] * 3 + ["stop"]


_CHAT: dict[str, Any] = {"model": "m", "messages": [{"role": "user", "content": "Hi"}]}


@pytest.mark.parametrize("end", [[DONE], []])
async def test_fewer_choices_than_requested_are_the_answer(tmp_path: Path, end: list[bytes]) -> None:
    async with _before(tmp_path, Answer([event({"content": "ab"}), _STOP, *end])) as s:
        streamed = await chat_streamed(s, n=3)
        assert (streamed.text, streamed.end, streamed.error) == ("ab", "stop", "")


@pytest.mark.parametrize(
    "word", ["error", "insufficient_system_resource", "abort", "network_error", "unknown", "Other things"]
)
async def test_unknown_finish_is_cut_short_in_chats_and_failed_in_responses(
    tmp_path: Path, word: str
) -> None:
    results = await _all(tmp_path, event({"content": "Half an ans"}), event({}, word), _USAGE, DONE)
    assert _texts(results) == {"Half an ans"}
    assert _ends(results) == ["length"] * 3 + ["failed"] * 2
    assert all(word in result.error for result in results[3:])
    assert {result.usage for result in results[1:]} == {(3, 5)}


@pytest.mark.parametrize("word", ["error", "aborted"])
async def test_unknown_finish_of_one_body_is_as_in_a_stream(tmp_path: Path, word: str) -> None:
    async with _before(tmp_path, Answer(body=_body({"content": "Half"}, word))) as s:
        chat = await s.client.post("/chat/completions", json=_CHAT)
        assert chat.json()["choices"][0]["finish_reason"] == "length"
        assert chat.json()["choices"][0]["native_finish_reason"] == word
        assert ((await chat_streamed(s)).text, (await chat_streamed(s)).end) == ("Half", "length")
        for result in (await response_whole(s), await response_streamed(s)):
            assert (result.text, result.end) == ("Half", "failed")


async def test_unknown_finish_without_output_is_an_error_that_names_it(tmp_path: Path) -> None:
    first = event({"role": "assistant", "content": ""})
    results = await _all(tmp_path, first, event({}, "error"), DONE, validate=False)
    assert [result.status for result in results] == [200, 404, 502, 200, 200]
    assert all("'error'" in result.error for result in (results[0], *results[2:]))


async def test_error_behind_an_unknown_finish_is_the_error(tmp_path: Path) -> None:
    failure = framed({"error": {"message": "Provider gone", "code": 502}})
    results = await _all(tmp_path, event({"content": "a"}), event({}, "error"), failure, validate=False)
    assert all("Provider gone" in result.error for result in (results[0], *results[2:]))
    assert [results[place].text for place in (0, 3, 4)] == ["a"] * 3
    assert _ends(results)[3:] == ["failed", "failed"]


@pytest.mark.parametrize("finish", [None, "", 5, ["stop"], "null"])
async def test_one_body_without_a_finish_is_complete(tmp_path: Path, finish: Any) -> None:
    call = {"id": "c", "type": "function", "function": {"name": "f", "arguments": "{}"}}
    for message, reason in (
        ({"content": "a"}, "stop"),
        ({"content": None, "tool_calls": [call]}, "tool_calls"),
    ):
        folder = tmp_path / reason
        folder.mkdir()
        async with _before(folder, Answer(body=_body(message, finish))) as s:
            assert (await chat_whole(s)).end == reason
            assert (await chat_streamed(s)).end == reason
            assert (await response_whole(s)).end == "completed"
            assert (await response_streamed(s)).end == "completed"


def _body(message: dict[str, Any], finish: Any = "stop", **members: Any) -> bytes:
    choice = {"index": 0, "message": {"role": "assistant", **message}, "finish_reason": finish}
    return json.dumps({**chunk([choice], object="chat.completion", usage=USAGE), **members}).encode()


@pytest.mark.parametrize("content_type", ["text/event-stream", "application/json", "text/plain"])
async def test_stream_and_body_are_read_under_any_content_type(tmp_path: Path, content_type: str) -> None:
    answer = Answer([event({"content": "he"}), event({"content": "llo"}), _STOP, _USAGE, DONE])
    answer.content_type = content_type
    async with _before(tmp_path, answer) as s:
        for packets in (answer.packets, [b"".join(answer.packets)], [b" \n", _body({"content": "hello"})]):
            answer.packets = packets
            for result in (await chat_streamed(s), await chat_whole(s)):
                assert (result.text, result.end) == ("hello", "stop")
            for result in (await response_streamed(s), await response_whole(s)):
                assert (result.text, result.end, result.usage) == ("hello", "completed", (3, 5))


@pytest.mark.parametrize(
    ("end", "message"),
    [
        ([], "without a finish_reason"),
        ([b"data: {\n\n"], "not JSON"),
        ([b"data: <html>\n\n"], "not JSON"),
        ([framed({"error": {"message": "Overloaded."}})], "Overloaded."),
        ([framed([{"error": {"message": "Overloaded."}}])], "Overloaded."),
        ([framed({"choices": [{"index": 0, "error": {"message": "Overloaded."}}]})], "Overloaded."),
    ],
)
async def test_unknowable_answer_ends_with_an_error_that_says_what(
    tmp_path: Path, end: list[bytes], message: str
) -> None:
    # A stream that breaks off has a finish behind its error, for clients that wait for one.
    texts = [event({"content": "a"}), event({"content": "b"})]
    results = await _all(tmp_path, *texts, *end, validate=False)
    assert [result.status for result in results] == [200, 404, 502, 200, 200]
    assert all(message in result.error for result in (results[0], *results[2:]))
    assert [results[place].text for place in (0, 3, 4)] == ["ab"] * 3


def _fragment(index: Any = 0, id_: Any = None, name: Any = None, arguments: Any = "", **more: Any) -> bytes:
    """An event with one fragment of a call; a member that is `...` is left out."""
    function = {key: value for key, value in (("name", name), ("arguments", arguments)) if value is not ...}
    kind = "function" if type(name) is str else None
    members = _without_dots({"index": index, "id": id_, "type": kind, "function": function, **more})
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
    ends = [event({}, "tool_calls"), _USAGE, DONE]
    results = await _all(tmp_path, event({"role": "assistant"}), *fragments, *ends)
    assert [sorted(result.calls) for result in results] == [calls] * 5
    assert _ends(results) == _complete("tool_calls")


@pytest.mark.parametrize("id_", [None, "", ...])
async def test_calls_without_ids_get_some(tmp_path: Path, id_: Any) -> None:
    fragments = [
        _fragment(0, id_, "f", '{"x"'),
        _fragment(0, id_, None, ":1}"),
        _fragment(0, id_, "g", '{"y":2}'),
        _fragment(0, id_, "g", '{"y":3}'),
    ]
    for result in await _all(tmp_path, *fragments, event({}, "tool_calls"), DONE):
        assert [call[1:] for call in result.calls] == [("f", '{"x":1}'), ("g", '{"y":2}'), ("g", '{"y":3}')]
        ids = [call[0] for call in result.calls]
        assert all(ids)
        assert len(set(ids)) == 3


async def test_calls_with_one_id_get_another_for_the_second(tmp_path: Path) -> None:
    fragments = [_fragment(0, "a", "f", '{"x":1}'), _fragment(1, "a", "g", '{"y":2}')]
    for result in await _all(tmp_path, *fragments, event({}, "tool_calls"), DONE):
        assert [call[1:] for call in result.calls] == [call[1:] for call in _TWO]
        assert len({call[0] for call in result.calls}) == 2


async def test_calls_that_are_cut_short_get_no_arguments(tmp_path: Path) -> None:
    results = await _all(tmp_path, _fragment(0, "a", "f", ""), event({}, "length"), DONE)
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
    async with _before(
        tmp_path, Answer(body=_body({"content": None, "tool_calls": calls}, "tool_calls"))
    ) as s:
        for result in (
            await chat_whole(s),
            await chat_streamed(s),
            await response_whole(s),
            await response_streamed(s),
        ):
            assert result.calls == [("a", "f", expected)]


_THINKING = {"type": "thinking", "thinking": [{"type": "text", "text": "Hm."}]}
_TEXT = {"type": "text", "text": "Yes"}
_CONTENTS: dict[str, tuple[Any, str, str]] = {
    "text parts": ([_TEXT, _TEXT], "YesYes", ""),
    "thinking and text": ([_THINKING, _TEXT], "Yes", "Hm."),
    "thinking as a string": ([{"type": "thinking", "thinking": "Hm."}, _TEXT], "Yes", "Hm."),
    "reasoning": ([{"type": "reasoning", "text": "Hm."}, _TEXT], "Yes", "Hm."),
    "strings": (["Y", "es"], "Yes", ""),
    "one part": (_TEXT, "Yes", ""),
    "a text that is an object": ([{"type": "text", "text": {"value": "Yes"}}], "Yes", ""),
    "a picture": ([_TEXT, {"type": "image_url", "image_url": {"url": "u"}}], "Yes", ""),
    "odd parts": ([None, {}, _TEXT, {"type": "text"}, {"type": "text", "text": None}], "Yes", ""),
    "parsed JSON": ({"a": 1}, '{"a":1}', ""),
    "a number": (7, "7", ""),
    "empty list": ([], "", ""),
}


@pytest.mark.parametrize(("content", "text", "reasoning"), _CONTENTS.values(), ids=_CONTENTS)
async def test_content_of_any_form_is_text(tmp_path: Path, content: Any, text: str, reasoning: str) -> None:
    text = text.removeprefix("{}")
    answer = Answer([event({"role": "assistant", "content": content}), _STOP, _USAGE, DONE])
    async with _before(tmp_path, answer) as s:
        for packets in (answer.packets, [_body({"content": content})]):
            answer.packets = packets
            for read in (chat_streamed, chat_stored, chat_whole, response_streamed, response_whole):
                result = await read(s)
                assert (result.text, result.reasoning) == (text, reasoning), read.__name__


_CITED = {"type": "url_citation", "url": "https://e.org/a", "title": "A", "start_index": 0, "end_index": 3}
_NESTED = {name: value for name, value in _CITED.items() if name != "type"}
_ANNOTATIONS: dict[str, tuple[Any, Any]] = {
    "whole": ([{"type": "url_citation", "url_citation": _NESTED}], [_CITED]),
    "flat": ([_CITED], [_CITED]),
    "no title": ([{**_CITED, "title": ...}], [{**_CITED, "title": ""}]),
    "title null": ([{**_CITED, "title": None}], [{**_CITED, "title": ""}]),
    "negative indexes": (
        [{**_CITED, "start_index": -1, "end_index": -1}],
        [{**_CITED, "start_index": 0, "end_index": 0}],
    ),
    "floats and strings": ([{**_CITED, "start_index": 0.0, "end_index": "3"}], [_CITED]),
    "no indexes": (
        [{**_CITED, "start_index": ..., "end_index": None}],
        [{**_CITED, "start_index": 0, "end_index": 0}],
    ),
    "an address": (["https://e.org/a"], [{**_CITED, "title": "", "end_index": 0}]),
    "no type": ([{"url_citation": _NESTED}], [_CITED]),
    "odd": ([None, 5, {}, "text", {"type": "url_citation"}, {"type": "url_citation", "url": 5}], []),
    "no list": ({"type": "url_citation", "url_citation": _NESTED}, [_CITED]),
}


@pytest.mark.parametrize(("given", "expected"), _ANNOTATIONS.values(), ids=_ANNOTATIONS)
async def test_annotations_of_any_form_are_citations(tmp_path: Path, given: Any, expected: Any) -> None:
    notes = given
    if isinstance(given, list):
        notes = [
            {name: value for name, value in note.items() if value is not ...}
            if isinstance(note, dict)
            else note
            for note in given
        ]
    answer = Answer([event({"content": "See A."}), event({"annotations": notes}), _STOP, _USAGE, DONE])
    async with _before(tmp_path, answer) as s:
        for packets in (answer.packets, [_body({"content": "See A.", "annotations": notes})]):
            answer.packets = packets
            chat = (await s.client.post("/chat/completions", json=_CHAT)).json()
            nested = [
                {"type": "url_citation", "url_citation": {k: v for k, v in note.items() if k != "type"}}
                for note in expected
            ]
            assert chat["choices"][0]["message"].get("annotations", []) == nested
            response = (await s.client.post("/responses", json={"model": "m", "input": "Hi"})).json()
            (part,) = response["output"][0]["content"]
            assert (part["text"], part["annotations"]) == ("See A.", expected)
            assert (await response_streamed(s)).end == "completed"


async def test_annotations_of_another_type_pass_in_chats_and_are_left_out_of_responses(
    tmp_path: Path,
) -> None:
    notes = [{"type": "file_citation", "file_citation": {"file_id": "f"}}, {"type": "x", "x": {}}]
    answer = Answer([event({"content": "See A."}), event({"annotations": notes}), _STOP, DONE])
    async with _before(tmp_path, answer, validate=False) as s:
        for packets in (answer.packets, [_body({"content": "See A.", "annotations": notes})]):
            answer.packets = packets
            chat = (await s.client.post("/chat/completions", json=_CHAT)).json()
            assert chat["choices"][0]["message"]["annotations"] == notes
            for understood in (await response_whole(s), await response_streamed(s)):
                assert (understood.end, understood.text) == ("completed", "See A.")


@pytest.mark.parametrize("created", [0, None, "x", -5, 1.5e9, ...])
@pytest.mark.parametrize("model", ["", None, 5, ...])
async def test_time_and_model_are_set_where_the_upstream_has_none(
    tmp_path: Path, created: Any, model: Any
) -> None:
    head = _without_dots({"created": created, "model": model})
    choice = {"index": 0, "delta": {"content": "a"}, "finish_reason": "stop"}
    answer = Answer([framed({"id": "x", **head, "choices": [choice]}), DONE])
    whole = {"index": 0, "message": {"content": "a"}, "finish_reason": "stop"}
    async with _before(tmp_path, answer) as s:
        for packets in (answer.packets, [json.dumps({**head, "choices": [whole]}).encode()]):
            answer.packets = packets
            sent = await s.client.post("/chat/completions", json={**_CHAT, "stream": True})
            first = json.loads(sent.text.split("\n\n")[0][6:])
            for value in (first, (await s.client.post("/chat/completions", json=_CHAT)).json()):
                assert type(value["created"]) is int
                assert value["created"] > 1_000_000_000
                assert value["model"] == "m"
