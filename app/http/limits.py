"""Bounds on the body of a request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.errors import SettingsConflict
from app.settings import Settings
from generated.operations import BY_ID


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, counted after decompression; times in seconds."""

    body_bytes: int = 32 * 1024 * 1024
    """Of a body in memory: JSON, SDP."""
    form_bytes: int = 512 * 1024 * 1024
    """Of a multipart body, which is spooled to disk."""
    nodes: int = 50_000
    """Values and keys of a JSON body over 256 KiB."""
    nodes_by_operation: Mapping[str, int] = field(default_factory=dict)
    """By operation id, in place of `nodes`."""
    form_text_bytes: int = 1024 * 1024
    """Of all text fields of a form together."""
    body_seconds: float = 300.0
    """From the request's head to the body's end."""
    idle_seconds: float = 30.0
    """Between two parts of the body."""
    spool_folder: str | None = None
    """The folder of multipart bodies; None: the system's temporary folder."""
    min_free_bytes: int = 0
    """The space that a multipart body leaves on the disk of that folder."""


def limits_of(settings: Settings) -> Limits:
    """Those of the settings. Raises SettingsConflict for an operation that does not exist."""
    pairs = (pair.split("=") for pair in settings.max_body_nodes_by_operation)
    by_operation = {name: int(number) for name, number in pairs}
    require_operations("MAX_BODY_NODES_BY_OPERATION", by_operation)
    return Limits(
        body_bytes=settings.max_body_bytes,
        form_bytes=settings.max_file_bytes,
        nodes=settings.max_body_nodes,
        nodes_by_operation=by_operation,
        form_text_bytes=settings.max_form_text_bytes,
        body_seconds=settings.body_timeout_seconds,
        idle_seconds=settings.body_idle_seconds,
        spool_folder=settings.spool_dir or None,
        min_free_bytes=settings.min_free_bytes,
    )


def require_operations(setting: str, names: Iterable[str]) -> None:
    """Raises SettingsConflict if the contract lacks one of the operations that a setting names."""
    unknown = sorted(set(names) - BY_ID.keys())
    if unknown:
        raise SettingsConflict(
            f"{setting} names unknown operations: {', '.join(unknown)}. docs/operations.md lists all."
        )
