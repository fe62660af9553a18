"""Spend limits: 6 operations of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..operations import BY_ID
from ..runtime import Call, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class SpendLimitsStub:
    """Spend limits: subclass it and override what you implement."""

    async def get_project_spend_limit(
        self, call: Call[Any], *, project_id: str
    ) -> models.ProjectSpendLimitResource | Relay:
        """GET /organization/projects/{project_id}/spend_limit, for admin keys: 200 application/json."""
        not_implemented(BY_ID["get_project_spend_limit"])

    async def update_project_spend_limit(
        self, call: Call[Any], *, project_id: str, body: models.UpdateProjectSpendLimitBody
    ) -> models.ProjectSpendLimitResource | Relay:
        """POST /organization/projects/{project_id}/spend_limit, for admin keys: 200 application/json."""
        not_implemented(BY_ID["update_project_spend_limit"])

    async def delete_project_spend_limit(
        self, call: Call[Any], *, project_id: str
    ) -> models.ProjectSpendLimitDeletedResource | Relay:
        """DELETE /organization/projects/{project_id}/spend_limit, for admin keys: 200 application/json."""
        not_implemented(BY_ID["delete_project_spend_limit"])

    async def get_organization_spend_limit(
        self, call: Call[Any]
    ) -> models.OrganizationSpendLimitResource | Relay:
        """GET /organization/spend_limit, for admin keys: 200 application/json."""
        not_implemented(BY_ID["get_organization_spend_limit"])

    async def update_organization_spend_limit(
        self, call: Call[Any], *, body: models.UpdateOrganizationSpendLimitBody
    ) -> models.OrganizationSpendLimitResource | Relay:
        """POST /organization/spend_limit, for admin keys: 200 application/json."""
        not_implemented(BY_ID["update_organization_spend_limit"])

    async def delete_organization_spend_limit(
        self, call: Call[Any]
    ) -> models.OrganizationSpendLimitDeletedResource | Relay:
        """DELETE /organization/spend_limit, for admin keys: 200 application/json."""
        not_implemented(BY_ID["delete_organization_spend_limit"])
