"""What the search engines share: calls of their API, and their errors as errors that a model may read."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

import orjson

from app.engine.hosted.search.page_reader import PageReader
from app.engine.hosted.search.page_text import plain_text
from app.engine.hosted.search_backend import Page, SearchQuery, SearchResult
from app.errors import UpstreamTimeout, UpstreamUnreachable
from app.outbound.errors import CallTimedOut, OutboundError
from app.outbound.outbound_client import Outbound, OutboundRequest

_MAX_TEXT = 8000
_MAX_RESULTS = 20
_MAX_SITES = 5
_KEY = "WEB_SEARCH_API_KEY"


class HttpSearch(ABC):
    """See `SearchBackend`. `engine` reaches the operator's search engine at `url`, and nothing else inside.

    `key` is sent in a header, and is in no error and no log line.
    """

    name = ""
    refused_statuses: tuple[int, ...] = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
    """Statuses by which the engine refuses the key."""

    def __init__(self, engine: Outbound, pages: PageReader, url: str, key: str) -> None:
        self._engine = engine
        self._pages = pages
        self._url = url.rstrip("/")
        self._key = key

    async def search(self, query: SearchQuery) -> Sequence[SearchResult]:
        """See `SearchBackend.search`."""
        status, body = await self._send(self._request(query))
        if status != HTTPStatus.OK:
            raise self._failure(self._problem(status, body))
        found = [result for entry in self._entries(body, query) if (result := _result(entry)) is not None]
        return found[:_MAX_RESULTS]

    async def open_page(self, url: str) -> Page:
        """See `SearchBackend.open_page`."""
        return await self._pages.read(url)

    async def check(self) -> None:
        """Raises APIError if the engine is not reachable or refuses the key; no search is paid for."""
        status, body = await self._send(self._check_request())
        if not self._check_passes(status, body):
            raise self._failure(self._problem(status, body))

    @abstractmethod
    def _request(self, query: SearchQuery) -> OutboundRequest:
        """The request of a search."""

    @abstractmethod
    def _entries(self, body: Any, query: SearchQuery) -> list[tuple[Any, Any, Sequence[Any]]]:
        """The address, title and texts of each result, of whatever types the engine sent."""

    @abstractmethod
    def _check_request(self) -> OutboundRequest:
        """A request that costs nothing."""

    def _check_passes(self, status: int, body: Any) -> bool:
        return status == HTTPStatus.OK and isinstance(body, dict)

    def _refuses_key(self, status: int, body: Any) -> bool:
        return status in self.refused_statuses

    def _problem(self, status: int, body: Any) -> str:
        """The end of a sentence about the engine. Of the body nothing is repeated: it may have the key."""
        if self._refuses_key(status, body):
            what = f"refuses the key in {_KEY}" if self._key else f"wants a key: {_KEY} is not set"
            return f"{what} ({status})"
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            return f"has no searches left for the moment ({status})"
        if status == HTTPStatus.OK:
            return "did not answer with JSON"
        return f"answered {status}"

    def _failure(self, problem: str) -> UpstreamUnreachable:
        return UpstreamUnreachable(f"The search engine {self.name} {problem}.", code="web_search_failed")

    async def _send(self, request: OutboundRequest) -> tuple[int, Any]:
        try:
            async with self._engine.client() as client, client.open(request) as answer:
                data = await answer.read()
        except CallTimedOut as error:
            message = f"The search engine {self.name} was too slow: {error}"
            raise UpstreamTimeout(message, code="web_search_timeout") from None
        except OutboundError as error:
            raise self._failure(f"was not reached: {str(error).rstrip('.')}") from None
        try:
            return answer.status, orjson.loads(data)
        except orjson.JSONDecodeError:
            return answer.status, None


def with_sites(query: SearchQuery) -> str:
    """The text, limited to few domains as most engines understand it; results are filtered anyway."""
    domains = query.allowed_domains
    if not domains or len(domains) > _MAX_SITES:
        return query.text
    return f"{query.text} ({' OR '.join(f'site:{domain}' for domain in domains)})"


def members(value: Any, *path: str) -> list[Any]:
    """The list at a path of nested objects; empty where the engine sent something else."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _result(entry: tuple[Any, Any, Sequence[Any]]) -> SearchResult | None:
    url, title, texts = entry
    if not isinstance(url, str) or not url.startswith(("https://", "http://")) or len(url) > _MAX_TEXT:
        return None
    text = "\n".join(plain_text(part) for part in texts if isinstance(part, str) and part)
    return SearchResult(
        url, plain_text(title)[:_MAX_TEXT] if isinstance(title, str) else "", text[:_MAX_TEXT]
    )
