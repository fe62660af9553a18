"""The server-sent events of an MCP server."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

from app.engine.hosted.mcp.mcp_errors import INVALID_REQUEST, McpProtocolError
from app.outbound.answer import OutboundAnswer
from app.relay.frames import EventTooLong, Frames, SseEvent, parse_event

EVENT_STREAM = "text/event-stream"
_MAX_EVENT_BYTES = 5 * 1024 * 1024


async def server_events(answer: OutboundAnswer) -> AsyncGenerator[SseEvent, None]:
    """The events that have data, as they arrive; raises OutboundError and McpProtocolError."""
    frames = Frames(_MAX_EVENT_BYTES)
    async with aclosing(answer.chunks()) as chunks:
        async for chunk in chunks:
            try:
                events = frames.events(chunk)
            except EventTooLong:
                raise McpProtocolError(INVALID_REQUEST, "The server's event is too long.") from None
            for frame in events:
                event = parse_event(frame.rstrip(b"\n"))
                if event.data is not None:
                    yield event
