"""Why a call of an MCP server failed, as the contract's items and the model have it.

McpError
├── McpProtocolError    an error of the protocol, the server's or our own finding    mcp_protocol_error
└── McpHttpError        a status that is an error, or no answer at all               http_error
"""

from __future__ import annotations

from app.contract.json_types import JsonObject

PARSE_ERROR = -32700
INVALID_REQUEST = -32600
METHOD_NOT_FOUND = -32601
INVALID_PARAMS = -32602
_MAX_MESSAGE = 500


class McpError(Exception):
    """`message` is for the caller and the model; the server's part of it is shortened."""

    kind = ""

    def __init__(self, code: int, message: str) -> None:
        self.code = code
        self.message = message if len(message) <= _MAX_MESSAGE else f"{message[:_MAX_MESSAGE]}…"
        super().__init__(self.message)

    def item_error(self) -> JsonObject:
        """The `error` of an `mcp_call`."""
        return {"type": self.kind, "code": self.code, "message": self.message}


class McpProtocolError(McpError):
    """`code` is JSON-RPC's."""

    kind = "mcp_protocol_error"


class McpHttpError(McpError):
    """`code` is the status; 502 where there was no answer, 504 where it came too late."""

    kind = "http_error"


class SessionExpired(Exception):
    """The server does not know the session any more; nothing was carried out."""
