"""The answer to a call, bounded while it is read."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterable, Iterable
from contextlib import aclosing

from app.aio.decompression import DEFLATE, GZIP, Decompressor, InvalidCompression
from app.outbound.errors import AnswerRefused

_CODINGS = {"gzip": GZIP, "x-gzip": GZIP, "deflate": DEFLATE}
ACCEPT_ENCODING = "gzip, deflate"


class OutboundAnswer:
    """A status, headers in lower case, and a body that is read once, by `chunks` or `read`."""

    def __init__(
        self,
        url: str,
        status: int,
        headers: Iterable[tuple[bytes, bytes]],
        stream: AsyncIterable[bytes],
        max_bytes: int,
    ) -> None:
        self.url = url
        """Where it came from, after redirects."""
        self.status = status
        self._headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in headers}
        self._stream = stream
        self._max_bytes = max_bytes

    def header(self, name: str) -> str:
        """The value of a header; empty if there is none."""
        return self._headers.get(name, "")

    @property
    def media_type(self) -> str:
        """That of `Content-Type`, without parameters, in lower case."""
        return self.header("content-type").partition(";")[0].strip().lower()

    async def chunks(self) -> AsyncGenerator[bytes, None]:
        """The decompressed body; raises AnswerRefused as soon as it is over the bound."""
        length = self.header("content-length")
        if length.isdecimal() and int(length) > self._max_bytes:
            raise self._too_long()
        left = self._max_bytes
        async for piece in self._decoded():
            left -= len(piece)
            if left < 0:
                raise self._too_long()
            if piece:
                yield piece

    async def read(self) -> bytes:
        """The whole body."""
        parts = []
        async with aclosing(self.chunks()) as chunks:
            async for chunk in chunks:
                parts.append(chunk)
        return b"".join(parts)

    async def _decoded(self) -> AsyncGenerator[bytes, None]:
        coding = self.header("content-encoding").strip().lower()
        if coding in ("", "identity"):
            async for chunk in self._stream:
                yield chunk
            return
        if coding not in _CODINGS:
            raise AnswerRefused("Its answer has a Content-Encoding that was not asked for.")
        decompressor = Decompressor(_CODINGS[coding])
        try:
            async for chunk in self._stream:
                for piece in decompressor.feed(chunk):
                    yield piece
                    # A small chunk may decompress to a lot.
                    await asyncio.sleep(0)
            decompressor.finish()
        except InvalidCompression as error:
            raise AnswerRefused(f"Its answer cannot be decompressed: {error}.") from None

    def _too_long(self) -> AnswerRefused:
        return AnswerRefused(f"Its answer is longer than {self._max_bytes} bytes.")
