"""The result of a tool's call as text, bounded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from app.masking import MASK

MAX_OUTPUT_BYTES = 1024 * 1024
"""The most bytes of one output that the model, the caller and the database get."""


def output_text(result: Mapping[str, Any], most: int = MAX_OUTPUT_BYTES) -> str:
    """The texts of a result, one after the other; binary parts are named by their kind and size.

    It is cut to `most` bytes, and to MAX_OUTPUT_BYTES, and says so. Structured content stands in for a result
    that has no parts.
    """
    parts = result.get("content")
    texts = [_part_text(part) for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []
    structured = result.get("structuredContent")
    if not texts and structured is not None:
        texts = [orjson.dumps(structured).decode()]
    return _cut("\n".join(texts), min(most, MAX_OUTPUT_BYTES))


def _part_text(part: Mapping[str, Any]) -> str:
    kind = part.get("type")
    if kind == "text":
        return str(part.get("text", ""))
    if kind == "resource":
        resource = part.get("resource")
        if isinstance(resource, dict) and isinstance(resource.get("text"), str):
            return str(resource["text"])
        part = resource if isinstance(resource, dict) else {}
    if kind == "resource_link":
        return f"[{part.get('name', 'resource')}: {part.get('uri', '')}]"
    data = part.get("data") or part.get("blob") or ""
    size = len(data) * 3 // 4 if isinstance(data, str) else 0
    return f"[{kind}: {part.get('mimeType', 'unknown type')}, about {size} bytes, not shown]"


def _cut(text: str, most: int) -> str:
    data = text.encode()
    if len(data) <= most:
        return text
    start = data[:most].decode(errors="ignore")
    return f"{start}\n[The output was cut here: it has {len(data)} bytes, and {most} are the most.]"


def cleaned(value: Any, secrets: tuple[str, ...]) -> Any:
    """A JSON value of the server without the secrets, if it repeats them, and without NUL.

    No database takes NUL.
    """
    if isinstance(value, str):
        for secret in secrets:
            value = value.replace(secret, MASK)
        return value.replace("\0", "\ufffd")
    if isinstance(value, dict):
        return {cleaned(key, secrets): cleaned(member, secrets) for key, member in value.items()}
    if isinstance(value, list):
        return [cleaned(member, secrets) for member in value]
    return value
