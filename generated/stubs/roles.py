"""Roles: 10 operations of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..operations import BY_ID
from ..runtime import Call, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class RolesStub:
    """Roles: subclass it and override what you implement."""

    async def list_roles(
        self,
        call: Call[Any],
        *,
        limit: int = 1000,
        after: str | None = None,
        order: Literal["asc", "desc"] = "asc",
    ) -> models.PublicRoleListResource | Relay:
        """GET /organization/roles, for admin keys: 200 application/json."""
        not_implemented(BY_ID["list_roles"])

    async def create_role(
        self, call: Call[Any], *, body: models.PublicCreateOrganizationRoleBody
    ) -> models.Role | Relay:
        """POST /organization/roles, for admin keys: 200 application/json."""
        not_implemented(BY_ID["create_role"])

    async def retrieve_role(self, call: Call[Any], *, role_id: str) -> models.Role | Relay:
        """GET /organization/roles/{role_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["retrieve_role"])

    async def update_role(
        self, call: Call[Any], *, role_id: str, body: models.PublicUpdateOrganizationRoleBody
    ) -> models.Role | Relay:
        """POST /organization/roles/{role_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["update_role"])

    async def delete_role(self, call: Call[Any], *, role_id: str) -> models.RoleDeletedResource | Relay:
        """DELETE /organization/roles/{role_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["delete_role"])

    async def list_project_roles(
        self,
        call: Call[Any],
        *,
        project_id: str,
        limit: int = 1000,
        after: str | None = None,
        order: Literal["asc", "desc"] = "asc",
    ) -> models.PublicRoleListResource | Relay:
        """GET /projects/{project_id}/roles, for admin keys: 200 application/json."""
        not_implemented(BY_ID["list_project_roles"])

    async def create_project_role(
        self, call: Call[Any], *, project_id: str, body: models.PublicCreateOrganizationRoleBody
    ) -> models.Role | Relay:
        """POST /projects/{project_id}/roles, for admin keys: 200 application/json."""
        not_implemented(BY_ID["create_project_role"])

    async def retrieve_project_role(
        self, call: Call[Any], *, project_id: str, role_id: str
    ) -> models.Role | Relay:
        """GET /projects/{project_id}/roles/{role_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["retrieve_project_role"])

    async def update_project_role(
        self, call: Call[Any], *, project_id: str, role_id: str, body: models.PublicUpdateOrganizationRoleBody
    ) -> models.Role | Relay:
        """POST /projects/{project_id}/roles/{role_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["update_project_role"])

    async def delete_project_role(
        self, call: Call[Any], *, project_id: str, role_id: str
    ) -> models.RoleDeletedResource | Relay:
        """DELETE /projects/{project_id}/roles/{role_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["delete_project_role"])
