"""Ends of answers as real upstreams send them, through both APIs, streamed and whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.both_apis import (
    Answer,
    chat_streamed,
    chat_whole,
    response_streamed,
    response_whole,
)
from tests.support.odd_answers import (
    CHAT,
    STOP,
    USAGE_EVENT,
    ends_of,
    odd_stack,
    read_all,
    texts_of,
    whole_body,
)
from tests.support.streams import DONE, USAGE, chunk, event, framed

_ENDS: dict[str, tuple[list[bytes], str]] = {
    "finish, then text": ([STOP, event({"content": "!"}), USAGE_EVENT, DONE], "stop"),
    "finish, then text, no usage, no mark": ([STOP, event({"content": "!"})], "stop"),
    "finish beside each text": ([event({"content": "!"}, "stop"), DONE], "stop"),
    "finish in all chunks": ([event({"content": "!"}, "stop"), event({}, "stop"), USAGE_EVENT, DONE], "stop"),
    "finish twice": ([event({"content": "!"}), STOP, STOP, DONE], "stop"),
    "stop behind length": ([event({"content": "!"}), event({}, "length"), STOP, DONE], "length"),
    "length behind stop": ([event({"content": "!"}), STOP, event({}, "length"), DONE], "length"),
    "text between two finishes": ([STOP, event({"content": "!"}), event({}, "length"), DONE], "length"),
    "finish with the usage": ([event({"content": "!"}), event({}, "stop", usage=USAGE)], "stop"),
    "finish in upper case": ([event({"content": "!"}, "STOP"), DONE], "stop"),
    "end of sequence": ([event({"content": "!"}, "eos"), DONE], "stop"),
    "most tokens": ([event({"content": "!"}, "MAX_TOKENS"), DONE], "length"),
    "no finish before the mark": ([event({"content": "!"}), DONE], "stop"),
    "no finish before usage and mark": ([event({"content": "!"}), USAGE_EVENT, DONE], "stop"),
    "no finish before usage": ([event({"content": "!"}), USAGE_EVENT], "stop"),
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
    results = await read_all(tmp_path, event({"role": "assistant", "content": "a"}, None), *end)
    assert texts_of(results) == {"a!"}
    status = "completed" if finish == "stop" else "incomplete"
    assert ends_of(results) == [finish] * 3 + [status] * 2


async def test_text_after_a_finish_of_each_choice_is_kept(tmp_path: Path) -> None:
    texts = [event({"content": f"{index}{n}"}, "stop", index=index) for n in range(3) for index in (1, 0)]
    async with odd_stack(tmp_path, Answer([*texts, DONE])) as s:
        sent = await s.client.post("/chat/completions", json={**CHAT, "stream": True, "n": 2})
        events = [json.loads(line[6:]) for line in sent.text.split("\n\n") if line.startswith("data: {")]
        for index in (0, 1):
            choices = [each["choices"][0] for each in events if each["choices"][0]["index"] == index]
            assert "".join(choice["delta"].get("content", "") for choice in choices) == (
                f"{index}0{index}1{index}2"
            )
            assert [choice["finish_reason"] for choice in choices] == [None] * 3 + ["stop"]


@pytest.mark.parametrize("end", [[DONE], []])
async def test_fewer_choices_than_requested_are_the_answer(tmp_path: Path, end: list[bytes]) -> None:
    async with odd_stack(tmp_path, Answer([event({"content": "ab"}), STOP, *end])) as s:
        streamed = await chat_streamed(s, n=3)
        assert (streamed.text, streamed.end, streamed.error) == ("ab", "stop", "")


@pytest.mark.parametrize(
    "word", ["error", "insufficient_system_resource", "abort", "network_error", "unknown", "Other things"]
)
async def test_unknown_finish_is_cut_short_in_chats_and_failed_in_responses(
    tmp_path: Path, word: str
) -> None:
    results = await read_all(tmp_path, event({"content": "Half an ans"}), event({}, word), USAGE_EVENT, DONE)
    assert texts_of(results) == {"Half an ans"}
    assert ends_of(results) == ["length"] * 3 + ["failed"] * 2
    assert all(word in result.error for result in results[3:])
    assert {result.usage for result in results[1:]} == {(3, 5)}


@pytest.mark.parametrize("word", ["error", "aborted"])
async def test_unknown_finish_of_one_body_is_as_in_a_stream(tmp_path: Path, word: str) -> None:
    async with odd_stack(tmp_path, Answer(body=whole_body({"content": "Half"}, word))) as s:
        chat = await s.client.post("/chat/completions", json=CHAT)
        assert chat.json()["choices"][0]["finish_reason"] == "length"
        assert chat.json()["choices"][0]["native_finish_reason"] == word
        assert ((await chat_streamed(s)).text, (await chat_streamed(s)).end) == ("Half", "length")
        for result in (await response_whole(s), await response_streamed(s)):
            assert (result.text, result.end) == ("Half", "failed")


async def test_unknown_finish_without_output_is_an_error_that_names_it(tmp_path: Path) -> None:
    first = event({"role": "assistant", "content": ""})
    results = await read_all(tmp_path, first, event({}, "error"), DONE, validate=False)
    assert [result.status for result in results] == [200, 404, 502, 200, 200]
    assert all("'error'" in result.error for result in (results[0], *results[2:]))


async def test_error_behind_an_unknown_finish_is_the_error(tmp_path: Path) -> None:
    failure = framed({"error": {"message": "Provider gone", "code": 502}})
    results = await read_all(tmp_path, event({"content": "a"}), event({}, "error"), failure, validate=False)
    assert all("Provider gone" in result.error for result in (results[0], *results[2:]))
    assert [results[place].text for place in (0, 3, 4)] == ["a"] * 3
    assert ends_of(results)[3:] == ["failed", "failed"]


@pytest.mark.parametrize("finish", [None, "", 5, ["stop"], "null"])
async def test_one_body_without_a_finish_is_complete(tmp_path: Path, finish: Any) -> None:
    call = {"id": "c", "type": "function", "function": {"name": "f", "arguments": "{}"}}
    for message, reason in (
        ({"content": "a"}, "stop"),
        ({"content": None, "tool_calls": [call]}, "tool_calls"),
    ):
        folder = tmp_path / reason
        folder.mkdir()
        async with odd_stack(folder, Answer(body=whole_body(message, finish))) as s:
            assert (await chat_whole(s)).end == reason
            assert (await chat_streamed(s)).end == reason
            assert (await response_whole(s)).end == "completed"
            assert (await response_streamed(s)).end == "completed"
