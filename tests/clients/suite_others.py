"""The SDK's helpers for responses, and `llm`."""

from __future__ import annotations

import json
import os
import pathlib
import subprocess
import sys
from typing import Any

import pytest
from openai import AsyncOpenAI, OpenAI
from pydantic import BaseModel


class Answer(BaseModel):
    """The type of a structured output."""

    city: str
    population: int


def _client() -> OpenAI:
    return OpenAI(base_url=os.environ["BASE_URL"], max_retries=0)


def test_sdk_response_stream_helper_accumulates_text() -> None:
    with _client().responses.stream(model="builtin", input="Hello") as stream:
        texts = [event.delta for event in stream if event.type == "response.output_text.delta"]
        final = stream.get_final_response()
    assert "".join(texts) == final.output_text


def test_sdk_response_stream_helper_parses_and_resumes() -> None:
    client = _client()
    with client.responses.stream(model="builtin", input="city: Rome", text_format=Answer) as stream:
        final = stream.get_final_response()
    assert final.output_parsed is not None
    assert final.output_parsed.city == "Rome"
    stream_of_events: Any = client.responses.create(
        model="builtin", input="Hello", background=True, stream=True
    )
    created = next(iter(stream_of_events)).response.id
    with client.responses.stream(response_id=created, starting_after=0) as resumed:
        assert next(iter(resumed)).sequence_number == 1
        assert "Hello" in resumed.get_final_response().output_text


async def test_sdk_async_response_stream_helper_accumulates_text() -> None:
    client = AsyncOpenAI(base_url=os.environ["BASE_URL"], max_retries=0)
    async with client.responses.stream(model="builtin", input="Hello") as stream:
        texts = [event.delta async for event in stream if event.type == "response.output_text.delta"]
        assert "".join(texts) == (await stream.get_final_response()).output_text


def test_sdk_response_parse_returns_its_type() -> None:
    parsed = _client().responses.parse(model="builtin", input="A city", text_format=Answer).output_parsed
    assert isinstance(parsed, Answer)


def test_sdk_chat_helpers_parse_and_stream() -> None:
    messages: Any = [{"role": "user", "content": "A city"}]
    parsed = _client().chat.completions.parse(model="builtin", messages=messages, response_format=Answer)
    assert isinstance(parsed.choices[0].message.parsed, Answer)
    with _client().chat.completions.stream(model="builtin", messages=messages) as stream:
        kinds = {event.type for event in stream}
        final = stream.get_final_completion()
    assert "content.delta" in kinds
    assert final.choices[0].message.content


@pytest.fixture(params=["chat", "responses"])
def llm(request: pytest.FixtureRequest, tmp_path: pathlib.Path) -> Any:
    """A function that runs `llm` with the built-in model, over chats and over responses in turn; returns its
    output.
    """
    by_responses = "true" if request.param == "responses" else "false"
    (tmp_path / "extra-openai-models.yaml").write_text(
        f"- model_id: ours\n  model_name: builtin\n  api_base: {os.environ['BASE_URL']}\n"
        f"  responses: {by_responses}\n  supports_schema: true\n  supports_tools: true\n  vision: true\n"
    )
    environment = {**os.environ, "LLM_USER_PATH": str(tmp_path)}

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "llm", "-m", "ours", *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def test_llm_chat_continues(llm: Any) -> None:
    for options in (["--no-stream"], []):
        assert "Hello there" in llm(*options, "Hello there")
    assert "And again" in llm("--continue", "And again")


def test_llm_with_schema_returns_matching_json(llm: Any) -> None:
    output = llm("--schema", "city, population int", "city: Rome, population: 7")
    assert json.loads(output) == {"city": "Rome", "population": 7}


def test_llm_with_tool_uses_its_output(llm: Any) -> None:
    source = "def weather(city: str) -> str:\n    return f'Sunny in {city}, says the tool.'\n"
    for options in (["--no-stream"], []):
        output = llm(*options, "--functions", source, "Use the weather tool for city: Rome")
        assert "Sunny in Rome, says the tool" in output
