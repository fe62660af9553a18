"""Which messages are dropped from a too long chat, and how upstreams report one."""

from __future__ import annotations

import pytest

from app.engine.translation.chat_request import chat_request
from app.engine.translation.truncation import exceeds_context, without_oldest_turns
from tests.app.engine.translation.samples import CALL, OUTPUT


def test_truncation_drops_oldest_turns_with_their_calls() -> None:
    items = [
        {"role": "user", "content": "One"},
        CALL,
        OUTPUT,
        {"role": "assistant", "content": "Done"},
        {"role": "user", "content": "Two"},
        {"role": "assistant", "content": "Yes"},
        {"role": "user", "content": "Three"},
        CALL,
        OUTPUT,
    ]
    messages = chat_request({"model": "small", "instructions": "Be brief", "input": items}).body["messages"]
    assert [message["content"] for message in without_oldest_turns(messages, 1)] == [
        "Be brief",
        "Two",
        "Yes",
        "Three",
        None,
        "a",
    ]
    for turns in (2, 3, 9):
        assert [message["content"] for message in without_oldest_turns(messages, turns)] == [
            "Be brief",
            "Three",
            None,
            "a",
        ]
    assert without_oldest_turns(messages, 0) == messages
    assert len(messages) == 10


def test_truncation_instructions_only_are_unchanged() -> None:
    assert without_oldest_turns([{"role": "system", "content": "Be brief"}], 1) == [
        {"role": "system", "content": "Be brief"}
    ]
    assert without_oldest_turns([], 1) == []


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        ({"code": "context_length_exceeded", "message": "x"}, True),
        ({"code": None, "message": "This model's maximum context length is 8192 tokens."}, True),
        ({"message": "The input exceeds the context window of this model"}, True),
        ({"message": "the request exceeds the available context size"}, True),
        ({"code": "invalid_value", "message": "Bad"}, False),
        ({}, False),
    ],
)
def test_exceeds_context_error_forms(error: dict[str, object], expected: bool) -> None:
    assert exceeds_context(error) is expected
