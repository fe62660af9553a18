"""Reads web pages through the guard of outgoing addresses."""

from __future__ import annotations

import asyncio
import codecs
import re
from http import HTTPStatus

from app.engine.hosted.search.page_text import page_text
from app.engine.hosted.search_backend import Page
from app.errors import BadRequest, UpstreamTimeout, UpstreamUnreachable
from app.outbound.answer import OutboundAnswer
from app.outbound.errors import AddressRefused, CallTimedOut, OutboundError
from app.outbound.outbound_client import Outbound, OutboundRequest

MAX_PAGE_CHARACTERS = 200_000
"""The most of a page's text."""
_ACCEPT = (("accept", "text/html, application/xhtml+xml, text/plain, application/json;q=0.5"),)
_HTML = ("text/html", "application/xhtml+xml")
_OTHER_TEXT = ("application/json", "application/xml", "application/ld+json")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]{1,40})", re.I)
# Other codecs are no character sets of pages; some are slow on purpose-made data.
_KNOWN_CHARSET = re.compile(
    r"utf-?8|utf-?16(le|be)?|us-ascii|ascii|latin-?1|iso-?8859-\d+|(windows-|cp)\d+|koi8-[ru]|shift[_-]jis|euc-jp"
    r"|euc-kr|gb2312|gbk|gb18030|big5",
    re.I,
)
_META_BYTES = 2048


class PageReader:
    """Opens pages; a page is never run, and nothing that it refers to is loaded."""

    def __init__(self, outbound: Outbound) -> None:
        self._outbound = outbound

    async def read(self, url: str) -> Page:
        """The page as text; raises APIError."""
        try:
            async with (
                self._outbound.client() as client,
                client.open(OutboundRequest("GET", url, _ACCEPT)) as answer,
            ):
                if answer.status != HTTPStatus.OK:
                    raise _unreadable(f"The page answered {answer.status}.")
                kind = answer.media_type or "text/html"
                if kind not in _HTML and kind not in _OTHER_TEXT and not kind.startswith("text/"):
                    raise _unreadable(f"The page is of the type {kind[:80]}, which is not read.")
                data = await answer.read()
        except AddressRefused as error:
            raise BadRequest(str(error), code="page_refused") from None
        except CallTimedOut as error:
            raise UpstreamTimeout(f"The page was too slow: {error}", code="page_timeout") from None
        except OutboundError as error:
            raise _unreadable(f"The page was not opened: {error}") from None
        text = data.decode(_charset(answer, data, is_html=kind in _HTML), "replace")
        if kind not in _HTML:
            return Page(answer.url, "", text.replace("\0", "")[:MAX_PAGE_CHARACTERS])
        # A page of some megabytes takes a moment.
        title, content = await asyncio.to_thread(page_text, text, MAX_PAGE_CHARACTERS)
        return Page(answer.url, title, content)


def _charset(answer: OutboundAnswer, data: bytes, *, is_html: bool) -> str:
    """The head's, else the page's own, else UTF-8."""
    places = [answer.header("content-type")]
    if is_html:
        places.append(data[:_META_BYTES].decode("latin-1"))
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    for place in places:
        found = _CHARSET.search(place)
        if found is not None and _KNOWN_CHARSET.fullmatch(found[1]):
            try:
                return codecs.lookup(found[1]).name
            except LookupError:
                continue
    return "utf-8"


def _unreadable(message: str) -> UpstreamUnreachable:
    return UpstreamUnreachable(message, code="page_not_readable")
