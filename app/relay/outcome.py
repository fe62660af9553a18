"""What became of one completion."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from app.errors import APIError
from app.usage.token_usage import Usage


class Outcome(NamedTuple):
    """What is to be recorded.

    `completion` is the contract's object as the client saw it, our id in it; None where nothing of it came. An answer
    that broke off, or whose client left, has the finish reason `length`. `usage` is None where the upstream did not say
    and nobody counted; `text` is what can be counted then.
    """

    status: Literal["completed", "failed", "cancelled"]
    completion: dict[str, Any] | None = None
    usage: Usage | None = None
    provider_id: str | None = None
    error: APIError | None = None
    text: str = ""
