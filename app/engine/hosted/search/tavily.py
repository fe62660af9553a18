"""Tavily's search API."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from app.engine.hosted.search.http_search import HttpSearch, members
from app.engine.hosted.search_backend import SearchQuery
from app.outbound.outbound_client import OutboundRequest

_MAX_QUERY = 400
_MAX_DOMAINS = 300
_RESULTS = {"low": 5, "medium": 8, "high": 12}


class TavilySearch(HttpSearch):
    """By https://docs.tavily.com/documentation/api-reference/endpoint/search: `POST /search`.

    A search with `search_context_size: "high"` is `advanced` there, which costs twice as much. It takes
    countries by their English names only: a place is not sent.
    """

    name = "tavily"

    def _request(self, query: SearchQuery) -> OutboundRequest:
        body: dict[str, Any] = {
            "query": query.text[:_MAX_QUERY],
            "max_results": _RESULTS[query.context_size],
            "search_depth": "advanced" if query.context_size == "high" else "basic",
        }
        if query.allowed_domains:
            body["include_domains"] = list(query.allowed_domains[:_MAX_DOMAINS])
        headers = (*self._headers, ("content-type", "application/json"))
        return OutboundRequest("POST", f"{self._url}/search", headers, orjson.dumps(body))

    def _entries(self, body: Any, query: SearchQuery) -> list[tuple[Any, Any, Sequence[Any]]]:
        return [
            (entry.get("url"), entry.get("title"), [entry.get("content")])
            for entry in members(body, "results")
        ]

    def _check_request(self) -> OutboundRequest:
        return OutboundRequest("GET", f"{self._url}/usage", self._headers)

    @property
    def _headers(self) -> tuple[tuple[str, str], ...]:
        return (("accept", "application/json"), ("authorization", f"Bearer {self._key}"))
