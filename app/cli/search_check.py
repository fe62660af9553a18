"""`doctor`'s check of the search engine: it is reachable and takes the key; with `--try`, a search."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from app.cli.finding import Finding
from app.errors import APIError
from app.settings import Settings

_SUBJECT = "search"
_QUERY = "OpenAI API"


def check(settings: Settings, *, tries: bool) -> Iterator[Finding]:
    """Nothing where no engine is set. A real search may cost money: it is made with `tries` only."""
    if settings.web_search == "none":
        return
    # The modules of hosted tools are imported where one is used only.
    from app.engine.hosted.search.search_settings import search_engine
    from app.engine.hosted.search_backend import SearchQuery

    engine = search_engine(settings)
    assert engine is not None  # noqa: S101 - checked above

    async def ask() -> str:
        if not tries:
            await engine.check()
            return "is reachable and takes the key" if settings.web_search_api_key else "is reachable"
        results = await engine.search(SearchQuery(_QUERY, context_size="low"))
        if not results:
            raise APIError(f"The search engine {engine.name} found nothing for {_QUERY!r}.")
        return f"found {len(results)} results for {_QUERY!r}, the first at {results[0].url}"

    try:
        yield Finding("ok", _SUBJECT, f"WEB_SEARCH={engine.name} {asyncio.run(ask())}")
    except APIError as error:
        # The server starts without it; the model reads that a search failed.
        yield Finding("warn", _SUBJECT, error.message)
