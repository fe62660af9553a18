"""Brave's search API."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlencode

from app.engine.hosted.search.http_search import HttpSearch, members, with_sites
from app.engine.hosted.search_backend import SearchQuery
from app.outbound.outbound_client import OutboundRequest

_MAX_QUERY = 400
_MAX_WORDS = 50
_RESULTS = {"low": 5, "medium": 10, "high": 20}
_SNIPPETS = {"low": 0, "medium": 2, "high": 5}
# A state's code is no longer than that.
_MAX_STATE = 3


class BraveSearch(HttpSearch):
    """By https://api-dashboard.search.brave.com/api-reference/web/search/get: `GET /res/v1/web/search`."""

    name = "brave"

    def _request(self, query: SearchQuery) -> OutboundRequest:
        parameters = {
            "q": _shortened(query),
            "count": str(_RESULTS[query.context_size]),
            "result_filter": "web",
            "text_decorations": "false",
            "extra_snippets": "true",
        }
        state = query.region if len(query.region) <= _MAX_STATE else ""
        place = {
            "x-loc-city": query.city,
            "x-loc-state": state,
            "x-loc-country": query.country,
            "x-loc-timezone": query.timezone,
        }
        # A city's name may have any letters; a header has few.
        sent = tuple((name, quote(value, safe=" /_-.,'")) for name, value in place.items() if value)
        return OutboundRequest("GET", f"{self._search_url}?{urlencode(parameters)}", (*self._headers, *sent))

    def _entries(self, body: Any, query: SearchQuery) -> list[tuple[Any, Any, Sequence[Any]]]:
        snippets = _SNIPPETS[query.context_size]
        return [
            (entry.get("url"), entry.get("title"), [entry.get("description"), *_extra(entry)[:snippets]])
            for entry in members(body, "web", "results")
        ]

    def _check_request(self) -> OutboundRequest:
        # Without a query it is refused, and only searches that succeed are paid for.
        return OutboundRequest("GET", self._search_url, self._headers)

    def _check_passes(self, status: int, body: Any) -> bool:
        is_asking_for_query = status in (HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.BAD_REQUEST)
        return is_asking_for_query and isinstance(body, dict) and not self._refuses_key(status, body)

    def _refuses_key(self, status: int, body: Any) -> bool:
        error = body.get("error") if isinstance(body, dict) else None
        code = error.get("code") if isinstance(error, dict) else None
        return super()._refuses_key(status, body) or "TOKEN" in str(code)

    @property
    def _search_url(self) -> str:
        return f"{self._url}/res/v1/web/search"

    @property
    def _headers(self) -> tuple[tuple[str, str], ...]:
        return (("accept", "application/json"), ("x-subscription-token", self._key))


def _extra(entry: dict[str, Any]) -> list[Any]:
    snippets = entry.get("extra_snippets")
    return snippets if isinstance(snippets, list) else []


def _shortened(query: SearchQuery) -> str:
    """A query of at most 50 words and 400 characters; longer ones are an error there."""
    return " ".join(with_sites(query).split()[:_MAX_WORDS])[:_MAX_QUERY]
