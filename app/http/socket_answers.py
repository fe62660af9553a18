"""What a client gets on a WebSocket: the events of a response's stream, one in each message."""

from __future__ import annotations

import orjson
from starlette.types import Message

from app.contract.json_types import JsonObject
from app.errors import APIError

_EVENT_STREAM = b"text/event-stream"
_PASSED_HEADERS = frozenset((b"x-request-id", b"retry-after", b"retry-after-ms"))


def error_event(
    status: int, body: JsonObject, stream_id: str | None, headers: JsonObject | None = None
) -> str:
    """The contract's `ResponseWsError`; `body` is the `ErrorResponse` that HTTP would have answered."""
    event: JsonObject = {"type": "error", "status": status, **body}
    if headers:
        # Clients read the time to wait from these.
        event["headers"] = headers
    if stream_id is not None:
        event["stream_id"] = stream_id
    return orjson.dumps(event).decode()


def api_error_event(error: APIError, stream_id: str | None) -> str:
    """The same of an error of this server's own."""
    return error_event(error.status, error.body(), stream_id, dict(error.headers))


def steer_failed_event(event: JsonObject) -> str:
    """The answer to `response.steer`, of which the SDK has the shape and the contract has none."""
    message = "A running response cannot be steered on this server."
    error = {"type": "invalid_request_error", "code": "steering_not_supported", "message": message}
    steer = {name: event.get(name) for name in ("input", "previous_response_id")}
    failed = {"type": "response.steer.failed", "sequence_number": 0, "error": error, "steer": steer}
    return orjson.dumps(failed).decode()


class AnswerReader:
    """Turns the ASGI messages of one HTTP response into WebSocket messages."""

    def __init__(self, stream_id: str | None) -> None:
        self._stream_id = stream_id
        self._mark = b"" if stream_id is None else b'{"stream_id":"%s",' % stream_id.encode()
        self._headers: JsonObject = {}
        self._is_stream = False
        self._rest = bytearray()
        self.status = 0
        self.length = 0
        """Bytes of the messages so far."""

    def read(self, message: Message) -> list[str]:
        """The messages that an `http.response.…` completes."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = dict(message.get("headers", ()))
            self._is_stream = headers.get(b"content-type", b"").startswith(_EVENT_STREAM)
            self._headers = {
                name.decode(): value.decode("latin-1")
                for name, value in headers.items()
                if name in _PASSED_HEADERS
            }
            return []
        # A long event comes in parts, of which only the last has its end.
        searched = max(0, len(self._rest) - 1)
        self._rest += message.get("body", b"")
        if self._is_stream:
            return self._events(searched)
        return [] if message.get("more_body", False) else [self._error()]

    def _events(self, searched: int) -> list[str]:
        end = self._rest.rfind(b"\n\n", searched)
        if end < 0:
            return []
        blocks = bytes(self._rest[:end]).split(b"\n\n")
        del self._rest[: end + 2]
        return [self._message(block) for block in blocks if not block.startswith(b":")]

    def _message(self, block: bytes) -> str:
        name, _, data = block.partition(b"data: ")
        if not name:
            # An error that ends the stream has the shape of a response by HTTP.
            return error_event(500, orjson.loads(data), self._stream_id, self._headers)
        if self._mark:
            data = self._mark + data[1:]
        self.length += len(data)
        return data.decode()

    def _error(self) -> str:
        try:
            body = orjson.loads(bytes(self._rest))
        except orjson.JSONDecodeError:
            body = {"error": None}
        return error_event(self.status, body, self._stream_id, self._headers)
