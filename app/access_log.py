"""The access log: one line per request, in the format of the other records, at a fraction of their cost."""

from __future__ import annotations

import asyncio
import atexit
import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from time import time
from typing import Any, TextIO, TypeAlias

import orjson

from app.masking import mask_keys

_FLUSH_INTERVAL = 0.02
_MAX_TEXT = 100
"""Characters of a model's name and of an error's code that are logged."""
MAX_MASKED = 10 * _MAX_TEXT
"""Characters in which secrets are masked, before a text is cut: a part of a key does not look like one."""
_MAX_SUBJECTS = 256
_LINES_AND_DIRECTIONS = (0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A))
CONTROL_ESCAPES = {code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160))} | {
    code: f"\\u{code:04x}" for code in _LINES_AND_DIRECTIONS
}
"""For `str.translate`: a caller's text must not forge a line of the log, nor control the terminal."""


Subject: TypeAlias = tuple[str | None, str | None, str | None]
"""The model as in the request, the upstream, the id of the caller's key; None for what a call has not."""
NO_SUBJECT: Subject = (None, None, None)
_Request: TypeAlias = tuple[
    float,
    str,
    str,
    str | None,
    str | None,
    int | None,
    float,
    Subject,
    tuple[int, int] | None,
    str | None,
    str | None,
    str | None,
]
"""The time, then the arguments of `AccessLog.add`."""


class AccessLog:
    """Logs one line per request, in the format of the other records, at a fraction of a record's cost.

    All texts are this server's or the contract's, so that none has to be masked, but for the model's name and
    the code of an error.
    Lines are buffered for `_FLUSH_INTERVAL` seconds and written together: each write releases the interpreter
    lock and waits for it.
    """

    def __init__(self) -> None:
        self._stream: TextIO | None = None
        self._json = False
        self._mask: Callable[[str], str] = mask_keys
        self._texts: dict[Subject, str] = {}
        """Of the latest subjects: a line costs little more than its numbers."""
        self._requests: list[_Request] = []
        self._loop: asyncio.AbstractEventLoop | None = None

    def configure(self, stream: TextIO | None, *, json: bool, mask: Callable[[str], str] = mask_keys) -> None:
        """Sets the stream and format of the lines; with None nothing is logged. `mask` hides secrets."""
        self._stream = stream
        self._json = json
        self._mask = mask
        self._texts.clear()

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
        subject: Subject = NO_SUBJECT,
        tokens: tuple[int, int] | None = None,
        outcome: str | None = None,
        code: str | None = None,
        tried: str | None = None,
    ) -> None:
        """Logs a request that took `seconds`. `tried` has the upstreams that were asked, if one failed.

        `operation` and `route` are None for a path that the contract does not have, `status` is None if no
        response was sent, `code` is the error's.
        """
        if self._stream is None:
            return
        if not self._requests or self._loop is None or self._loop.is_closed():
            self._loop = asyncio.get_running_loop()
            self._loop.call_later(_FLUSH_INTERVAL, self.flush)
        request = (
            time(), request_id, method, operation, route, status, seconds, subject, tokens, outcome, code,
            tried,
        )  # fmt: skip
        self._requests.append(request)

    def flush(self) -> None:
        """Writes the buffered lines."""
        requests, self._requests = self._requests, []
        if self._stream is not None and requests:
            self._stream.write("".join([self._line(request) for request in requests]))

    def _line(self, request: _Request) -> str:
        (
            now,
            request_id,
            method,
            operation,
            route,
            status,
            seconds,
            subject,
            tokens,
            outcome,
            code,
            tried,
        ) = request
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
            line |= {name: value for name, value in self._members(subject) if value is not None}
            if tokens is not None:
                line["input_tokens"], line["output_tokens"] = tokens
            if outcome is not None:
                line["outcome"] = outcome
            if code is not None:
                line["code"] = self._printable(code)
            if tried is not None:
                line["tried"] = tried
            return orjson.dumps(line).decode() + "\n"
        matched = f"operation={operation} method={method} route={route}" if operation else f"method={method}"
        sent = f" status={status}" if status else ""
        text = self._texts.get(subject)
        if text is None:
            text = self._remember(subject)
        if tokens is not None:
            text += f" input_tokens={tokens[0]} output_tokens={tokens[1]}"
        if outcome is not None:
            text += f" outcome={outcome}"
        if code is not None:
            text += f" code={_quoted(self._printable(code))}"
        if tried is not None:
            text += f" tried={_quoted(tried)}"
        fields = f"request_id={request_id} {matched}{sent}{text} ms={seconds * 1000:.1f}"
        return f"{clock_time(int(now))} info    request {fields}\n"

    def _remember(self, subject: Subject) -> str:
        if len(self._texts) >= _MAX_SUBJECTS:
            # Callers choose the models' names.
            self._texts.clear()
        members = [f" {name}={_quoted(value)}" for name, value in self._members(subject) if value is not None]
        text = self._texts[subject] = "".join(members)
        return text

    def _members(self, subject: Subject) -> list[tuple[str, str | None]]:
        model, upstream, key = subject
        return [("model", model and self._printable(model)), ("upstream", upstream), ("key", key)]

    def masked(self, text: str, length: int) -> str:
        """The text without secrets, cut to `length` characters."""
        return self._mask(text[:MAX_MASKED])[:length]

    def _printable(self, text: str) -> str:
        """A text of others without secrets, and without what could forge a line of the log."""
        masked = self.masked(text, _MAX_TEXT).encode("utf-8", "replace").decode()
        return masked if masked.isprintable() else masked.translate(CONTROL_ESCAPES)


access_log = AccessLog()
"""The process's access log; see `configure`."""
atexit.register(access_log.flush)


def _quoted(value: str) -> str:
    """The value, in quotes where it could forge a field behind it."""
    return json.dumps(value, ensure_ascii=False) if " " in value or '"' in value else value


@lru_cache(maxsize=1)
def clock_time(second: int) -> str:
    """The local time of a Unix second, as lines for people have it."""
    return datetime.fromtimestamp(second).strftime("%H:%M:%S")
