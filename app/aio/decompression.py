"""Decompresses a body as it arrives, in bounded pieces: gzip, and deflate with or without its zlib header."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

GZIP, DEFLATE = "gzip", "deflate"
PIECE_BYTES = 64 * 1024
"""The most that one piece decompresses to."""
# Compressed data is taken in small steps, as zlib copies what it has not used yet.
_STEP_BYTES = 4096
_GZIP_MAGIC = b"\x1f\x8b"
# A member without content costs more than the 20 bytes that it takes.
_MAX_EMPTY_MEMBERS = 100
_GZIP_BITS, _ZLIB_BITS, _RAW_BITS = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS


class InvalidCompression(Exception):
    """The data is not what its coding declares, or it is incomplete."""


class Decompressor:
    """Decompresses one body of `coding`, which is `GZIP` or `DEFLATE`.

    As browsers do, it ignores data behind the end that is no further member of gzip.
    """

    def __init__(self, coding: str) -> None:
        self._is_gzip = coding == GZIP
        self._zlib: zlib._Decompress | None = None
        self._start = b""
        self._started = self._ended = self._has_content = False
        self._empty_members = 0

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The decompressed pieces, of at most `PIECE_BYTES` each; raises InvalidCompression."""
        for position in range(0, len(data), _STEP_BYTES):
            yield from self._feed(data[position : position + _STEP_BYTES])

    def finish(self) -> None:
        """The data has ended; raises InvalidCompression if it is incomplete. No data at all is complete."""
        if self._zlib is not None or (self._start.strip(b"\0") and not self._ended):
            raise InvalidCompression("it ends in the middle")

    def _feed(self, data: bytes) -> Iterator[bytes]:
        while not self._ended:
            if self._zlib is None:
                self._start += data
                self._zlib = self._begin()
                if self._zlib is None:
                    return
                data, self._start = self._start, b""
            try:
                piece = self._zlib.decompress(data, PIECE_BYTES)
            except zlib.error:
                raise InvalidCompression("it is not what its Content-Encoding declares") from None
            data = self._zlib.unconsumed_tail
            if piece:
                self._has_content = True
                yield piece
            if self._zlib.eof:
                data, self._zlib = self._zlib.unused_data, None
                self._on_member_end()
            elif not data and len(piece) < PIECE_BYTES:
                # After a full piece, more may come without further data.
                return

    def _begin(self) -> zlib._Decompress | None:
        """The decompressor of the next member; None if its start is not there yet, or other data follows."""
        if len(self._start) < len(_GZIP_MAGIC):
            return None
        is_first, self._started = not self._started, True
        if self._start.startswith(_GZIP_MAGIC) and (is_first or self._is_gzip):
            self._is_gzip = True
            return zlib.decompressobj(_GZIP_BITS)
        if not is_first:
            self._ended = True
            return None
        # The data decides: some servers declare the wrong one of the two, or leave out deflate's header.
        method, flags = self._start[0], self._start[1]
        has_header = method & 15 == zlib.DEFLATED and (method << 8 | flags) % 31 == 0
        is_raw = not has_header and not self._is_gzip
        self._is_gzip = False
        return zlib.decompressobj(_RAW_BITS if is_raw else _ZLIB_BITS)

    def _on_member_end(self) -> None:
        self._empty_members += not self._has_content
        self._has_content = False
        if self._empty_members > _MAX_EMPTY_MEMBERS:
            raise InvalidCompression(f"it has more than {_MAX_EMPTY_MEMBERS} members without content")
