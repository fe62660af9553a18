"""Data retention: 4 operations of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..operations import BY_ID
from ..runtime import Call, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class DataRetentionStub:
    """Data retention: subclass it and override what you implement."""

    async def retrieve_organization_data_retention(
        self, call: Call[Any]
    ) -> models.OrganizationDataRetention | Relay:
        """GET /organization/data_retention, for admin keys: 200 application/json."""
        not_implemented(BY_ID["retrieve_organization_data_retention"])

    async def update_organization_data_retention(
        self, call: Call[Any], *, body: models.UpdateOrganizationDataRetentionBody
    ) -> models.OrganizationDataRetention | Relay:
        """POST /organization/data_retention, for admin keys: 200 application/json."""
        not_implemented(BY_ID["update_organization_data_retention"])

    async def retrieve_project_data_retention(
        self, call: Call[Any], *, project_id: str
    ) -> models.ProjectDataRetention | Relay:
        """GET /organization/projects/{project_id}/data_retention, for admin keys: 200 application/json."""
        not_implemented(BY_ID["retrieve_project_data_retention"])

    async def update_project_data_retention(
        self, call: Call[Any], *, project_id: str, body: models.UpdateProjectDataRetentionBody
    ) -> models.ProjectDataRetention | Relay:
        """POST /organization/projects/{project_id}/data_retention, for admin keys: 200 application/json."""
        not_implemented(BY_ID["update_project_data_retention"])
