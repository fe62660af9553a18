"""A tool that is ready from the start, and whose calls need no approval."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence

from app.contract.json_types import JsonObject
from app.engine.hosted.tool import HostedCall, ToolContext, ToolEvent

_NO_EVENTS: Sequence[ToolEvent] = ()


class PlainTool:
    """The members of `HostedTool` that such a tool has in common with others."""

    async def prepare(self, context: ToolContext) -> AsyncGenerator[ToolEvent, None]:
        """See `HostedTool`: nothing."""
        for event in _NO_EVENTS:
            yield event

    def approved_calls(self, context: ToolContext) -> Sequence[HostedCall]:
        """See `HostedTool`: none."""
        return ()

    def needs_approval(self, call: HostedCall) -> JsonObject | None:
        """See `HostedTool`: it may run."""
        return None

    async def close(self) -> None:
        """See `HostedTool`: there is nothing to end."""
