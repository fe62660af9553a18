"""`web_search`: the model searches, opens pages and finds text in them, by the operator's search engine."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import orjson

from app.contract.json_types import JsonObject
from app.engine.hosted.plain_tool import PlainTool
from app.engine.hosted.search_backend import ContextSize, Page, SearchBackend, SearchQuery, SearchResult
from app.engine.hosted.tool import (
    HostedCall,
    HostedFunction,
    ItemAdded,
    ItemDone,
    ItemEvent,
    ToolContext,
    ToolEvent,
)
from app.errors import APIError, BadRequest

_SEARCH, _OPEN, _FIND = "web_search", "open_page", "find_in_page"
_TEXT: JsonObject = {"type": "string"}
_PAGE_CHARACTERS = {"low": 8_000, "medium": 20_000, "high": 50_000}
_SNIPPET_CHARACTERS = {"low": 300, "medium": 1_000, "high": 3_000}
_MAX_RESULTS = {"low": 5, "medium": 8, "high": 12}
_MAX_QUERY = 1_000
# Each citation repeats it.
_MAX_TITLE = 300
_MAX_MATCHES = 20
_AROUND_MATCH = 200
_CITE = "Cite what you use by its number in brackets right behind the sentence, such as [3]."


def _function(name: str, description: str, **parameters: str) -> HostedFunction:
    schema: JsonObject = {
        "type": "object",
        "properties": {one: {**_TEXT, "description": text} for one, text in parameters.items()},
        "required": list(parameters),
        "additionalProperties": False,
    }
    return HostedFunction(name, description, schema)


_FUNCTIONS = (
    _function(_SEARCH, f"Searches the web. {_CITE}", query="What to search for."),
    _function(_OPEN, f"Reads a web page. {_CITE}", url="The page's address, such as that of a result."),
    _function(
        _FIND,
        "Finds a text in a web page and returns what is around it.",
        url="The page's address.",
        pattern="The text; upper and lower case are the same.",
    ),
)


class WebSearchTools:
    """Makes the web searches of requests: `ToolProvider`."""

    def __init__(self, backend: SearchBackend) -> None:
        self._backend = backend

    def tool(self, declared: Mapping[str, Any], path: str, fields: Mapping[str, Any]) -> WebSearch:
        """See `ToolProvider`."""
        del path
        return WebSearch(self._backend, declared, frozenset(fields.get("include") or ()))


class WebSearch(PlainTool):
    """The web search of one request. Results are numbered over all of its calls."""

    kind = "web_search"

    def __init__(self, backend: SearchBackend, declared: Mapping[str, Any], include: frozenset[str]) -> None:
        self._backend = backend
        self._include = include
        self._is_allowed = declared.get("external_web_access") is not False
        filters = declared.get("filters") or {}
        self._domains = tuple(domain.lower() for domain in filters.get("allowed_domains") or ())
        self._place = declared.get("user_location") or {}
        self._size: ContextSize = declared.get("search_context_size") or "medium"
        self._sources: list[JsonObject] = []
        self._numbers: dict[str, int] = {}

    def functions(self) -> Sequence[HostedFunction]:
        """See `HostedTool`. Without access to the web there is nothing to call."""
        return _FUNCTIONS if self._is_allowed else ()

    def source(self, number: int) -> JsonObject | None:
        """See `CitingTool`."""
        return self._sources[number - 1] if 0 < number <= len(self._sources) else None

    def repeatable(self, call: HostedCall) -> bool:
        """See `HostedTool`: a search changes nothing."""
        return True

    def restore(self, item: JsonObject, state: Any) -> None:
        """See `HostedTool`: the state are the sources that the call has added."""
        for source in state or ():
            self._number(source["url"], source["title"])

    async def run(self, call: HostedCall, context: ToolContext) -> AsyncGenerator[ToolEvent, None]:
        """See `HostedTool`."""
        arguments = _arguments(call.arguments)
        action = self._action(call.name, arguments)
        item: JsonObject = {"type": "web_search_call", "status": "in_progress", "action": action}
        yield ItemAdded(item)
        yield ItemEvent("response.web_search_call.in_progress")
        yield ItemEvent("response.web_search_call.searching")
        before = len(self._sources)
        try:
            text, results = await self._answer(call.name, arguments)
        except APIError as error:
            yield ItemDone({**item, "status": "failed"}, f"The search failed: {error.message}")
            return
        yield ItemEvent("response.web_search_call.completed")
        if call.name == _SEARCH and "web_search_call.action.sources" in self._include:
            action = {**action, "sources": [{"type": "url", "url": result.url} for result in results]}
        done = {**item, "status": "completed", "action": action}
        if "web_search_call.results" in self._include:
            done["results"] = [result._asdict() for result in results]
        yield ItemDone(done, text, self._sources[before:])

    def _action(self, name: str, arguments: JsonObject) -> JsonObject:
        if name == _OPEN:
            return {"type": _OPEN, "url": _string(arguments, "url")}
        if name == _FIND:
            return {"type": _FIND, "url": _string(arguments, "url"), "pattern": _string(arguments, "pattern")}
        query = _string(arguments, "query")
        return {"type": "search", "query": query, "queries": [query]}

    async def _answer(self, name: str, arguments: JsonObject) -> tuple[str, Sequence[SearchResult]]:
        if name == _SEARCH:
            return await self._search(_string(arguments, "query"))
        url = _string(arguments, "url")
        if not self._is_wanted(url):
            raise BadRequest("This page is not one of the domains that the search is restricted to.")
        page = await self._backend.open_page(url)
        if not self._is_wanted(page.url):
            raise BadRequest(
                "This page leads to one outside of the domains that the search is restricted to."
            )
        title = page.title[:_MAX_TITLE]
        number = self._number(page.url, title)
        if name == _OPEN:
            text = page.text[: _PAGE_CHARACTERS[self._size]]
            return f"[{number}] {title}\n{page.url}\n\n{text}", ()
        found = _matches(page, _string(arguments, "pattern"))
        return f"[{number}] {page.title}\n{page.url}\n\n{found}", ()

    async def _search(self, query: str) -> tuple[str, Sequence[SearchResult]]:
        if not query:
            raise BadRequest("'query' is missing.")
        found = await self._backend.search(
            SearchQuery(
                query[:_MAX_QUERY],
                self._domains,
                country=self._place.get("country") or "",
                region=self._place.get("region") or "",
                city=self._place.get("city") or "",
                timezone=self._place.get("timezone") or "",
                context_size=self._size,
            )
        )
        results = [result for result in found if self._is_wanted(result.url)][: _MAX_RESULTS[self._size]]
        if not results:
            return "There are no results.", ()
        length = _SNIPPET_CHARACTERS[self._size]
        texts = [
            f"[{self._number(result.url, result.title)}] {result.title}\n{result.url}\n{result.text[:length]}"
            for result in results
        ]
        return "\n\n".join(texts), results

    def _number(self, url: str, title: str) -> int:
        """The number of a page; a page that was found before has one."""
        if url not in self._numbers:
            self._sources.append({"url": url, "title": title[:_MAX_TITLE]})
            self._numbers[url] = len(self._sources)
        return self._numbers[url]

    def _is_wanted(self, url: str) -> bool:
        """Whether the filter of domains lets a page pass; subdomains belong to their domain."""
        if not self._domains:
            return True
        try:
            host = (urlsplit(url).hostname or "").lower()
        except ValueError:
            return False
        return any(host == domain or host.endswith(f".{domain}") for domain in self._domains)


def _matches(page: Page, pattern: str) -> str:
    text, wanted = _lowered(page.text), _lowered(pattern)
    if not wanted:
        raise BadRequest("'pattern' is missing.")
    parts: list[str] = []
    start = text.find(wanted)
    while start >= 0 and len(parts) < _MAX_MATCHES:
        parts.append(
            "… " + page.text[max(0, start - _AROUND_MATCH) : start + len(wanted) + _AROUND_MATCH] + " …"
        )
        start = text.find(wanted, start + len(wanted) + _AROUND_MATCH)
    return "\n\n".join(parts) or "The page does not have this text."


def _lowered(text: str) -> str:
    """In lower case, with each character at its place: only the dotted I has a lower case of two."""
    return text.replace("\u0130", "i").lower()


def _arguments(text: str) -> JsonObject:
    try:
        value = orjson.loads(text or "{}")
    except orjson.JSONDecodeError:
        return {}
    return value if isinstance(value, dict) else {}


def _string(arguments: JsonObject, name: str) -> str:
    value = arguments.get(name)
    return value if isinstance(value, str) else ""
