"""Each preset before a fake of its provider, by the official SDK: chats, responses and embeddings."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

import openai
import pytest

from app.upstream.presets.adaptation import FieldRules
from app.upstream.presets.table import PRESETS
from tests.support.provider_fakes.answers import TEXT, THOUGHT, TOKENS
from tests.support.provider_fakes.providers import AZURE_DATED, KEY, PROVIDERS, Provider, provider_stack
from tests.support.stack import Stack

# What clients send: an agent's developer message, names, nulls, and OpenAI's newer fields.
_MESSAGES: Any = [
    {"role": "system", "content": "Be brief."},
    {"role": "developer", "content": "Answer in English."},
    {"role": "user", "content": "Hi", "name": "anna"},
    {"role": "assistant", "content": "Hello.", "refusal": None},
    {"role": "user", "content": "And now?"},
]
_FIELDS: Any = {
    "max_completion_tokens": 50,
    "seed": 7,
    "frequency_penalty": 0.5,
    "logprobs": True,
    "top_logprobs": 2,
    "logit_bias": {"50256": -100},
    "parallel_tool_calls": False,
    "store": True,
    "metadata": {"team": "red"},
    "user": "u-1",
    "safety_identifier": "s-1",
    "tools": [{"type": "function", "function": {"name": "f", "parameters": {"type": "object"}}}],
}
_LEFT_OUT = {
    "gemini": {"frequency_penalty", "seed"},
    "groq": {"logprobs", "top_logprobs", "logit_bias", "safety_identifier", "messages[2].name"},
    "mistral": {"logit_bias", "user", "safety_identifier", "messages[2].name"},
}
_MODELS = {"azure": "my model"}
_REFUSING = ("gemini", "groq", "mistral", "deepseek", "lmstudio", "ollama")

_each = pytest.mark.parametrize(
    "provider", [*PROVIDERS.values(), AZURE_DATED], ids=lambda p: p.name + p.query
)


def test_fakes_one_for_each_preset() -> None:
    assert PROVIDERS.keys() == PRESETS.keys()


@_each
async def test_preset_chats_responses_and_embeddings_answer(tmp_path: Path, provider: Provider) -> None:
    fields = {"api_version": '"2024-10-21"'} if provider.query else {}
    async with provider_stack(tmp_path, provider, **fields) as s:
        model = _MODELS.get(provider.name, "m")
        await _chats(s, provider, model)
        await _responses(s, provider, model)
        if provider.embeddings:
            await _embeddings(s, provider, model)


async def _chats(s: Stack, provider: Provider, model: str) -> None:
    chats = s.sdk.chat.completions
    raw = await chats.with_raw_response.create(model=model, messages=_MESSAGES, **_FIELDS)
    stream = await chats.create(
        model=model, messages=_MESSAGES, stream=True, stream_options={"include_usage": True}, **_FIELDS
    )
    events = [event async for event in stream]
    streamed_headers = stream.response.headers
    stored = await chats.retrieve(events[0].id)
    usage = await asyncio.to_thread(s.rows, "usage_records")
    left_out = raw.headers.get("x-llm-backend-left-out", "")
    assert set(left_out.split(", ")) - {""} == _LEFT_OUT.get(provider.name, set())
    # Its stream options are no loss: the client gets its usage.
    assert streamed_headers.get("x-llm-backend-left-out", "") == left_out
    assert "x-llm-backend-unknown-fields" not in raw.headers
    assert raw.parse().choices[0].message.content == TEXT
    text = "".join(event.choices[0].delta.content or "" for event in events if event.choices)
    assert text == stored.choices[0].message.content == TEXT
    assert events[-1].usage is not None
    assert (events[-1].usage.prompt_tokens, events[-1].usage.completion_tokens) == TOKENS
    counts = [(row["input_tokens"], row["output_tokens"], row["estimated"]) for row in usage]
    assert counts == [(*TOKENS, 0)] * 2
    # A maximum of tokens is never lost.
    for body in s.upstream_bodies:
        assert {body.get("max_tokens"), body.get("max_completion_tokens")} == {50, None}


async def _responses(s: Stack, provider: Provider, model: str) -> None:
    given: Any = {
        "model": model,
        "instructions": "Be brief.",
        "input": [
            {"role": "developer", "content": "Answer in English."},
            {"role": "user", "content": "Hi"},
        ],
        "max_output_tokens": 50,
        "parallel_tool_calls": False,
        "metadata": {"team": "red"},
        "user": "u-1",
    }
    whole = await s.sdk.responses.create(**given)
    async with s.sdk.responses.stream(**given, previous_response_id=whole.id) as stream:
        async for _ in stream:
            pass
        streamed = await stream.get_final_response()
    for answer in (whole, streamed):
        assert (answer.status, answer.output_text) == ("completed", TEXT)
        assert answer.usage is not None
        assert (answer.usage.input_tokens, answer.usage.output_tokens) == TOKENS
    assert s.fake is not None
    native = sum("/responses" in request.target for request in s.fake.requests)
    assert native == (2 if provider.responses else 0)


async def _embeddings(s: Stack, provider: Provider, model: str) -> None:
    raw = await s.sdk.embeddings.with_raw_response.create(
        model=model, input="Hi", dimensions=2, encoding_format="float", user="u-1"
    )
    assert raw.parse().data[0].embedding == [0.5, 0.25]
    mistral = provider.name == "mistral"
    assert s.upstream_bodies[-1]["output_dimension" if mistral else "dimensions"] == 2
    assert raw.headers.get("x-llm-backend-left-out") == ("user" if mistral else None)


@pytest.mark.parametrize("name", _REFUSING)
async def test_without_preset_provider_refuses_with_its_own_error(tmp_path: Path, name: str) -> None:
    async with provider_stack(tmp_path, PROVIDERS[name], preset='"none"') as s:
        with pytest.raises(openai.APIStatusError) as caught:
            await s.sdk.chat.completions.create(model="m", messages=_MESSAGES, **_FIELDS)
    assert caught.value.status_code in (400, 422)
    assert len(caught.value.message) > 20


@pytest.mark.parametrize("name", ["gemini", "groq", "mistral"])
async def test_preset_unknown_field_is_stripped_and_reported(tmp_path: Path, name: str) -> None:
    own = {"gemini": "extra_body", "groq": "include_reasoning", "mistral": "safe_prompt"}[name]
    async with provider_stack(tmp_path, PROVIDERS[name]) as s:
        raw = await s.sdk.chat.completions.with_raw_response.create(
            model="m", messages=_MESSAGES[4:], extra_body={"mirostat": 2, own: True}
        )
        (body,) = s.upstream_bodies
    assert raw.headers["x-llm-backend-unknown-fields"] == "stripped: mirostat"
    assert "mirostat" not in body
    assert body[own] is True


async def test_preset_fields_of_the_entry_have_precedence(tmp_path: Path) -> None:
    fields = {"unknown_fields": '"forward"', "max_tokens_field": '"max_completion_tokens"'}
    async with provider_stack(tmp_path, PROVIDERS["mistral"], **fields) as s:
        with pytest.raises(openai.UnprocessableEntityError, match="mirostat: Extra inputs"):
            await s.sdk.chat.completions.create(model="m", messages=_MESSAGES[4:], extra_body={"mirostat": 2})


async def test_preset_chat_that_needs_no_change_is_sent_as_its_bytes(tmp_path: Path) -> None:
    data = b'{"model" : "m", "messages":[{"role":"user","content":"Hi"}] }'
    async with provider_stack(tmp_path, PROVIDERS["mistral"]) as s:
        answer = await s.client.post(
            "/chat/completions", content=data, headers={"content-type": "application/json"}
        )
        assert s.fake is not None
        assert s.fake.requests[0].body == data
    assert answer.status_code == 200


async def test_preset_developer_message_has_the_role_system(tmp_path: Path) -> None:
    async with provider_stack(tmp_path, PROVIDERS["mistral"]) as s:
        await s.sdk.chat.completions.create(model="m", messages=_MESSAGES)
        messages = s.upstream_bodies[0]["messages"]
    assert [message["role"] for message in messages] == ["system", "system", "user", "assistant", "user"]
    assert messages[3] == {"role": "assistant", "content": "Hello."}


@pytest.mark.parametrize("name", ["ollama", "openrouter"])
async def test_preset_earlier_reasoning_returns_in_the_providers_field(tmp_path: Path, name: str) -> None:
    async with provider_stack(tmp_path, PROVIDERS[name]) as s:
        first = await s.sdk.responses.create(model="m", input="Hi")
        await s.sdk.responses.create(model="m", input="Again", previous_response_id=first.id)
        messages = s.upstream_bodies[1]["messages"]
    assert messages[1] == {"role": "assistant", "content": TEXT, "reasoning": THOUGHT}


async def test_preset_azure_key_is_sent_in_its_own_header_only(tmp_path: Path) -> None:
    async with provider_stack(tmp_path, PROVIDERS["azure"]) as s:
        await s.sdk.chat.completions.create(model="m", messages=_MESSAGES[4:])
        await s.client.get("/models")
        assert s.fake is not None
        heads = [request.head for request in s.fake.requests]
    assert len(heads) == 2
    for head in heads:
        assert f"\r\napi-key: {KEY}\r\n" in head
        assert "authorization" not in head.lower()


async def test_preset_azure_unknown_deployment_is_azures_error(tmp_path: Path) -> None:
    async with provider_stack(tmp_path, AZURE_DATED, api_version='"2024-10-21"') as s:
        for model in ("m", "a/../b?c"):
            with pytest.raises(openai.NotFoundError) as caught:
                await s.sdk.chat.completions.create(model=model, messages=_MESSAGES[4:])
            assert caught.value.code == "404"
        assert s.fake is not None
        targets = [request.target for request in s.fake.requests]
    assert targets == [
        f"/openai/deployments/{name}/chat/completions?api-version=2024-10-21"
        for name in ("m", "a%2F..%2Fb%3Fc")
    ]


def test_presets_each_has_a_row_with_its_document() -> None:
    page = (Path(__file__).parents[4] / "docs/upstreams.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (.+) \| `?(http[^ ]*?|none: .*?)`? \| (.+) \|$", page, re.M)
    assert [name for name, *_ in rows] == list(PRESETS)
    for name, document, address, changes in rows:
        assert address == (PRESETS[name].url or "none: each resource has its own")
        assert re.search(r"\w+[./]\w+", document), name
        renamed = {old for rule in _rules(name) for old in rule.renamed if rule.renamed[old] != "max_tokens"}
        assert all(f"`{old}`" in changes for old in renamed), name


def _rules(name: str) -> list[FieldRules]:
    adaptation = PRESETS[name].adaptation
    return list(adaptation.fields.values()) if adaptation is not None else []
