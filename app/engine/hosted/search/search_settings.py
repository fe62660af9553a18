"""The search engine that the settings name."""

from __future__ import annotations

from urllib.parse import urlsplit

from app.engine.hosted.search.brave import BraveSearch
from app.engine.hosted.search.http_search import HttpSearch
from app.engine.hosted.search.page_reader import PageReader
from app.engine.hosted.search.searxng import SearxngSearch
from app.engine.hosted.search.tavily import TavilySearch
from app.outbound.address_rules import AddressRules
from app.outbound.from_settings import outbound_calls
from app.outbound.outbound_client import Outbound
from app.settings import Settings

_ENGINES: dict[str, tuple[type[HttpSearch], str]] = {
    "searxng": (SearxngSearch, ""),
    "brave": (BraveSearch, "https://api.search.brave.com"),
    "tavily": (TavilySearch, "https://api.tavily.com"),
}
"""WEB_SEARCH -> its engine and that one's own address."""


def search_engine(settings: Settings) -> HttpSearch | None:
    """The engine of WEB_SEARCH; None without one."""
    if settings.web_search not in _ENGINES:
        return None
    kind, own_url = _ENGINES[settings.web_search]
    url = settings.web_search_url or own_url
    # The operator's own address may be an inner one, for this engine only.
    engine = Outbound(AddressRules((_authority(url),)))
    return kind(engine, PageReader(outbound_calls(settings)), url, settings.web_search_api_key)


def _authority(url: str) -> str:
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
