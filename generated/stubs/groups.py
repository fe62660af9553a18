"""Groups: 5 operations of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..operations import BY_ID
from ..runtime import Call, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class GroupsStub:
    """Groups: subclass it and override what you implement."""

    async def list_groups(
        self,
        call: Call[Any],
        *,
        limit: int = 100,
        after: str | None = None,
        order: Literal["asc", "desc"] = "asc",
    ) -> models.GroupListResource | Relay:
        """GET /organization/groups, for admin keys: 200 application/json."""
        not_implemented(BY_ID["list_groups"])

    async def create_group(
        self, call: Call[Any], *, body: models.CreateGroupBody
    ) -> models.GroupResponse | Relay:
        """POST /organization/groups, for admin keys: 200 application/json."""
        not_implemented(BY_ID["create_group"])

    async def retrieve_group(self, call: Call[Any], *, group_id: str) -> models.GroupResponse | Relay:
        """GET /organization/groups/{group_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["retrieve_group"])

    async def update_group(
        self, call: Call[Any], *, group_id: str, body: models.UpdateGroupBody
    ) -> models.GroupResourceWithSuccess | Relay:
        """POST /organization/groups/{group_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["update_group"])

    async def delete_group(self, call: Call[Any], *, group_id: str) -> models.GroupDeletedResource | Relay:
        """DELETE /organization/groups/{group_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["delete_group"])
