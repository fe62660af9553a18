"""Project group role assignments: 4 operations of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..operations import BY_ID
from ..runtime import Call, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class ProjectGroupRoleAssignmentsStub:
    """Project group role assignments: subclass it and override what you implement."""

    async def list_project_group_role_assignments(
        self,
        call: Call[Any],
        *,
        project_id: str,
        group_id: str,
        limit: int | None = None,
        after: str | None = None,
        order: Literal["asc", "desc"] | None = None,
    ) -> models.RoleListResource | Relay:
        """GET /projects/{project_id}/groups/{group_id}/roles, for admin keys: 200 application/json."""
        not_implemented(BY_ID["list_project_group_role_assignments"])

    async def assign_project_group_role(
        self,
        call: Call[Any],
        *,
        project_id: str,
        group_id: str,
        body: models.PublicAssignOrganizationGroupRoleBody,
    ) -> models.GroupRoleAssignment | Relay:
        """POST /projects/{project_id}/groups/{group_id}/roles, for admin keys: 200 application/json."""
        not_implemented(BY_ID["assign_project_group_role"])

    async def retrieve_project_group_role(
        self, call: Call[Any], *, project_id: str, group_id: str, role_id: str
    ) -> models.AssignedRoleDetails | Relay:
        """GET /projects/{project_id}/groups/{group_id}/roles/{role_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["retrieve_project_group_role"])

    async def unassign_project_group_role(
        self, call: Call[Any], *, project_id: str, group_id: str, role_id: str
    ) -> models.DeletedRoleAssignmentResource | Relay:
        """DELETE /projects/{project_id}/groups/{group_id}/roles/{role_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["unassign_project_group_role"])
