"""User organization role assignments: 4 operations of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..operations import BY_ID
from ..runtime import Call, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class UserOrganizationRoleAssignmentsStub:
    """User organization role assignments: subclass it and override what you implement."""

    async def list_user_role_assignments(
        self,
        call: Call[Any],
        *,
        user_id: str,
        limit: int | None = None,
        after: str | None = None,
        order: Literal["asc", "desc"] | None = None,
    ) -> models.RoleListResource | Relay:
        """GET /organization/users/{user_id}/roles, for admin keys: 200 application/json."""
        not_implemented(BY_ID["list_user_role_assignments"])

    async def assign_user_role(
        self, call: Call[Any], *, user_id: str, body: models.PublicAssignOrganizationGroupRoleBody
    ) -> models.UserRoleAssignment | Relay:
        """POST /organization/users/{user_id}/roles, for admin keys: 200 application/json."""
        not_implemented(BY_ID["assign_user_role"])

    async def retrieve_user_role(
        self, call: Call[Any], *, user_id: str, role_id: str
    ) -> models.AssignedRoleDetails | Relay:
        """GET /organization/users/{user_id}/roles/{role_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["retrieve_user_role"])

    async def unassign_user_role(
        self, call: Call[Any], *, user_id: str, role_id: str
    ) -> models.DeletedRoleAssignmentResource | Relay:
        """DELETE /organization/users/{user_id}/roles/{role_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["unassign_user_role"])
