"""Reads a request's body, limited in size (after decompression) and in time."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncGenerator, Iterator, Mapping

from starlette.types import Receive

from app.aio.deadlines import Deadline, EagerAwaitable
from app.aio.fast_path import FastPath
from app.aio.ticks import yield_to_loop
from app.errors import BadRequest, PayloadTooLarge, RequestTimeout, UnsupportedMediaType
from app.http.limits import Limits

_CHUNK_BYTES = 256 * 1024
# A member costs 10 µs and 20 bytes, so it must have content: these many, and one more for each such piece.
_MAX_EMPTY_MEMBERS = 100
_MEMBER_BYTES = 1024
# An error leaves the rest of the body unread, so the connection cannot be reused.
_CLOSE = {"connection": "close"}


class ClientDisconnected(Exception):
    """The client disconnected before its request was complete."""


async def chunks(
    receive: Receive, headers: Mapping[str, str], limit: int, limits: Limits
) -> AsyncGenerator[bytes, None]:
    """The decompressed body in chunks; `limit` is in bytes after decompression."""
    decoder = _decoder(headers.get("content-encoding", ""))
    incoming = _Incoming(receive, headers, limit, limits)
    total = 0
    while incoming.more:
        chunk = await incoming.next()
        if not chunk:
            continue
        for decoded in decoder.feed(chunk) if decoder else (chunk,):
            total += len(decoded)
            if total > limit:
                raise too_large(limit)
            yield decoded
            if decoder:
                # A small chunk may become many large ones.
                await yield_to_loop()
    if decoder:
        decoder.finish()


def read_nowait(path: FastPath | None, headers: Mapping[str, str], limits: Limits) -> bytes | None:
    """The body, if all of it has arrived; None where it has to be waited for, or decompressed."""
    data = None if path is None or "content-encoding" in headers else path.read_nowait()
    if data is not None and len(data) > limits.body_bytes:
        raise too_large(limits.body_bytes)
    return data


async def read_all(receive: Receive, headers: Mapping[str, str], limits: Limits) -> bytes:
    """The whole body, decompressed."""
    if "content-encoding" in headers:
        # Not a list of chunks: a sender may cut a body into single bytes, and each would be an object.
        decoded = bytearray()
        async for chunk in chunks(receive, headers, limits.body_bytes, limits):
            decoded += chunk
        return bytes(decoded)
    incoming = _Incoming(receive, headers, limits.body_bytes, limits)
    first, body = await incoming.next(), bytearray()
    while incoming.more:
        body += await incoming.next()
    return first + body if body else first


class _Incoming:
    """The body as it was sent, in chunks, limited in size and in time."""

    __slots__ = ("_deadline", "_limit", "_limits", "_receive", "_received", "more")

    def __init__(self, receive: Receive, headers: Mapping[str, str], limit: int, limits: Limits) -> None:
        declared = headers.get("content-length", "")
        if declared.isdigit() and int(declared) > limit:
            raise too_large(limit)
        self._receive = receive
        self._limit = limit
        self._limits = limits
        self._deadline = 0.0
        self._received = 0
        self.more = True
        """Whether more chunks follow."""

    async def next(self) -> bytes:
        """The next chunk, maybe empty. Raises ClientDisconnected, RequestTimeout or PayloadTooLarge."""
        receiving = EagerAwaitable(self._receive())
        if receiving.waiting:
            # The time limit starts when the body is first waited for.
            now = asyncio.get_running_loop().time()
            self._deadline = self._deadline or now + self._limits.body_seconds
            try:
                with Deadline(min(self._deadline, now + self._limits.idle_seconds)):
                    message = await receiving
            except TimeoutError:
                raise RequestTimeout("The request body did not arrive in time.", headers=_CLOSE) from None
        else:
            message = await receiving
        if message["type"] == "http.disconnect":
            raise ClientDisconnected
        chunk: bytes = message.get("body", b"")
        self.more = message.get("more_body", False)
        # The compressed size is limited, too: data may decompress to nothing.
        self._received += len(chunk)
        if self._received > self._limit:
            raise too_large(self._limit)
        return chunk


def too_large(limit: int) -> PayloadTooLarge:
    """The 413 that names the limit and its settings."""
    return PayloadTooLarge(
        f"The request body exceeds the limit of {limit} bytes (settings MAX_BODY_BYTES and MAX_FILE_BYTES).",
        headers=_CLOSE,
    )


class _Decoder:
    """Decompresses gzip or deflate in bounded chunks."""

    def __init__(self) -> None:
        self._zlib = _decompressor()
        self._members = 1
        self._decoded = 0

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The decompressed data in chunks of at most 256 KiB, so that a bomb never is in memory."""
        while True:
            if self._zlib.eof:
                if not data:
                    return
                # gzip may have several members; other data after the end is an error.
                self._zlib = _decompressor()
                self._members += 1
                if self._members > _MAX_EMPTY_MEMBERS + self._decoded // _MEMBER_BYTES:
                    raise _too_many_members()
            try:
                chunk = self._zlib.decompress(data, _CHUNK_BYTES)
            except zlib.error:
                raise _invalid_encoding() from None
            data = self._zlib.unused_data if self._zlib.eof else self._zlib.unconsumed_tail
            if chunk:
                self._decoded += len(chunk)
                yield chunk
            if not data:
                return

    def finish(self) -> None:
        """Raises BadRequest if the data is incomplete."""
        if not self._zlib.eof:
            raise _invalid_encoding()


def _decompressor() -> zlib._Decompress:
    # 32: detects gzip or zlib by the header.
    return zlib.decompressobj(32 + zlib.MAX_WBITS)


def _invalid_encoding() -> BadRequest:
    return BadRequest(
        "The body is not valid gzip or deflate data, as its Content-Encoding declares.",
        code="invalid_encoding",
        headers=_CLOSE,
    )


def _too_many_members() -> BadRequest:
    return BadRequest(
        f"The gzip data has too many members: at most {_MAX_EMPTY_MEMBERS}, and one more for each "
        f"{_MEMBER_BYTES} bytes of content. Compress the body as one.",
        code="invalid_encoding",
        headers=_CLOSE,
    )


def _decoder(encoding: str) -> _Decoder | None:
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return None
    if name in ("gzip", "x-gzip", "deflate"):
        return _Decoder()
    raise UnsupportedMediaType(
        f"Content-Encoding '{name[:40]}' is not supported; send gzip, deflate or none.", headers=_CLOSE
    )
