"""The relay of a stream: what the client gets, when, and what is recorded of it."""

from __future__ import annotations

from typing import Any

from app.errors import Unavailable
from tests.support.streams import DONE, OUR_ID, UPSTREAM_ID, USAGE, Relayed, chunk, event, framed, relayed

_WHOLE = [
    event({"role": "assistant", "content": ""}),
    event({"content": "Hel"}),
    event({"content": "lo"}),
    event({}, "stop"),
    framed(chunk([], usage=USAGE)),
    DONE,
]


def _content(result: Relayed) -> str:
    choices = [item["choices"][0] for item in result.events if item != "[DONE]" and item.get("choices")]
    return "".join(choice["delta"].get("content", "") for choice in choices)


def _finishes(result: Relayed) -> list[Any]:
    choices = [choice for item in result.events if item != "[DONE]" for choice in item.get("choices", [])]
    return [choice["finish_reason"] for choice in choices if choice["finish_reason"]]


async def test_a_clean_stream_has_our_id_and_its_end_comes_after_the_commit() -> None:
    result = await relayed(_WHOLE)
    assert {item["id"] for item in result.events[:-1]} == {OUR_ID}
    assert UPSTREAM_ID.encode() not in result.data
    assert (_content(result), _finishes(result)) == ("Hello", ["stop"])
    assert result.before_commit == result.data[: len(result.before_commit)]
    assert b'"finish_reason":"stop"' not in result.before_commit
    assert result.events[-1] == "[DONE]"
    outcome = result.outcome
    assert (outcome.status, outcome.provider_id, outcome.text) == ("completed", UPSTREAM_ID, "Hello")
    assert result.completion["choices"][0]["message"]["content"] == "Hello"
    assert result.completion["usage"] == USAGE


async def test_a_failed_commit_ends_with_its_error_and_never_with_done() -> None:
    result = await relayed(_WHOLE, commit_error=Unavailable("The database is gone."))
    assert [item.get("error", {}).get("code") for item in result.events[-2:]] == ["unavailable", None]
    assert _finishes(result) == ["length"]
    assert DONE not in result.data
