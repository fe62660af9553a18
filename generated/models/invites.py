"""Models of the contract: invites. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import StrictBool, StrictInt

from ._base import ContractModel, NotNull


class InviteProject(ContractModel):
    id: str
    role: Literal["member", "owner"]


class Invite(ContractModel):
    object: Literal["organization.invite"]
    id: str
    email: str
    role: Literal["owner", "reader"]
    status: Literal["accepted", "expired", "pending"]
    created_at: StrictInt
    expires_at: Union[StrictInt, None] = None
    accepted_at: Union[StrictInt, None] = None
    projects: list[InviteProject]


class InviteDeleteResponse(ContractModel):
    object: Literal["organization.invite.deleted"]
    id: str
    deleted: StrictBool


class InviteListResponse(ContractModel):
    object: Literal["list"]
    data: list[Invite]
    first_id: Union[str, None] = None
    last_id: Union[str, None] = None
    has_more: StrictBool


class InviteRequestProject(ContractModel):
    id: str
    role: Literal["member", "owner"]


class InviteRequest(ContractModel):
    email: str
    role: Literal["reader", "owner"]
    projects: Annotated[Union[list[InviteRequestProject], None], NotNull] = None
