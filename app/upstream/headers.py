"""Which of a caller's headers are sent to an upstream."""

from __future__ import annotations

from collections.abc import Mapping

from app.upstream.builtin.behaviour import PREFIX
from app.upstream.client import Headers

# Those with a meaning in the contract or in HTTP.
_FORWARDED = ("accept", "openai-beta")
_IDEMPOTENCY_KEY = "idempotency-key"


def forwarded_headers(headers: Mapping[str, str], project: str, *, builtin: bool) -> Headers:
    """The headers to send, names in lower case; to the built-in model also those that set its behaviour.

    All projects share the operator's account, so an `Idempotency-Key` gets the caller's project in front: the
    same key of another project is another one.
    """
    forwarded = [(name, headers[name]) for name in _FORWARDED if name in headers]
    if _IDEMPOTENCY_KEY in headers:
        forwarded.append((_IDEMPOTENCY_KEY, f"{project}:{headers[_IDEMPOTENCY_KEY]}"))
    if builtin:
        forwarded += [(name, value) for name, value in headers.items() if name.startswith(PREFIX)]
    return forwarded
