"""Models of the contract: project user role assignments and user organization role assignments and users. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import StrictBool, StrictInt

from ._base import ContractModel, NotNull


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
