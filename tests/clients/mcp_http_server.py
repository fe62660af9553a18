"""The official SDK's MCP server over HTTP, with tools that add, report progress, and fail.

The transport is the first argument: `stream`, `json`, `stateless`, or `sse` for the old one.
"""

from __future__ import annotations

import socket
import sys

import uvicorn
from mcp.server.mcpserver import Context, MCPServer
from mcp.types import ToolAnnotations

server = MCPServer("official")


@server.tool(annotations=ToolAnnotations.model_validate({"readOnlyHint": True}))
def add(a: int, b: int) -> str:
    """Adds two numbers."""
    return f"The sum is {a + b}."


@server.tool()
async def steps(count: int, ctx: Context) -> str:
    """Reports progress, then ends."""
    for number in range(count):
        await ctx.report_progress(number, count)
    return f"{count} steps are done."


@server.tool()
def broken() -> str:
    """Fails."""
    raise ValueError("as asked")


if __name__ == "__main__":
    kind = sys.argv[1]
    app = (
        server.sse_app()
        if kind == "sse"
        else server.streamable_http_app(json_response=kind == "json", stateless_http=kind == "stateless")
    )
    listening = socket.create_server(("127.0.0.1", 0))
    path = "sse" if kind == "sse" else "mcp"
    sys.stderr.write(f"listens on http://127.0.0.1:{listening.getsockname()[1]}/{path}\n")
    sys.stderr.flush()
    uvicorn.Server(uvicorn.Config(app, log_level="warning")).run([listening])
