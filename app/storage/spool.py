"""Where the longest texts of answers are while the database takes its copies of them."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from app.contract.long_json import LongText, TextFile

_log = logging.getLogger(__name__)

_MIN_BYTES = 4 * 1024 * 1024
_SPOOL = "spool"


@dataclass(frozen=True, slots=True)
class Spool:
    """Files without names in `folder`, which leave `min_free` bytes of its disk to others."""

    folder: str
    min_free: int

    def move(self, texts: Sequence[LongText]) -> None:
        """Moves texts to a file if they are long enough; they stay in memory if it has no room. Blocks."""
        texts = [text for text in texts if not text.is_moved]
        length = sum(text.length for text in texts)
        if length < _MIN_BYTES:
            return
        try:
            found = os.statvfs(self.folder)
            if found.f_bavail * found.f_frsize - length < self.min_free:
                return
            with tempfile.TemporaryFile(dir=self.folder) as opened:
                file = TextFile(os.dup(opened.fileno()))
            for text in texts:
                text.move(file)
        except OSError as error:
            _log.info("a long answer stays in memory: %s", error)


def session_info(spool: Spool | None) -> dict[str, Any]:
    """The `info` of a session whose longest texts are moved to `spool`."""
    return {_SPOOL: spool}


def spool_of(session: Session) -> Spool | None:
    """The spool of a session; None for one without."""
    spool: Spool | None = session.info.get(_SPOOL)
    return spool
