"""Log formatting and the access log: one line of JSON or text per record, with secrets masked."""

from __future__ import annotations

import asyncio
import atexit
import json as jsonlib
import logging
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from time import time
from typing import Any, TextIO, TypeAlias

import orjson

from app.errors import APIError
from app.masking import MASK, mask_keys

# Shorter values occur in ordinary words.
_MIN_SECRET_CHARACTERS = 4
_FLUSH_INTERVAL = 0.02
_CONTROL_ESCAPES = {code: f"\\x{code:02x}" for code in (*range(32), 127)}
_STANDARD_ATTRIBUTES = frozenset(vars(logging.makeLogRecord({}))) | {
    "message",
    "asctime",
    "taskName",
    "color_message",
}


class MaskingFormatter(logging.Formatter):
    """Formats a record and masks the known secrets and all that looks like a key, tracebacks included."""

    def __init__(self, secrets: Iterable[str], *, json: bool) -> None:
        super().__init__()
        known = {secret for secret in secrets if len(secret) >= _MIN_SECRET_CHARACTERS}
        self._secrets = sorted({form for secret in known for form in _forms(secret)}, key=len, reverse=True)
        self._json = json

    def format(self, record: logging.LogRecord) -> str:
        text = self._as_json(record) if self._json else self._as_text(record)
        for secret in self._secrets:
            text = text.replace(secret, MASK)
        return mask_keys(text)

    def _as_json(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {key: value for key, value in _extra(record).items() if key not in line}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        try:
            return orjson.dumps(line, default=str, option=orjson.OPT_NON_STR_KEYS).decode()
        except orjson.JSONEncodeError:
            # A lone surrogate, or an integer of more than 64 bits.
            return jsonlib.dumps(line, default=str)

    def _as_text(self, record: logging.LogRecord) -> str:
        extra = "".join([f" {key}={value}" for key, value in _extra(record).items() if value is not None])
        message = record.getMessage() + extra
        # Escaped, so that a caller's text cannot forge a line of the log.
        message = message if message.isprintable() else message.translate(_CONTROL_ESCAPES)
        text = f"{_clock_time(int(record.created))} {record.levelname.lower():7} {message}"
        return f"{text}\n{self.formatException(record.exc_info)}" if record.exc_info else text


# The time, then the arguments of `AccessLog.add`.
_Request: TypeAlias = tuple[float, str, str, str | None, str | None, int | None, float]


class AccessLog:
    """Logs one line per request, in the format of the other records, at a fraction of a record's cost.

    All texts are this server's or the contract's, so that none has to be masked. Lines are buffered for
    `_FLUSH_INTERVAL` seconds and written together: each write releases the interpreter lock and waits for it.
    """

    def __init__(self) -> None:
        self._stream: TextIO | None = None
        self._json = False
        self._requests: list[_Request] = []
        self._loop: asyncio.AbstractEventLoop | None = None

    def configure(self, stream: TextIO | None, *, json: bool) -> None:
        """Sets the stream and format of the lines; with None nothing is logged."""
        self._stream = stream
        self._json = json

    def add(
        self,
        request_id: str,
        method: str,
        operation: str | None,
        route: str | None,
        status: int | None,
        seconds: float,
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
        self._requests.append((time(), request_id, method, operation, route, status, seconds))

    def flush(self) -> None:
        """Writes the buffered lines."""
        requests, self._requests = self._requests, []
        if self._stream is not None and requests:
            self._stream.write("".join([self._line(request) for request in requests]))

    def _line(self, request: _Request) -> str:
        now, request_id, method, operation, route, status, seconds = request
        if self._json:
            line = {
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
            return orjson.dumps(line).decode() + "\n"
        matched = f"operation={operation} method={method} route={route}" if operation else f"method={method}"
        sent = f" status={status}" if status else ""
        fields = f"request_id={request_id} {matched}{sent} ms={seconds * 1000:.1f}"
        return f"{_clock_time(int(now))} info    request {fields}\n"


access_log = AccessLog()
"""The process's access log; see `configure`."""
atexit.register(access_log.flush)


_access = logging.getLogger("app.access")
_MAX_PATH = 200


def log_refused(
    request_id: str, method: str, path: str, error: APIError, seconds: float, **extra: str
) -> None:
    """Logs a request that no operation answers, with its path: a text of the caller's, that has to be masked.

    Its fields are those of the access log.
    """
    if _access.isEnabledFor(logging.INFO):
        fields = {"path": path[:_MAX_PATH], "status": error.status, "code": error.code, **extra}
        took = round(seconds * 1000, 1)
        _access.info("request", extra={"request_id": request_id, "method": method, **fields, "ms": took})


def _forms(secret: str) -> Iterator[str]:
    """The secret and its `repr` (in tracebacks), each as it is, escaped for text and encoded as JSON."""
    for form in (secret, repr(secret)[1:-1]):
        yield from (form, form.translate(_CONTROL_ESCAPES))
        yield jsonlib.dumps(form)[1:-1]
        yield jsonlib.dumps(form, ensure_ascii=False)[1:-1]


def configure(level: str, *, json: bool, secrets: Iterable[str]) -> None:
    """Configures logging of the process: records from `level` on go to stderr, with `secrets` masked."""
    # No line has these; without them a record costs half.
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    logging._srcfile = None  # documented in the logging HOWTO under "Optimization"
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(MaskingFormatter(secrets, json=json))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    access_log.configure(sys.stderr if root.isEnabledFor(logging.INFO) else None, json=json)
    # Their INFO lines repeat ours.
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "python_multipart"):
        logging.getLogger(name).setLevel("WARNING" if level == "INFO" else level)


@lru_cache(maxsize=1)
def _clock_time(second: int) -> str:
    return datetime.fromtimestamp(second).strftime("%H:%M:%S")


def _extra(record: logging.LogRecord) -> dict[str, Any]:
    return {key: value for key, value in vars(record).items() if key not in _STANDARD_ATTRIBUTES}
