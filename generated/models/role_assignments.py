"""Models of the contract: role assignments. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Union

from pydantic import StrictBool, StrictInt

from ._base import ContractModel, NotNull


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


class Group(ContractModel):
    object: Literal["group"]
    id: str
    name: str
    created_at: StrictInt
    scim_managed: StrictBool


class Role(ContractModel):
    object: Literal["role"]
    id: str
    name: str
    description: Union[str, None]
    permissions: list[str]
    resource_type: str
    predefined_role: StrictBool


class GroupRoleAssignment(ContractModel):
    object: Literal["group.role"]
    group: Group
    role: Role


class PublicAssignOrganizationGroupRoleBody(ContractModel):
    role_id: str


class RoleListResource(ContractModel):
    object: Literal["list"]
    data: list[AssignedRoleDetails]
    has_more: StrictBool
    next: Union[str, None]


class UserProjectsListDatum(ContractModel):
    id: Union[str, None] = None
    name: Union[str, None] = None
    role: Union[str, None] = None


class UserProjectsList(ContractModel):
    object: Literal["list"]
    data: list[UserProjectsListDatum]


class UserUser(ContractModel):
    object: Literal["user"]
    id: str
    email: Union[str, None] = None
    name: Union[str, None] = None
    picture: Union[str, None] = None
    enabled: Union[StrictBool, None] = None
    banned: Union[StrictBool, None] = None
    banned_at: Union[StrictInt, None] = None


class User(ContractModel):
    object: Literal["organization.user"]
    id: str
    name: Union[str, None] = None
    email: Union[str, None] = None
    role: Union[str, None] = None
    added_at: StrictInt
    is_default: Annotated[Union[StrictBool, None], NotNull] = None
    created: Annotated[Union[StrictInt, None], NotNull] = None
    user: Annotated[Union[UserUser, None], NotNull] = None
    is_service_account: Annotated[Union[StrictBool, None], NotNull] = None
    is_scale_tier_authorized_purchaser: Union[StrictBool, None] = None
    is_scim_managed: Annotated[Union[StrictBool, None], NotNull] = None
    api_key_last_used_at: Union[StrictInt, None] = None
    technical_level: Union[str, None] = None
    developer_persona: Union[str, None] = None
    projects: Union[UserProjectsList, None] = None


class UserRoleAssignment(ContractModel):
    object: Literal["user.role"]
    user: User
    role: Role
