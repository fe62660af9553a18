"""Search engines on 127.0.0.1 that answer as their documents say, and refuse what those do not allow.

SearXNG: https://docs.searxng.org/dev/search_api. Brave:
https://api-dashboard.search.brave.com/api-reference/web/search/get. Tavily:
https://docs.tavily.com/documentation/api-reference/endpoint/search and /usage.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import orjson

from tests.support.fake_upstream import FakeUpstream, ReceivedRequest, Writer, fake_upstream, fixed_response

KEY = "key-of-the-operator"
RESULTS = [
    ("https://a.example/one", "First <b>page</b>", "What &amp; why"),
    ("https://b.example/two", "Second", "More"),
]


@dataclass
class FakeEngine:
    """`answers` go out in the place of the engine's own, in turn: a status with its line, and a body."""

    kind: str
    answers: list[tuple[str, bytes]] = field(default_factory=list)
    results: list[tuple[str, str, str]] = field(default_factory=lambda: list(RESULTS))
    received: list[ReceivedRequest] = field(default_factory=list)
    url: str = ""

    def query(self, number: int = -1) -> dict[str, str]:
        """The parameters of a received request's URL."""
        found = parse_qs(urlsplit(self.received[number].target).query)
        return {name: values[0] for name, values in found.items()}

    async def serve(self, upstream: FakeUpstream, writer: Writer) -> None:
        """Answers one request."""
        received = upstream.current_request
        self.received.append(received)
        status, body = self.answers.pop(0) if self.answers else getattr(self, f"_{self.kind}")(received)
        await fixed_response(status, body)(upstream, writer)

    def _searxng(self, received: ReceivedRequest) -> tuple[str, bytes]:
        path = urlsplit(received.target).path
        if path == "/config":
            return _json({"instance_name": "searxng", "version": "2026.11.1"})
        query = self.query()
        if path != "/search" or not query.get("q"):
            return "400 Bad Request", b""
        if query.get("format") != "json":
            return "200 OK", b"<html>"
        results = [
            {"url": url, "title": title, "content": text, "engine": "x", "score": 1.0, "category": "general"}
            for url, title, text in self.results
        ]
        return _json({"query": query["q"], "number_of_results": 0, "results": results, "answers": []})

    def _brave(self, received: ReceivedRequest) -> tuple[str, bytes]:
        if f"x-subscription-token: {KEY}\r\n" not in received.head:
            error = {"code": "SUBSCRIPTION_TOKEN_INVALID", "detail": "The token is invalid.", "status": 422}
            return _json({"type": "ErrorResponse", "error": error}, "422 Unprocessable Entity")
        query = self.query()
        text = query.get("q", "")
        is_valid = 0 < len(text) <= 400 and len(text.split()) <= 50 and 0 < int(query.get("count", 20)) <= 20
        if urlsplit(received.target).path != "/res/v1/web/search" or not is_valid:
            error = {"code": "VALIDATION", "detail": "Unable to validate request parameter(s)", "status": 422}
            return _json({"type": "ErrorResponse", "error": error}, "422 Unprocessable Entity")
        results = [
            {
                "type": "search_result",
                "url": url,
                "title": title,
                "description": text,
                "extra_snippets": ["More 1"],
            }
            for url, title, text in self.results
        ]
        web = {"type": "search", "results": results}
        return _json({"type": "search", "query": {"original": text}, "web": web})

    def _tavily(self, received: ReceivedRequest) -> tuple[str, bytes]:
        if f"authorization: Bearer {KEY}\r\n" not in received.head:
            error = {"detail": {"error": "Unauthorized: missing or invalid API key."}}
            return _json(error, "401 Unauthorized")
        if received.target == "/usage":
            return _json({"key": {"usage": 150, "limit": 1000}, "account": {"current_plan": "Bootstrap"}})
        body = orjson.loads(received.body)
        if received.target != "/search" or not body.get("query") or not 0 <= body["max_results"] <= 20:
            return "400 Bad Request", b"{}"
        results = [
            {"title": title, "url": url, "content": text, "score": 0.9, "raw_content": None}
            for url, title, text in self.results
        ]
        return _json({"query": body["query"], "answer": None, "images": [], "results": results})


def _json(body: Any, status: str = "200 OK") -> tuple[str, bytes]:
    return status, orjson.dumps(body)


@asynccontextmanager
async def search_engine_at(fake: FakeEngine) -> AsyncGenerator[FakeEngine, None]:
    """Listens until the block ends."""
    async with fake_upstream(fake.serve) as server:
        fake.url = f"http://127.0.0.1:{server.port}"
        yield fake
