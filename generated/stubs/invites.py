"""Invites: 4 operations of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..operations import BY_ID
from ..runtime import Call, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class InvitesStub:
    """Invites: subclass it and override what you implement."""

    async def list_invites(
        self, call: Call[Any], *, limit: int = 20, after: str | None = None
    ) -> models.InviteListResponse | Relay:
        """GET /organization/invites, for admin keys: 200 application/json."""
        not_implemented(BY_ID["list_invites"])

    async def invite_user(self, call: Call[Any], *, body: models.InviteRequest) -> models.Invite | Relay:
        """POST /organization/invites, for admin keys: 200 application/json."""
        not_implemented(BY_ID["invite_user"])

    async def retrieve_invite(self, call: Call[Any], *, invite_id: str) -> models.Invite | Relay:
        """GET /organization/invites/{invite_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["retrieve_invite"])

    async def delete_invite(self, call: Call[Any], *, invite_id: str) -> models.InviteDeleteResponse | Relay:
        """DELETE /organization/invites/{invite_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["delete_invite"])
