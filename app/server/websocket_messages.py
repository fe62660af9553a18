"""Messages of a WebSocket that the application has not received yet."""

from __future__ import annotations

import logging
from collections import deque

from app.aio.asgi import Message
from app.aio.light_event import LightEvent
from app.server.flow_control import HIGH_WATER_BYTES, FlowControl

FRAME_LOG = logging.getLogger(f"{__name__}.frames")
"""For the library, which logs ends of connections at INFO, and at DEBUG what the messages say."""
FRAME_LOG.setLevel(logging.WARNING)


class MessageQueue:
    """Reading pauses while much waits: `HIGH_WATER_BYTES`, or one message of any length."""

    def __init__(self, flow: FlowControl) -> None:
        self._flow = flow
        self._messages: deque[Message] = deque()
        self._length = 0
        self._wakeup = LightEvent()

    @property
    def is_full(self) -> bool:
        """Whether reading waits for the application."""
        return self._length > HIGH_WATER_BYTES

    def put(self, message: Message) -> None:
        """Adds a message."""
        self._messages.append(message)
        self._length += _length(message)
        if self.is_full:
            self._flow.pause_reading()
        self._wakeup.set()

    async def get(self) -> Message:
        """The first message, once there is one."""
        while not self._messages:
            await self._wakeup.wait()
            self._wakeup.clear()
        message = self._messages.popleft()
        self._length -= _length(message)
        if not self.is_full:
            self._flow.resume_reading()
        return message


def _length(message: Message) -> int:
    # An object of its own costs as much as some text.
    return 64 + len(message.get("text") or message.get("bytes") or b"")
