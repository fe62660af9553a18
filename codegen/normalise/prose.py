"""Removes prose from the contract, so that a difference shows the contract and not its wording."""

from __future__ import annotations

from typing import Any

from codegen.normalise.schemas import JsonObject, every

_SCHEMA_PROSE = ("description", "title", "summary", "example", "examples", "externalDocs", "$comment")
_PROSE = ("description", "summary", "example", "examples", "externalDocs")
# Objects whose keys are names from the document, not keywords.
_MAPS = frozenset(
    (
        "callbacks",
        "content",
        "encoding",
        "headers",
        "links",
        "mapping",
        "paths",
        "requestBodies",
        "responses",
        "schemas",
        "securitySchemes",
        "variables",
        "webhooks",
    )
)


def strip_schema_prose(document: JsonObject) -> None:
    """Removes descriptions, titles and examples of schemas; properties of those names stay."""
    for _, schema in every(document):
        for keyword in _SCHEMA_PROSE:
            schema.pop(keyword, None)


def strip_operation_prose(document: JsonObject) -> None:
    """Removes prose outside schemas: summaries, and descriptions of parameters, media types and tags."""
    _strip(document, names=False)
    document["tags"] = [{"name": tag["name"]} for tag in document.get("tags", [])]


def empty_response_descriptions(document: JsonObject) -> None:
    """Adds an empty `description` to each response: OpenAPI requires one."""
    for holder in (document.get("paths", {}), document.get("webhooks", {}), document.get("components", {})):
        _describe(holder)


def strip_vendor_keys(document: JsonObject) -> None:
    """Removes `x-…` keys, which configure OpenAI's own tools, after the steps that read them."""
    _strip_vendor(document, names=False)
    for _, schema in every(document):
        for keyword in [key for key in schema if key.startswith("x-")]:
            del schema[keyword]


def _strip(node: Any, *, names: bool) -> None:
    if isinstance(node, list):
        for child in node:
            _strip(child, names=False)
    elif isinstance(node, dict):
        if not names:
            for keyword in _PROSE:
                node.pop(keyword, None)
        for key, child in node.items():
            # `strip_schema_prose` walks schemas, in which `description` may be a property.
            if names or key not in ("schema", "schemas"):
                _strip(child, names=not names and key in _MAPS)


def _strip_vendor(node: Any, *, names: bool) -> None:
    if isinstance(node, list):
        for child in node:
            _strip_vendor(child, names=False)
    elif isinstance(node, dict):
        if not names:
            for keyword in [key for key in node if key.startswith("x-")]:
                del node[keyword]
        for key, child in node.items():
            if names or key not in ("schema", "schemas"):
                _strip_vendor(child, names=not names and key in _MAPS)


def _describe(node: Any) -> None:
    if isinstance(node, list):
        for child in node:
            _describe(child)
    elif isinstance(node, dict):
        for key, child in node.items():
            if key == "responses" and isinstance(child, dict):
                for response in child.values():
                    if isinstance(response, dict) and "$ref" not in response:
                        response.setdefault("description", "")
            if key not in ("schema", "schemas"):
                _describe(child)
