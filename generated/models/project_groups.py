"""Models of the contract: project groups. Written by codegen."""

from __future__ import annotations

from typing import Literal, Union

from pydantic import StrictBool, StrictInt

from ._base import ContractModel


class InviteProjectGroupBody(ContractModel):
    group_id: str
    role: str


class ProjectGroup(ContractModel):
    object: Literal["project.group"]
    project_id: str
    group_id: str
    group_name: str
    group_type: Literal["group", "tenant_group"]
    created_at: StrictInt


class ProjectGroupDeletedResource(ContractModel):
    object: Literal["project.group.deleted"]
    deleted: StrictBool


class ProjectGroupListResource(ContractModel):
    object: Literal["list"]
    data: list[ProjectGroup]
    has_more: StrictBool
    next: Union[str, None]
