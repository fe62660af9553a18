"""The hosted tools of one request, and which of them a call of the model is for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol, runtime_checkable

from app.contract.json_types import JsonObject
from app.engine.hosted.tool import HostedTool, ToolProvider
from app.engine.translation.citations import CitationReader
from app.engine.translation.hosted_functions import HostedFunctions


@runtime_checkable
class CitingTool(Protocol):
    """A tool with numbered results, which the model may cite as `[3]`."""

    def source(self, number: int) -> JsonObject | None:
        """The `url` and `title` of a result; None if there is none of that number."""


class HostedTools:
    """By their places in the request, such as `tools[1]`."""

    def __init__(self, tools: Mapping[str, HostedTool]) -> None:
        self._tools = tools

    def __iter__(self) -> Iterator[HostedTool]:
        """The tools, in order."""
        return iter(self._tools.values())

    @property
    def need_preparation(self) -> bool:
        """Whether something is done before the model is asked, and the response has begun."""
        return any(tool.kind == "mcp" for tool in self._tools.values())

    def functions(self) -> HostedFunctions:
        """What the model is shown."""
        return {place: tuple(tool.functions()) for place, tool in self._tools.items()}

    def no_functions(self) -> HostedFunctions:
        """The same for a model that may call none of them any more."""
        return dict.fromkeys(self._tools, ())

    def tool_of(self, namespace: str | None, name: str) -> HostedTool | None:
        """The tool of a call. A name that the model made up belongs to the tool of its namespace."""
        for tool in self._tools.values():
            functions = tool.functions()
            if any((one.namespace, one.name) == (namespace, name) for one in functions):
                return tool
        if namespace is None:
            return None
        owners = (
            tool
            for tool in self._tools.values()
            if any(one.namespace == namespace for one in tool.functions())
        )
        return next(owners, None)

    def citations(self) -> CitationReader | None:
        """The reader of marks, if one of the tools has numbered results."""
        citing = [tool for tool in self._tools.values() if isinstance(tool, CitingTool)]
        if not citing:
            return None

        def source(number: int) -> JsonObject | None:
            return next((found for tool in citing if (found := tool.source(number)) is not None), None)

        return CitationReader(source)


class HostedToolKinds:
    """The tools that this server can run, by their declared types."""

    def __init__(self, providers: Mapping[str, ToolProvider] | None = None) -> None:
        self._providers = providers or {}

    def tools_of(self, fields: Mapping[str, Any]) -> HostedTools | None:
        """The hosted tools of a request's `tools`; None if it has none that this server runs.

        Raises BadRequest for one that cannot be run as it is declared.
        """
        declared: Sequence[Mapping[str, Any]] = fields.get("tools") or ()
        tools = {
            f"tools[{index}]": self._providers[tool["type"]].tool(tool, f"tools[{index}]", fields)
            for index, tool in enumerate(declared)
            if tool.get("type") in self._providers
        }
        return HostedTools(tools) if tools else None
