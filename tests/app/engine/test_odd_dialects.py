"""More answers of real upstreams: nearly JSON, other words, both forms of a call, repeated texts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.both_apis import (
    Answer,
    Understood,
    chat_stored,
    chat_streamed,
    chat_whole,
    response_streamed,
    response_whole,
)
from tests.support.response_events import read_frames
from tests.support.stack import Stack, stack
from tests.support.streams import DONE, USAGE, chunk, event, framed, values

_ROLE = event({"role": "assistant", "content": ""})
_STOP = event({}, "stop")
_USAGE = framed(chunk([], usage=USAGE))
_CHAT: dict[str, Any] = {"model": "m", "messages": [{"role": "user", "content": "Hi"}]}


def _url(folder: Path) -> str:
    return f"sqlite:///{folder}/state.db"


async def _all(folder: Path, *packets: bytes) -> list[Understood]:
    """The answer through both APIs, streamed, stored, and whole; the last two are responses."""
    async with stack(_url(folder), Answer(list(packets)).script()) as s:
        return [
            await chat_streamed(s),
            await chat_stored(s),
            await chat_whole(s),
            await response_streamed(s),
            await response_whole(s),
        ]


def _ends(finish: str, status: str) -> list[str]:
    return [finish] * 3 + [status] * 2


_B = event({"content": "b"})
_NEARLY_JSON: dict[str, tuple[list[bytes], str]] = {
    "NaN": ([_B.replace(b'"logprobs":null', b'"logprobs":NaN')], "abc"),
    "infinite": ([_B.replace(b"1700000000", b"-Infinity")], "abc"),
    "a tab": ([_B.replace(b'"b"', b'"b\t"')], "ab\tc"),
    "not UTF-8": ([_B.replace(b'"b"', b'"b\xf0\x9f"')], "ab\ufffdc"),
    "the field's name twice": ([b"data: " + _B], "abc"),
    "single line ends": ([_B[:-1] + event({"content": "B"})], "abBc"),
}


@pytest.mark.parametrize(("events", "text"), _NEARLY_JSON.values(), ids=_NEARLY_JSON)
@pytest.mark.parametrize("before", [1, 3])
async def test_event_that_is_nearly_json_is_read(
    tmp_path: Path, events: list[bytes], text: str, before: int
) -> None:
    texts = [event({"content": "a"})] * before
    results = await _all(tmp_path, *texts, *events, event({"content": "c"}), _STOP, _USAGE, DONE)
    assert {result.text for result in results} == {"a" * (before - 1) + text}
    assert [result.end for result in results] == _ends("stop", "completed")


async def test_probability_of_nearly_nothing_is_a_number(tmp_path: Path) -> None:
    logprobs = b'"logprobs":{"content":[{"token":"b","logprob":-Infinity}]}'
    answer = Answer([_B.replace(b'"logprobs":null', logprobs), _STOP, DONE])
    async with stack(_url(tmp_path), answer.script()) as s:
        chat = (await s.client.post("/chat/completions", json=_CHAT)).json()
    (token,) = chat["choices"][0]["logprobs"]["content"]
    assert (token["token"], token["logprob"]) == ("b", -9999.0)


_WORDS = {
    "COMPLETE": "stop",
    "FINISH_REASON_STOP": "stop",
    "end_of_turn": "stop",
    "eos_found": "stop",
    "max-tokens": "length",
    "max_completion_tokens": "length",
    "model_context_window_exceeded": "length",
    "tool-calls": "tool_calls",
    "toolUse": "tool_calls",
    "content-filter": "content_filter",
    "RECITATION": "content_filter",
    "sensitive": "content_filter",
    "refusal": "content_filter",
}


@pytest.mark.parametrize(("word", "finish"), _WORDS.items())
async def test_finish_in_the_words_of_other_apis_is_known(tmp_path: Path, word: str, finish: str) -> None:
    status = "incomplete" if finish in ("length", "content_filter") else "completed"
    results = await _all(tmp_path, event({"content": "a"}), event({}, word), _USAGE, DONE)
    assert [result.end for result in results] == _ends(finish, status)


_PADDING: list[Any] = [{}, {"name": None, "arguments": None}, {"name": "", "arguments": ""}]


@pytest.mark.parametrize("padding", _PADDING)
async def test_empty_function_call_is_none(tmp_path: Path, padding: Any) -> None:
    delta = {"content": "a", "function_call": padding}
    results = await _all(tmp_path, event(delta), event(delta), _STOP, _USAGE, DONE)
    assert [(result.text, result.calls) for result in results] == [("aa", [])] * 5
    whole = {"index": 0, "message": {"role": "assistant", **delta}, "finish_reason": "stop"}
    answer = Answer(body=json.dumps(chunk([whole], object="chat.completion", usage=USAGE)).encode())
    async with stack(_url(tmp_path), answer.script()) as s:
        chat = (await s.client.post("/chat/completions", json=_CHAT)).json()
        assert "function_call" not in chat["choices"][0]["message"]
        assert (await response_whole(s)).calls == []


_FUNCTION_CALLS: dict[str, tuple[list[Any], str]] = {
    "in order": ([{"name": "f", "arguments": ""}, {"arguments": '{"x"'}, {"arguments": ":1}"}], '{"x":1}'),
    "arguments first": ([{"arguments": '{"x"'}, {"name": "f", "arguments": ":1}"}], '{"x":1}'),
    "no arguments": ([{"name": "f"}], "{}"),
    "name repeated": ([{"name": "f", "arguments": '{"x"'}, {"name": "f", "arguments": ":1}"}], '{"x":1}'),
}


@pytest.mark.parametrize(("fragments", "arguments"), _FUNCTION_CALLS.values(), ids=_FUNCTION_CALLS)
async def test_function_call_has_its_name_and_its_arguments(
    tmp_path: Path, fragments: list[Any], arguments: str
) -> None:
    events = [event({"function_call": fragment}) for fragment in fragments]
    answer = Answer([*events, event({}, "function_call"), _USAGE, DONE])
    async with stack(_url(tmp_path), answer.script()) as s:
        for result in (await response_streamed(s), await response_whole(s)):
            assert [call[1:] for call in result.calls] == [("f", arguments)]
        sent = values((await s.client.post("/chat/completions", json={**_CHAT, "stream": True})).content)
        calls = [each["choices"][0]["delta"].get("function_call", {}) for each in sent[:-1]]
        assert "".join(call.get("name", "") for call in calls) == "f"
        assert "".join(call.get("arguments", "") for call in calls) == arguments
        chat = (await s.client.post("/chat/completions", json=_CHAT)).json()
        assert chat["choices"][0]["message"]["function_call"] == {"name": "f", "arguments": arguments}


async def test_call_in_both_forms_is_one_call_of_a_response(tmp_path: Path) -> None:
    function = {"name": "f", "arguments": "{}"}
    call = {"index": 0, "id": "a", "type": "function", "function": function}
    both = event({"tool_calls": [call], "function_call": function})
    for result in (await _all(tmp_path, both, event({}, "tool_calls"), DONE))[3:]:
        assert result.calls == [("a", "f", "{}")]


_MESSAGE = {"role": "assistant", "content": "ab"}
_TEXTS = [_ROLE, event({"content": "a"}), event({"content": "b"})]


async def _warm(s: Stack, answer: Answer) -> None:
    """Has the server learn the shape of a stream's events, which it reads as bytes from then on."""
    answer.packets = [*_TEXTS, _STOP, _USAGE, DONE]
    for _ in range(2):
        assert (await chat_streamed(s)).text == "ab"


async def test_message_that_repeats_a_stream_is_not_added(tmp_path: Path) -> None:
    answer = Answer()
    async with stack(_url(tmp_path), answer.script()) as s:
        await _warm(s, answer)
        last = {"index": 0, "delta": {}, "message": _MESSAGE, "finish_reason": "stop"}
        answer.packets = [*_TEXTS, framed(chunk([last])), _USAGE, DONE]
        for read in (chat_streamed, chat_stored, chat_whole, response_streamed):
            assert (await read(s)).text == "ab"


async def test_unknown_finish_behind_texts_of_a_known_shape_is_no_fault(tmp_path: Path) -> None:
    answer = Answer()
    async with stack(_url(tmp_path), answer.script()) as s:
        await _warm(s, answer)
        answer.packets = [*_TEXTS, event({}, "error"), _USAGE, DONE]
        result = await chat_streamed(s)
        assert (result.text, result.end, result.error) == ("ab", "length", "")
        assert (await chat_stored(s)).text == "ab"


async def test_message_beside_a_delta_with_the_role_is_read(tmp_path: Path) -> None:
    choice = {"index": 0, "delta": {"role": "assistant"}, "message": _MESSAGE, "finish_reason": "stop"}
    results = await _all(tmp_path, framed(chunk([choice])), _USAGE, DONE)
    assert [result.text for result in results] == ["ab"] * 5


async def test_streamed_completion_has_logprobs(tmp_path: Path) -> None:
    choice = {"index": 0, "text": "a", "finish_reason": "stop"}
    answer = Answer([framed(chunk([choice], object="text_completion")), DONE])
    async with stack(_url(tmp_path), answer.script()) as s:
        sent = await s.client.post("/completions", json={"model": "m", "prompt": "Hi", "stream": True})
        assert values(sent.content)[0]["choices"][0]["logprobs"] is None


async def test_image_with_a_null_detail_in_an_output_is_listed(tmp_path: Path) -> None:
    image = {"type": "input_image", "image_url": "data:image/png;base64,iVBORw0KGgo=", "detail": None}
    items = [
        {"type": "function_call", "call_id": "c", "name": "f", "arguments": "{}"},
        {"type": "function_call_output", "call_id": "c", "output": [image]},
    ]
    answer = Answer([event({"content": "a"}), _STOP, DONE])
    async with stack(_url(tmp_path), answer.script()) as s:
        sent = await s.client.post("/responses", json={"model": "m", "input": items, "stream": True})
        response_id = read_frames(sent.content)[-1]["response"]["id"]
        listed = (await s.client.get(f"/responses/{response_id}/input_items")).json()["data"]
    assert listed[0]["output"][0]["detail"] == "auto"


def _call(id_: str | None, name: str | None, arguments: str) -> bytes:
    function = {"name": name, "arguments": arguments}
    return event({"tool_calls": [{"index": 0, "id": id_, "type": "function", "function": function}]})


_FRAGMENTS: dict[str, tuple[list[bytes], str]] = {
    "an empty object first": ([_call("a", "f", "{}"), _call(None, None, '{"x":1}')], '{"x":1}'),
    "an empty object only": ([_call("a", "f", "{}")], "{}"),
    "an empty object twice": ([_call("a", "f", "{}"), _call("a", "f", "{}")], "{}"),
    "the name last": ([_call("a", None, '{"x":'), _call(None, None, "1}"), _call(None, "f", "")], '{"x":1}'),
}


@pytest.mark.parametrize(("fragments", "arguments"), _FRAGMENTS.values(), ids=_FRAGMENTS)
@pytest.mark.parametrize("finish", ["tool_calls", "length"])
async def test_call_has_one_object_of_arguments(
    tmp_path: Path, fragments: list[bytes], arguments: str, finish: str
) -> None:
    results = await _all(tmp_path, _ROLE, *fragments, event({}, finish), _USAGE, DONE)
    assert [result.calls for result in results] == [[("a", "f", arguments)]] * 5
