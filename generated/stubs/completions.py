"""Completions: 1 operation of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..operations import BY_ID
from ..runtime import Call, EventStream, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class CompletionsStub:
    """Completions: subclass it and override what you implement."""

    async def create_completion(
        self, call: Call[Any], *, body: models.CreateCompletionRequest
    ) -> models.CreateCompletionResponse | EventStream[models.CreateCompletionResponse] | Relay:
        """POST /completions: 200 application/json, 200 text/event-stream."""
        not_implemented(BY_ID["create_completion"])
