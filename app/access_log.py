"""The access log: one line per request, in the format of the other records, at a fraction of their cost."""

from __future__ import annotations

import asyncio
import atexit
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from time import time
from typing import Any, NamedTuple, TextIO, TypeAlias

import orjson

from app.masking import mask_keys

_FLUSH_INTERVAL = 0.02
_MAX_MODEL = 100
CONTROL_ESCAPES = {code: f"\\x{code:02x}" for code in (*range(32), 127)}
"""For `str.translate`: a caller's text must not forge a line of the log."""


class CallFacts(NamedTuple):
    """What a request's line says of its call; None for what there is not."""

    model: Any = None
    """As in the request: whatever the caller sent."""
    upstream: str | None = None
    key: str | None = None
    """The id of the caller's key."""
    tokens: tuple[int, int] | None = None
    """Input and output."""
    outcome: str | None = None
    """How the call ended, unless it was completed."""


# The time, then the arguments of `AccessLog.add`.
_Request: TypeAlias = tuple[float, str, str, str | None, str | None, int | None, float, CallFacts | None]


class AccessLog:
    """Logs one line per request, in the format of the other records, at a fraction of a record's cost.

    All texts are this server's or the contract's, so that none has to be masked, but for the model's name.
    Lines are buffered for `_FLUSH_INTERVAL` seconds and written together: each write releases the interpreter
    lock and waits for it.
    """

    def __init__(self) -> None:
        self._stream: TextIO | None = None
        self._json = False
        self._mask: Callable[[str], str] = mask_keys
        self._masked_cached = lru_cache(256)(self._masked)
        self._requests: list[_Request] = []
        self._loop: asyncio.AbstractEventLoop | None = None

    def configure(self, stream: TextIO | None, *, json: bool, mask: Callable[[str], str] = mask_keys) -> None:
        """Sets the stream and format of the lines; with None nothing is logged. `mask` hides secrets."""
        self._stream = stream
        self._json = json
        self._mask = mask
        self._masked_cached.cache_clear()

    @property
    def enabled(self) -> bool:
        """Whether lines are logged."""
        return self._stream is not None

    def add(
        self,
        request_id: str,
        method: str,
        operation: str | None,
        route: str | None,
        status: int | None,
        seconds: float,
        facts: CallFacts | None = None,
    ) -> None:
        """Logs a request that took `seconds`.

        `operation` and `route` are None for a path that the contract does not have, `status` is None if no
        response was sent.
        """
        if self._stream is None:
            return
        if not self._requests or self._loop is None or self._loop.is_closed():
            self._loop = asyncio.get_running_loop()
            self._loop.call_later(_FLUSH_INTERVAL, self.flush)
        self._requests.append((time(), request_id, method, operation, route, status, seconds, facts))

    def flush(self) -> None:
        """Writes the buffered lines."""
        requests, self._requests = self._requests, []
        if self._stream is not None and requests:
            self._stream.write("".join([self._line(request) for request in requests]))

    def _line(self, request: _Request) -> str:
        now, request_id, method, operation, route, status, seconds, facts = request
        if self._json:
            line: dict[str, Any] = {
                "time": datetime.fromtimestamp(now, UTC).isoformat(timespec="milliseconds"),
                "level": "INFO",
                "logger": "app.access",
                "message": "request",
                "request_id": request_id,
                "operation": operation,
                "method": method,
                "route": route,
                "status": status,
                "ms": round(seconds * 1000, 1),
            }
            if facts is not None:
                line |= self._fields(facts)
            return orjson.dumps(line).decode() + "\n"
        matched = f"operation={operation} method={method} route={route}" if operation else f"method={method}"
        sent = f" status={status}" if status else ""
        of_call = "" if facts is None else self._text(facts)
        fields = f"request_id={request_id} {matched}{sent}{of_call} ms={seconds * 1000:.1f}"
        return f"{clock_time(int(now))} info    request {fields}\n"

    def _fields(self, facts: CallFacts) -> dict[str, Any]:
        model, upstream, key, tokens, outcome = facts
        fields: dict[str, Any] = {}
        if model is not None:
            fields["model"] = self._model_text(model)
        if upstream is not None:
            fields["upstream"] = upstream
        if key is not None:
            fields["key"] = key
        if tokens is not None:
            fields["input_tokens"], fields["output_tokens"] = tokens
        if outcome is not None:
            fields["outcome"] = outcome
        return fields

    def _text(self, facts: CallFacts) -> str:
        model, upstream, key, tokens, outcome = facts
        text = "" if model is None else f" model={self._model_text(model)}"
        if upstream is not None:
            text += f" upstream={upstream}"
        if key is not None:
            text += f" key={key}"
        if tokens is not None:
            text += f" input_tokens={tokens[0]} output_tokens={tokens[1]}"
        return text if outcome is None else f"{text} outcome={outcome}"

    def _model_text(self, model: Any) -> str:
        return self._masked_cached(
            model if isinstance(model, str) and len(model) < _MAX_MODEL else str(model)[:_MAX_MODEL]
        )

    def _masked(self, model: str) -> str:
        """The model's name without secrets, and without what could forge a line of the log."""
        masked = self._mask(model).encode("utf-8", "replace").decode()
        return masked if masked.isprintable() else masked.translate(CONTROL_ESCAPES)


access_log = AccessLog()
"""The process's access log; see `configure`."""
atexit.register(access_log.flush)


@lru_cache(maxsize=1)
def clock_time(second: int) -> str:
    """The local time of a Unix second, as lines for people have it."""
    return datetime.fromtimestamp(second).strftime("%H:%M:%S")
