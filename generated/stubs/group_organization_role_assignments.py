"""Group organization role assignments: 4 operations of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..operations import BY_ID
from ..runtime import Call, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class GroupOrganizationRoleAssignmentsStub:
    """Group organization role assignments: subclass it and override what you implement."""

    async def list_group_role_assignments(
        self,
        call: Call[Any],
        *,
        group_id: str,
        limit: int | None = None,
        after: str | None = None,
        order: Literal["asc", "desc"] | None = None,
    ) -> models.RoleListResource | Relay:
        """GET /organization/groups/{group_id}/roles, for admin keys: 200 application/json."""
        not_implemented(BY_ID["list_group_role_assignments"])

    async def assign_group_role(
        self, call: Call[Any], *, group_id: str, body: models.PublicAssignOrganizationGroupRoleBody
    ) -> models.GroupRoleAssignment | Relay:
        """POST /organization/groups/{group_id}/roles, for admin keys: 200 application/json."""
        not_implemented(BY_ID["assign_group_role"])

    async def retrieve_group_role(
        self, call: Call[Any], *, group_id: str, role_id: str
    ) -> models.AssignedRoleDetails | Relay:
        """GET /organization/groups/{group_id}/roles/{role_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["retrieve_group_role"])

    async def unassign_group_role(
        self, call: Call[Any], *, group_id: str, role_id: str
    ) -> models.DeletedRoleAssignmentResource | Relay:
        """DELETE /organization/groups/{group_id}/roles/{role_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["unassign_group_role"])
