"""The hosted tools that the settings allow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.engine.hosted.tool import HostedTool, ToolProvider
from app.settings import Settings

_WEB_SEARCH = ("web_search", "web_search_2025_08_26", "web_search_preview", "web_search_preview_2025_03_11")


def hosted_providers(settings: Settings) -> dict[str, ToolProvider]:
    """Type of a declared tool -> what makes it. Its modules are imported by the first request with one."""

    def mcp() -> ToolProvider:
        from app.engine.hosted.mcp.mcp_tool import McpProvider
        from app.outbound.from_settings import outbound_calls

        return McpProvider(outbound_calls(settings))

    def web_search() -> ToolProvider:
        from app.engine.hosted.search.search_settings import search_engine
        from app.engine.hosted.web_search import WebSearchTools

        engine = search_engine(settings)
        assert engine is not None  # noqa: S101 - checked below
        return WebSearchTools(engine)

    found: dict[str, ToolProvider] = {"mcp": _OnFirstUse(mcp)}
    if settings.web_search != "none":
        found |= dict.fromkeys(_WEB_SEARCH, _OnFirstUse(web_search))
    return found


class _OnFirstUse:
    """See `ToolProvider`."""

    def __init__(self, build: Callable[[], ToolProvider]) -> None:
        self._build = build
        self._provider: ToolProvider | None = None

    def tool(self, declared: Mapping[str, Any], path: str, fields: Mapping[str, Any]) -> HostedTool:
        """See `ToolProvider.tool`."""
        if self._provider is None:
            self._provider = self._build()
        return self._provider.tool(declared, path, fields)
