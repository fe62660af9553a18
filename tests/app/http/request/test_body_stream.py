"""Bodies: decompressed in bounded chunks, limited in compressed and decompressed size and in time."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import Callable, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Message, Receive

from app.errors import BadRequest, PayloadTooLarge, RequestTimeout, UnsupportedMediaType
from app.http.limits import Limits
from app.http.request.body_stream import ClientDisconnected, chunks, read_all
from tests.support.properties import property_settings

_LIMITS = Limits(body_bytes=1_000_000, body_seconds=0.2, idle_seconds=0.2)


def _receive(parts: Iterable[bytes], *, then: Message | None = None) -> Receive:
    """Yields the parts, then `then`, which is the end of the body by default."""
    messages: list[Message] = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
    messages.append(then if then is not None else {"type": "http.request", "body": b""})

    async def receive() -> Message:
        return messages.pop(0)

    return receive


def _cut(body: bytes, size: int) -> list[bytes]:
    return [body[i : i + size] for i in range(0, len(body), size)]


_CONTENT = st.binary(max_size=300) | st.sampled_from([256 * 1024, 256 * 1024 + 1, 900_000]).map(bytes)


@property_settings
@given(_CONTENT, st.sampled_from(["gzip", "x-gzip", "deflate", "identity", " GZIP "]), st.integers(1, 500))
async def test_read_all_compressed_body_is_decompressed(body: bytes, encoding: str, cuts: int) -> None:
    compressors: dict[str, Callable[[bytes], bytes]] = {"deflate": zlib.compress, "identity": bytes}
    compressed = compressors.get(encoding, gzip.compress)(body)
    size = -(-len(compressed) // cuts) or 1
    assert await read_all(_receive(_cut(compressed, size)), {"content-encoding": encoding}, _LIMITS) == body


@property_settings
@given(st.lists(st.binary(max_size=50), min_size=1, max_size=5), st.integers(1, 100))
async def test_read_all_gzip_members_are_joined(members: list[bytes], size: int) -> None:
    compressed = b"".join(gzip.compress(member, mtime=0) for member in members)
    assert await read_all(
        _receive(_cut(compressed, size)), {"content-encoding": "gzip"}, _LIMITS
    ) == b"".join(members)


@pytest.mark.parametrize(
    "compressed",
    [gzip.compress(b"text", mtime=0)[:-1], gzip.compress(b"text", mtime=0) + b"more", b"text", b"\x1f\x8b"],
)
async def test_read_all_invalid_compressed_data_is_400(compressed: bytes) -> None:
    with pytest.raises(BadRequest, match="Content-Encoding"):
        await read_all(_receive([compressed]), {"content-encoding": "gzip"}, _LIMITS)


@pytest.mark.parametrize("encoding", ["br", "gzip, gzip", "zstd"])
async def test_read_all_unsupported_encoding_is_415_naming_supported(encoding: str) -> None:
    with pytest.raises(UnsupportedMediaType, match="gzip, deflate"):
        await read_all(_receive([b""]), {"content-encoding": encoding}, _LIMITS)


async def test_chunks_decompression_bomb_is_413_before_it_is_in_memory() -> None:
    bomb = gzip.compress(bytes(100_000_000))
    decompressed = chunks(_receive([bomb]), {"content-encoding": "gzip"}, 1_000_000, _LIMITS)
    received = [await anext(decompressed) for _ in range(3)]
    with pytest.raises(PayloadTooLarge, match="1000000"):
        await anext(decompressed)
    assert sum(map(len, received)) <= 1_000_000


async def test_read_all_data_without_content_counts_to_limit() -> None:
    # Stored blocks of no bytes.
    empty = b"\x00\x00\x00\xff\xff" * 1000
    start = zlib.compressobj(wbits=31).flush(zlib.Z_SYNC_FLUSH)
    with pytest.raises(PayloadTooLarge):
        await read_all(_receive([start, *[empty] * 1000]), {"content-encoding": "gzip"}, _LIMITS)


async def test_read_all_gzip_members_need_content() -> None:
    headers = {"content-encoding": "gzip"}
    with pytest.raises(BadRequest, match="too many members"):
        await read_all(_receive([gzip.compress(b"", mtime=0) * 102]), headers, _LIMITS)
    # As programs write it that compress blocks of a file.
    block = bytes(1024)
    compressed = gzip.compress(block, mtime=0)
    assert await read_all(_receive([compressed] * 900), headers, _LIMITS) == block * 900


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
async def test_read_all_body_of_limit_is_accepted_one_byte_more_is_413(encoding: str) -> None:
    body = bytes(1000)
    limits = Limits(body_bytes=len(body), body_seconds=5, idle_seconds=5)
    headers = {"content-encoding": encoding}
    sent = gzip.compress(body, mtime=0) if encoding == "gzip" else body
    assert await read_all(_receive([sent]), headers, limits) == body
    longer = gzip.compress(body + b"1", mtime=0) if encoding == "gzip" else body + b"1"
    with pytest.raises(PayloadTooLarge):
        await read_all(_receive([longer]), headers, limits)


async def test_read_all_content_length_of_limit_is_accepted() -> None:
    body = bytes(1_000_000)
    assert await read_all(_receive([body]), {"content-length": "1000000"}, _LIMITS) == body


async def test_read_all_idle_body_is_408_before_the_whole_time() -> None:
    async def never() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    limits = Limits(body_seconds=30, idle_seconds=0.05)
    with pytest.raises(RequestTimeout):
        await asyncio.wait_for(read_all(never, {}, limits), 5)


async def test_read_all_content_length_over_limit_is_413_unread() -> None:
    with pytest.raises(PayloadTooLarge):
        await read_all(_receive([], then={"type": "http.disconnect"}), {"content-length": "1000001"}, _LIMITS)


async def test_read_all_disconnect_raises_client_disconnected() -> None:
    with pytest.raises(ClientDisconnected):
        await read_all(_receive([b"a"], then={"type": "http.disconnect"}), {}, _LIMITS)


async def test_read_all_slow_body_is_408_that_closes() -> None:
    async def trickle() -> Message:
        # Never idle for long, and never complete.
        await asyncio.sleep(0.01)
        return {"type": "http.request", "body": b"a", "more_body": True}

    with pytest.raises(RequestTimeout) as caught:
        await read_all(trickle, {}, _LIMITS)
    assert caught.value.headers == {"connection": "close"}
