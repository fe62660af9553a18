"""The handshake of a WebSocket connection (RFC 6455, 4.2)."""

from __future__ import annotations

from websockets.http11 import Request, Response
from websockets.server import ServerProtocol

from app.errors import APIError, fault
from app.server.parser_events import RequestHead

_FIELDS = (b"host", b"upgrade", b"connection", b"sec-websocket-key", b"sec-websocket-version")


def handshake(protocol: ServerProtocol, head: RequestHead) -> Response | APIError:
    """The response that accepts the connection; the error of a request that does not match the protocol.

    Of the head, which is already parsed, `protocol` gets the fields of the handshake.
    """
    fields = [name + b": " + value for name, value in head.headers if name in _FIELDS]
    protocol.receive_data(b"\r\n".join([b"GET / HTTP/1.1", *fields, b"", b""]))
    status = 400
    for event in protocol.events_received():
        if isinstance(event, Request):
            response = protocol.accept(event)
            if response.status_code == 101:
                return response
            status = response.status_code
    message = "The WebSocket handshake is not valid; this server speaks RFC 6455, version 13."
    return fault(status, message, headers={"sec-websocket-version": "13"} if status == 426 else None)
