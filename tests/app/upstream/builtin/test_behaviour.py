"""The built-in model's behaviour: words in its name or in a header, and their documentation."""

from __future__ import annotations

import re
from pathlib import Path

import orjson
import pytest

from app.aio.content import MemoryContent
from app.contract.json_types import JsonObject
from app.errors import UpstreamTimeout, UpstreamUnreachable
from app.upstream.builtin.behaviour import (
    HEADER,
    PACE_HEADER,
    WORDS,
    Behaviour,
    parse_behaviour,
    words_of,
)
from app.upstream.builtin.builtin_client import BuiltinClient
from app.upstream.client import NotConnected, Timeouts, UpstreamRequest
from tests.support.builtin_model import chat, post_builtin

_CHAT = "/chat/completions"
_PAGE = (Path(__file__).parents[4] / "docs/builtin-model.md").read_text(encoding="utf-8")
# Short, so that silence ends soon; no test depends on the values.
_SHORT = Timeouts(first_byte=0.05, idle=0.05)


async def _raw(
    body: JsonObject, *headers: tuple[str, str], path: str = _CHAT
) -> tuple[list[bytes], Exception | None]:
    """The received chunks, and the error that ended them."""
    content = MemoryContent(orjson.dumps(body), "application/json")
    chunks: list[bytes] = []
    try:
        response = await BuiltinClient(_SHORT).send(UpstreamRequest("POST", path, "", list(headers), content))
        async for chunk in response.chunks:
            chunks.append(chunk)
    except (UpstreamTimeout, UpstreamUnreachable) as error:
        return chunks, error
    return chunks, None


def test_behaviour_documentation_lists_each_word() -> None:
    rows = re.findall(r"^\| `([a-z]+)(-N)?` \| ([^|]*) \| (.*) \|$", _PAGE, re.M)
    assert rows == [
        (word, "" if known.number is None else "-N", _shown(known.number), known.about)
        for word, known in WORDS.items()
    ]
    assert f"`{HEADER}`" in _PAGE
    assert f"`{PACE_HEADER}`" in _PAGE


def _shown(number: int | None) -> str:
    return "" if number is None or number < 0 else str(number)


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ("builtin-fast", {"pace": 0.0}),
        ("builtin-pace-250", {"pace": 0.25}),
        ("builtin-slow", {"pace": 0.2, "delay": 2.0}),
        ("builtin-slow-5", {"pace": 0.005, "delay": 0.05}),
        ("builtin-delay-7", {"delay": 0.007}),
        ("builtin-tokens-9-varying", {"tokens": 9, "varying": True}),
        ("builtin-fail-429", {"fail": 429}),
        ("builtin-cut-2-fast", {"fault": "cut", "fault_position": 2, "pace": 0.0}),
        ("builtin-cut-stall-4", {"fault": "stall", "fault_position": 4}),
        ("builtin-unreachable", {"unreachable": True}),
    ],
)
def test_behaviour_words_of_a_name_are_combined(model: str, expected: JsonObject) -> None:
    words = words_of(model)
    assert words is not None
    assert parse_behaviour(words, []) == Behaviour(**expected)
    # The same in a header.
    value = ", ".join("-".join(filter(None, word)) for word in words)
    assert parse_behaviour([], [(HEADER, value)]) == Behaviour(**expected)


@pytest.mark.parametrize(
    "model",
    [
        "builtin-",
        "builtin-fly",
        "builtin-5",
        "builtin-fail-200",
        "builtin-fast-3",
        "builtin-tokens-0",
        "gpt-4-fast",
        "Builtin",
    ],
)
async def test_builtin_other_name_is_not_found(model: str) -> None:
    answered = await post_builtin(_CHAT, chat("Hello", model=model))
    error = answered.body["error"]
    assert (answered.status, error["code"], error["param"]) == (404, "model_not_found", "model")
    assert "builtin, gpt-3.5-turbo" in error["message"]


@pytest.mark.parametrize(
    "header",
    [
        (HEADER, "fly"),
        (HEADER, "fast, fail-99"),
        (PACE_HEADER, "soon"),
        (PACE_HEADER, ""),
        ("x-builtin-mood", "good"),
    ],
)
async def test_behaviour_unknown_word_is_refused_with_the_known_ones(header: tuple[str, str]) -> None:
    answered = await post_builtin(_CHAT, chat("Hello"), header)
    assert (answered.status, answered.body["error"]["code"]) == (400, "unknown_behaviour")
    assert "it knows" in answered.body["error"]["message"]


async def test_behaviour_header_overrides_the_name() -> None:
    assert (
        await post_builtin(_CHAT, chat("Hello", model="builtin-fail-429"), (HEADER, "fail-503"))
    ).status == 503


@pytest.mark.parametrize("path", ["/chat/completions", "/completions", "/embeddings", "/moderations"])
@pytest.mark.parametrize("status", [400, 401, 404, 418, 429, 500, 502, 503, 504, 529])
async def test_builtin_fail_returns_the_requested_status(path: str, status: int) -> None:
    body = {"model": "builtin", "messages": [{"role": "user", "content": "a"}], "prompt": "a", "input": "a"}
    answered = await post_builtin(path, body, (HEADER, f"fail-{status}"))
    assert answered.status == status
    assert str(status) in answered.body["error"]["message"]
    assert ("retry-after" in answered.headers) == (status in (429, 503))


async def test_builtin_varying_changes_only_the_text() -> None:
    same = [(await post_builtin(_CHAT, chat("Hello"))).text for _ in range(2)]
    varying = [(await post_builtin(_CHAT, chat("Hello", model="builtin-varying"))).text for _ in range(3)]
    assert len(set(same)) == 1
    assert len(set(varying)) == 3
    assert all(text.startswith(same[0]) for text in varying)
    form = {
        "type": "json_schema",
        "json_schema": {"name": "x", "schema": {"properties": {"a": {"type": "string"}}, "required": ["a"]}},
    }
    shaped = {
        (await post_builtin(_CHAT, chat("Hello", model="builtin-varying", response_format=form))).text
        for _ in range(3)
    }
    assert len(shaped) == 3


async def test_builtin_tokens_gives_a_text_of_that_length() -> None:
    for count in (1, 7, 500):
        answered = await post_builtin(
            _CHAT,
            chat(
                "Hello 🏳️",
                model=f"builtin-tokens-{count}",
                stream=True,
                stream_options={"include_usage": True},
            ),
        )
        assert count - 5 < answered.events[-1]["usage"]["completion_tokens"] <= count
        assert answered.finish_reason == "stop"
    limited = await post_builtin(_CHAT, chat("Hello", model="builtin-tokens-500", max_tokens=20))
    assert (limited.body["usage"]["completion_tokens"], limited.finish_reason) == (20, "length")
    refused = await post_builtin(_CHAT, chat("Hello", model="builtin-tokens-20000", n=128))
    assert (refused.status, refused.body["error"]["param"]) == (400, "n")


async def test_builtin_pace_delays_each_event() -> None:
    """Records the requested pauses instead of measuring time."""
    assert parse_behaviour([], []).pace == 0.01
    assert parse_behaviour([], [(PACE_HEADER, "0")]).pace == 0


@pytest.mark.parametrize("path", ["/chat/completions", "/completions"])
async def test_builtin_stream_fault_comes_at_the_requested_event(path: str) -> None:
    body: JsonObject = chat("Hello", stream=True) | {"prompt": "Hello"}
    whole, ended = await _raw(body, (PACE_HEADER, "0"), path=path)
    assert ended is None
    for place in (0, 2, 5):
        for fault, kind in (("stall", UpstreamTimeout), ("cut", UpstreamUnreachable), ("end", None)):
            chunks, ended = await _raw(body, (PACE_HEADER, "0"), (HEADER, f"{fault}-{place}"), path=path)
            assert len(chunks) == place
            assert type(ended) is (kind or type(None))
        chunks, ended = await _raw(body, (PACE_HEADER, "0"), (HEADER, f"error-{place}"), path=path)
        assert (len(chunks), ended) == (place + 1, None)
        assert orjson.loads(chunks[-1].removeprefix(b"data: "))["error"]["code"] == "requested_failure"
        chunks, ended = await _raw(body, (PACE_HEADER, "0"), (HEADER, f"garbage-{place}"), path=path)
        assert (len(chunks), ended) == (place + 1, None)
        with pytest.raises(orjson.JSONDecodeError):
            orjson.loads(chunks[-1].removeprefix(b"data: "))
    beyond, ended = await _raw(body, (PACE_HEADER, "0"), (HEADER, "cut-1000000"), path=path)
    assert (len(beyond), ended) == (len(whole), None)


async def test_builtin_body_fault_comes_in_the_middle() -> None:
    for fault, kind in (("stall-1", UpstreamTimeout), ("cut", UpstreamUnreachable), ("end", None)):
        chunks, ended = await _raw(chat("Hello"), (HEADER, fault))
        assert type(ended) is (kind or type(None))
        with pytest.raises(orjson.JSONDecodeError):
            orjson.loads(b"".join(chunks))
    assert "error" in orjson.loads(b"".join((await _raw(chat("Hello"), (HEADER, "error")))[0]))
    with pytest.raises(orjson.JSONDecodeError):
        orjson.loads(b"".join((await _raw(chat("Hello"), (HEADER, "garbage")))[0]))


@pytest.mark.parametrize(
    ("model", "kind", "message"),
    [
        ("builtin-stall", UpstreamTimeout, "did not start its answer"),
        ("builtin-delay-60000", UpstreamTimeout, "did not start its answer"),
        ("builtin-pace-60000", UpstreamTimeout, "silent"),
        ("builtin-unreachable", NotConnected, "cannot be reached"),
    ],
)
async def test_builtin_silence_raises_upstream_timeout(model: str, kind: type, message: str) -> None:
    _, ended = await _raw(chat("Hello", model=model, stream=True))
    assert type(ended) is kind
    assert "the built-in model" in str(ended)
    assert message in str(ended)


async def test_builtin_closed_stream_ends_before_and_after_its_first_event() -> None:
    content = MemoryContent(orjson.dumps(chat("Hello", stream=True)), "application/json")
    for events_read in (0, 1):
        response = await BuiltinClient().send(UpstreamRequest("POST", _CHAT, "", [], content))
        for _ in range(events_read):
            await anext(response.chunks)
        await response.chunks.aclose()
        with pytest.raises(StopAsyncIteration):
            await anext(response.chunks)
