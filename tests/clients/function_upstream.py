"""An upstream that knows functions only and plays an agent's model: it calls each tool of its script once."""

from __future__ import annotations

import http.server
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

PATCH = '*** Begin Patch\n*** Add File: patched.txt\n+say "hi" \\ 😀\n*** End Patch\n'
_CODE = "const r = await tools.exec_command({cmd: \"printf 'é😀' > coded.txt\"}); text('ran');"
# By the end of a function's name, its arguments. The first one that the model has with these parameters, and
# has not called, is next.
_SCRIPT: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("__exec", {"input": _CODE}),
    ("tool_search", {"query": "dummy tool", "limit": 5}),
    ("dummy__tool_0", {"x": "1"}),
    ("apply_patch", {"input": PATCH}),
    ("apply_patch", {"patchText": PATCH}),
    ("web_search", {"query": "pages"}),
    ("official__add", {"a": 1, "b": 2}),
    ("official__steps", {"count": 3}),
    ("official__broken", {}),
    ("exec_command", {"cmd": "printf shell > shelled.txt; seq 2000"}),
    ("bash", {"command": "printf shell > shelled.txt"}),
    ("run_shell_command", {"command": "printf shell > shelled.txt", "is_background": False}),
)
_CUT = 7
SUMMARY = "Each tool was called, and all is done."
_CHARACTERS_PER_TOKEN = 4


class _Model(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    requests: Path

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is logged."""

    def do_GET(self) -> None:
        self._send("application/json", b'{"object": "list", "data": []}')

    def do_POST(self) -> None:
        data = self.rfile.read(int(self.headers["content-length"]))
        with self.requests.open("ab") as log:
            log.write(data.replace(b"\n", b" ") + b"\n")
        body = json.loads(data)
        if any(tool["type"] != "function" for tool in body.get("tools", ())):
            self._send("application/json", b'{"error": {"message": "only functions"}}', 400)
            return
        events = [*(_event([choice]) for choice in _chunks(body)), _event([], usage=_usage(body))]
        self._send("text/event-stream", b"".join(events) + b"data: [DONE]\n\n")

    def _send(self, content_type: str, data: bytes, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("content-type", content_type)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def _chunks(body: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The choices of an answer's chunks."""
    asks_for_summary = not body.get("tools") and "summary" in str(body["messages"][-1]["content"])
    call = None if asks_for_summary else _next_call(body)
    deltas: list[dict[str, Any]] = [{"role": "assistant", "reasoning_content": "Hm."}]
    if call is None:
        done = "All done [1]." if "[1] First" in json.dumps(body["messages"]) else "All done."
        deltas.append({"content": SUMMARY if asks_for_summary else done})
    else:
        name, arguments = call
        head = {"index": 0, "id": f"call_{len(body['messages'])}", "type": "function"}
        deltas.append({"tool_calls": [{**head, "function": {"name": name, "arguments": ""}}]})
        deltas += [
            {"tool_calls": [{"index": 0, "function": {"arguments": arguments[start : start + _CUT]}}]}
            for start in range(0, len(arguments), _CUT)
        ]
    end = {"index": 0, "delta": {}, "finish_reason": "stop" if call is None else "tool_calls"}
    return [*({"index": 0, "delta": delta, "finish_reason": None} for delta in deltas), end]


def _next_call(body: Mapping[str, Any]) -> tuple[str, str] | None:
    if SUMMARY in json.dumps(body["messages"]):
        # What it knows of its calls is in the summary alone.
        return None
    functions = [tool["function"] for tool in body.get("tools", ())]
    called = {
        call["function"]["name"] for message in body["messages"] for call in message.get("tool_calls") or ()
    }
    for end, arguments in _SCRIPT:
        for function in functions:
            name, parameters = function["name"], function["parameters"].get("properties", {})
            if name.endswith(end) and name not in called and arguments.keys() <= parameters.keys():
                return name, json.dumps(arguments)
    return None


def _usage(body: Mapping[str, Any]) -> dict[str, int]:
    tokens = len(json.dumps(body["messages"])) // _CHARACTERS_PER_TOKEN
    return {"prompt_tokens": tokens, "completion_tokens": 10, "total_tokens": tokens + 10}


def _event(choices: list[dict[str, Any]], **more: Any) -> bytes:
    head = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    return b"data: " + json.dumps({**head, "choices": choices, **more}).encode() + b"\n\n"


if __name__ == "__main__":
    _Model.requests = Path(sys.argv[1])
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Model)
    sys.stderr.write(f"listens on http://127.0.0.1:{server.server_address[1]}/v1\n")
    sys.stderr.flush()
    server.serve_forever()
