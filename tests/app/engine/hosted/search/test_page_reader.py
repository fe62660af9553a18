"""Pages are opened through the guard, and bounded."""

from __future__ import annotations

import pytest

from app.engine.hosted.search.page_reader import MAX_PAGE_CHARACTERS, PageReader
from app.engine.hosted.search_backend import Page
from app.errors import APIError
from app.outbound.outbound_client import OutboundLimits
from tests.support.fake_upstream import fake_upstream, fixed_response
from tests.support.outbound import outbound


async def _read(body: bytes, content_type: str = "text/html", status: str = "200 OK", *headers: str) -> Page:
    script = fixed_response(status, body, *headers, content_type=content_type)
    async with fake_upstream(script) as server:
        reader = PageReader(outbound("page.example", limits=OutboundLimits(answer_bytes=2_000_000)))
        page = await reader.read(f"http://page.example:{server.port}/a")
        assert page.url == f"http://page.example:{server.port}/a"
        return page


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("ä€".encode(), "text/html"),
        ("ä€".encode(), "text/html; charset=utf-8"),
        ("ä€".encode("cp1252"), "text/html; charset=Windows-1252"),
        (b'<meta charset="iso-8859-15">' + "ä€".encode("iso-8859-15"), "text/html"),
        ("\ufeffä€".encode(), "text/html; charset=latin-1"),
        ("ä€".encode("utf-16"), "text/plain; charset=utf-16"),
        ("ä€".encode(), "text/html; charset=punycode"),
        ("ä€".encode(), "text/html; charset=nonsense-99"),
    ],
)
async def test_read_page_has_its_own_characters(body: bytes, content_type: str) -> None:
    assert (await _read(body, content_type)).text == "ä€"


async def test_read_page_has_title_and_text() -> None:
    page = await _read(b"<title>T</title><p>one<p>two")
    assert page[1:] == ("T", "one\ntwo")
    assert (await _read(b'{"a": 1}', "application/json")).text == '{"a": 1}'


async def test_read_long_page_is_cut() -> None:
    for content_type in ("text/html", "text/plain"):
        assert len((await _read(b"word " * 300_000, content_type)).text) == MAX_PAGE_CHARACTERS


@pytest.mark.parametrize(
    ("body", "content_type", "status", "message"),
    [
        (b"x", "application/pdf", "200 OK", "The page is of the type application/pdf, which is not read."),
        (b"x", "image/png", "200 OK", "The page is of the type image/png, which is not read."),
        (b"x", "text/html", "404 Not Found", "The page answered 404."),
        (b"x" * 2_000_001, "text/html", "200 OK", "The page was not opened: Its answer is longer than"),
    ],
)
async def test_read_page_that_cannot_be_read_is_an_error(
    body: bytes, content_type: str, status: str, message: str
) -> None:
    with pytest.raises(APIError) as raised:
        await _read(body, content_type, status)
    assert raised.value.message.startswith(message)
    assert raised.value.code == "page_not_readable"


@pytest.mark.parametrize(
    "url", ["https://10.0.0.5/", "http://example.com/", "file:///etc/passwd", "nonsense"]
)
async def test_read_forbidden_address_is_refused(url: str) -> None:
    with pytest.raises(APIError) as raised:
        await PageReader(outbound("page.example")).read(url)
    assert raised.value.code == "page_refused"
