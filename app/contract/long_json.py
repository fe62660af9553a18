"""JSON that is too long to be copied: its parts, and the texts in it, which may be moved to a file."""

from __future__ import annotations

import errno
import mmap
import os
from collections.abc import Iterable, Iterator
from operator import eq
from typing import Protocol, TypeAlias

import orjson

_PIECE_BYTES = 64 * 1024
# Small parts are put together in memory of its own: freed between others, they would stay with the process.
_BLOCK_BYTES = 1024 * 1024
_LONG_COLUMN = 256 * 1024
# Two escape sequences of a surrogate pair.
_LONGEST_CHARACTER = 12
# Between values any white space is the same, and a string has no other.
NO_LINES = bytes.maketrans(b"\n\r\t", b"   ")
"""Of the bytes of JSON: it has none of these in its strings."""
_HIGH = ("\ud800", "\udbff")


class TextFile:
    """A file without a name, removed with the last text that is in it."""

    __slots__ = ("descriptor", "size")

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.size = 0

    def __del__(self) -> None:
        os.close(self.descriptor)


class LongText:
    """The inside of one long JSON string, in memory or in a file. All that need it share this object."""

    __slots__ = ("_blocks", "_file", "_offset", "_parts", "_small_bytes", "length")

    def __init__(self, parts: Iterable[bytes | memoryview] = ()) -> None:
        self._blocks: list[mmap.mmap] = []
        self._parts = list(parts)
        self._small_bytes = 0
        self._file: TextFile | None = None
        self._offset = 0
        self.length = sum(map(len, self._parts))
        """In bytes."""

    @property
    def is_moved(self) -> bool:
        """Whether it is in a file."""
        return self._file is not None

    def is_same(self, other: LongText) -> bool:
        """Whether the other one has the same bytes in the same pieces."""
        return self.length == other.length and all(map(eq, self.pieces(), other.pieces()))

    def append(self, part: bytes) -> None:
        """Adds to its end; not once it is in a file."""
        self._parts.append(part)
        self.length += len(part)
        self._small_bytes += len(part)
        if self._small_bytes > _BLOCK_BYTES:
            block = mmap.mmap(-1, self._small_bytes, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
            block.write(b"".join(self._parts))
            self._blocks.append(block)
            self._parts, self._small_bytes = [], 0

    def pieces(self) -> Iterator[bytes]:
        """The text in pieces of bounded length."""
        if self._file is not None:
            for start in range(0, self.length, _PIECE_BYTES):
                size = min(_PIECE_BYTES, self.length - start)
                yield os.pread(self._file.descriptor, size, self._offset + start)
            return
        for part in (*self._blocks, *self._parts):
            for start in range(0, len(part), _PIECE_BYTES):
                yield bytes(part[start : start + _PIECE_BYTES])

    def move(self, file: TextFile) -> None:
        """Writes it to the end of a file, and frees the memory; raises OSError."""
        offset = file.size
        for piece in self.pieces():
            if os.pwrite(file.descriptor, piece, file.size) < len(piece):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            file.size += len(piece)
        self._file, self._offset, self._blocks, self._parts = file, offset, [], []


class EscapedText:
    """A long text within JSON that is a string itself."""

    __slots__ = ("_text",)

    def __init__(self, text: LongJson) -> None:
        self._text = text

    @property
    def length(self) -> int:
        """In bytes."""
        return sum(map(len, self.pieces()))

    def pieces(self) -> Iterator[bytes]:
        """See `LongText`."""
        for piece in self._text.pieces():
            yield piece.translate(NO_LINES).replace(b"\\", b"\\\\").replace(b'"', b'\\"')


class JsonPieces(Protocol):
    """A part of JSON that is made as it is read."""

    @property
    def length(self) -> int:
        """In bytes."""

    def pieces(self) -> Iterator[bytes]:
        """See `LongText`."""


JsonPart: TypeAlias = bytes | LongText | JsonPieces


class LongJson:
    """JSON in parts, of which other values may share the long texts."""

    __slots__ = ("parts",)

    def __init__(self, parts: list[JsonPart]) -> None:
        self.parts = parts

    @property
    def length(self) -> int:
        """In bytes."""
        return sum(len(part) if isinstance(part, bytes) else part.length for part in self.parts)

    @property
    def texts(self) -> list[LongText]:
        """The long texts in it."""
        return [part for part in self.parts if isinstance(part, LongText)]

    def pieces(self) -> Iterator[bytes]:
        """The JSON in pieces of bounded length, none of them empty."""
        waiting = b""
        for part in self.parts:
            for piece in LongText((part,)).pieces() if isinstance(part, bytes) else part.pieces():
                if len(waiting) + len(piece) > _PIECE_BYTES:
                    yield waiting
                    waiting = b""
                waiting += piece
        if waiting:
            yield waiting

    def joined(self) -> bytearray:
        """The JSON in one piece."""
        whole = bytearray(self.length)
        position = 0
        for piece in self.pieces():
            whole[position : position + len(piece)] = piece
            position += len(piece)
        return whole


def json_column(data: bytes | LongJson) -> str | LongJson:
    """JSON for a column; long JSON is not decoded."""
    if isinstance(data, LongJson):
        return data.joined().decode() if data.length < _LONG_COLUMN else data
    return data.decode() if len(data) < _LONG_COLUMN else LongJson([LongText((data,))])


class JsonTextEncoder:
    """Encodes a text that comes in pieces. Halves of a surrogate pair are joined, or replaced."""

    __slots__ = ("_half", "text")

    def __init__(self) -> None:
        self.text = LongText()
        self._half = ""

    def add(self, text: str) -> None:
        """Appends a piece."""
        text = self._half + text
        try:
            self.text.append(orjson.dumps(text)[1:-1])
            self._half = ""
        except orjson.JSONEncodeError:
            self._half = text[-1] if _HIGH[0] <= text[-1] <= _HIGH[1] else ""
            whole = text[: len(text) - len(self._half)].encode("utf-16", "surrogatepass")
            self.text.append(orjson.dumps(whole.decode("utf-16", "replace"))[1:-1])

    def end(self) -> LongText:
        """The text; a half at its end is replaced."""
        if self._half:
            self.text.append("\ufffd".encode())
            self._half = ""
        return self.text


def decoded(pieces: Iterable[bytes]) -> Iterator[str]:
    """The text of the inside of a JSON string, in pieces."""
    waiting = b""
    for piece in pieces:
        waiting += piece
        # An escape sequence or a character may be cut.
        for end in range(len(waiting), max(0, len(waiting) - _LONGEST_CHARACTER), -1):
            try:
                yield orjson.loads(b'"' + waiting[:end] + b'"')
            except orjson.JSONDecodeError:
                continue
            waiting = waiting[end:]
            break
