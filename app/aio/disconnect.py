"""The signal that a client has left, delivered by a callback: no task waits for it."""

from __future__ import annotations

from collections.abc import Callable


class DisconnectSignal:
    """Connects the server, which sees the end of a connection, with the code that works for its client."""

    __slots__ = ("_callback", "_fired")

    def __init__(self) -> None:
        self._fired = False
        self._callback: Callable[[], None] | None = None

    def on_disconnect(self, callback: Callable[[], None] | None) -> None:
        """Registers the one callback, which is called at once if the client has left. None removes it."""
        self._callback = callback
        if self._fired and callback is not None:
            callback()

    def fire(self) -> None:
        """The client has left before its response was complete."""
        self._fired = True
        if self._callback is not None:
            self._callback()
