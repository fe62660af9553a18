"""Log formatting: one line of JSON or text per record, with secrets masked."""

from __future__ import annotations

import json as jsonlib
import logging
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

import orjson

from app.access_log import CONTROL_ESCAPES, access_log, clock_time
from app.masking import KnownSecrets, mask_keys

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
        self._secrets = KnownSecrets(form for secret in secrets for form in _forms(secret))
        self._json = json

    def format(self, record: logging.LogRecord) -> str:
        return self.mask(self._as_json(record) if self._json else self._as_text(record))

    def mask(self, text: str) -> str:
        """The text without the known secrets, and without what looks like a key."""
        return mask_keys(self._secrets.mask_text(text))

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
        message = message if message.isprintable() else message.translate(CONTROL_ESCAPES)
        text = f"{clock_time(int(record.created))} {record.levelname.lower():7} {message}"
        return f"{text}\n{self.formatException(record.exc_info)}" if record.exc_info else text


_access = logging.getLogger("app.access")
_MAX_PATH = 200


def log_refused(
    request_id: str, method: str, path: str, status: int, code: str | None, seconds: float, **extra: str
) -> None:
    """Logs a request that no operation answers, with its path: a text of the caller's, that has to be masked.

    Its fields are those of the access log.
    """
    if _access.isEnabledFor(logging.INFO):
        fields = {"path": access_log.masked(path, _MAX_PATH), "status": status, "code": code, **extra}
        took = round(seconds * 1000, 1)
        _access.info("request", extra={"request_id": request_id, "method": method, **fields, "ms": took})


def _forms(secret: str) -> Iterator[str]:
    """The secret and its `repr` (in tracebacks), each as it is and escaped for text."""
    for form in (secret, repr(secret)[1:-1]):
        yield from (form, form.translate(CONTROL_ESCAPES))


def configure(level: str, *, json: bool, secrets: Iterable[str]) -> None:
    """Configures logging of the process: records from `level` on go to stderr, with `secrets` masked."""
    # No line has these; without them a record costs half.
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    logging._srcfile = None  # documented in the logging HOWTO under "Optimization"
    handler = logging.StreamHandler(sys.stderr)
    formatter = MaskingFormatter(secrets, json=json)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    access_log.configure(
        sys.stderr if root.isEnabledFor(logging.INFO) else None, json=json, mask=formatter.mask
    )
    # Their INFO lines repeat ours.
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "python_multipart"):
        logging.getLogger(name).setLevel("WARNING" if level == "INFO" else level)


def _extra(record: logging.LogRecord) -> dict[str, Any]:
    return {key: value for key, value in vars(record).items() if key not in _STANDARD_ATTRIBUTES}
