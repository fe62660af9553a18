"""Long texts of a turn's history: bytes as they are stored, also in the request to an upstream."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Any

import orjson

from app.contract.json_types import JsonObject
from app.contract.long_json import LongJson
from app.contract.long_texts import LongTexts
from app.contract.shortening import LONG_BODY, shorten_at_once


def history_item(data: bytes, texts: LongTexts | None) -> JsonObject:
    """A stored item; its long texts become `texts`, of which it has the markers."""
    if texts is None or len(data) <= LONG_BODY:
        item: JsonObject = orjson.loads(data)
    else:
        item = _restored(orjson.loads(shorten_at_once(data, texts)), texts)
    return item


def _restored(value: Any, texts: LongTexts) -> Any:
    """The value with markers in texts and probabilities only, which a translation copies or drops.

    It reads other strings, such as the URL of an image.
    """
    if isinstance(value, dict):
        return {
            _restored(name, texts): member
            if name == "logprobs" or (name == "text" and isinstance(member, str))
            else _restored(member, texts)
            for name, member in value.items()
        }
    if isinstance(value, list):
        return [_restored(item, texts) for item in value]
    if isinstance(value, str) and texts.text_at(value) is not None:
        return texts.whole(value)
    return value


class LongContent:
    """The body of a request with long texts, which is sent in pieces."""

    __slots__ = ("_json", "content_type")

    def __init__(self, json: LongJson) -> None:
        self._json = json
        self.content_type = "application/json"

    @property
    def length(self) -> int:
        """In bytes."""
        return self._json.length

    async def chunks(self) -> AsyncGenerator[bytes, None]:
        """The content in pieces."""
        for piece in self._json.pieces():
            yield piece

    async def read(self) -> bytes:
        """The whole content."""
        return bytes(self._json.joined())
