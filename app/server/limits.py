"""The bounds of the server layer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ServerLimits:
    """Bounds on what a client may send and how long it may take. Times are in seconds."""

    head_bytes: int = 128 * 1024
    """Of a request's head: 431 beyond it."""
    target_bytes: int = 64 * 1024 - 1
    """Of a request's target, the URL: 414 beyond it."""
    head_fields: int = 256
    """Header fields of a request: 431 beyond it."""
    head_seconds: float = 30.0
    """From a head's first byte, or from the start of the connection, to the head's end: 408 beyond it."""
    chunk_line_bytes: int = 1024
    """Of the line with a chunk's size and extensions: 400 beyond it."""
    trailer_bytes: int = 8 * 1024
    """Of the trailers behind a chunked body, which are dropped: 431 beyond it."""
    chunks_per_tick: int = 2048
    """Chunks of a body that are parsed within one tick of the event loop."""
    discard_bytes: int = 1024 * 1024 * 1024
    """Of a body that arrives behind its response, so that the client gets to read the response."""
    discard_seconds: float = 30.0
    """For the rest of such a body."""
    discard_idle_seconds: float = 5.0
    """Between two packets of it."""
    write_seconds: float = 60.0
    """Within which a client has to take a part of what waits for it; otherwise the connection is reset."""
    total_seconds: float = 3600.0
    """For a response, from the moment on that it first waits for its client."""
    stop_idle_seconds: float = 5.0
    """Once the server stops: how long an open connection waits for one more request."""
