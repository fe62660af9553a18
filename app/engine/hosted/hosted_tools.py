"""The hosted tools of one request, and which of them a call of the model is for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol, runtime_checkable

from app.contract.json_types import JsonObject
from app.engine.hosted.image_generation import ImageTools
from app.engine.hosted.tool import HostedTool, ToolProvider
from app.engine.translation.chat_tools import tool_kind
from app.engine.translation.citations import CitationReader
from app.engine.translation.hosted_functions import HostedFunctions
from app.upstream.upstream import Upstream
from app.upstream.upstream_fields import NATIVE


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
        """Whether something is done before the model is asked, and the response has started."""
        return any(tool.kind == "mcp" for tool in self._tools.values())

    def functions(self) -> HostedFunctions:
        """What the model is shown."""
        return {place: tuple(tool.functions()) for place, tool in self._tools.items()}

    def no_functions(self) -> HostedFunctions:
        """The same for a model that may call none of them any more."""
        return {
            place: tuple(function._replace(may_be_called=False) for function in functions)
            for place, functions in self.functions().items()
        }

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
    """The tools that this server can run, by their declared types. `images` is for `image_generation`."""

    def __init__(
        self, providers: Mapping[str, ToolProvider] | None = None, images: ImageTools | None = None
    ) -> None:
        self._providers = providers or {}
        self._images = images

    def tools_of(self, fields: Mapping[str, Any], upstream: Upstream) -> HostedTools | None:
        """The hosted tools of a request's `tools` for an upstream; None if this server runs none of them.

        Raises BadRequest for one that cannot be run as it is declared.
        """
        declared: Sequence[Mapping[str, Any]] = fields.get("tools") or ()
        tools: dict[str, HostedTool] = {}
        for index, tool in enumerate(declared):
            place, kind = f"tools[{index}]", str(tool.get("type"))
            how = upstream.tools.get(tool_kind(kind))
            if how == NATIVE:
                continue
            if kind == "image_generation" and how is not None and self._images is not None:
                tools[place] = self._images.tool(tool, place, how)
            elif kind in self._providers:
                tools[place] = self._providers[kind].tool(tool, place, fields)
        return HostedTools(tools) if tools else None
