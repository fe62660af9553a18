"""The built-in model through the server, with real clients."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import openai
import pytest
from pydantic import BaseModel

from app.contract.json_types import JsonObject
from app.main import create_app
from tests.support.builtin_model import chat, tool
from tests.support.server import running, settings

_USER: Any = [{"role": "user", "content": "Hello"}]
_WEATHER: Any = tool("get_weather", city={"type": "string"})
_NOW = {"x-builtin-pace": "0"}


@asynccontextmanager
async def _server(**given: str) -> AsyncGenerator[tuple[openai.AsyncOpenAI, httpx.AsyncClient]]:
    async with (
        running(create_app(settings(**given))) as server,
        openai.AsyncOpenAI(
            base_url=server.url + "/v1", api_key="any", max_retries=0, timeout=20, default_headers=_NOW
        ) as sdk,
        httpx.AsyncClient(base_url=server.url + "/v1", timeout=20, trust_env=False, headers=_NOW) as client,
    ):
        yield sdk, client


async def test_builtin_models_are_listed_and_retrieved() -> None:
    async with _server() as (sdk, _):
        listed = [model.id async for model in sdk.models.list()]
        assert listed == [
            "builtin", "gpt-3.5-turbo", "gpt-35-turbo", "gpt-4", "gpt-4-32k", "llama",
            "text-embedding-3-small", "text-embedding-3-large", "text-embedding-ada-002",
            "omni-moderation-latest",
        ]  # fmt: skip
        for name in (*listed, "builtin-fast-cut-2"):
            assert (await sdk.models.retrieve(name)).owned_by == "llm-backend"
        with pytest.raises(openai.NotFoundError, match="its names are builtin"):
            await sdk.models.retrieve("gpt-9")


async def test_builtin_sdk_chat_works_with_and_without_stream() -> None:
    async with _server() as (sdk, _):
        whole = await sdk.chat.completions.create(model="gpt-4", messages=_USER, n=2, logprobs=True)
        assert whole.choices[0].message.content is not None
        async with sdk.chat.completions.stream(
            model="gpt-4", messages=_USER, n=2, stream_options={"include_usage": True}
        ) as stream:
            kinds = {event.type async for event in stream}
            final = await stream.get_final_completion()
    assert {"chunk", "content.delta", "content.done"} <= kinds
    assert [c.message.content for c in final.choices] == [c.message.content for c in whole.choices]
    assert final.usage == whole.usage


class _Trip(BaseModel):
    city: str
    days: int
    note: str | None


async def test_builtin_sdk_parses_a_structured_output() -> None:
    messages: Any = [{"role": "user", "content": "A trip to Rome for 3 days"}]
    async with _server() as (sdk, _):
        parsed = await sdk.chat.completions.parse(model="builtin", messages=messages, response_format=_Trip)
        async with sdk.chat.completions.stream(
            model="builtin", messages=messages, response_format=_Trip
        ) as stream:
            streamed = await stream.get_final_completion()
        with pytest.raises(openai.LengthFinishReasonError):
            await sdk.chat.completions.parse(
                model="builtin", messages=messages, response_format=_Trip, max_tokens=3
            )
    for completion in (parsed, streamed):
        assert completion.choices[0].message.parsed == _Trip(city="Rome", days=3, note=None)


async def test_builtin_sdk_tool_loop_ends() -> None:
    messages: Any = [{"role": "user", "content": "The weather in Rome?"}]
    async with _server() as (sdk, _):
        async with sdk.chat.completions.stream(
            model="builtin", messages=messages, tools=[_WEATHER]
        ) as stream:
            message = (await stream.get_final_completion()).choices[0].message
        assert message.tool_calls is not None
        call: Any = message.tool_calls[0]
        assert (call.function.name, call.function.arguments) == ("get_weather", '{"city":"Rome"}')
        messages += [
            {"role": "assistant", "tool_calls": [call.to_dict()]},
            {"role": "tool", "tool_call_id": call.id, "content": "warm"},
        ]
        answered = await sdk.chat.completions.create(model="builtin", messages=messages, tools=[_WEATHER])
    assert "get_weather answered: warm" in str(answered.choices[0].message.content)


async def test_builtin_sdk_reads_a_streamed_custom_tool_call() -> None:
    custom: Any = {"type": "custom", "custom": {"name": "run_code"}}
    async with _server() as (sdk, _):
        called: JsonObject = {}
        async for chunk in await sdk.chat.completions.create(
            model="builtin",
            messages=[{"role": "user", "content": "run_code('1')"}],
            tools=[custom],
            stream=True,
        ):
            for call in chunk.choices[0].delta.tool_calls or []:
                called |= {key: value for key, value in call.to_dict().items() if key in ("id", "type")}
                for key, value in call.to_dict().get("custom", {}).items():  # type: ignore[attr-defined]  # not typed in the SDK
                    called[key] = called.get(key, "") + value
    assert called.pop("id").startswith("call_")
    assert called == {"type": "custom", "name": "run_code", "input": "1"}


async def test_builtin_sdk_completion_embedding_and_moderation_work() -> None:
    async with _server() as (sdk, _):
        completed = await sdk.completions.create(model="builtin", prompt=["a", "b"])
        assert [choice.text for choice in completed.choices] == [" [built-in echo] a", " [built-in echo] b"]
        pieces = [
            event.choices[0].text
            async for event in await sdk.completions.create(model="builtin", prompt="a", stream=True)
        ]
        assert "".join(pieces) == " [built-in echo] a"
        # The SDK requests base64 by default.
        embedded = await sdk.embeddings.create(
            model="text-embedding-3-small", input=["a", "b"], dimensions=16
        )
        assert [len(entry.embedding) for entry in embedded.data] == [16, 16]
        moderated = await sdk.moderations.create(input="flag:hate", model="omni-moderation-latest")
        assert moderated.results[0].categories.hate


@pytest.mark.parametrize(
    ("model", "error"),
    [
        ("builtin-fail-429", openai.RateLimitError),
        ("builtin-fail-500", openai.InternalServerError),
        ("builtin-fail-401", openai.AuthenticationError),
        ("builtin-unreachable", openai.InternalServerError),
        ("builtin-stall", openai.InternalServerError),
        ("builtin-fly", openai.NotFoundError),
    ],
)
async def test_builtin_failure_raises_in_the_sdk(model: str, error: type[openai.APIStatusError]) -> None:
    async with _server(first_byte_timeout_seconds="0.2") as (sdk, _):
        for stream in (False, True):
            with pytest.raises(error) as caught:
                await sdk.chat.completions.create(model=model, messages=_USER, stream=stream)
            if model == "builtin-fail-429":
                assert caught.value.response.headers["retry-after"] == "1"


@pytest.mark.parametrize("word", ["cut-4", "stall-4", "error-4", "garbage-4"])
async def test_builtin_stream_fault_raises_in_the_sdk_after_the_received_text(word: str) -> None:
    texts: list[str] = []

    async def read(sdk: openai.AsyncOpenAI) -> None:
        async for chunk in await sdk.chat.completions.create(
            model=f"builtin-{word}", messages=_USER, stream=True
        ):
            texts.extend(choice.delta.content or "" for choice in chunk.choices)

    async with _server(idle_timeout_seconds="0.2") as (sdk, _):
        with pytest.raises((openai.APIError, ValueError)):
            await read(sdk)
    assert "".join(texts) == "This is the"


async def test_builtin_behaviour_header_works_with_every_name() -> None:
    async with _server() as (_, client):
        for model in ("gpt-4", "llama", "builtin-fast"):
            answered = await client.post(
                "/chat/completions",
                json=chat("Hello", model=model),
                headers={"x-builtin-behaviour": "fail-418"},
            )
            assert answered.status_code == 418


async def test_builtin_concurrent_chats_get_their_own_answers() -> None:
    async with _server() as (sdk, _):

        async def one(index: int) -> bool:
            messages: Any = [{"role": "user", "content": f"number-{index}."}]
            texts = [
                chunk.choices[0].delta.content or ""
                async for chunk in await sdk.chat.completions.create(
                    model="builtin", messages=messages, stream=True
                )
            ]
            return "".join(texts).endswith(f" number-{index}.")

        assert all(await asyncio.gather(*(one(index) for index in range(100))))


@pytest.mark.parametrize(
    "fields",
    [{"seed": 1.5}, {"seed": 2.0}, {"n": 1.0}, {"stop": ["a", "b", "c", "d", "e"]}, {"stop": None}],
    ids=str,
)
async def test_builtin_response_fields_of_chats_are_settled(fields: JsonObject) -> None:
    async with _server() as (_, client):
        answer = await client.post("/responses", json={"model": "builtin", "input": "Hello", **fields})
    assert answer.status_code == 200, answer.text


async def test_builtin_chat_seed_with_a_fraction_is_valid() -> None:
    async with _server() as (_, client):
        body = {"model": "builtin", "messages": _USER, "seed": 1.5}
        answer = await client.post("/chat/completions", json=body)
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize(
    ("field", "value"), [("stop", [1]), ("stop", 1), ("stop", {"a": 1}), ("seed", "a"), ("seed", [1])]
)
async def test_builtin_response_fields_of_chats_of_wrong_types_are_400(field: str, value: object) -> None:
    async with _server() as (_, client):
        answer = await client.post("/responses", json={"model": "builtin", "input": "Hello", field: value})
    assert (answer.status_code, answer.json()["error"]["param"]) == (400, field)


@pytest.mark.parametrize("given", [[{}], [{"type": "x"}], [1, {}]], ids=str)
async def test_builtin_embedding_of_an_object_is_400(given: list[object]) -> None:
    async with _server() as (_, client):
        answer = await client.post("/embeddings", json={"model": "builtin", "input": given})
    assert answer.status_code == 400, answer.text


@pytest.mark.parametrize(
    ("path", "body", "param"),
    [
        ("/embeddings", {"input": ["a"] * 2048, "dimensions": 8192}, "input"),
        ("/moderations", {"input": ["a"] * 20_000}, "input"),
        (
            "/chat/completions",
            {
                "messages": [{"role": "user", "content": "word " * 1000}],
                "n": 128, "logprobs": True, "top_logprobs": 20,
            },
            "top_logprobs",
        ),
    ],
)  # fmt: skip
async def test_builtin_answer_that_holds_the_interpreter_is_400(
    path: str, body: JsonObject, param: str
) -> None:
    async with _server() as (_, client):
        answer = await client.post(path, json={"model": "builtin", **body})
    assert (answer.status_code, answer.json()["error"]["param"]) == (400, param)
