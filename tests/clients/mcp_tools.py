"""An MCP server on stdin and stdout with one tool, which writes a file into its folder."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

_TOOL = {
    "name": "tool_0",
    "description": "A dummy tool that says a word",
    "inputSchema": {"type": "object", "properties": {"x": {"type": "string"}}},
    "annotations": {"readOnlyHint": True},
}


def _result(method: str, parameters: dict[str, Any]) -> dict[str, Any]:
    if method == "initialize":
        return {
            "protocolVersion": parameters["protocolVersion"],
            "capabilities": {"tools": {}},
            "serverInfo": {"name": "dummy", "version": "1"},
        }
    if method == "tools/list":
        return {"tools": [_TOOL]}
    if method == "tools/call":
        Path(sys.argv[1]).write_text(json.dumps(parameters["arguments"]), encoding="utf-8")
        return {"content": [{"type": "text", "text": "banana"}]}
    return {}


for line in sys.stdin:
    message = json.loads(line)
    if "id" in message:
        result = _result(message["method"], message.get("params") or {})
        sys.stdout.write(json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": result}) + "\n")
        sys.stdout.flush()
