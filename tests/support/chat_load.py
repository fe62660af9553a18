"""Many concurrent chats at low cost: an upstream with unique responses, and clients that log them."""

from __future__ import annotations

import asyncio
import json
import os
import random
import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

_RANDOM = random.Random()
Reader = asyncio.StreamReader
Writer = asyncio.StreamWriter


@dataclass(slots=True)
class LoadUpstream:
    """An upstream that streams `events` words each, with a pause of about `pace` seconds between two."""

    port: int = 0
    pace: float = 0.002
    events: int = 20
    request_count: int = 0
    in_flight: int = 0
    max_in_flight: int = 0
    """The most requests that were in flight at once."""
    exchanges: list[tuple[bytes, str]] = field(default_factory=list)
    """Each request's body and the complete text of its response, sent in full or in part."""

    @property
    def url(self) -> str:
        """The API's base URL."""
        return f"http://127.0.0.1:{self.port}/v1"

    def received_messages(self, question: str) -> list[list[str]]:
        """The texts of all messages of each request that ends with `question`."""
        return [texts for texts, _ in self._exchanges_of(question)]

    def sent_texts(self, question: str) -> list[str]:
        """The response text of each request that ends with `question`."""
        return [text for _, text in self._exchanges_of(question)]

    def _exchanges_of(self, question: str) -> list[tuple[list[str], str]]:
        matching = [
            ([message["content"] for message in json.loads(body)["messages"]], text)
            for body, text in self.exchanges
            if f'"{question}"'.encode() in body
        ]
        return [(messages, text) for messages, text in matching if messages[-1] == question]


@dataclass(slots=True)
class Log:
    """What clients received: id -> text of each complete response, and the number of incomplete ones."""

    completed: dict[str, str] = field(default_factory=dict)
    failed: int = 0


@asynccontextmanager
async def load_upstream(*, pace: float = 0.002, events: int = 20) -> AsyncGenerator[LoadUpstream, None]:
    """Listens until the block ends."""
    upstream = LoadUpstream(pace=pace, events=events)

    async def serve(reader: Reader, writer: Writer) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = re.search(rb"content-length: *(\d+)", head.lower())
                body = await reader.readexactly(int(length[1]) if length else 0)
                upstream.request_count += 1
                upstream.in_flight += 1
                upstream.max_in_flight = max(upstream.max_in_flight, upstream.in_flight)
                try:
                    await _respond(upstream, writer, body)
                finally:
                    upstream.in_flight -= 1
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, backlog=2048)
    upstream.port = server.sockets[0].getsockname()[1]
    try:
        yield upstream
    finally:
        server.close()


async def _respond(upstream: LoadUpstream, writer: Writer, body: bytes) -> None:
    words = [os.urandom(4).hex() + " " for _ in range(upstream.events)]
    upstream.exchanges.append((body, "".join(words)))
    head = {"id": "chatcmpl-same", "created": 1, "model": "gpt-4"}
    usage = {"prompt_tokens": 3, "completion_tokens": len(words), "total_tokens": 3 + len(words)}
    if b'"stream":true' not in body.replace(b" ", b""):
        await asyncio.sleep(upstream.pace * upstream.events * _RANDOM.uniform(0.2, 2))
        message = {"role": "assistant", "content": "".join(words), "refusal": None}
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
        data = json.dumps({**head, "object": "chat.completion", "choices": [choice], "usage": usage}).encode()
        writer.write(
            b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n" % len(data)
            + data
        )
        return await writer.drain()
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n")
    head["object"] = "chat.completion.chunk"
    # Responses differ in duration, so that at any time some are about to end and some are not.
    pace = upstream.pace * _RANDOM.uniform(0.2, 2)
    for word in words:
        _event(writer, {**head, "choices": [{"index": 0, "delta": {"content": word}, "finish_reason": None}]})
        await writer.drain()
        await asyncio.sleep(pace)
    _event(writer, {**head, "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
    _event(writer, {**head, "choices": [], "usage": usage})
    _chunk(writer, b"data: [DONE]\n\n")
    writer.write(b"0\r\n\r\n")
    return await writer.drain()


def _event(writer: Writer, event: dict[str, object]) -> None:
    _chunk(writer, b"data: " + json.dumps(event).encode() + b"\n\n")


def _chunk(writer: Writer, data: bytes) -> None:
    writer.write(b"%x\r\n%b\r\n" % (len(data), data))


async def chat(port: int, log: Log, *, streams: bool) -> None:
    """One chat over a raw socket; logs it as completed if its end arrives."""
    request = {"model": "gpt-4", "stream": streams, "messages": [{"role": "user", "content": "Hello"}]}
    body = json.dumps(request).encode()
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        log.failed += 1
        return
    try:
        writer.write(
            b"POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n"
            b"connection: close\r\ncontent-length: %d\r\n\r\n" % len(body) + body
        )
        received = await reader.read(-1)
    except OSError:
        log.failed += 1
        return
    finally:
        writer.close()
    result = _parse_stream(received) if streams else _parse_completion(received)
    if result is None:
        log.failed += 1
    else:
        log.completed[result[0]] = result[1]


def _parse_completion(received: bytes) -> tuple[str, str] | None:
    try:
        completion = json.loads(received.partition(b"\r\n\r\n")[2])
        return completion["id"], completion["choices"][0]["message"]["content"]
    except (ValueError, KeyError):
        return None


def _parse_stream(received: bytes) -> tuple[str, str] | None:
    lines = [line[6:] for line in received.split(b"\n") if line.startswith(b"data: ")]
    if not lines or lines[-1].strip() != b"[DONE]":
        return None
    events = [json.loads(line) for line in lines[:-1]]
    text = "".join(event["choices"][0]["delta"].get("content") or "" for event in events)
    return events[0]["id"], text
