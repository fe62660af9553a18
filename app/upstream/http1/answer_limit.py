"""How long an upstream's answer may be."""

from __future__ import annotations

from app.upstream.client import AnswerLimits, AnswerTooLong, Headers

# Of answers that pass through without being held: audio, images, files.
_FILE_TYPES = ("audio/", "image/", "video/", "application/octet-stream", "application/zip", "binary/")


class AnswerLimit:
    """Counts the bytes of one answer."""

    __slots__ = ("_left", "_max_bytes", "_name", "_setting")

    def __init__(self, name: str, headers: Headers, limits: AnswerLimits) -> None:
        self._name = name
        is_file = _value(headers, "content-type").lower().startswith(_FILE_TYPES)
        self._setting = "MAX_FILE_BYTES" if is_file else "MAX_ANSWER_BYTES"
        self._left = self._max_bytes = limits.file if is_file else limits.held

    def check_length(self, headers: Headers) -> None:
        """Raises AnswerTooLong for a head that says so."""
        length = _value(headers, "content-length")
        if length.isdecimal() and int(length) > self._max_bytes:
            raise self._too_long()

    def add(self, length: int) -> None:
        """Counts that many bytes; raises AnswerTooLong."""
        self._left -= length
        if self._left < 0:
            raise self._too_long()

    def _too_long(self) -> AnswerTooLong:
        return AnswerTooLong(self._name, self._max_bytes, self._setting)


def _value(headers: Headers, name: str) -> str:
    return next((value for header, value in headers if header == name), "")
