"""Invalid requests of our own, which every operation must reject.

The negative requests of schemathesis mostly vary headers without meaning. These here certainly violate the
contract, by an independent validator.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from app.contract import openapi_document
from generated.runtime import Operation
from tests.support.contract_validation import is_valid, operation_object
from tests.support.requests import example_request

Request = dict[str, Any]

_WRONG: tuple[Any, ...] = (None, 5.5, "wrong", [None], {"wrong": None})


def invalid_requests(operation: Operation) -> Iterator[Request]:
    """Requests that the contract forbids, each invalid in one place."""
    request = example_request(operation)
    for parameter in operation_object(operation).get("parameters", []):
        kind = openapi_document.resolve(parameter["schema"]).get("type")
        if parameter["in"] == "query" and kind in ("integer", "number", "boolean"):
            yield {**request, "params": {**request["params"], parameter["name"]: "wrong"}}
    if "json" in request:
        yield from _invalid_json(operation, request)
    elif "files" in request:
        required = set(_body(operation, "multipart/form-data").get("required", []))
        for name in sorted(required):
            rest = [part for part in request["files"] if part[0].removesuffix("[]") != name]
            yield {**request, "files": rest or [("unused", (None, ""))]}
    if operation.bodies and operation.bodies[0].required:
        plain = {key: value for key, value in request.items() if key not in ("json", "files", "content")}
        yield {**plain, "content": "text", "headers": {"content-type": "text/x-none"}}


def _invalid_json(operation: Operation, request: Request) -> Iterator[Request]:
    schema = _body(operation, "application/json")
    body = request["json"]
    wrong: list[Any] = [*_WRONG]
    if isinstance(body, dict):
        for name in schema.get("properties", body):
            # A null of an optional member counts as not sent.
            rest = {key: value for key, value in body.items() if key != name}
            values = _WRONG[1:] if is_valid(schema, rest) else _WRONG
            wrong += [{**body, name: value} for value in values]
        wrong += [{key: value for key, value in body.items() if key != name} for name in body]
    for value in wrong:
        if not is_valid(schema, value):
            yield _with_json(request, json.dumps(value))
    yield _with_json(request, '{"cut": ')


def _with_json(request: Request, text: str) -> Request:
    bare = {key: value for key, value in request.items() if key != "json"}
    return {**bare, "content": text, "headers": {"content-type": "application/json"}}


def _body(operation: Operation, media_type: str) -> dict[str, Any]:
    content = operation_object(operation)["requestBody"]["content"]
    return openapi_document.resolve(content[media_type].get("schema", {}))
