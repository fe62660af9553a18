"""What the recorder gets of one completion."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from app.contract.long_texts import LongTexts
from app.errors import APIError
from app.usage.token_usage import Usage


class Outcome(NamedTuple):
    """How a completion ended.

    `completion` is the contract's object as the client saw it, with our id; None if no chunk of it arrived. A
    choice of an incomplete answer has the finish reason `length`. `usage` is None if the upstream sent none
    and it was not counted; its tokens are then those of `text`.
    """

    status: Literal["completed", "failed", "cancelled"]
    completion: dict[str, Any] | None = None
    usage: Usage | None = None
    provider_id: str | None = None
    error: APIError | None = None
    text: str = ""
    texts: LongTexts | None = None
    """The long texts, for which `completion` has markers."""
