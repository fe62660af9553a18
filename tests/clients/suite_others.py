"""The SDK's own helpers for responses, and `llm`."""

from __future__ import annotations

import os
import pathlib
import subprocess
import sys
from typing import Any

from openai import OpenAI
from pydantic import BaseModel


class Answer(BaseModel):
    """What a structured answer is to be."""

    city: str
    population: int


def _client() -> OpenAI:
    return OpenAI(base_url=os.environ["BASE_URL"], max_retries=0)


def test_a_response_is_streamed_by_the_helper() -> None:
    with _client().responses.stream(model="builtin", input="Hello") as stream:
        texts = [event.delta for event in stream if event.type == "response.output_text.delta"]
        final = stream.get_final_response()
    assert "".join(texts) == final.output_text


def test_a_response_is_parsed() -> None:
    parsed = _client().responses.parse(model="builtin", input="A city", text_format=Answer).output_parsed
    assert isinstance(parsed, Answer)


def test_a_chat_is_parsed_and_streamed_by_the_helpers() -> None:
    messages: Any = [{"role": "user", "content": "A city"}]
    parsed = _client().chat.completions.parse(model="builtin", messages=messages, response_format=Answer)
    assert isinstance(parsed.choices[0].message.parsed, Answer)
    with _client().chat.completions.stream(model="builtin", messages=messages) as stream:
        kinds = {event.type for event in stream}
        final = stream.get_final_completion()
    assert "content.delta" in kinds
    assert final.choices[0].message.content


def test_llm_holds_a_chat(tmp_path: pathlib.Path) -> None:
    (tmp_path / "extra-openai-models.yaml").write_text(
        f"- model_id: ours\n  model_name: builtin\n  api_base: {os.environ['BASE_URL']}\n"
    )
    environment = {**os.environ, "LLM_USER_PATH": str(tmp_path)}
    for options in (["--no-stream"], []):
        told = subprocess.run(
            [sys.executable, "-m", "llm", "-m", "ours", *options, "Hello there"],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        assert "Hello there" in told.stdout
