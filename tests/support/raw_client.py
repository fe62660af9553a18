"""A client that sends raw HTTP/1.1 and counts what became of its requests."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field

CHAT = json.dumps({"model": "builtin", "messages": [{"role": "user", "content": "Hello"}]}).encode()


@dataclass(slots=True)
class Answers:
    """What became of the requests that were sent."""

    statuses: list[int] = field(default_factory=list)
    closing: int = 0
    """Answers with `Connection: close`."""
    lost: list[str] = field(default_factory=list)
    """Requests without an answer."""


def chat_request(path: str = "/v1/chat/completions", body: bytes = CHAT) -> bytes:
    """A chat, as a request on a kept connection."""
    head = f"POST {path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n"
    return head.encode() + b"content-length: %d\r\n\r\n" % len(body) + body


class RawClient:
    """One connection."""

    def __init__(self, port: int, answers: Answers) -> None:
        self._port = port
        self._answers = answers
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def connect(self) -> bool:
        """False if the connection is refused: nothing was sent."""
        try:
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        except ConnectionRefusedError:
            return False
        return True

    async def exchange(self, request: bytes) -> bool:
        """Sends a request and reads its answer. False once the connection takes no more requests."""
        assert self._reader is not None
        assert self._writer is not None
        try:
            self._writer.write(request)
            head = (await asyncio.wait_for(self._reader.readuntil(b"\r\n\r\n"), 60)).lower()
            length = head.partition(b"content-length: ")[2].partition(b"\r\n")[0]
            await asyncio.wait_for(self._reader.readexactly(int(length)), 60)
        except (OSError, EOFError, TimeoutError) as error:
            self._answers.lost.append(repr(error))
            return False
        self._answers.statuses.append(int(head[9:12]))
        closes = b"\r\nconnection: close" in head
        self._answers.closing += closes
        return not closes

    async def ended(self) -> bytes:
        """What the server sends until it ends the connection."""
        assert self._reader is not None
        return await asyncio.wait_for(self._reader.read(), 60)

    def close(self) -> None:
        """Ends the connection."""
        if self._writer is not None:
            self._writer.close()
