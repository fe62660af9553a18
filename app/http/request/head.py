"""Reads what a request's head says about its path and its caller."""

from __future__ import annotations

from starlette.types import Scope


def raw_path(scope: Scope) -> str:
    """The path as it was sent, percent-encoded; some servers leave `raw_path` out."""
    raw: bytes | None = scope.get("raw_path")
    return raw.split(b"?")[0].decode("latin-1") if raw is not None else scope["path"]


def bearer_key(header: str) -> str | None:
    """The key of an `Authorization` header; None if it has none."""
    scheme, _, key = header.partition(" ")
    return key.strip() or None if scheme.lower() == "bearer" else None
