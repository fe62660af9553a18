"""A request's body after content decoding: in memory, or in a spool file of which windows can be read."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import tempfile
from collections.abc import AsyncGenerator, Mapping
from types import MappingProxyType

_log = logging.getLogger(__name__)

_PIECE = 64 * 1024
_IN_MEMORY = 1024 * 1024
_NO_ENDS: Mapping[int, int] = MappingProxyType({})


class NoRoom(Exception):
    """A body does not fit on the disk of its spool file."""


class MemoryContent:
    """A body that is held as one piece of bytes."""

    __slots__ = ("content_type", "data", "ends")

    def __init__(self, data: bytes, content_type: str) -> None:
        self.data = data
        self.content_type = content_type
        self.ends: Mapping[int, int] = _NO_ENDS
        """Of a long JSON object, where its long values end, by their starts: they are not searched again."""

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
    """A body in a temporary file, of which the first MiB is held in memory. `close` removes it.

    It leaves `min_free` bytes of the disk to others.
    """

    __slots__ = ("_file", "_folder", "_lock", "_min_free", "content_type", "length", "texts")

    def __init__(self, content_type: str, folder: str | None = None, min_free: int = 0) -> None:
        self._folder = folder or tempfile.gettempdir()
        self._min_free = min_free
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY, dir=self._folder)  # noqa: SIM115 - closed by `close`
        self._lock = asyncio.Lock()
        self.content_type = content_type
        self.length = 0
        self.texts: dict[str, tuple[int, int]] = {}
        """Where the value of each text field of a form lies: its offset and its length."""

    async def write(self, data: bytes) -> None:
        """Appends; on disk it goes through a thread, for a full disk cache blocks.

        Raises NoRoom where the disk has none for it.
        """
        if self.length + len(data) > _IN_MEMORY:
            await asyncio.to_thread(self._write_to_disk, data)
        else:
            self._file.write(data)
        self.length += len(data)

    def _write_to_disk(self, data: bytes) -> None:
        try:
            found = os.statvfs(self._folder)
            # What lies in memory so far is written with the first part that exceeds it.
            needed = len(data) + (_IN_MEMORY if self.length <= _IN_MEMORY else 0)
            if found.f_bavail * found.f_frsize - needed < self._min_free:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            self._file.write(data)
            # The file's own buffer would report a full disk later, to whoever reads.
            self._file.flush()
        except OSError as error:
            _log.warning("an upload does not fit in %s: %s", self._folder, error.strerror)
            raise NoRoom from None

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
