"""A client in the container's network. `chat PID` chats; `drain PID` stops the server in the middle of a stream."""

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
# The built-in model takes some seconds to say that much.
_LONG = "word " * 600


def chat() -> None:
    """Whole and streamed, by the official SDK."""
    _until_it_listens()
    assert _get("/healthz")[0] == 200
    assert _get("/readyz")[0] == 200
    client = openai.OpenAI(base_url=f"http://{_ADDRESS[0]}:{_ADDRESS[1]}/v1", api_key="any")
    assert "builtin" in [model.id for model in client.models.list()]
    answer = client.chat.completions.create(model="builtin", messages=[{"role": "user", "content": "Hello"}])
    print("a chat:", answer.choices[0].message.content)
    pieces = client.chat.completions.create(
        model="builtin", stream=True, messages=[{"role": "user", "content": "Hello again"}]
    )
    print("a stream:", "".join(piece.choices[0].delta.content or "" for piece in pieces))


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
    answer = connection.getresponse()
    found = answer.status, answer.read()
    connection.close()
    return found


def drain(process: int) -> None:
    """SIGTERM closes the door; the stream that is open ends whole."""
    body = {"model": "builtin", "stream": True, "messages": [{"role": "user", "content": _LONG}]}
    connection = http.client.HTTPConnection(*_ADDRESS, timeout=60)
    connection.request("POST", "/v1/chat/completions", json.dumps(body), {"content-type": "application/json"})
    answer = connection.getresponse()
    first = answer.read(1000)
    assert answer.status == 200, first
    assert b"llm_backend_open_streams 1\n" in _get("/metrics")[1]
    os.kill(process, signal.SIGTERM)
    _until_it_refuses()
    rest = answer.read()
    assert rest.endswith(b"data: [DONE]\n\n"), rest[-300:]
    print(f"a stream of {len(first) + len(rest):,} bytes ended whole after SIGTERM")


def _until_it_refuses() -> None:
    for _ in range(300):
        try:
            socket.create_connection(_ADDRESS, timeout=5).close()
        except ConnectionRefusedError:
            return
        time.sleep(0.1)
    raise AssertionError("the server still takes connections after SIGTERM")


if __name__ == "__main__":
    if sys.argv[1] == "chat":
        chat()
    else:
        drain(int(sys.argv[2]))
