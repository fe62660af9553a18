"""A request's body after content decoding: in memory, or in a spool file of which windows can be read."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncGenerator

_PIECE = 64 * 1024
_IN_MEMORY = 1024 * 1024


class MemoryContent:
    """A body that is held as one piece of bytes."""

    __slots__ = ("content_type", "data")

    def __init__(self, data: bytes, content_type: str) -> None:
        self.data = data
        self.content_type = content_type

    @property
    def length(self) -> int:
        """In bytes."""
        return len(self.data)

    async def chunks(self) -> AsyncGenerator[bytes, None]:
        """The whole content."""
        yield self.data

    async def read(self) -> bytes:
        """The whole content."""
        return self.data


class SpoolContent:
    """A body in a temporary file, of which the first MiB is held in memory. `close` removes it."""

    __slots__ = ("_file", "_lock", "content_type", "length", "texts")

    def __init__(self, content_type: str, folder: str | None = None) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY, dir=folder)  # noqa: SIM115 - closed by `close`
        self._lock = asyncio.Lock()
        self.content_type = content_type
        self.length = 0
        self.texts: dict[str, tuple[int, int]] = {}
        """Where the value of each text field of a form lies: its offset and its length."""

    async def write(self, data: bytes) -> None:
        """Appends; on disk it goes through a thread, for a full disk cache blocks."""
        if self.length + len(data) > _IN_MEMORY:
            await asyncio.to_thread(self._file.write, data)
        else:
            self._file.write(data)
        self.length += len(data)

    async def window(self, offset: int, length: int) -> AsyncGenerator[bytes, None]:
        """`length` bytes from `offset`, in pieces; several readers may take turns."""
        end = offset + length
        while offset < end:
            async with self._lock:
                piece = await asyncio.to_thread(self._read, offset, min(_PIECE, end - offset))
            if not piece:
                return
            offset += len(piece)
            yield piece

    def chunks(self) -> AsyncGenerator[bytes, None]:
        """From the start."""
        return self.window(0, self.length)

    async def read(self) -> bytes:
        """The whole of it in memory: for small bodies only."""
        return b"".join([piece async for piece in self.chunks()])

    def text(self, offset: int, length: int) -> bytes:
        """A small window at once, while the body is still being read."""
        position = self._file.tell()
        data = self._read(offset, length)
        self._file.seek(position)
        return data

    def _read(self, offset: int, length: int) -> bytes:
        self._file.seek(offset)
        return self._file.read(length)

    def close(self) -> None:
        """Removes the file."""
        self._file.close()


class SplicedContent:
    """A spooled body in which one window is replaced; the rest is read from the spool as it is needed."""

    __slots__ = ("_content", "_end", "_new", "_offset", "content_type", "length")

    def __init__(self, content: SpoolContent, offset: int, length: int, new: bytes) -> None:
        self._content = content
        self._offset = offset
        self._end = offset + length
        self._new = new
        self.content_type = content.content_type
        self.length = content.length - length + len(new)

    async def chunks(self) -> AsyncGenerator[bytes, None]:
        """From the start."""
        async for piece in self._content.window(0, self._offset):
            yield piece
        yield self._new
        async for piece in self._content.window(self._end, self._content.length - self._end):
            yield piece

    async def read(self) -> bytes:
        """The whole of it in memory: for small bodies only."""
        return b"".join([piece async for piece in self.chunks()])
