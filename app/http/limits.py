"""Bounds on the body of a request."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, counted after decompression; times in seconds."""

    body_bytes: int = 32 * 1024 * 1024
    """Of a body in memory: JSON, SDP."""
    form_bytes: int = 512 * 1024 * 1024
    """Of a multipart body, which is spooled to disk."""
    body_seconds: float = 300.0
    """From the request's head to the body's end."""
    idle_seconds: float = 30.0
    """Between two parts of the body."""
    spool_folder: str | None = None
    """The folder of multipart bodies; None: the system's temporary folder."""
    min_free_bytes: int = 0
    """The space that a multipart body leaves on the disk of that folder."""
