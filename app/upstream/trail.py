"""Which upstreams were asked for a call, and which one answered: for its answer's headers and the log."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from app.contract.headers import TRIED_HEADER, UPSTREAM_HEADER, header_safe
from app.upstream.request_body import LEFT_OUT_HEADER, UNKNOWN_FIELDS_HEADER
from app.upstream.upstream import Upstream
from generated.runtime import Call

_log = logging.getLogger(__name__)
_MAX_MODEL = 100
_REPORTS = (LEFT_OUT_HEADER, UNKNOWN_FIELDS_HEADER)


class Trail:
    """Of one call. What failed and what answered is in the call's response headers."""

    __slots__ = ("_call", "_failed", "asked")

    def __init__(self, call: Call[Any]) -> None:
        self._call = call
        self._failed: list[str] = []
        self.asked: Upstream | None = None
        """The upstream that is asked, until it fails."""
        call.response_headers.pop(UPSTREAM_HEADER, None)
        call.response_headers.pop(TRIED_HEADER, None)

    def ask(self, upstream: Upstream) -> None:
        """It is asked now."""
        # A call without a usage record has no other place for it.
        self._call.upstream = upstream.name
        self.asked = upstream

    def take_reports(self) -> dict[str, str]:
        """Takes out of the headers what the upstream that failed did not get: the next gets another body."""
        headers = self._call.response_headers
        return {name: headers.pop(name) for name in _REPORTS if name in headers}

    def restore_reports(self, reports: Mapping[str, str]) -> None:
        """The upstream that failed is the last one after all, and its answer the caller's."""
        self.take_reports()
        self._call.response_headers.update(reports)

    @property
    def is_first(self) -> bool:
        """Whether no upstream has failed so far."""
        return not self._failed

    def fail(self, why: str) -> str:
        """The upstream that is asked has failed; the text for the header, of all so far."""
        if self.asked is not None:
            self._failed.append(header_safe(f"{self.asked.name} ({why})"))
            self.asked = None
        tried = self._call.response_headers[TRIED_HEADER] = ", ".join(self._failed)
        return tried

    def answer(self) -> None:
        """The answer of the upstream that is asked goes to the caller."""
        if self.asked is None:
            return
        name = header_safe(self.asked.name)
        self._call.response_headers[UPSTREAM_HEADER] = name
        if self._failed:
            self._call.response_headers[TRIED_HEADER] = ", ".join((*self._failed, name))

    def log_next(self, following: Upstream, reason: str) -> None:
        """Logs that another upstream is asked."""
        model = self._call.body_fields.get("model")
        fields = {
            "request_id": self._call.request_id,
            "model": model[:_MAX_MODEL] if isinstance(model, str) else None,
            "upstream": following.name,
            "reason": reason,
        }
        _log.warning("the next upstream is tried", extra=fields)
