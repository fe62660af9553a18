"""A null of any optional member, an empty query parameter and an empty form field are as not sent."""

from __future__ import annotations

import copy
from typing import Any

import httpx
import pytest

from app.engine.translation.chat_request import chat_request
from app.errors import APIError
from app.http.request import contract_models
from app.http.request.parameters import decode
from app.main import create_mock
from generated.operations import BY_ID, OPERATIONS
from generated.runtime import Operation
from tests.support.contract_bodies import FORM, JSON, Alternative, alternatives, body_schema
from tests.support.requests import example_request
from tests.support.server import settings

_MODELS = {
    body.model: operation
    for operation in OPERATIONS
    for body in operation.bodies
    if body.media_type == JSON and body.model is not None and not operation.beta
}
_QUERIES = [o for o in OPERATIONS if any(p.location == "query" and not p.required for p in o.parameters)]
_FORMS = [o for o in OPERATIONS if any(body.media_type == FORM for body in o.bodies)]


@pytest.mark.parametrize("model", _MODELS)
def test_null_of_an_optional_member_of_any_alternative_is_as_not_sent(model: str) -> None:
    for alternative in alternatives(body_schema(_MODELS[model])):
        for name in alternative.schema["properties"].keys() - set(alternative.schema.get("required", ())):
            without, nulled = _without(alternative, name), _without(alternative, name)
            if contract_models.failure(model, copy.deepcopy(without.body)) is not None:
                # Another constraint needs the member.
                continue
            nulled.object[name] = None
            failure, _ = contract_models.failure_without_nulls(model, nulled.body)
            assert failure is None, (name, failure.error.message, nulled.body)
            # The contract knows this null, or it is removed.
            assert name in nulled.object or nulled.body == without.body


def test_null_that_the_contract_knows_reaches_no_chat() -> None:
    """Of the members of a response's request, in whatever alternative."""
    nulls = 0
    for alternative in alternatives(body_schema(BY_ID["create_response"])):
        for name in alternative.schema["properties"].keys() - set(alternative.schema.get("required", ())):
            without, nulled = _without(alternative, name), _without(alternative, name)
            nulled.object[name] = None
            contract_models.failure_without_nulls("CreateResponse", nulled.body)
            nulls += name in nulled.object
            assert _chat(nulled.body) == _chat(without.body), (alternative.path, name)
    assert nulls > 100


def _without(alternative: Alternative, name: str) -> Alternative:
    found = copy.deepcopy(alternative)
    found.object.pop(name, None)
    return found


def _chat(body: Any) -> Any:
    """The chat, or the message of the 400."""
    try:
        return chat_request(body)
    except APIError as error:
        return error.message


@pytest.mark.parametrize("operation", _QUERIES, ids=lambda operation: operation.id)
def test_empty_optional_parameters_are_as_not_sent(operation: Operation) -> None:
    path = {p.name: "a" for p in operation.parameters if p.location == "path"}
    required = "&".join(f"{p.name}=5" for p in operation.parameters if p.location == "query" and p.required)
    optional = [p for p in operation.parameters if p.location == "query" and not p.required]
    headers = {p.name: "" for p in operation.parameters if p.location == "header"}
    # Of an object each member has a value: an empty one filters for an empty one.
    empty = "&".join(f"{p.name}=" for p in optional if p.style != "deepObject")
    found, failure = decode(operation, path, f"{required}&{empty}".encode(), headers)
    assert failure is None
    assert found == decode(operation, path, required.encode(), {})[0]


def test_empty_required_parameter_is_named() -> None:
    failure = decode(BY_ID["usage_costs"], {}, b"start_time=", {})[1]
    assert failure is not None
    assert failure.error.param == "start_time"


@pytest.mark.parametrize("operation", _FORMS, ids=lambda operation: operation.id)
async def test_empty_optional_fields_of_a_form_are_as_not_sent(operation: Operation) -> None:
    request = example_request(operation)
    if "files" not in request:
        request["files"] = [(name, (None, str(value))) for name, value in request.pop("json").items()]
    sent = {name.removesuffix("[]") for name, _ in request["files"]}
    properties = next(alternatives(body_schema(operation, FORM))).schema["properties"]
    request["files"] += [(name, (None, "")) for name in properties.keys() - sent]
    transport = httpx.ASGITransport(create_mock(settings()))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost/v1") as client:
        answer = await client.request(**request)
    assert answer.status_code < 300, answer.text
