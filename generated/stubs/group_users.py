"""Group users: 4 operations of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..operations import BY_ID
from ..runtime import Call, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class GroupUsersStub:
    """Group users: subclass it and override what you implement."""

    async def list_group_users(
        self,
        call: Call[Any],
        *,
        group_id: str,
        limit: int = 100,
        after: str | None = None,
        order: Literal["asc", "desc"] = "desc",
    ) -> models.UserListResource | Relay:
        """GET /organization/groups/{group_id}/users, for admin keys: 200 application/json."""
        not_implemented(BY_ID["list_group_users"])

    async def add_group_user(
        self, call: Call[Any], *, group_id: str, body: models.CreateGroupUserBody
    ) -> models.GroupUserAssignment | Relay:
        """POST /organization/groups/{group_id}/users, for admin keys: 200 application/json."""
        not_implemented(BY_ID["add_group_user"])

    async def retrieve_group_user(
        self, call: Call[Any], *, group_id: str, user_id: str
    ) -> models.GroupMemberUser | Relay:
        """GET /organization/groups/{group_id}/users/{user_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["retrieve_group_user"])

    async def remove_group_user(
        self, call: Call[Any], *, group_id: str, user_id: str
    ) -> models.GroupUserDeletedResource | Relay:
        """DELETE /organization/groups/{group_id}/users/{user_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["remove_group_user"])
