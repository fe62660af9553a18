"""Upstreams: selection, retries and cooldown, with scripted upstreams behind the server."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from app.aio.closing import Closing
from app.errors import NotFound
from app.upstream.builtin.builtin_client import BuiltinClient
from app.upstream.client import ConnectTimeout, NotConnected, UpstreamRequest, UpstreamResponse
from app.upstream.fallback_rule import Choice, FallbackRule
from app.upstream.upstream import Route, Upstream
from app.upstream.upstreams import Upstreams, from_settings
from tests.support.calls import chat_call
from tests.support.fake_upstream import COMPLETION, FakeUpstream, Script, Writer, fixed_response
from tests.support.server import settings
from tests.support.several_upstreams import SeveralUpstreams, several_upstreams
from tests.support.streams import packets

_OK = fixed_response("200 OK", COMPLETION)


def _limited(status: str) -> Script:
    body = b'{"error": {"message": "No.", "type": "t", "param": null, "code": null}}'
    return fixed_response(status, body, "retry-after-ms: 7000")


async def _chat(s: SeveralUpstreams, model: str = "gpt-4") -> Any:
    body = {"model": model, "messages": [{"role": "user", "content": "Hello"}]}
    return await s.client.post("/chat/completions", json=body)


def _sent(fake: FakeUpstream) -> list[Any]:
    return [json.loads(seen.body) for seen in fake.requests]


@pytest.mark.parametrize("key", ["1", "x", "EMPTY", "ollama", "anything"])
def test_upstreams_placeholder_for_a_key_is_not_masked_in_answers(key: str) -> None:
    (upstream,) = from_settings(settings(upstream_url="http://127.0.0.1:1", upstream_api_key=key)).all()
    body = b'{"created": 1, "max_model_len": 1, "text": "EMPTY: anything that ollama runs"}'
    assert upstream.secrets.mask_body(body) == body
    assert upstream.masked(body.decode()) == body.decode()
    # It has a key all the same.
    assert upstream.secret is not None


@pytest.mark.parametrize("key", ["hunter-2", "correcthorse", "token-abc123"])
def test_upstreams_own_key_is_masked_in_answers(key: str) -> None:
    (upstream,) = from_settings(settings(upstream_url="http://127.0.0.1:1", upstream_api_key=key)).all()
    assert upstream.masked(f"No {key}.") == "No ***."


async def test_upstreams_header_of_unknown_fields_is_about_the_one_that_answers(tmp_path: Path) -> None:
    entries = {"a": 'unknown_fields = "strip"\nretry_statuses = [503]', "b": 'preset = "mistral"'}
    async with several_upstreams(tmp_path, entries, {"a": _limited("503 Busy"), "b": _OK}) as s:
        body = {"model": "m", "safe_prompt": True, "messages": [{"role": "user", "content": "Hello"}]}
        answered = await s.client.post("/chat/completions", json=body)
        assert "safe_prompt" not in _sent(s.upstreams["a"])[0]
        assert _sent(s.upstreams["b"])[0]["safe_prompt"] is True
        assert "x-llm-backend-unknown-fields" not in answered.headers


async def test_upstreams_patterns_and_aliases_select_the_first_match(tmp_path: Path) -> None:
    entries = {
        "a": 'models = ["gpt-*"]',
        "b": 'models = ["llama-*", "gpt-4"]\naliases = { "fast" = "llama-8b", "gpt-x" = "llama-70b" }',
    }
    async with several_upstreams(tmp_path, entries, {"a": _OK, "b": _OK}) as s:
        for model in ("gpt-4", "llama-3", "fast", "gpt-x"):
            assert (await _chat(s, model)).status_code == 200
        unknown = await _chat(s, "claude")
        assert (unknown.status_code, unknown.json()["error"]["code"]) == (404, "model_not_found")
        assert unknown.json()["error"]["param"] == "model"
        assert [body["model"] for body in _sent(s.upstreams["a"])] == ["gpt-4", "gpt-x"]
        assert [body["model"] for body in _sent(s.upstreams["b"])] == ["llama-3", "llama-8b"]


async def test_upstreams_unreachable_upstream_is_skipped(tmp_path: Path) -> None:
    entries = {"down": 'models = ["gpt-4"]', "b": 'aliases = { "gpt-4" = "other" }', "c": ""}
    async with several_upstreams(tmp_path, entries, {"b": _OK, "c": _OK}) as s:
        assert (await _chat(s)).status_code == 200
        assert _sent(s.upstreams["b"])[0]["model"] == "other"
        assert s.upstreams["c"].requests == []


async def test_upstreams_all_unreachable_names_each_in_the_error(tmp_path: Path) -> None:
    async with several_upstreams(tmp_path, {"first": "", "second": ""}, {}) as s:
        answered = await _chat(s)
    assert answered.status_code == 502
    assert "second" in answered.json()["error"]["message"]
    assert "first" in answered.json()["error"]["message"]


@pytest.mark.parametrize("status", ["429 Too Many", "400 Bad", "500 Oops", "503 Unavailable"])
async def test_upstreams_error_answer_is_returned_without_retry(tmp_path: Path, status: str) -> None:
    async with several_upstreams(
        tmp_path, {"a": "retry_statuses = [502]", "b": ""}, {"a": _limited(status), "b": _OK}
    ) as s:
        answered = await _chat(s)
        assert len(s.upstreams["a"].requests) == 1
        assert s.upstreams["b"].requests == []
    assert answered.status_code == int(status[:3])
    assert answered.headers["retry-after-ms"] == "7000"
    assert answered.json()["error"]["message"] == "No."


@pytest.mark.parametrize("status", ["502 Bad", "503 Unavailable", "504 Timeout"])
async def test_upstreams_retry_status_tries_the_next_upstream(tmp_path: Path, status: str) -> None:
    entries = {"a": "retry_statuses = [502, 503, 504]", "b": ""}
    async with several_upstreams(tmp_path, entries, {"a": _limited(status), "b": _OK}) as s:
        assert (await _chat(s)).status_code == 200
        assert (len(s.upstreams["a"].requests), len(s.upstreams["b"].requests)) == (1, 1)


async def test_upstreams_retry_status_of_the_last_attempt_is_returned(tmp_path: Path) -> None:
    entries = dict.fromkeys("abcd", "retry_statuses = [503]")
    async with several_upstreams(tmp_path, entries, dict.fromkeys("abcd", _limited("503 Unavailable"))) as s:
        answered = await _chat(s)
        # At most three are tried.
        assert [len(s.upstreams[name].requests) for name in "abcd"] == [1, 1, 1, 0]
    assert (answered.status_code, answered.json()["error"]["message"]) == (503, "No.")


async def test_upstreams_possibly_processed_request_is_not_retried(tmp_path: Path) -> None:
    async def reset(fake: FakeUpstream, writer: Writer) -> None:
        writer.transport.abort()

    entries = {"a": "retry_statuses = [502, 503, 504]\nfirst_byte_timeout_seconds = 0.3", "b": ""}
    for script, status in ((reset, 502), (_silent, 504)):
        async with several_upstreams(tmp_path, entries, {"a": script, "b": _OK}) as s:
            answered = await _chat(s)
            assert s.upstreams["b"].requests == []
        assert answered.status_code == status
        assert "upstream a" in answered.json()["error"]["message"]


async def _silent(fake: FakeUpstream, writer: Writer) -> None:
    await asyncio.sleep(60)


async def test_upstreams_429_does_not_affect_other_calls(tmp_path: Path) -> None:
    answers = [_limited("429 Too Many"), _OK, _OK]

    async def script(fake: FakeUpstream, writer: Writer) -> None:
        await answers[len(fake.requests) - 1](fake, writer)

    async with several_upstreams(tmp_path, {"a": "", "b": ""}, {"a": script, "b": _OK}) as s:
        assert [(await _chat(s)).status_code for _ in range(3)] == [429, 200, 200]
        assert s.upstreams["b"].requests == []


async def test_upstreams_form_is_sent_with_the_upstreams_model(tmp_path: Path) -> None:
    sound = bytes(range(256)) * 8192
    async with several_upstreams(tmp_path, {"a": 'aliases = { "whisper-1" = "large-v3" }'}, {"a": _OK}) as s:
        answered = await s.client.post(
            "/audio/transcriptions",
            data={"model": "whisper-1", "language": "de"},
            files={"file": ("a.wav", sound)},
        )
        assert answered.status_code == 200
        body = s.upstreams["a"].requests[0].body
    assert sound in body
    assert b'name="model"\r\n\r\nlarge-v3\r\n' in body
    assert b"whisper-1" not in body
    assert b'name="language"\r\n\r\nde\r\n' in body


async def test_upstreams_unknown_fields_follow_each_upstreams_policy(tmp_path: Path) -> None:
    entries = {
        name: f'models = ["{name}"]\nunknown_fields = "{name}"' for name in ("forward", "strip", "refuse")
    }
    async with several_upstreams(tmp_path, entries, dict.fromkeys(entries, _OK)) as s:
        answers = {}
        for name in entries:
            body = {"model": name, "messages": [{"role": "user", "content": "Hello"}], "top_k": 3}
            answered = await s.client.post("/chat/completions", json=body)
            answers[name] = (answered.status_code, answered.headers.get("x-llm-backend-unknown-fields"))
        assert _sent(s.upstreams["forward"])[0]["top_k"] == 3
        assert "top_k" not in _sent(s.upstreams["strip"])[0]
        assert s.upstreams["refuse"].requests == []
    assert answers == {
        "forward": (200, "forwarded: top_k"),
        "strip": (200, "stripped: top_k"),
        "refuse": (400, None),
    }


class _Counting(BuiltinClient):
    """Counts its calls; raises NotConnected while `unreachable`."""

    def __init__(self) -> None:
        super().__init__()
        self.calls = 0
        self.unreachable = False

    async def send(self, request: UpstreamRequest) -> UpstreamResponse:
        self.calls += 1
        if self.unreachable:
            raise NotConnected("It cannot be reached.")
        return await super().send(request)


def _prepare(route: Route) -> UpstreamRequest:
    return UpstreamRequest("GET", "/models", "", [], None)


async def test_upstreams_unreachable_upstream_is_tried_last_until_it_answers() -> None:
    first, second = _Counting(), _Counting()
    upstreams = Upstreams(Upstream("first", first), Upstream("second", second))
    first.unreachable = True
    for _ in range(3):
        assert (await upstreams.send(chat_call(), "m", _prepare))[0].upstream.name == "second"
    assert (first.calls, second.calls) == (1, 3)
    # A call that has no other route succeeds and ends the cooldown.
    first.unreachable, second.unreachable = False, True
    for _ in range(2):
        assert (await upstreams.send(chat_call(), "m", _prepare))[0].upstream.name == "first"
    assert (first.calls, second.calls) == (3, 4)


async def test_upstreams_connect_timeout_tries_the_next_upstream() -> None:
    class SlowToConnect(BuiltinClient):
        async def send(self, request: UpstreamRequest) -> UpstreamResponse:
            raise ConnectTimeout("It did not accept a connection within 5 s.")

    upstreams = Upstreams(Upstream("first", SlowToConnect()), Upstream("second", BuiltinClient()))
    assert (await upstreams.send(chat_call(), "m", _prepare))[0].upstream.name == "second"


async def test_upstreams_success_with_another_model_ends_the_cooldown() -> None:
    first, second = _Counting(), _Counting()
    upstreams = Upstreams(
        Upstream("first", first, models=("m", "other")), Upstream("second", second, models=("m",))
    )
    first.unreachable = True
    assert (await upstreams.send(chat_call(), "m", _prepare))[0].upstream.name == "second"
    first.unreachable = False
    for model in ("other", "m"):
        assert (await upstreams.send(chat_call(model), model, _prepare))[0].upstream.name == "first"


async def test_upstreams_cooldown_expires() -> None:
    first, second = _Counting(), _Counting()
    rule = FallbackRule(tiers=((Choice("first"),), (Choice("second"),)), cooldown=0.0)
    upstreams = Upstreams(Upstream("first", first), Upstream("second", second), rules=[rule])
    first.unreachable = True
    for _ in range(3):
        await upstreams.send(chat_call(), "m", _prepare)
    assert (first.calls, second.calls) == (3, 3)


class _Refusing(_Counting):
    """Answers 503; records when its answer is closed."""

    def __init__(self, log: list[str]) -> None:
        super().__init__()
        self._log = log

    async def send(self, request: UpstreamRequest) -> UpstreamResponse:
        return UpstreamResponse(503, [], Closing(packets([b"No."]), self._close))

    async def _close(self) -> None:
        self._log.append("closed")


class _Logging(BuiltinClient):
    def __init__(self, log: list[str]) -> None:
        super().__init__()
        self._log = log

    async def send(self, request: UpstreamRequest) -> UpstreamResponse:
        self._log.append("sent")
        return await super().send(request)


async def test_upstreams_send_retry_status_closes_the_answer_before_the_next_route() -> None:
    log: list[str] = []
    refusing = Upstream("first", _Refusing(log), retry_statuses=frozenset((503,)))
    route, _ = await Upstreams(refusing, Upstream("second", _Logging(log))).send(chat_call(), "m", _prepare)
    assert route.upstream.name == "second"
    assert log == ["closed", "sent"]


def test_upstreams_routes_without_model_has_one_route() -> None:
    upstreams = Upstreams(Upstream("a", BuiltinClient(), models=("x",)), Upstream("b", BuiltinClient()))
    assert [route.upstream.name for route in upstreams.routes(None)] == ["a"]
    assert [route.upstream.name for route in upstreams.routes("y" * 5000)] == ["b"]
    with pytest.raises(NotFound):
        Upstreams(Upstream("a", BuiltinClient(), models=())).routes("x")
