"""Logs: a line of JSON or of text for each record, without a secret in any of them."""

from __future__ import annotations

import asyncio
import atexit
import json as jsonlib
import logging
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from time import time
from typing import Any, TextIO, TypeAlias

import orjson

_KEYS = re.compile(
    r"\b(sk|sess|pk)-[A-Za-z0-9_\-]{8,}|(?i:bearer)\s+[A-Za-z0-9._~+/=\-]{4,}|(?<=://)[^/\s@]+(?=@)"
)
# One of these is in every text that the pattern finds; looking for them costs a tenth of it.
_HINTS = ("sk-", "sess-", "pk-", "bearer", "://")
_MASK = "***"
_MOMENT_SECONDS = 0.02
_CONTROLS = {code: f"\\x{code:02x}" for code in (*range(32), 127)}
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "color_message"}


class Masked(logging.Formatter):
    """Formats a record, then masks the known secrets and whatever looks like a key, also in tracebacks."""

    def __init__(self, secrets: Iterable[str], *, json: bool) -> None:
        super().__init__()
        known = {secret for secret in secrets if len(secret) > 3}
        self._secrets = sorted({form for secret in known for form in _forms(secret)}, key=len, reverse=True)
        self._json = json

    def format(self, record: logging.LogRecord) -> str:
        text = self._as_json(record) if self._json else self._as_text(record)
        for secret in self._secrets:
            text = text.replace(secret, _MASK)
        lowered = text.lower()
        for hint in _HINTS:
            if hint in lowered:
                return _KEYS.sub(_MASK, text)
        return text

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
            # Half a character, or a number of more than 64 bits.
            return jsonlib.dumps(line, default=str)

    def _as_text(self, record: logging.LogRecord) -> str:
        clock = _clock(int(record.created))
        extra = "".join([f" {key}={value}" for key, value in _extra(record).items() if value is not None])
        told = record.getMessage() + extra
        # One line a record, whatever a caller's text holds: nobody writes lines of the log but us.
        told = told if told.isprintable() else told.translate(_CONTROLS)
        text = f"{clock} {record.levelname.lower():7} {told}"
        return f"{text}\n{self.formatException(record.exc_info)}" if record.exc_info else text


# When, and what `Answered.tell` is given.
_Told: TypeAlias = tuple[float, str, str, str | None, str | None, int | None, float]


class Answered:
    """Tells of each request that was answered: by a line like those of the records, at a fraction of what a record costs.

    All of its words are ours or the contract's, so that none has to be masked. The lines of a moment are written one right
    behind the other and go out together: each write lets another thread have the interpreter, and then waits for it.
    """

    def __init__(self) -> None:
        self._stream: TextIO | None = None
        self._json = False
        self._told: list[_Told] = []
        self._loop: asyncio.AbstractEventLoop | None = None

    def configure(self, stream: TextIO | None, *, json: bool) -> None:
        """Where the lines go; None is nowhere."""
        self._stream = stream
        self._json = json

    def tell(
        self,
        request_id: str,
        method: str,
        operation: str | None,
        route: str | None,
        status: int | None,
        seconds: float,
    ) -> None:
        """`seconds` is how long it took; `operation` and `route` are the contract's; None where it has none such, or no status went out."""
        if self._stream is None:
            return
        if not self._told or self._loop is None or self._loop.is_closed():
            self._loop = asyncio.get_running_loop()
            self._loop.call_later(_MOMENT_SECONDS, self.flush)
        self._told.append((time(), request_id, method, operation, route, status, seconds))

    def flush(self) -> None:
        """Writes what was told until now."""
        told, self._told = self._told, []
        if self._stream is not None and told:
            self._stream.write("".join([self._line(each) for each in told]))

    def _line(self, told: _Told) -> str:
        now, request_id, method, operation, route, status, seconds = told
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
        ended = f" status={status}" if status else ""
        return f"{_clock(int(now))} info    request request_id={request_id} {matched}{ended} ms={seconds * 1000:.1f}\n"


answered = Answered()
"""Of this process; `configure` sets it up."""
atexit.register(answered.flush)


def _forms(secret: str) -> Iterator[str]:
    """As it is and as a `repr` in a traceback has it, and each of them as JSON and a line of text write it."""
    for form in (secret, repr(secret)[1:-1]):
        yield from (form, form.translate(_CONTROLS))
        yield jsonlib.dumps(form)[1:-1]
        yield jsonlib.dumps(form, ensure_ascii=False)[1:-1]


def configure(level: str, *, json: bool, secrets: Iterable[str]) -> None:
    """Sends every record of the process to stderr."""
    # No line tells these; not looking for them halves the cost of a record.
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    logging._srcfile = None  # as the logging HOWTO says under "Optimization"
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Masked(secrets, json=json))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    answered.configure(sys.stderr if root.isEnabledFor(logging.INFO) else None, json=json)
    # What these say at INFO is said by our own lines.
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "python_multipart"):
        logging.getLogger(name).setLevel("WARNING" if level == "INFO" else level)


@lru_cache(maxsize=1)
def _clock(second: int) -> str:
    return datetime.fromtimestamp(second).strftime("%H:%M:%S")


def _extra(record: logging.LogRecord) -> dict[str, Any]:
    return {key: value for key, value in vars(record).items() if key not in _STANDARD}
