"""Models of the contract: groups. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import Field, StrictBool, StrictInt

from ._base import ContractModel


class CreateGroupBody(ContractModel):
    name: Annotated[str, Field(max_length=255, min_length=1)]


class GroupDeletedResource(ContractModel):
    object: Literal["group.deleted"]
    id: str
    deleted: StrictBool


class GroupResponse(ContractModel):
    id: str
    name: str
    created_at: StrictInt
    is_scim_managed: StrictBool
    group_type: Literal["group", "tenant_group"]


class GroupListResource(ContractModel):
    object: Literal["list"]
    data: list[GroupResponse]
    has_more: StrictBool
    next: Union[str, None]


class GroupResourceWithSuccess(ContractModel):
    id: str
    name: str
    created_at: StrictInt
    is_scim_managed: StrictBool


class UpdateGroupBody(ContractModel):
    name: Annotated[str, Field(max_length=255, min_length=1)]
