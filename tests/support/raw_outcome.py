"""What a server answers to raw bytes, in one line of text."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from starlette.types import Receive, Scope, Send

_PROBE = b"GET /probe HTTP/1.1\r\nHost: a\r\n\r\n"
_PRINTABLE = bytes(code if 32 <= code < 127 else ord(".") for code in range(256))


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers with what it received. `/early` does not read the body, `/early-close` also ends the
    connection, `/slow` takes a moment in the middle of its response.
    """
    path = scope["raw_path"].decode()
    query = scope["query_string"].decode()
    target = f"{path}?{query}" if query else path
    body, more = b"", not path.startswith("/early")
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        body += message["body"]
        more = message.get("more_body", False)
    seen = f"{scope['method']} {target} {body.translate(_PRINTABLE).decode()}".strip().encode()
    headers = [(b"x-echo", seen)]
    if path == "/early-close":
        headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    if path == "/slow":
        await send({"type": "http.response.body", "body": b"a", "more_body": True})
        await asyncio.sleep(0.3)
    await send({"type": "http.response.body", "body": b"b"})


async def outcome(port: int, packets: Sequence[bytes], expected: str, *, drip: bytes = b"") -> str:
    """The answers to these packets, and what became of the connection: `kept`, `closed` or `waits`.

    Only whether it is kept is tried by a request; `expected` says whether that is to be tried. `drip` is sent
    again and again.
    """
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**22)
    received = bytearray()
    dripping = asyncio.create_task(_drip(writer, drip))
    try:
        try:
            for packet in packets:
                writer.write(packet)
                await writer.drain()
                await asyncio.sleep(0.05 if len(packet) > 1 else 0.001)
            if expected.endswith("kept"):
                writer.write(_PROBE)
            end = await _read(reader, received, expected)
        except ConnectionError:
            end = "closed"
        return "; ".join([*_answers(bytes(received)), end])
    finally:
        dripping.cancel()
        writer.transport.abort()


async def _drip(writer: asyncio.StreamWriter, drip: bytes) -> None:
    for _ in range(100):
        await asyncio.sleep(0.2)
        writer.write(drip)


async def _read(reader: asyncio.StreamReader, received: bytearray, expected: str) -> str:
    """Reads to the end that is expected, or to another one."""
    seconds = 0.5 if expected.endswith("waits") else 15
    while True:
        try:
            data = await asyncio.wait_for(reader.read(65536), seconds)
        except TimeoutError:
            return "waits"
        if not data:
            return "closed"
        received += data
        if expected.endswith("kept") and _is_complete(bytes(received)):
            return "kept"


def _is_complete(received: bytes) -> bool:
    """Whether the probe has its whole answer."""
    _, found, rest = received.partition(b"GET /probe")
    return bool(found) and rest.endswith((b"0\r\n\r\n", b"\r\n\r\nb"))


def _answers(received: bytes) -> list[str]:
    answers: list[str] = []
    while received:
        head, found, received = received.partition(b"\r\n\r\n")
        if not found or not head.startswith(b"HTTP/1.1 "):
            answers.append("no head")
            break
        lines = head.lower().split(b"\r\n")
        fields = dict(line.split(b": ", 1) for line in lines[1:])
        echoed = [line for line in head.split(b"\r\n") if line.lower().startswith(b"x-echo: ")]
        text = echoed[0][8:].decode() if echoed else head[9:12].decode()
        if text != "GET /probe":
            answers.append(text if len(text) <= 40 else text[:40] + "…")
        if head[9:10] == b"1" or text.startswith("HEAD "):
            continue
        if fields.get(b"transfer-encoding") == b"chunked":
            received = received.partition(b"0\r\n\r\n")[2]
        elif b"content-length" in fields:
            received = received[int(fields[b"content-length"]) :]
        else:
            received = b""
    return answers
