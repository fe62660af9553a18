"""How a request learns that its client has left, without a task that waits for it."""

from __future__ import annotations

from collections.abc import Callable

EXTENSION = "llm_backend.gone"
"""The key of a `DisconnectSignal` in the scope's `extensions`, where the server offers one."""


class DisconnectSignal:
    """Between the server, which sees that a client has left, and the one who works for it."""

    __slots__ = ("_happened", "_tell")

    def __init__(self) -> None:
        self._happened = False
        self._tell: Callable[[], None] | None = None

    def on_disconnect(self, tell: Callable[[], None] | None) -> None:
        """Has `tell` called when it happens, at once if it has happened; None ends that."""
        self._tell = tell
        if self._happened and tell is not None:
            tell()

    def fire(self) -> None:
        """The client has left before its answer was whole."""
        self._happened = True
        if self._tell is not None:
            self._tell()
