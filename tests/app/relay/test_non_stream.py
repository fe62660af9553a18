"""Completions as one JSON body: validated, with our id, or as the requested stream."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from app.errors import UpstreamUnreachable
from app.relay.non_stream import convert_completion, stream_completion
from app.usage.token_usage import Usage
from tests.support.contract_validation import is_valid
from tests.support.streams import OUR_ID, UPSTREAM_ID, USAGE, Relayed, chat_stream, contents, finishes

_CHOICE: dict[str, Any] = {
    "index": 0,
    "message": {"role": "assistant", "content": f"I am {UPSTREAM_ID}", "refusal": None},
    "logprobs": None,
    "finish_reason": "stop",
}
_ANSWER: dict[str, Any] = {
    "id": UPSTREAM_ID,
    "object": "chat.completion",
    "created": 1700000000,
    "model": "m-1",
    "choices": [_CHOICE],
    "usage": USAGE,
}


def _without(members: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in members.items() if key != name}


_SCHEMA = {"$ref": "#/components/schemas/CreateChatCompletionResponse"}


@pytest.mark.parametrize("option", [0, orjson.OPT_INDENT_2])
def test_convert_completion_complete_body_replaces_only_the_id(option: int) -> None:
    body = orjson.dumps({**_ANSWER, "x": 1.50}, option=option).replace(b"1.5", b"1.500")
    data, outcome = convert_completion(body, OUR_ID, "one.example")
    assert data == body.replace(UPSTREAM_ID.encode(), OUR_ID.encode(), 1)
    assert outcome.completion == {**_ANSWER, "id": OUR_ID, "x": 1.5}
    assert (outcome.status, outcome.provider_id) == ("completed", UPSTREAM_ID)
    assert outcome.usage == Usage(3, 5, details=USAGE)
    # With usage, no text has to be counted.
    assert outcome.text == ""


@pytest.mark.parametrize(
    "head",
    [
        b'"choices":%s,"id":"chatcmpl-upstream"',
        b'"id":"chatcmpl-x","choices":%s,"id":"chatcmpl-upstream"',
        b'"id":"chatcmpl-upstrea\\u006d","choices":%s',
    ],
)
def test_convert_completion_id_at_another_place_is_replaced(head: bytes) -> None:
    rest = b',"object":"chat.completion","created":1,"model":"m"}'
    data, outcome = convert_completion(b"{" + head % orjson.dumps([_CHOICE]) + rest, OUR_ID, "one.example")
    assert orjson.loads(data)["id"] == OUR_ID
    assert data.count(b'"id"') == 1
    assert outcome.provider_id == UPSTREAM_ID
    assert orjson.loads(data) == outcome.completion


@pytest.mark.parametrize(
    "answer",
    [
        {"choices": [{"message": {"content": "Hi"}}]},
        {"id": None, "choices": [{"message": {}, "finish_reason": "length"}], "created": 5},
        {**_ANSWER, "choices": [{**_CHOICE, "message": {"role": "assistant", "content": "Hi"}}]},
        *[_without(_ANSWER, name) for name in ("id", "object", "created", "model")],
        *[{**_ANSWER, "choices": [_CHOICE, _without(_CHOICE, name)]} for name in _CHOICE],
        *[
            {**_ANSWER, "choices": [{**_CHOICE, "message": _without(_CHOICE["message"], name)}]}
            for name in _CHOICE["message"]
        ],
    ],
)
def test_convert_completion_missing_members_are_added(answer: Any) -> None:
    data, outcome = convert_completion(orjson.dumps(answer), OUR_ID, "one.example")
    assert is_valid(_SCHEMA, orjson.loads(data))
    assert orjson.loads(data) == outcome.completion
    assert outcome.completion is not None
    assert outcome.completion["id"] == OUR_ID


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "not JSON"),
        (b"<html>", "not JSON"),
        (b"[]", "without choices"),
        (b"5", "not an object"),
        (b"{}", "without choices"),
        (b'{"choices": []}', "without choices"),
        (b'{"choices": [1]}', "without choices"),
        (b'{"error": {"message": "Overloaded."}}', "Overloaded."),
    ],
)
def test_convert_completion_other_body_raises_upstream_error(body: bytes, message: str) -> None:
    for read in (
        lambda: convert_completion(body, OUR_ID, "one.example"),
        lambda: stream_completion(body, "one.example"),
    ):
        with pytest.raises(UpstreamUnreachable, match=rf"one\.example.*{message}") as caught:
            read()
        assert caught.value.status == 502


def test_convert_completion_text_completion_is_valid() -> None:
    choice = {"text": "Hi", "finish_reason": "stop"}
    data, outcome = convert_completion(
        orjson.dumps({"choices": [choice]}), OUR_ID, "one.example", kind="text"
    )
    assert is_valid({"$ref": "#/components/schemas/CreateCompletionResponse"}, orjson.loads(data))
    assert outcome.text == "Hi"


async def _streamed(answer: dict[str, Any], **given: Any) -> Relayed:
    result = Relayed()
    events = stream_completion(orjson.dumps(answer), "one.example")
    async for piece in chat_stream(result, **given).relay(events):
        result.pieces.append(piece)
    return result


async def test_stream_completion_chat_body_becomes_a_stream() -> None:
    call = {"id": "call_a", "type": "function", "function": {"name": "near", "arguments": "{}"}}
    message = {
        "role": "assistant",
        "content": "Hello",
        "refusal": None,
        "tool_calls": [call, {**call, "id": "call_b"}],
    }
    choices = [{**_CHOICE, "message": message}, {**_CHOICE, "index": 1, "finish_reason": "length"}]
    answer = {**_ANSWER, "choices": choices}
    result = await _streamed(answer, choices=2, show_usage=True)
    assert contents(result) == f"HelloI am {UPSTREAM_ID}"
    assert finishes(result) == ["stop", "length"]
    assert result.events[-2]["usage"] == USAGE
    assert result.completion == {**answer, "id": OUR_ID}
    assert result.outcome.provider_id == UPSTREAM_ID


async def test_stream_completion_text_body_becomes_a_stream() -> None:
    choice = {"index": 0, "text": "Hi", "logprobs": None, "finish_reason": "stop"}
    answer = {**_ANSWER, "object": "text_completion", "choices": [choice]}
    result = await _streamed(answer, kind="text")
    assert result.completion == {**answer, "id": OUR_ID}
