"""Bodies: unpacked in bounded pieces, counted packed and unpacked."""

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
from app.http.request.body_stream import ClientDisconnected, pieces, read_all
from tests.support.properties import property_settings

_LIMITS = Limits(body_bytes=1_000_000, body_seconds=0.2, idle_seconds=0.2)


def _receive(parts: Iterable[bytes], *, then: Message | None = None) -> Receive:
    """The parts, then the end, or what `then` is; never anything if that is an empty message."""
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
async def test_a_body_is_what_was_packed(body: bytes, encoding: str, cuts: int) -> None:
    packers: dict[str, Callable[[bytes], bytes]] = {"deflate": zlib.compress, "identity": bytes}
    packed = packers.get(encoding, gzip.compress)(body)
    size = -(-len(packed) // cuts) or 1
    assert await read_all(_receive(_cut(packed, size)), {"content-encoding": encoding}, _LIMITS) == body


@property_settings
@given(st.lists(st.binary(max_size=50), min_size=1, max_size=5), st.integers(1, 100))
async def test_members_of_gzip_follow_each_other(members: list[bytes], size: int) -> None:
    packed = b"".join(gzip.compress(member) for member in members)
    assert await read_all(_receive(_cut(packed, size)), {"content-encoding": "gzip"}, _LIMITS) == b"".join(
        members
    )


@pytest.mark.parametrize(
    "packed", [gzip.compress(b"text")[:-1], gzip.compress(b"text") + b"more", b"text", b"\x1f\x8b"]
)
async def test_what_is_not_packed_as_it_says_is_a_400(packed: bytes) -> None:
    with pytest.raises(BadRequest, match="Content-Encoding"):
        await read_all(_receive([packed]), {"content-encoding": "gzip"}, _LIMITS)


@pytest.mark.parametrize("encoding", ["br", "gzip, gzip", "zstd"])
async def test_other_encodings_are_a_415_that_names_those_that_are_taken(encoding: str) -> None:
    with pytest.raises(UnsupportedMediaType, match="gzip, deflate"):
        await read_all(_receive([b""]), {"content-encoding": encoding}, _LIMITS)


async def test_a_bomb_is_seen_before_it_is_held() -> None:
    bomb = gzip.compress(bytes(100_000_000))
    unpacked = pieces(_receive([bomb]), {"content-encoding": "gzip"}, 1_000_000, _LIMITS)
    held = [await anext(unpacked) for _ in range(3)]
    with pytest.raises(PayloadTooLarge, match="1000000"):
        await anext(unpacked)
    assert sum(map(len, held)) <= 1_000_000


async def test_what_unpacks_to_nothing_is_counted_too() -> None:
    empty = gzip.compress(b"") * 100
    with pytest.raises(PayloadTooLarge):
        await read_all(_receive([empty] * 1000), {"content-encoding": "gzip"}, _LIMITS)


async def test_a_declared_length_over_the_limit_is_refused_unread() -> None:
    with pytest.raises(PayloadTooLarge):
        await read_all(_receive([], then={"type": "http.disconnect"}), {"content-length": "1000001"}, _LIMITS)


async def test_a_client_that_leaves_and_one_that_is_silent() -> None:
    with pytest.raises(ClientDisconnected):
        await read_all(_receive([b"a"], then={"type": "http.disconnect"}), {}, _LIMITS)

    async def trickle() -> Message:
        # Never silent for long, and never done.
        await asyncio.sleep(0.01)
        return {"type": "http.request", "body": b"a", "more_body": True}

    with pytest.raises(RequestTimeout) as caught:
        await read_all(trickle, {}, _LIMITS)
    assert caught.value.headers == {"connection": "close"}
