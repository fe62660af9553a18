"""How much of the received bytes httpcore may have, so that nothing behind an answer's end is in its parser.

Bytes in its parser would be the start of the next answer on that connection: of another caller's call.
"""

from __future__ import annotations

from app.upstream.client import Headers
from app.upstream.http1.network_errors import ConnectionLost

_BLANK_LINE = b"\r\n\r\n"
_START = b"HTTP/1."
# Less than the bound of httpcore's parser, whose error does not tell a long head from an invalid one.
_MAX_WITHOUT_BODY = 96 * 1024
_WITHOUT_BODY = (204, 304)


class AnswerFraming:
    """Splits the bytes of one answer.

    A head and a chunked body end with an empty line, so they are given up to the next one. A body with a
    length is given up to that.
    """

    __slots__ = ("_left", "_start", "_tail", "_without_body", "at_blank_line", "headed")

    def __init__(self) -> None:
        self.headed = False
        """Whether the head is complete."""
        self.at_blank_line = False
        """Whether the bytes that were given end with an empty line."""
        self._start = _START
        self._tail = b""
        self._left: int | None = None
        self._without_body = 0

    @property
    def body_ended(self) -> bool:
        """Whether a body with a length was given to its end."""
        return self._left == 0

    def take(self, unread: bytearray, max_bytes: int) -> bytes:
        """Removes what the parser may have from `unread`; raises ConnectionLost for an invalid answer."""
        length = min(len(unread), max_bytes)
        if self._left is not None:
            length = min(length, self._left)
            self._left -= length
        else:
            if self._start:
                common = min(len(unread), len(self._start))
                if unread[:common] != self._start[:common]:
                    raise ConnectionLost("its answer is not HTTP")
                # Of the bytes that are given now.
                self._start = self._start[min(common, length) :]
            length = self._through_blank_line(unread, length)
            self._without_body += length
            if self._without_body > _MAX_WITHOUT_BODY:
                raise ConnectionLost(
                    "its answer is not HTTP" if self.headed else "its answer's head is too long"
                )
        data = bytes(unread[:length])
        del unread[:length]
        return data

    def on_head(self, method: str, status: int, headers: Headers) -> None:
        """The head is complete."""
        self.headed = True
        self._without_body = 0
        lengths = [value for name, value in headers if name == "content-length"]
        if method == "HEAD" or status in _WITHOUT_BODY:
            self._left = 0
        elif lengths:
            self._left = int(lengths[0])

    def on_body(self) -> None:
        """A part of the body was parsed."""
        self._without_body = 0

    def _through_blank_line(self, unread: bytearray, length: int) -> int:
        # The line may have started in the bytes before. Only a few bytes are copied.
        end = (self._tail + unread[: min(length, len(_BLANK_LINE) - 1)]).find(_BLANK_LINE) - len(self._tail)
        if end < -len(self._tail):
            end = unread.find(_BLANK_LINE, 0, length)
            self.at_blank_line = end >= 0
        else:
            self.at_blank_line = True
        if self.at_blank_line:
            self._tail = b""
            return end + len(_BLANK_LINE)
        last = unread[max(0, length - len(_BLANK_LINE) + 1) : length]
        self._tail = bytes(self._tail + last)[1 - len(_BLANK_LINE) :]
        return length
