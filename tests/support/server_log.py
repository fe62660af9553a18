"""The log of servers that run in the test's own process."""

from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest

from app import log
from app.access_log import access_log

_LIBRARIES = ("uvicorn", "uvicorn.error", "uvicorn.access", "python_multipart")


class ServerLog:
    """What was logged so far."""

    def __init__(self, stream: io.StringIO) -> None:
        self._stream = stream

    def text(self) -> str:
        """All lines."""
        access_log.flush()
        return self._stream.getvalue()

    def records(self, message: str | None = None) -> list[dict[str, Any]]:
        """The lines of the JSON format, all or those with a message."""
        found = [json.loads(line) for line in self.text().splitlines()]
        return [record for record in found if message is None or record["message"] == message]


@contextmanager
def server_log(
    level: str = "INFO", *, as_json: bool = True, secrets: Sequence[str] = ()
) -> Iterator[ServerLog]:
    """Configures logging as the command line does, until the block ends."""
    root = logging.getLogger()
    handlers, before = root.handlers[:], root.level
    stream = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stderr", stream)
        log.configure(level, json=as_json, secrets=secrets)
        try:
            yield ServerLog(stream)
        finally:
            root.handlers[:] = handlers
            root.setLevel(before)
            access_log.configure(None, json=False)
            for name in _LIBRARIES:
                logging.getLogger(name).setLevel(logging.NOTSET)
