"""Models of the contract: shared by 4 77e27a. Written by codegen."""

from __future__ import annotations

from typing import Any, Literal, Union

from pydantic import StrictBool, StrictInt

from ._base import ContractModel


class AssignedRoleDetailsAssignmentSource(ContractModel):
    principal_id: str
    principal_type: str


class AssignedRoleDetails(ContractModel):
    id: str
    name: str
    permissions: list[str]
    resource_type: str
    predefined_role: StrictBool
    description: Union[str, None]
    created_at: Union[StrictInt, None]
    updated_at: Union[StrictInt, None]
    created_by: Union[str, None]
    created_by_user_obj: Union[dict[str, Any], None]
    metadata: Union[dict[str, Any], None]
    assignment_sources: Union[list[AssignedRoleDetailsAssignmentSource], None]


class DeletedRoleAssignmentResource(ContractModel):
    object: str
    deleted: StrictBool


class PublicAssignOrganizationGroupRoleBody(ContractModel):
    role_id: str


class RoleListResource(ContractModel):
    object: Literal["list"]
    data: list[AssignedRoleDetails]
    has_more: StrictBool
    next: Union[str, None]
