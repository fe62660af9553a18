"""`stream_options.include_obfuscation`: padding that hides the length of a delta from an observer."""

from __future__ import annotations

import secrets

from app.engine.translation.output_events import OutputEvent

_BLOCK = 32
"""The JSON of every padded event has a multiple of that many bytes."""
_EMPTY = b',"obfuscation":""}'


def obfuscated_frame(event: OutputEvent) -> bytes:
    """The event as a server-sent event; a delta has a random text that fills its block."""
    return _padded(event) if event.type.endswith(".delta") else event.frame()


def _padded(event: OutputEvent) -> bytes:
    data = event.data()
    length = -(len(data) - 1 + len(_EMPTY)) % _BLOCK
    padding = secrets.token_hex(_BLOCK // 2)[:length].encode()
    return b'event: %b\ndata: %b,"obfuscation":"%b"}\n\n' % (event.type.encode(), data[:-1], padding)
