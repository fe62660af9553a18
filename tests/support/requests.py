"""A valid request for each operation, generated from the contract's schemas."""

from __future__ import annotations

import json
from typing import Any

from app.contract import examples, openapi_document
from generated.runtime import Operation
from tests.support.contract_validation import operation_object


def example_request(operation: Operation, **fields: Any) -> dict[str, Any]:
    """A request with the required parameters and fields, and `fields`, as keyword arguments for httpx."""
    declared = operation_object(operation)
    parameters = {
        p["name"]: (p, examples.instance(p["schema"], openapi_document.resolve))
        for p in declared.get("parameters", [])
    }
    path = operation.path
    query: dict[str, Any] = {"beta": "true"} if operation.beta else {}
    for name, (parameter, value) in parameters.items():
        if parameter["in"] == "path":
            path = path.replace(f"{{{name}}}", str(value))
        elif parameter["in"] == "query" and parameter.get("required"):
            query[name] = value
    request: dict[str, Any] = {"method": operation.method, "url": path, "params": query}
    content = declared.get("requestBody", {}).get("content", {})
    # JSON cannot carry files.
    form = openapi_document.resolve(content.get("multipart/form-data", {}).get("schema", {}))
    preferred = ("multipart/form-data",) if '"binary"' in json.dumps(form) else ("application/json", *content)
    media = next((kind for kind in preferred if kind in content), None)
    if media is None:
        return request
    body = examples.instance(content[media].get("schema", {}), openapi_document.resolve)
    if media == "application/json":
        return {**request, "json": {**body, **fields} if isinstance(body, dict) else body}
    if media != "multipart/form-data":
        return {**request, "content": "example", "headers": {"content-type": media}}
    properties = examples.merged(content[media]["schema"], openapi_document.resolve).get("properties", {})
    parts = [part for name, value in body.items() for part in _parts(name, value, properties.get(name, {}))]
    parts += [(name, (None, _text(value))) for name, value in fields.items()]
    return {**request, "files": parts or [("unused", (None, ""))]}


def streaming_request(operation: Operation) -> dict[str, Any]:
    """A request for a response of events."""
    # Speech has no `stream` field: its `stream_format` selects events.
    selection = {"stream_format": "sse"} if operation.id == "create_speech" else {"stream": True}
    if operation.method == "GET":
        request = example_request(operation)
        return {**request, "params": {**request["params"], "stream": "true"}}
    return example_request(operation, **selection)


def _parts(name: str, value: Any, schema: dict[str, Any]) -> list[tuple[str, tuple[str | None, str]]]:
    if isinstance(value, list):
        return [part for item in value for part in _parts(f"{name}[]", item, schema)]
    is_file = '"binary"' in json.dumps(schema) or '"binary"' in json.dumps(openapi_document.resolve(schema))
    return [(name, ("example.txt" if is_file else None, _text(value)))]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)
