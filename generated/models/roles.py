"""Models of the contract: roles. Written by codegen."""

from __future__ import annotations

from typing import Literal, Union

from pydantic import StrictBool

from ._base import ContractModel
from .role_assignments import Role


class PublicCreateOrganizationRoleBody(ContractModel):
    role_name: str
    permissions: list[str]
    description: Union[str, None] = None


class PublicRoleListResource(ContractModel):
    object: Literal["list"]
    data: list[Role]
    has_more: StrictBool
    next: Union[str, None]


class PublicUpdateOrganizationRoleBody(ContractModel):
    permissions: Union[list[str], None] = None
    description: Union[str, None] = None
    role_name: Union[str, None] = None


class RoleDeletedResource(ContractModel):
    object: Literal["role.deleted"]
    id: str
    deleted: StrictBool
