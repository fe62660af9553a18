"""Contents and citations as real upstreams send them, through both APIs, streamed and whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.both_apis import (
    Answer,
    chat_stored,
    chat_streamed,
    chat_whole,
    response_streamed,
    response_whole,
)
from tests.support.odd_answers import (
    CHAT,
    STOP,
    USAGE_EVENT,
    odd_stack,
    whole_body,
)
from tests.support.streams import DONE, event

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
    answer = Answer([event({"role": "assistant", "content": content}), STOP, USAGE_EVENT, DONE])
    async with odd_stack(tmp_path, answer) as s:
        for packets in (answer.packets, [whole_body({"content": content})]):
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
    answer = Answer([event({"content": "See A."}), event({"annotations": notes}), STOP, USAGE_EVENT, DONE])
    async with odd_stack(tmp_path, answer) as s:
        for packets in (answer.packets, [whole_body({"content": "See A.", "annotations": notes})]):
            answer.packets = packets
            chat = (await s.client.post("/chat/completions", json=CHAT)).json()
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
    answer = Answer([event({"content": "See A."}), event({"annotations": notes}), STOP, DONE])
    async with odd_stack(tmp_path, answer, validate=False) as s:
        for packets in (answer.packets, [whole_body({"content": "See A.", "annotations": notes})]):
            answer.packets = packets
            chat = (await s.client.post("/chat/completions", json=CHAT)).json()
            assert chat["choices"][0]["message"]["annotations"] == notes
            for understood in (await response_whole(s), await response_streamed(s)):
                assert (understood.end, understood.text) == ("completed", "See A.")
