"""The published contract, read from `generated/openapi.json` on first use."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import orjson

import generated

_SERVER = b'"servers":[{"url":"/v1"}]'


@lru_cache(maxsize=2)
def document_bytes(root_path: str = "") -> bytes:
    """The OpenAPI document this server publishes, as JSON.

    The server that it names is the path of the API, below `root_path` where a proxy puts it.
    """
    if root_path:
        return document_bytes().replace(
            _SERVER, orjson.dumps({"servers": [{"url": f"{root_path}/v1"}]})[1:-1], 1
        )
    return (Path(generated.__file__).parent / "openapi.json").read_bytes()


@cache
def document() -> dict[str, Any]:
    """The document, parsed once. Callers must not modify it."""
    parsed: dict[str, Any] = orjson.loads(document_bytes())
    return parsed


def resolve(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with its `$ref` (within the document) followed to the end."""
    seen: set[str] = set()
    while (ref := schema.get("$ref")) is not None and ref not in seen:
        seen.add(ref)
        node: Any = document()
        for part in ref.removeprefix("#/").split("/"):
            node = node[part.replace("~1", "/").replace("~0", "~")]
        schema = node
    return schema
