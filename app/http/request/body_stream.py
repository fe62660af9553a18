"""Reads a request's body: bounded in size (after decompression) and in time."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncGenerator, Iterator, Mapping

from starlette.types import Receive

from app.aio.deadlines import Deadline, EagerAwaitable
from app.aio.fast_path import FastPath
from app.errors import BadRequest, PayloadTooLarge, RequestTimeout, UnsupportedMediaType
from app.http.limits import Limits

_PIECE = 256 * 1024
# A refusal leaves the rest of the body unread, so the connection must not be used again.
_CLOSE = {"connection": "close"}


class ClientDisconnected(Exception):
    """The client broke off before its request was whole."""


async def pieces(
    receive: Receive, headers: Mapping[str, str], limit: int, limits: Limits
) -> AsyncGenerator[bytes, None]:
    """The body, decoded, piece by piece; `limit` is in bytes after decoding."""
    decoder = _decoder(headers.get("content-encoding", ""))
    incoming = _Incoming(receive, headers, limit, limits)
    total = 0
    while incoming.more:
        piece = await incoming.next()
        if not piece:
            continue
        for decoded in decoder.feed(piece) if decoder else (piece,):
            total += len(decoded)
            if total > limit:
                raise too_large(limit)
            yield decoded
    if decoder:
        decoder.finish()


def read_nowait(path: FastPath | None, headers: Mapping[str, str], limits: Limits) -> bytes | None:
    """The body, if all of it has arrived; None where it has to be waited for, or decompressed."""
    data = None if path is None or "content-encoding" in headers else path.read_nowait()
    if data is not None and len(data) > limits.body_bytes:
        raise too_large(limits.body_bytes)
    return data


async def read_all(receive: Receive, headers: Mapping[str, str], limits: Limits) -> bytes:
    """The body as one piece of bytes."""
    parts: list[bytes]
    if "content-encoding" in headers:
        parts = [piece async for piece in pieces(receive, headers, limits.body_bytes, limits)]
    else:
        incoming = _Incoming(receive, headers, limits.body_bytes, limits)
        parts = [await incoming.next()]
        while incoming.more:
            parts.append(await incoming.next())
    return parts[0] if len(parts) == 1 else b"".join(parts)


class _Incoming:
    """The body as it was sent, piece by piece, bounded in size and in time."""

    __slots__ = ("_deadline", "_limit", "_limits", "_receive", "_taken", "more")

    def __init__(self, receive: Receive, headers: Mapping[str, str], limit: int, limits: Limits) -> None:
        declared = headers.get("content-length", "")
        if declared.isdigit() and int(declared) > limit:
            raise too_large(limit)
        self._receive = receive
        self._limit = limit
        self._limits = limits
        self._deadline = 0.0
        self._taken = 0
        self.more = True
        """Whether there are pieces to come."""

    async def next(self) -> bytes:
        """May be empty; raises ClientGone, RequestTimeout or PayloadTooLarge."""
        receiving = EagerAwaitable(self._receive())
        if receiving.waiting:
            # The time of a body runs from when it is first waited for.
            now = asyncio.get_running_loop().time()
            self._deadline = self._deadline or now + self._limits.body_seconds
            try:
                with Deadline(min(self._deadline, now + self._limits.idle_seconds)):
                    message = await receiving
            except TimeoutError:
                raise RequestTimeout("The request's body did not arrive in time.", headers=_CLOSE) from None
        else:
            message = await receiving
        if message["type"] == "http.disconnect":
            raise ClientDisconnected
        piece: bytes = message.get("body", b"")
        self.more = message.get("more_body", False)
        # What unpacks to nothing must end, too.
        self._taken += len(piece)
        if self._taken > self._limit:
            raise too_large(self._limit)
        return piece


def too_large(limit: int) -> PayloadTooLarge:
    """413 that tells the limit and the setting."""
    return PayloadTooLarge(
        f"The request's body is over the limit of {limit} bytes (settings MAX_BODY_BYTES and MAX_FILE_BYTES).",
        headers=_CLOSE,
    )


class _Decoder:
    """gzip or deflate, undone in bounded pieces."""

    def __init__(self) -> None:
        self._zlib = _unpacker()

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What the data unpacks to, a bounded piece at a time, so that a bomb is seen before it is held."""
        while True:
            if self._zlib.eof:
                if not data:
                    return
                # gzip may consist of several members, one behind the other; anything else is refused as broken.
                self._zlib = _unpacker()
            try:
                piece = self._zlib.decompress(data, _PIECE)
            except zlib.error:
                raise _broken() from None
            data = self._zlib.unused_data if self._zlib.eof else self._zlib.unconsumed_tail
            if piece:
                yield piece
            # A full piece may have left more of it inside.
            if not data and len(piece) < _PIECE:
                return

    def finish(self) -> None:
        """Raises BadRequest if the data ended too early."""
        if not self._zlib.eof:
            raise _broken()


def _unpacker() -> zlib._Decompress:
    # 32: finds out by itself whether the data is gzip or zlib.
    return zlib.decompressobj(32 + zlib.MAX_WBITS)


def _broken() -> BadRequest:
    return BadRequest(
        "The body is not what its Content-Encoding says.", code="invalid_encoding", headers=_CLOSE
    )


def _decoder(encoding: str) -> _Decoder | None:
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return None
    if name in ("gzip", "x-gzip", "deflate"):
        return _Decoder()
    raise UnsupportedMediaType(
        f"Content-Encoding '{name[:40]}' is not taken; send gzip, deflate or none.", headers=_CLOSE
    )
