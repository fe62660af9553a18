"""A client in the container's network: `chat PID` chats, `drain PID` stops the server during a stream."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import sys
import time

import openai

_ADDRESS = ("127.0.0.1", 8080)
# The built-in model needs some seconds for an answer of this length.
_LONG = "word " * 600


def chat() -> None:
    """A chat and a streamed chat with the official SDK."""
    _until_it_listens()
    assert _get("/healthz")[0] == 200
    assert _get("/readyz")[0] == 200
    client = openai.OpenAI(base_url=f"http://{_ADDRESS[0]}:{_ADDRESS[1]}/v1", api_key="any")
    assert "builtin" in [model.id for model in client.models.list()]
    completion = client.chat.completions.create(
        model="builtin", messages=[{"role": "user", "content": "Hello"}]
    )
    print("a chat:", completion.choices[0].message.content)
    chunks = client.chat.completions.create(
        model="builtin", stream=True, messages=[{"role": "user", "content": "Hello again"}]
    )
    print("a stream:", "".join(chunk.choices[0].delta.content or "" for chunk in chunks))


def _until_it_listens() -> None:
    for _ in range(300):
        try:
            socket.create_connection(_ADDRESS, timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server does not listen")


def _get(path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(*_ADDRESS, timeout=20)
    connection.request("GET", path)
    response = connection.getresponse()
    result = response.status, response.read()
    connection.close()
    return result


def drain(process: int) -> None:
    """After SIGTERM the server refuses connections and completes the open stream."""
    body = {"model": "builtin", "stream": True, "messages": [{"role": "user", "content": _LONG}]}
    connection = http.client.HTTPConnection(*_ADDRESS, timeout=60)
    connection.request("POST", "/v1/chat/completions", json.dumps(body), {"content-type": "application/json"})
    response = connection.getresponse()
    first = response.read(1000)
    assert response.status == 200, first
    assert b"llm_backend_open_streams 1\n" in _get("/metrics")[1]
    os.kill(process, signal.SIGTERM)
    _until_it_refuses()
    rest = response.read()
    assert rest.endswith(b"data: [DONE]\n\n"), rest[-300:]
    print(f"a stream of {len(first) + len(rest):,} bytes was complete after SIGTERM")


def _until_it_refuses() -> None:
    for _ in range(300):
        try:
            socket.create_connection(_ADDRESS, timeout=5).close()
        except ConnectionRefusedError:
            return
        time.sleep(0.1)
    raise AssertionError("the server still accepts connections after SIGTERM")


if __name__ == "__main__":
    if sys.argv[1] == "chat":
        chat()
    else:
        drain(int(sys.argv[2]))
