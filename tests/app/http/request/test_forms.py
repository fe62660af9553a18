"""Forms: chunk boundaries do not change the fields, and the spool holds the original bytes."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.aio.content import SpoolContent
from app.errors import BadRequest, PayloadTooLarge
from app.http.request.forms import FormReader
from generated.runtime import UploadedFile
from tests.support.properties import property_settings

_TEXT_BYTES = 1_000_000
_TYPE = "multipart/form-data; boundary=b0"
# The bytes of a boundary, so that data often looks like the start of one.
_DATA = st.lists(
    st.sampled_from([b"\r", b"\n", b"-", b"b", b"0", b"--b0", b"\r\n--b", b"x"]), max_size=12
).map(b"".join)


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a form; with a filename, a file."""

    name: str
    data: bytes
    filename: str | None = None


_PARTS = st.lists(
    st.builds(Part, st.text("abc", min_size=1, max_size=3),
              _DATA.filter(lambda data: b"\r\n--b0" not in data),
              st.none() | st.sampled_from(["a.txt", 'a "quoted" name', "ünïcode", ""])),
    max_size=4, unique_by=lambda part: part.name,
)  # fmt: skip


def _encoded(parts: Iterable[Part]) -> bytes:
    body = b""
    for part in parts:
        escaped = None if part.filename is None else part.filename.replace('"', '\\"')
        filename = "" if escaped is None else f'; filename="{escaped}"\r\ncontent-type: text/plain'
        head = f'--b0\r\nContent-Disposition: form-data; name="{part.name}"{filename}\r\n\r\n'
        body += head.encode() + part.data + b"\r\n"
    return body + b"--b0--\r\n"


async def _chunks(body: bytes, cuts: Iterable[int]) -> AsyncGenerator[bytes, None]:
    start = 0
    for cut in [*sorted(cut for cut in cuts if 0 < cut < len(body)), len(body)]:
        if cut > start:
            yield body[start:cut]
        start = cut


async def _read(body: bytes, cuts: Iterable[int] = (), content_type: str = _TYPE) -> dict[str, Any]:
    """The fields, with files as (filename, type, bytes). Checks that the spool holds the body unchanged."""
    content = SpoolContent(content_type)
    try:
        fields = await FormReader(content, _TEXT_BYTES).read(_chunks(body, cuts))
        assert await content.read() == body
        return {name: await _plain(value) for name, value in fields.items()}
    finally:
        content.close()


async def _plain(value: Any) -> Any:
    if isinstance(value, UploadedFile):
        return (value.filename, value.content_type, b"".join([chunk async for chunk in value.chunks()]))
    return [await _plain(item) for item in value] if isinstance(value, list) else value


def _expected(parts: Iterable[Part]) -> dict[str, Any]:
    return {
        part.name: part.data.decode() if part.filename is None else (part.filename, "text/plain", part.data)
        for part in parts
    }


@property_settings
@given(_PARTS, st.lists(st.integers(0, 400), max_size=20))
async def test_form_reader_any_chunks_same_fields(parts: list[Part], cuts: list[int]) -> None:
    assert await _read(_encoded(parts), cuts) == _expected(parts)


async def test_form_reader_single_bytes_same_fields() -> None:
    parts = [
        Part("a", b"--b\r\n--b\r\n-"),
        Part("f", b"\r\n--b\r\n--\r\n--b1 \r", "f.bin"),
        Part("last", b""),
    ]
    body = _encoded(parts)
    assert await _read(body, range(len(body))) == _expected(parts)
    for cut in range(len(body)):
        assert await _read(body, [cut]) == _expected(parts)


@property_settings
@given(st.binary(max_size=200), st.lists(st.integers(0, 200), max_size=5))
async def test_form_reader_arbitrary_bytes_is_400(body: bytes, cuts: list[int]) -> None:
    with pytest.raises(BadRequest) as caught:
        await _read(body, cuts)
    assert caught.value.code == "invalid_form"


@property_settings
@given(_PARTS.filter(bool), st.data())
async def test_form_reader_truncated_form_is_400(parts: list[Part], data: st.DataObject) -> None:
    body = _encoded(parts)
    # The line break after the last boundary is optional.
    end = data.draw(st.integers(0, len(body) - len(b"-\r\n")))
    with pytest.raises(BadRequest):
        await _read(body[:end])


async def test_form_reader_any_part_order_same_fields_and_lists() -> None:
    parts = [
        Part("f[]", b"1", "1"),
        Part("a[b]", b"x"),
        Part("f[]", b"2", "2"),
        Part("t", b"1"),
        Part("t", b"2"),
    ]
    expected = {"f": [("1", "text/plain", b"1"), ("2", "text/plain", b"2")], "a": {"b": "x"}, "t": ["1", "2"]}
    assert await _read(_encoded(parts)) == expected
    assert await _read(_encoded(sorted(parts, key=lambda part: part.name))) == expected


async def test_form_reader_files_over_1_mib_are_read_from_disk() -> None:
    data = bytes(range(256)) * 8192
    found = await _read(
        _encoded([Part("f", data, "f"), Part("g", data[::-1], "g")]), range(0, 5_000_000, 65_536)
    )
    assert (found["f"][2], found["g"][2]) == (data, data[::-1])


_HEAD = b"--b0\r\ncontent-disposition: form-data"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (_HEAD + b"\r\n\r\nx\r\n--b0--", "no valid name"),
        (_HEAD + b'; name=""\r\n\r\nx\r\n--b0--', "no valid name"),
        (b'--b0\r\ncontent-disposition: attachment; name="a"\r\n\r\nx\r\n--b0--', "no valid name"),
        (b"--b0\r\n\r\nx\r\n--b0--", "no valid name"),
        (_HEAD + b'; name="a\0"\r\n\r\nx\r\n--b0--', "NUL"),
        (_HEAD + b'; name="a"; filename="b\0"\r\n\r\nx\r\n--b0--', "NUL"),
        (_HEAD + b'; name="a"\r\n\r\nx\0\r\n--b0--', "NUL"),
        (_HEAD + b'; name="a"\r\n\r\n\xff\r\n--b0--', "UTF-8"),
        (_HEAD + b'; name="' + b"a" * 2000 + b'"\r\n\r\nx\r\n--b0--', "no valid name"),
        (_HEAD + b'; name="a"\r\nx: ' + b"a" * 20_000 + b"\r\n\r\nx\r\n--b0--", "header"),
        ((_HEAD + b'; name="a"\r\n\r\nx\r\n') * 2001 + b"--b0--", "more than 2000 parts"),
        (b"no form", "is invalid"),
    ],
)  # fmt: skip
async def test_form_reader_invalid_form_names_fault(body: bytes, message: str) -> None:
    with pytest.raises(BadRequest, match=message):
        await _read(body)


@pytest.mark.parametrize(
    "content_type",
    [
        "multipart/form-data",
        "multipart/form-data; boundary=",
        f"multipart/form-data; boundary={'b' * 300}",
    ],
)
async def test_form_reader_missing_or_long_boundary_is_400(content_type: str) -> None:
    with pytest.raises(BadRequest, match="boundary"):
        await _read(b"", content_type=content_type)


async def test_form_reader_longest_accepted_name_and_boundary() -> None:
    name = "a" * 1000
    assert await _read(_encoded([Part(name, b"x")])) == {name: "x"}
    boundary = "b" * 200
    body = _encoded([Part("a", b"x")]).replace(b"--b0", b"--" + boundary.encode())
    assert await _read(body, content_type=f"multipart/form-data; boundary={boundary}") == {"a": "x"}


@pytest.mark.parametrize("parts", [1, 100])
async def test_form_reader_texts_of_the_bound_are_accepted_one_byte_more_is_413(parts: int) -> None:
    each = _TEXT_BYTES // parts
    texts = [Part(f"a{number}", b"x" * each) for number in range(parts)]
    files = [Part("f", b"x" * 2 * _TEXT_BYTES, "f")]
    assert len(await _read(_encoded([*files, *texts]))) == parts + 1
    with pytest.raises(PayloadTooLarge, match="MAX_FORM_TEXT_BYTES") as caught:
        await _read(_encoded([*files, *texts, Part("b", b"x")]))
    assert caught.value.param == "b"
