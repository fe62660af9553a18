"""`include_obfuscation`: padding that hides the length of a delta from an observer."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from app.engine.translation.output_events import OutputEvent

_BLOCK = 32
"""The JSON of every padded event has a multiple of that many bytes."""
_EMPTY = b',"obfuscation":""}'
_PADDED = b'"obfuscation":"'
"""No text of an event has this: its quotes are escaped there."""


def is_requested(fields: Mapping[str, Any]) -> bool:
    """Whether the request asks for padding. The contract pads by default; here it has to be asked for."""
    options = fields.get("stream_options") or {}
    return options.get("include_obfuscation") is True


def obfuscated_frame(event: OutputEvent) -> bytes:
    """The event as a server-sent event; a delta is padded."""
    if not event.type.endswith(".delta"):
        return event.frame()
    return b"event: %b\ndata: %b\n\n" % (event.type.encode(), padded(event.data()))


def padded(data: bytes) -> bytes:
    """The JSON of a delta with random text that fills its block; unchanged if its upstream padded it."""
    if _PADDED in data:
        return data
    length = -(len(data) - 1 + len(_EMPTY)) % _BLOCK
    padding = secrets.token_hex(_BLOCK // 2)[:length].encode()
    return b'%b,"obfuscation":"%b"}' % (data[:-1], padding)
