"""An upstream's error about the chat names the field of the response's request."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.engine.translation.error_paths import response_path
from tests.support.fake_upstream import fixed_response
from tests.support.native import native_stack
from tests.support.stack import stack

_TOOLS = [{"type": "web_search"}, {"type": "function", "name": "f", "parameters": {}}]
_REQUEST = {
    "model": "m",
    "input": "Hi",
    "tools": _TOOLS,
    "max_output_tokens": 20,
    "text": {"format": {"type": "json_schema", "name": "a", "schema": {}}},
}
_CHAT = {"tools": [{"type": "function", "function": {"name": "f"}}]}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("messages", "input"),
        ("messages[3].content[0].image_url", "input"),
        ("messages.3.content", "input"),
        ("tools[0].function.name", "tools[1].name"),
        ("tools.0.function.parameters", "tools[1].parameters"),
        ("tools[0]", "tools[1]"),
        ("tools[7].function.name", "tools"),
        ("tools", "tools"),
        ("tool_choice", "tool_choice"),
        ("tool_choice.function.name", "tool_choice.name"),
        ("response_format", "text.format"),
        ("response_format.json_schema.schema", "text.format.schema"),
        ("response_format.type", "text.format.type"),
        ("max_completion_tokens", "max_output_tokens"),
        ("max_tokens", "max_output_tokens"),
        ("reasoning_effort", "reasoning.effort"),
        ("verbosity", "text.verbosity"),
        ("temperature", "temperature"),
        ("model", "model"),
    ],
)
def test_response_path_of_a_chat_field_is_the_callers(path: str, expected: str) -> None:
    assert response_path(path, _REQUEST, _CHAT) == expected


def _error(param: str) -> bytes:
    message = f"Invalid value for '{param}': xmax_tokens is another word."
    error = {"message": message, "type": "invalid_request_error", "param": param, "code": "invalid_value"}
    return json.dumps({"error": error}).encode()


@pytest.mark.parametrize("more", [{}, {"stream": True}])
async def test_response_rejected_by_a_chat_upstream_names_the_callers_field(
    database: str, more: dict[str, Any]
) -> None:
    async with stack(database, fixed_response("400 Bad Request", _error("max_tokens"))) as s:
        answer = await s.client.post("/responses", json={**_REQUEST, "tools": [], **more})
        chat = await s.client.post(
            "/chat/completions",
            json={"model": "m", "max_tokens": 5, "messages": [{"role": "user", "content": "Hi"}]},
        )
    assert answer.status_code == 400
    assert answer.json()["error"] == {
        "message": "Invalid value for 'max_output_tokens': xmax_tokens is another word.",
        "type": "invalid_request_error",
        "param": "max_output_tokens",
        "code": "invalid_value",
    }
    assert chat.json()["error"]["param"] == "max_tokens"


async def test_background_response_rejected_by_a_chat_upstream_names_the_callers_field(database: str) -> None:
    script = fixed_response("400 Bad Request", _error("messages[0].content"))
    async with stack(database, script) as s:
        body = {"model": "m", "input": "Hi", "background": True, "stream": True}
        answer = await s.client.post("/responses", json=body)
    assert "Invalid value for 'input'" in answer.text


async def test_response_rejected_by_a_native_upstream_keeps_its_field(tmp_path: Any) -> None:
    async with native_stack(tmp_path, fixed_response("400 Bad Request", _error("max_tokens"))) as s:
        answer = await s.client.post("/responses", json={"model": "m", "input": "Hi"})
    assert answer.json()["error"]["param"] == "max_tokens"
