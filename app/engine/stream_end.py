"""The end of a forwarded stream, which its client gets once the usage is recorded."""

from __future__ import annotations

from collections.abc import Iterator

import orjson

from app.relay.frames import DONE, parse_event
from app.usage.token_usage import Usage, from_answer

_USAGE_MEMBER = b'"usage"'
_MOST_AFTER_USAGE = 1
"""The event with the usage is the last, or the last but one."""


class StreamEnd:
    """Holds back what may be the end.

    Some upstreams report the usage early, or in every event: what follows shows that it was not the end.
    """

    def __init__(self) -> None:
        self.held = b""
        self.usage: Usage | None = None
        """The last one so far."""
        self._after_usage = 0

    def add(self, chunk: bytes, events: bytes) -> Iterator[bytes]:
        """What is passed on now that this chunk has come, with which these events are complete."""
        if self.usage is None and not self.held and _USAGE_MEMBER not in events and DONE not in events:
            yield chunk
            return
        has_usage = is_done = False
        position = start = 0
        for frame in events.split(b"\n\n")[:-1]:
            usage = _usage_in(frame)
            data = b"" if usage is not None else parse_event(frame).data
            if usage is not None:
                self.usage, self._after_usage, has_usage, start = usage, 0, True, position
            elif data == DONE:
                is_done = True
            elif data is not None:
                self._after_usage += 1
            position += len(frame) + 2
        if has_usage and start and chunk == events:
            self.held, chunk = self.held + chunk[:start], chunk[start:]
        waits = self.usage is not None and self._after_usage <= _MOST_AFTER_USAGE
        if self.held and (has_usage or not waits):
            yield self.held
            self.held = b""
        if waits or is_done:
            self.held += chunk
        else:
            yield chunk


def _usage_in(frame: bytes) -> Usage | None:
    if _USAGE_MEMBER not in frame:
        return None
    try:
        return from_answer(orjson.loads(parse_event(frame).data or b""))
    except orjson.JSONDecodeError:
        return None
