"""Hosted tools: 2 operations of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..operations import BY_ID
from ..runtime import Call, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class HostedToolsStub:
    """Hosted tools: subclass it and override what you implement."""

    async def retrieve_project_hosted_tool_permissions(
        self, call: Call[Any], *, project_id: str
    ) -> models.ProjectHostedToolPermissions | Relay:
        """GET /organization/projects/{project_id}/hosted_tool_permissions, for admin keys: 200 application/json."""
        not_implemented(BY_ID["retrieve_project_hosted_tool_permissions"])

    async def update_project_hosted_tool_permissions(
        self, call: Call[Any], *, project_id: str, body: models.ProjectHostedToolPermissionsUpdateRequest
    ) -> models.ProjectHostedToolPermissions | Relay:
        """POST /organization/projects/{project_id}/hosted_tool_permissions, for admin keys: 200 application/json."""
        not_implemented(BY_ID["update_project_hosted_tool_permissions"])
