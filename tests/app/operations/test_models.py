"""Models, merged from upstreams of which some are unreachable."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import openai
import pytest

from tests.support.fake_upstream import (
    COMPLETION,
    FakeUpstream,
    Script,
    Writer,
    fixed_response,
    write_chunk,
    write_stream_head,
)
from tests.support.several_upstreams import SeveralUpstreams, several_upstreams
from tests.support.stack import stack

_MISSING = "x-llm-backend-models-missing"


def _lists(*ids: str) -> Script:
    entries = [{"id": model, "object": "model", "created": 5, "owned_by": "them"} for model in ids]
    return fixed_response("200 OK", json.dumps({"object": "list", "data": entries}).encode())


async def _ids(s: SeveralUpstreams) -> list[str]:
    answered = await s.client.get("/models")
    assert answered.status_code == 200, answered.text
    return [entry["id"] for entry in answered.json()["data"]]


async def test_list_models_merges_lists_by_pattern_with_aliases_and_explicit_ids(tmp_path: Path) -> None:
    entries = {
        "a": 'models = ["gpt-*", "named"]',
        "b": 'models = ["*"]\naliases = { "fast" = "llama", "gone" = "unlisted" }',
    }
    scripts = {"a": _lists("gpt-4", "dall-e", "gpt-5"), "b": _lists("gpt-4", "llama", "bge-m3")}
    async with several_upstreams(tmp_path, entries, scripts) as s:
        answered = await s.client.get("/models")
        by_id = {entry["id"]: entry for entry in answered.json()["data"]}
        assert list(by_id) == ["gpt-4", "gpt-5", "named", "llama", "bge-m3", "fast", "gone"]
        assert by_id["fast"] == {"id": "fast", "object": "model", "created": 5, "owned_by": "them"}
        assert by_id["gone"] == {"id": "gone", "object": "model", "created": 0, "owned_by": "b"}
        assert _MISSING not in answered.headers
        for model in ("fast", "named", "gpt-5"):
            assert (await s.client.get(f"/models/{model}")).json() == by_id[model]
        # Cached: each upstream was queried once.
        assert [len(fake.requests) for fake in s.upstreams.values()] == [1, 1]


async def test_list_models_entry_is_that_of_the_upstream_that_is_asked_first(tmp_path: Path) -> None:
    entries = {"a": 'models = ["*"]', "b": 'aliases = { "gpt-4" = "llama" }', "c": 'models = ["o3"]'}
    listed = [{"id": "gpt-4", "owned_by": "them"}, {"id": "o3", "owned_by": "them"}, {"id": "gone"}]
    models = {"a": listed, "b": [{"id": "llama", "owned_by": "us"}], "c": [{"id": "o3", "owned_by": "c"}]}
    scripts = {
        name: fixed_response("200 OK", json.dumps({"data": data}).encode()) for name, data in models.items()
    }
    rules = '[[route]]\nmodels = ["gon?", "o*"]\nupstreams = ["c"]\n'
    async with several_upstreams(tmp_path, entries, scripts, rules=rules) as s:
        data = (await s.client.get("/models")).json()["data"]
        # No upstream of its route serves `gone`.
        assert {entry["id"]: entry["owned_by"] for entry in data} == {"gpt-4": "us", "o3": "c", "llama": "us"}
        assert (await s.client.get("/models/gone")).status_code == 404


_CAPABLE = {
    "id": "llama",
    "object": "model",
    "created": 5,
    "owned_by": "vllm",
    "max_model_len": 8192,
    "permission": [],
    "x_llm_backend": {"context_window": "made up"},
}
_CAPABILITIES = {"context_window": 8192}


async def test_models_capabilities_are_one_member_under_the_same_names(tmp_path: Path) -> None:
    other = {"id": "other", "x_llm_backend": {"context_window": 1}}
    listed = fixed_response("200 OK", json.dumps({"object": "list", "data": [_CAPABLE, other]}).encode())
    async with several_upstreams(tmp_path, {"a": 'aliases = { "fast" = "llama" }'}, {"a": listed}) as s:
        by_id = {entry["id"]: entry for entry in (await s.client.get("/models")).json()["data"]}
        # What the upstream sends is passed on, too.
        assert by_id["llama"] == {**_CAPABLE, "x_llm_backend": _CAPABILITIES}
        assert by_id["fast"] == {**_CAPABLE, "id": "fast", "x_llm_backend": _CAPABILITIES}
        assert "x_llm_backend" not in by_id["other"]
        assert (await s.client.get("/models/fast")).json() == by_id["fast"]
        base = str(s.client.base_url)
        async with openai.AsyncOpenAI(base_url=base, api_key="any", max_retries=0) as sdk:
            models = [model async for model in sdk.models.list()]
            assert [model.id for model in models] == ["llama", "other", "fast"]
            model = await sdk.models.retrieve("fast")
        assert (model.id, model.created, model.owned_by) == ("fast", 5, "vllm")
        assert model.to_dict()["x_llm_backend"] == _CAPABILITIES


async def test_retrieve_model_unlisted_id_has_capabilities(tmp_path: Path) -> None:
    one = fixed_response("200 OK", json.dumps(_CAPABLE).encode())
    async with several_upstreams(tmp_path, {"a": ""}, {"a": one}) as s:
        answered = (await s.client.get("/models/llama")).json()
    assert answered["x_llm_backend"] == _CAPABILITIES


async def test_models_operators_key_in_an_entry_is_masked(tmp_path: Path) -> None:
    key = "canary-of-the-operator-1"
    (tmp_path / "key").write_text(key)
    listed = {"id": "m", "note": f"for {key}"}
    answers = {
        "/v1/models": json.dumps({"data": [listed]}).encode(),
        "/v1/models/unlisted": json.dumps(listed).encode(),
    }

    async def script(fake: FakeUpstream, writer: Writer) -> None:
        await fixed_response("200 OK", answers[fake.current_request.target])(fake, writer)

    async with several_upstreams(tmp_path, {"a": 'key_file = "key"'}, {"a": script}) as s:
        for path in ("/models", "/models/m", "/models/unlisted"):
            answered = await s.client.get(path)
            assert answered.status_code == 200
            assert "for ***" in answered.text
            assert key not in answered.text


async def test_list_models_queries_upstreams_concurrently_and_once_for_all_callers(tmp_path: Path) -> None:
    waiting = 0
    both = asyncio.Event()

    def meets(*ids: str) -> Script:
        async def script(fake: FakeUpstream, writer: Writer) -> None:
            nonlocal waiting
            waiting += 1
            if waiting == 2:
                both.set()
            await both.wait()
            await _lists(*ids)(fake, writer)

        return script

    async with several_upstreams(tmp_path, {"a": "", "b": ""}, {"a": meets("x"), "b": meets("y")}) as s:
        for ids in await asyncio.gather(*(_ids(s) for _ in range(5))):
            assert ids == ["x", "y"]
        assert [len(fake.requests) for fake in s.upstreams.values()] == [1, 1]


async def test_list_models_unreachable_upstream_is_named_and_others_are_listed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with several_upstreams(
        tmp_path, {"down": 'aliases = { "x" = "y" }', "up": ""}, {"up": _lists("m")}
    ) as s:
        answered = await s.client.get("/models")
        assert [entry["id"] for entry in answered.json()["data"]] == ["x", "m"]
        assert answered.headers[_MISSING] == "down"
    assert "the upstream down lists no models" in caplog.text


async def test_list_models_unreachable_upstream_has_its_last_known_list(tmp_path: Path) -> None:
    answers = [_lists("m"), fixed_response("500 Oops", b"")]

    async def script(fake: FakeUpstream, writer: Writer) -> None:
        await answers[min(len(fake.requests), 2) - 1](fake, writer)

    async with several_upstreams(
        tmp_path, {"a": "", "b": ""}, {"a": script, "b": _lists()}, models_cache_seconds="0.001"
    ) as s:
        assert await _ids(s) == ["m"]
        await asyncio.sleep(0.01)
        answered = await s.client.get("/models")
        assert [entry["id"] for entry in answered.json()["data"]] == ["m"]
        assert answered.headers[_MISSING] == "a"


@pytest.mark.parametrize(
    ("script", "code"),
    [
        (fixed_response("401 No", b"{}"), "upstream_key_refused"),
        (fixed_response("200 OK", b"<html>"), "upstream_unreachable"),
        (fixed_response("200 OK", b'{"data": 5}'), "upstream_unreachable"),
    ],
)
async def test_list_models_no_list_at_all_is_an_error_with_the_reason(
    tmp_path: Path, script: Script, code: str
) -> None:
    async with several_upstreams(tmp_path, {"only": ""}, {"only": script}) as s:
        answered = await s.client.get("/models")
    assert (answered.status_code, answered.json()["error"]["code"]) == (502, code)


async def test_models_list_that_wants_a_key_does_not_stop_calls(tmp_path: Path) -> None:
    async def script(fake: FakeUpstream, writer: Writer) -> None:
        lists = fake.current_request.target.endswith("/models")
        answer = fixed_response("401 No", b"{}") if lists else fixed_response("200 OK", COMPLETION)
        await answer(fake, writer)

    chat = {"model": "m", "messages": [{"role": "user", "content": "Hello"}]}
    async with several_upstreams(tmp_path, {"only": ""}, {"only": script}) as s:
        listed = await s.client.get("/models")
        assert (await s.client.post("/chat/completions", json=chat)).status_code == 200
    assert listed.status_code == 502
    assert "lists its models with a key only" in listed.json()["error"]["message"]


async def test_model_without_a_provider_is_an_error_that_names_the_settings(database: str) -> None:
    async with stack(database) as s:
        answers = [
            await s.client.post(path, json={"model": "gpt-4o-mini", **body})
            for path, body in (
                ("/chat/completions", {"messages": [{"role": "user", "content": "Hello"}]}),
                ("/chat/completions", {"messages": [{"role": "user", "content": "Hello"}], "stream": True}),
                ("/responses", {"input": "Hello"}),
                ("/completions", {"prompt": "Hello"}),
            )
        ] + [await s.client.get("/models/gpt-4o-mini")]
    for answer in answers:
        assert answer.status_code == 404
        error = answer.json()["error"]
        assert error["message"].startswith(
            "No provider is configured: set OPENAI_API_KEY or UPSTREAM_URL. The built-in model does not serve"
        )
        assert (error["code"], error["param"]) == ("model_not_found", "model")


async def test_model_that_a_configured_builtin_lacks_is_no_lack_of_a_provider(
    tmp_path: Path,
) -> None:
    (tmp_path / "u.toml").write_text('[[upstream]]\nname = "b"\nbuiltin = true\nmodels = ["*"]\n')
    async with stack(f"sqlite:///{tmp_path}/a.db", upstreams_file=str(tmp_path / "u.toml")) as s:
        answer = await s.client.get("/models/gpt-4o-mini")
    assert answer.status_code == 404
    assert answer.json()["error"]["message"].startswith("The built-in model does not serve")


async def test_retrieve_model_unlisted_id_is_requested_by_the_upstreams_id(tmp_path: Path) -> None:
    model = b'{"id": "seek-v3", "object": "model"}'
    async with several_upstreams(
        tmp_path, {"a": "models = []", "b": 'models = ["deep/*"]'}, {"b": fixed_response("200 OK", model)}
    ) as s:
        answered = await s.client.get("/models/deep%2Fseek")
        assert answered.json() == {"id": "deep/seek", "object": "model", "created": 0, "owned_by": "unknown"}
        assert s.upstreams["b"].requests[-1].target == "/v1/models/deep%2Fseek"
        unknown = await s.client.get("/models/other")
    assert (unknown.status_code, unknown.json()["error"]["code"]) == (404, "model_not_found")


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        (fixed_response("404 No", b""), 404),
        (fixed_response("200 OK", b"[]"), 502),
        (fixed_response("200 OK", b"x"), 502),
    ],
)
async def test_retrieve_model_unknown_to_its_upstream_is_404(
    tmp_path: Path, asked: Script, status: int
) -> None:
    async with several_upstreams(tmp_path, {"a": ""}, {"a": asked}) as s:
        assert (await s.client.get("/models/m")).status_code == status


async def test_list_models_endless_list_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.upstream.model_list._MAX_LIST_BYTES", 1000)

    async def endless(fake: FakeUpstream, writer: Writer) -> None:
        write_stream_head(writer)
        while True:
            write_chunk(writer, b" " * 1000)
            await writer.drain()
            await asyncio.sleep(0.01)

    async with several_upstreams(tmp_path, {"only": ""}, {"only": endless}) as s:
        answered = await s.client.get("/models")
        assert "answered 200 without a list" in answered.json()["error"]["message"]
        await asyncio.wait_for(s.upstreams["only"].client_disconnected.wait(), 5)
