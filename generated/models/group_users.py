"""Models of the contract: group users. Written by codegen."""

from __future__ import annotations

from typing import Literal, Union

from pydantic import StrictBool

from ._base import ContractModel


class CreateGroupUserBody(ContractModel):
    user_id: str


class GroupMemberUser(ContractModel):
    id: str
    name: str
    email: Union[str, None]
    picture: Union[str, None]
    is_service_account: Union[StrictBool, None]
    user_type: Literal["user", "tenant_user"]


class GroupUser(ContractModel):
    id: str
    name: str
    email: Union[str, None]


class GroupUserAssignment(ContractModel):
    object: Literal["group.user"]
    user_id: str
    group_id: str


class GroupUserDeletedResource(ContractModel):
    object: Literal["group.user.deleted"]
    deleted: StrictBool


class UserListResource(ContractModel):
    object: Literal["list"]
    data: list[GroupUser]
    has_more: StrictBool
    next: Union[str, None]
