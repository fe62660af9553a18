"""An error names the field that the client wrote, of the alternative that it meant."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from app.http.request import contract_models
from app.http.request.error_tree import error_places
from app.http.request.validation import member_path
from app.main import create_app
from generated.operations import OPERATIONS
from tests.support.contract_bodies import JSON, Alternative, alternatives, body_schema
from tests.support.server import settings

_MODELS = {
    body.model: operation
    for operation in reversed(OPERATIONS)
    for body in operation.bodies
    # The beta twins have the same alternatives.
    if body.media_type == JSON and body.model is not None and not operation.beta
}
# One of two members is required: each error names the other one.
_EITHER = ("vector_stores", "file_id")


def _faulty(alternative: Alternative) -> Iterator[tuple[str, str | int, Any]]:
    """Bodies with one fault each, and the path that the error must name."""
    for name in alternative.object:
        value = alternative.object[name]
        for fault in (None, 5.5 if isinstance(value, str | dict | list | bool) else {"x": 1}):
            body = copy.deepcopy(alternative)
            if fault is not None:
                body.object[name] = fault
            elif name in alternative.schema.get("required", ()) and name not in _EITHER:
                del body.object[name]
            else:
                continue
            path = ""
            for part in (*alternative.path, name):
                path = member_path(path, part)
            yield path, name, body.body


@pytest.mark.parametrize("model", _MODELS)
def test_fault_in_any_alternative_is_named_by_its_path(model: str) -> None:
    for alternative in alternatives(body_schema(_MODELS[model])):
        assert contract_models.failure(model, copy.deepcopy(alternative.body)) is None
        for path, name, body in _faulty(alternative):
            failure = contract_models.failure(model, body)
            if failure is None or (name == "type" and alternative.path[:1] in (("input",), ("items",))):
                # Another alternative accepts it; items need no type, so that another member may be missing.
                continue
            assert failure.error.param == path, (body, failure.error.message)
            assert f"'{path}'" in failure.error.message


def test_alternatives_of_the_contract_are_found() -> None:
    found = list(alternatives(body_schema(_MODELS["CreateResponse"])))
    types = {alternative.object.get("type") for alternative in found}
    assert {"function", "mcp", "web_search", "function_call_output", "input_image", "json_schema"} <= types


_USER = {"role": "user", "content": "hi"}
_CASES: list[tuple[str, dict[str, Any], str]] = [
    # Each of two alternatives with the same type knows other parts.
    (
        "/responses",
        {"input": [{"type": "message", "role": "assistant", "content": [{"type": "output_text"}]}]},
        "input[0].content[0].text",
    ),
    ("/responses", {"input": "x", "tools": [{"type": "function"}]}, "tools[0].name"),
    ("/responses", {"input": "x", "tool_choice": {"name": "f"}}, "tool_choice.type"),
    ("/responses", {"input": "x", "tool_choice": {"type": 5}}, "tool_choice.type"),
    ("/responses", {"input": "x", "tool_choice": {"type": "function"}}, "tool_choice.name"),
    ("/responses", {"input": [{"role": "user"}]}, "input[0].content"),
    ("/responses", {"input": [{"type": "function_call_output", "output": "x"}]}, "input[0].call_id"),
    # The tag is the name of a member.
    (
        "/chat/completions",
        {
            "messages": [
                {"role": "assistant", "tool_calls": [{"type": "function", "function": {"name": "f"}}]}
            ]
        },
        "messages[0].tool_calls[0].id",
    ),
    (
        "/chat/completions",
        {"messages": [_USER], "tools": [{"type": "function", "function": {"function": 1}}]},
        "tools[0].function.name",
    ),
    ("/chat/completions", {"messages": [_USER], "tool_choice": {}}, "tool_choice.type"),
    ("/moderations", {"input": [{"type": 5}]}, "input[0].type"),
]


@pytest.mark.parametrize(("path", "body", "param"), _CASES)
async def test_request_with_a_fault_is_400_that_names_it(path: str, body: dict[str, Any], param: str) -> None:
    app = create_app(settings())
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost/v1") as client:
        answer = await client.post(path, json={"model": "gpt-4", **body})
    assert answer.status_code == 400, answer.text
    assert answer.json()["error"]["param"] == param, answer.text


_BOUNDS: list[tuple[str, dict[str, Any], str, str]] = [
    (
        "/chat/completions",
        {"messages": [_USER], "metadata": {str(number): "x" for number in range(17)}},
        "'metadata' must have at most 16 members, not 17.",
        "array_above_max_length",
    ),
    (
        "/chat/completions",
        {"messages": []},
        "'messages' must have at least 1 item, not 0.",
        "array_below_min_length",
    ),
    # Of these unions a list is a variant, only not an empty one, or one of so many items.
    ("/embeddings", {"input": []}, "'input' must have at least 1 item, not 0.", "array_below_min_length"),
    (
        "/chat/completions",
        {"messages": [_USER], "stop": ["x"] * 5},
        "'stop' must have at most 4 items, not 5.",
        "array_above_max_length",
    ),
]


@pytest.mark.parametrize(("path", "body", "message", "code"), _BOUNDS)
async def test_list_of_a_wrong_length_is_400_that_says_the_bound(
    path: str, body: dict[str, Any], message: str, code: str
) -> None:
    app = create_app(settings())
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost/v1") as client:
        answer = await client.post(path, json={"model": "gpt-4", **body})
    error = answer.json()["error"]
    assert (answer.status_code, error["message"], error["code"]) == (400, message, code)


def test_object_of_an_unknown_type_beside_a_list_of_texts_is_an_unknown_value() -> None:
    """Another server may know it: it is forwarded, as the client did not mean the texts."""
    body = {"model": "m", "input": [{"type": "video", "video": "x"}]}
    failure = contract_models.failure("CreateModerationRequest", body)
    assert failure is not None
    assert failure.only_unknown
    assert failure.error.param == "input[0].type"


def test_error_places_of_deeply_nested_tags_are_read_once() -> None:
    """Each level can be read as a tag or as a member: the number of readings must not double with it."""
    data: Any = 5
    for _ in range(60):
        data = {"type": "not", "not": data}
    details: Any = {"type": "int_type", "loc": ("not",) * 60, "input": object()}
    assert error_places(details, data) == [("not", True)] * 60
