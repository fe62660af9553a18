"""Models of the contract: group organization role assignments and project group role assignments. Written by codegen."""

from __future__ import annotations

from typing import Literal

from pydantic import StrictBool, StrictInt

from ._base import ContractModel
from .shared_by_5_acfa6c import Role


class Group(ContractModel):
    object: Literal["group"]
    id: str
    name: str
    created_at: StrictInt
    scim_managed: StrictBool


class GroupRoleAssignment(ContractModel):
    object: Literal["group.role"]
    group: Group
    role: Role
