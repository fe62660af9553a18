"""Models of the contract: admin api keys. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import Field, StrictBool, StrictInt

from ._base import ContractModel, NotNull


class AdminApiKeyOwner(ContractModel):
    type: Annotated[Union[str, None], NotNull] = None
    object: Annotated[Union[str, None], NotNull] = None
    id: Annotated[Union[str, None], NotNull] = None
    name: Annotated[Union[str, None], NotNull] = None
    created_at: Annotated[Union[StrictInt, None], NotNull] = None
    role: Annotated[Union[str, None], NotNull] = None


class AdminApiKey(ContractModel):
    object: Literal["organization.admin_api_key"]
    id: str
    name: Union[str, None] = None
    redacted_value: str
    created_at: StrictInt
    expires_at: Union[StrictInt, None]
    last_used_at: Union[StrictInt, None] = None
    owner: AdminApiKeyOwner


class AdminApiKeyCreateResponse(AdminApiKey):
    value: str


class AdminApiKeysCreateRequest(ContractModel):
    name: str
    expires_in_seconds: Annotated[Union[StrictInt, None], NotNull, Field(ge=1, le=31536000)] = None


class AdminApiKeysDeleteResponse200(ContractModel):
    id: str
    object: Literal["organization.admin_api_key.deleted"]
    deleted: StrictBool


class ApiKeyList(ContractModel):
    object: Literal["list"]
    data: list[AdminApiKey]
    has_more: StrictBool
    first_id: Union[str, None] = None
    last_id: Union[str, None] = None
