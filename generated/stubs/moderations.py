"""Moderations: 1 operation of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..operations import BY_ID
from ..runtime import Call, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class ModerationsStub:
    """Moderations: subclass it and override what you implement."""

    async def create_moderation(
        self, call: Call[Any], *, body: models.CreateModerationRequest
    ) -> models.CreateModerationResponse | Relay:
        """POST /moderations: 200 application/json."""
        not_implemented(BY_ID["create_moderation"])
