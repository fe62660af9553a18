"""Models of the contract: project user role assignments and user organization role assignments. Written by codegen."""

from __future__ import annotations

from typing import Literal

from ._base import ContractModel
from .project_user_role_assignments_and_user_organization_role_assignments_and_users import User
from .shared_by_5_acfa6c import Role


class UserRoleAssignment(ContractModel):
    object: Literal["user.role"]
    user: User
    role: Role
