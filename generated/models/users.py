"""Models of the contract: users. Written by codegen."""

from __future__ import annotations

from typing import Literal, Union

from pydantic import StrictBool

from ._base import ContractModel
from .role_assignments import User


class UserDeleteResponse(ContractModel):
    object: Literal["organization.user.deleted"]
    id: str
    deleted: StrictBool


class UserListResponse(ContractModel):
    object: Literal["list"]
    data: list[User]
    first_id: Union[str, None] = None
    last_id: Union[str, None] = None
    has_more: StrictBool


class UserRoleUpdateRequest(ContractModel):
    role: Union[str, None] = None
    role_id: Union[str, None] = None
    technical_level: Union[str, None] = None
    developer_persona: Union[str, None] = None
