"""The published contract, read from `generated/openapi.json` on first use."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import generated


@cache
def document_bytes() -> bytes:
    """The OpenAPI document this server publishes, as JSON."""
    return (Path(generated.__file__).parent / "openapi.json").read_bytes()


@cache
def document() -> dict[str, Any]:
    """The document, parsed once. Callers must not modify it."""
    import orjson

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
