"""Long texts of a request: of each, the built-in model reads the start."""

from __future__ import annotations

import asyncio
from typing import Any

from app.contract.json_types import JsonObject
from app.contract.long_json import LongJson, LongText, decoded
from app.contract.long_texts import LongTexts
from app.tokens.tokenizer import TextStart

_START = 512 * 1024


async def with_starts(body: JsonObject, texts: LongTexts) -> JsonObject:
    """The body with the starts of long texts in the place of their markers."""
    return await asyncio.to_thread(_with_starts, body, texts) if texts else body


def _with_starts(value: Any, texts: LongTexts) -> Any:
    if isinstance(value, dict):
        return {name: _with_starts(member, texts) for name, member in value.items()}
    if isinstance(value, list):
        return [_with_starts(item, texts) for item in value]
    text = texts.text_at(value) if isinstance(value, str) else None
    return _start(text) if isinstance(text, LongText | LongJson) else value


def _start(text: LongText | LongJson) -> str:
    parts, length = list[str](), 0
    # In pieces: a thread that decodes a long text at once holds the interpreter.
    for part in decoded(text.pieces()):
        if length < _START:
            parts.append(part)
        length += len(part)
    return TextStart.of("".join(parts), length)
