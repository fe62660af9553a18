"""Decompressor: every form of gzip and deflate, in any packets, within bounds."""

from __future__ import annotations

import gzip
import zlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.aio.decompression import DEFLATE, GZIP, PIECE_BYTES, Decompressor, InvalidCompression

_TEXT = b"data: {}\n\n" * 2000


def _raw(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


# Coding, data, content.
_FORMS: dict[str, tuple[str, bytes, bytes]] = {
    "gzip": (GZIP, gzip.compress(_TEXT), _TEXT),
    "members": (GZIP, gzip.compress(_TEXT) + gzip.compress(b"") + gzip.compress(b"x"), _TEXT + b"x"),
    "padding": (GZIP, gzip.compress(_TEXT) + b"\0" * 9, _TEXT),
    "zlib": (DEFLATE, zlib.compress(_TEXT), _TEXT),
    "zlib with data behind it": (DEFLATE, zlib.compress(_TEXT) + b"behind", _TEXT),
    "raw": (DEFLATE, _raw(_TEXT), _TEXT),
    "gzip as deflate": (DEFLATE, gzip.compress(_TEXT), _TEXT),
    "zlib as gzip": (GZIP, zlib.compress(_TEXT), _TEXT),
    "empty": (GZIP, gzip.compress(b""), b""),
    "nothing": (GZIP, b"", b""),
    "several pieces": (GZIP, gzip.compress(b"\0" * (3 * PIECE_BYTES + 100)), b"\0" * (3 * PIECE_BYTES + 100)),
}


def _decompress(coding: str, *packets: bytes) -> bytes:
    decompressor = Decompressor(coding)
    pieces = [piece for packet in packets for piece in decompressor.feed(packet)]
    decompressor.finish()
    assert all(len(piece) <= PIECE_BYTES for piece in pieces)
    return b"".join(pieces)


@pytest.mark.parametrize("name", _FORMS)
@given(draw=st.data())
def test_decompressor_any_packets_give_the_same_content(name: str, draw: st.DataObject) -> None:
    coding, data, content = _FORMS[name]
    places = draw.draw(st.sets(st.integers(0, len(data)), max_size=8))
    edges = [0, *sorted(places), len(data)]
    assert _decompress(coding, *(data[start:end] for start, end in pairwise(edges))) == content


@pytest.mark.parametrize("length", range(2 * PIECE_BYTES - 300, 2 * PIECE_BYTES + 300, 7))
def test_decompressor_content_of_whole_pieces_is_complete(length: int) -> None:
    assert _decompress(GZIP, gzip.compress(b"\0" * length, 1)) == b"\0" * length


@pytest.mark.parametrize(
    ("coding", "data"),
    [
        (GZIP, gzip.compress(_TEXT, mtime=0)[:-1]),
        (GZIP, gzip.compress(_TEXT, mtime=0)[:12]),
        (GZIP, b"\x1f"),
        (GZIP, b'{"choices": []}'),
        (GZIP, gzip.compress(_TEXT, mtime=0)[:-8] + b"\0" * 8),
        (DEFLATE, zlib.compress(_TEXT)[:-1]),
        (DEFLATE, _raw(_TEXT)[:-1]),
        (DEFLATE, b"\xff\xff\xff"),
    ],
)
def test_decompressor_broken_data_is_refused(coding: str, data: bytes) -> None:
    with pytest.raises(InvalidCompression):
        _decompress(coding, data)


def test_decompressor_members_without_content_are_bounded() -> None:
    with pytest.raises(InvalidCompression, match="without content"):
        _decompress(GZIP, gzip.compress(b"") * 10_000)
    assert _decompress(GZIP, gzip.compress(b"x") * 10_000) == b"x" * 10_000
