"""Project groups: 4 operations of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..operations import BY_ID
from ..runtime import Call, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class ProjectGroupsStub:
    """Project groups: subclass it and override what you implement."""

    async def list_project_groups(
        self,
        call: Call[Any],
        *,
        project_id: str,
        limit: int = 20,
        after: str | None = None,
        order: Literal["asc", "desc"] = "asc",
    ) -> models.ProjectGroupListResource | Relay:
        """GET /organization/projects/{project_id}/groups, for admin keys: 200 application/json."""
        not_implemented(BY_ID["list_project_groups"])

    async def add_project_group(
        self, call: Call[Any], *, project_id: str, body: models.InviteProjectGroupBody
    ) -> models.ProjectGroup | Relay:
        """POST /organization/projects/{project_id}/groups, for admin keys: 200 application/json."""
        not_implemented(BY_ID["add_project_group"])

    async def retrieve_project_group(
        self,
        call: Call[Any],
        *,
        project_id: str,
        group_id: str,
        group_type: Literal["group", "tenant_group"] = "group",
    ) -> models.ProjectGroup | Relay:
        """GET /organization/projects/{project_id}/groups/{group_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["retrieve_project_group"])

    async def remove_project_group(
        self, call: Call[Any], *, project_id: str, group_id: str
    ) -> models.ProjectGroupDeletedResource | Relay:
        """DELETE /organization/projects/{project_id}/groups/{group_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["remove_project_group"])
