"""Server-sent events, framed in the style of their operation."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Any

import orjson
from pydantic import BaseModel

from app.errors import APIError
from generated.runtime import EventStyle

DONE = b"data: [DONE]\n\n"


def plain(value: Any) -> bytes:
    """A model or plain JSON as bytes: only the fields that were set, by their names on the wire."""
    if isinstance(value, BaseModel):
        return value.model_dump_json(by_alias=True, exclude_unset=True).encode()
    return orjson.dumps(value)


def frame(event: Any, style: EventStyle | None) -> bytes:
    """One event."""
    if style == "named":
        return (
            b"event: "
            + str(_member(event, "event")).encode()
            + b"\ndata: "
            + _data(_member(event, "data"))
            + b"\n\n"
        )
    if style == "typed":
        return b"event: " + str(_member(event, "type")).encode() + b"\ndata: " + plain(event) + b"\n\n"
    return b"data: " + plain(event) + b"\n\n"


def error(fault: APIError) -> bytes:
    """An error within a stream: every client reads a `data:` line with an `error` as one."""
    return b"data: " + orjson.dumps(fault.body()) + b"\n\n"


async def frames(events: AsyncGenerator[Any, None], style: EventStyle | None) -> AsyncGenerator[bytes, None]:
    """The whole stream, with `[DONE]` at the end of the `data` style."""
    async for event in events:
        yield frame(event, style)
    if style == "data":
        yield DONE


def _member(event: Any, name: str) -> Any:
    return getattr(event, name) if isinstance(event, BaseModel) else event[name]


def _data(value: Any) -> bytes:
    # `event: done` has the bare text [DONE], not JSON.
    return value.encode() if isinstance(value, str) else plain(value)
