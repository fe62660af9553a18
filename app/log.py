"""Logs: a line of JSON or of text for each record, without a secret in any of them."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import orjson

_KEYS = re.compile(
    r"\b(sk|sess|pk)-[A-Za-z0-9_\-]{8,}|(?i:bearer)\s+[A-Za-z0-9._~+/=\-]{4,}|(?<=://)[^/\s@]+(?=@)"
)
# One of these is in every text that the pattern finds; looking for them costs a tenth of it.
_HINTS = ("sk-", "sess-", "pk-", "bearer", "://")
_MASK = "***"
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "color_message"}


class Masked(logging.Formatter):
    """Formats a record, then masks the known secrets and whatever looks like a key, also in tracebacks."""

    def __init__(self, secrets: Iterable[str], *, json: bool) -> None:
        super().__init__()
        self._secrets = sorted((secret for secret in secrets if len(secret) > 3), key=len, reverse=True)
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
            **_extra(record),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return orjson.dumps(line, default=str).decode()

    def _as_text(self, record: logging.LogRecord) -> str:
        time = _clock(int(record.created))
        extra = "".join([f" {key}={value}" for key, value in _extra(record).items() if value is not None])
        text = f"{time} {record.levelname.lower():7} {record.getMessage()}{extra}"
        return f"{text}\n{self.formatException(record.exc_info)}" if record.exc_info else text


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
    # What these say at INFO is said by our own lines.
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "aiohttp", "python_multipart"):
        logging.getLogger(name).setLevel("WARNING" if level == "INFO" else level)


@lru_cache(maxsize=1)
def _clock(second: int) -> str:
    return datetime.fromtimestamp(second).strftime("%H:%M:%S")


def _extra(record: logging.LogRecord) -> dict[str, Any]:
    return {key: value for key, value in vars(record).items() if key not in _STANDARD}
