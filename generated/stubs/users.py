"""Users: 4 operations of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..operations import BY_ID
from ..runtime import Call, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class UsersStub:
    """Users: subclass it and override what you implement."""

    async def list_users(
        self, call: Call[Any], *, limit: int = 20, after: str | None = None, emails: list[str] | None = None
    ) -> models.UserListResponse | Relay:
        """GET /organization/users, for admin keys: 200 application/json."""
        not_implemented(BY_ID["list_users"])

    async def retrieve_user(self, call: Call[Any], *, user_id: str) -> models.User | Relay:
        """GET /organization/users/{user_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["retrieve_user"])

    async def modify_user(
        self, call: Call[Any], *, user_id: str, body: models.UserRoleUpdateRequest
    ) -> models.User | Relay:
        """POST /organization/users/{user_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["modify_user"])

    async def delete_user(self, call: Call[Any], *, user_id: str) -> models.UserDeleteResponse | Relay:
        """DELETE /organization/users/{user_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["delete_user"])
