"""SearXNG, an engine that people host themselves."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from app.engine.hosted.search.http_search import HttpSearch, members, with_sites
from app.engine.hosted.search_backend import SearchQuery
from app.outbound.outbound_client import OutboundRequest


class SearxngSearch(HttpSearch):
    """By https://docs.searxng.org/dev/search_api: `GET /search` with `format=json`, where that is allowed.

    It has no parameters for a place; a key is for a proxy in front of it.
    """

    name = "searxng"
    refused_statuses = (HTTPStatus.UNAUTHORIZED,)

    def _request(self, query: SearchQuery) -> OutboundRequest:
        parameters = {"q": with_sites(query), "format": "json", "categories": "general"}
        return OutboundRequest("GET", f"{self._url}/search?{urlencode(parameters)}", self._headers)

    def _entries(self, body: Any, query: SearchQuery) -> list[tuple[Any, Any, Sequence[Any]]]:
        return [
            (entry.get("url"), entry.get("title"), [entry.get("content")])
            for entry in members(body, "results")
        ]

    def _check_request(self) -> OutboundRequest:
        return OutboundRequest("GET", f"{self._url}/config", self._headers)

    def _problem(self, status: int, body: Any) -> str:
        if status == HTTPStatus.FORBIDDEN:
            return "refuses JSON (403): add json to search.formats in its settings.yml"
        return super()._problem(status, body)

    @property
    def _headers(self) -> tuple[tuple[str, str], ...]:
        key = (("authorization", f"Bearer {self._key}"),) if self._key else ()
        return (("accept", "application/json"), *key)
