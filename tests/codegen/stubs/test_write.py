"""The operation table and the stubs, compared with their contract."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest

from app.contract import examples, openapi_document
from app.contract.json_types import JsonObject
from codegen.stubs import types
from generated import models
from generated.operations import OPERATIONS
from generated.runtime import Operation, Parameter
from generated.webhooks import WEBHOOKS
from tests.support.contract_validation import is_valid, operation_object


def _method(operation: Operation) -> Any:
    stub = getattr(import_module(f"generated.stubs.{operation.group}"), operation.stub)
    return getattr(stub, operation.id)


def _parameters(operation: Operation) -> Iterator[JsonObject]:
    path = operation.path + ("?beta=true" if operation.beta else "")
    for parameter in [
        *openapi_document.document()["paths"][path].get("parameters", []),
        *operation_object(operation).get("parameters", []),
    ]:
        yield openapi_document.resolve(parameter)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
def test_operation_row_equals_the_contract(operation: Operation) -> None:
    about = operation_object(operation)
    assert about["operationId"] == operation.id
    assert about["tags"] == [operation.tag]
    assert operation.deprecated == about.get("deprecated", False)
    assert operation.security == (
        "admin_api_key" if about.get("security") == [{"AdminApiKeyAuth": []}] else "api_key"
    )
    wire = {
        (
            p["name"].lower() if p["in"] == "header" else p["name"],
            p["in"],
            p["in"] == "path" or p.get("required", False),
        )
        for p in _parameters(operation)
    }
    assert {(p.name, p.location, p.required) for p in operation.parameters} == wire
    body = openapi_document.resolve(about.get("requestBody", {}))
    assert {(b.media_type, b.required) for b in operation.bodies} == {
        (media, body.get("required", False)) for media in body.get("content", {})
    }
    answers = {
        (int(status) if status != "default" else None, media)
        for status, answer in about["responses"].items()
        for media in openapi_document.resolve(answer).get("content", {None: None})
    }
    assert {(r.status, r.media_type) for r in operation.responses} == answers
    assert (operation.event_style is not None) == any(r.kind == "events" for r in operation.responses)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
def test_stub_method_signature_equals_the_contract(operation: Operation) -> None:
    method = _method(operation)
    assert inspect.iscoroutinefunction(method)
    signature = inspect.signature(method)
    given = dict(list(signature.parameters.items())[2:])
    arguments = {parameter.argument for parameter in operation.parameters}
    assert given.keys() == arguments | ({"body"} if operation.bodies else set())
    assert all(parameter.kind is inspect.Parameter.KEYWORD_ONLY for parameter in given.values())
    required = {p.argument for p in operation.parameters if p.required}
    required |= {"body"} if any(body.required for body in operation.bodies) else set()
    assert {name for name, p in given.items() if p.default is inspect.Parameter.empty} == required
    returned = signature.return_annotation
    for response in operation.responses:
        if response.status is not None and 200 <= response.status < 300:
            named = f"models.{response.model}" if response.model else ""
            wanted = {
                "events": f"EventStream[{named}]",
                "binary": "Binary",
                "empty": "None",
                "json": named,
            }
            assert wanted[response.kind] in returned


def test_operations_named_models_exist() -> None:
    names = {body.model for operation in OPERATIONS for body in operation.bodies if body.model}
    names |= {
        response.model for operation in OPERATIONS for response in operation.responses if response.model
    }
    assert {name for name in names if not hasattr(models, name)} == set()


def test_operations_beta_twins_have_an_original() -> None:
    betas = [operation for operation in OPERATIONS if operation.beta]
    assert betas
    plain = {(operation.method, operation.path) for operation in OPERATIONS if not operation.beta}
    assert {(operation.method, operation.path) for operation in betas} <= plain


@pytest.mark.parametrize("name", WEBHOOKS)
def test_webhook_payload_has_a_model(name: str) -> None:
    from app.http.request import contract_models

    schema = openapi_document.document()["webhooks"][name]["post"]["requestBody"]["content"][
        "application/json"
    ]["schema"]
    value = examples.instance(schema, openapi_document.resolve)
    assert is_valid(schema, value)
    model = WEBHOOKS[name]
    assert model is not None
    contract_models.validate(model, value)
    with pytest.raises(ValueError, match="validation error"):
        contract_models.validate(model, {})


def test_webhooks_equal_the_contract() -> None:
    assert WEBHOOKS.keys() == openapi_document.document()["webhooks"].keys()


@pytest.mark.parametrize(
    ("schema", "kind", "style"),
    [
        ({"type": "integer"}, "integer", "scalar"),
        ({"type": ["boolean", "null"]}, "boolean", "scalar"),
        ({"enum": ["a", "b"]}, "string", "scalar"),
        ({"anyOf": [{"type": "string"}, {"type": "integer"}]}, "any", "scalar"),
        ({"type": "array", "items": {"type": "number"}}, "number", "array"),
        (
            {"anyOf": [{"type": "object", "additionalProperties": {"type": "string"}}, {"type": "null"}]},
            "string", "deepObject",
        ),
        (
            {"type": "object", "properties": {"gt": {"type": "integer"}, "lt": {"type": "integer"}}},
            "integer", "deepObject",
        ),
        (
            {"type": "object", "properties": {"a": {"type": "integer"}, "b": {"type": "string"}}}, "any",
            "deepObject",
        ),
        ({"type": "object", "additionalProperties": True}, "any", "deepObject"),
    ],
)  # fmt: skip
def test_parameter_schema_has_kind_and_style(schema: JsonObject, kind: str, style: str) -> None:
    assert types.kind({}, schema) == kind
    assert types.style({}, schema) == style


def test_operations_each_appears_once() -> None:
    document = openapi_document.document()["paths"]
    assert len(OPERATIONS) == sum(len(item) - ("parameters" in item) for item in document.values())
    assert len({operation.id for operation in OPERATIONS}) == len(OPERATIONS)
    assert all(isinstance(p, Parameter) for operation in OPERATIONS for p in operation.parameters)
