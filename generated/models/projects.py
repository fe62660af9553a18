"""Models of the contract: projects. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import StrictBool, StrictInt
from typing_extensions import TypeAliasType

from ._base import ContractModel, NotNull


class CreateProjectServiceAccountApiKeyBody(ContractModel):
    name: Annotated[Union[str, None], NotNull] = None
    scopes: Annotated[Union[list[str], None], NotNull] = None


PublicProjectResidency = TypeAliasType(
    "PublicProjectResidency",
    Literal[
        "GLOBAL",
        "US_STORAGE_PROCESSING",
        "EU_STORAGE_PROCESSING",
        "JP_STORAGE",
        "KR_STORAGE",
        "CA_STORAGE",
        "SG_STORAGE",
        "IN_STORAGE",
        "AU_STORAGE",
        "GB_STORAGE",
        "AE_STORAGE",
        "AE_STORAGE_PROCESSING",
    ],
)


class Project(ContractModel):
    id: str
    object: Literal["organization.project"]
    name: Union[str, None] = None
    created_at: StrictInt
    archived_at: Union[StrictInt, None] = None
    status: Union[str, None] = None
    external_key_id: Union[str, None] = None
    residency: Annotated[Union[PublicProjectResidency, None], NotNull] = None


class ProjectApiKeyOwnerServiceAccount(ContractModel):
    id: str
    name: str
    created_at: StrictInt
    role: str


class ProjectApiKeyOwnerUser(ContractModel):
    id: str
    email: str
    name: str
    created_at: StrictInt
    role: str


class ProjectApiKeyOwner(ContractModel):
    type: Annotated[Union[Literal["user", "service_account"], None], NotNull] = None
    user: Annotated[Union[ProjectApiKeyOwnerUser, None], NotNull] = None
    service_account: Annotated[Union[ProjectApiKeyOwnerServiceAccount, None], NotNull] = None


class ProjectApiKey(ContractModel):
    object: Literal["organization.project.api_key"]
    redacted_value: str
    name: str
    created_at: StrictInt
    last_used_at: Union[StrictInt, None]
    id: str
    owner_project_access: Literal["active", "inactive"]
    owner: ProjectApiKeyOwner


class ProjectApiKeyDeleteResponse(ContractModel):
    object: Literal["organization.project.api_key.deleted"]
    id: str
    deleted: StrictBool


class ProjectApiKeyListResponse(ContractModel):
    object: Literal["list"]
    data: list[ProjectApiKey]
    first_id: Union[str, None] = None
    last_id: Union[str, None] = None
    has_more: StrictBool


class ProjectCreateRequest(ContractModel):
    name: str
    residency: Union[PublicProjectResidency, None] = None
    external_key_id: Union[str, None] = None


class ProjectListResponse(ContractModel):
    object: Literal["list"]
    data: list[Project]
    first_id: Union[str, None] = None
    last_id: Union[str, None] = None
    has_more: StrictBool


class ProjectModelPermissions(ContractModel):
    object: Literal["project.model_permissions"]
    mode: Literal["allow_list", "deny_list"]
    model_ids: list[str]


class ProjectModelPermissionsDeleteResponse(ContractModel):
    object: Literal["project.model_permissions.deleted"]
    deleted: StrictBool


class ProjectModelPermissionsUpdateRequest(ContractModel):
    mode: Literal["allow_list", "deny_list"]
    model_ids: list[str]


class ProjectRateLimit(ContractModel):
    object: Literal["project.rate_limit"]
    id: str
    model: str
    max_requests_per_1_minute: StrictInt
    max_tokens_per_1_minute: StrictInt
    max_images_per_1_minute: Annotated[Union[StrictInt, None], NotNull] = None
    max_audio_megabytes_per_1_minute: Annotated[Union[StrictInt, None], NotNull] = None
    max_requests_per_1_day: Annotated[Union[StrictInt, None], NotNull] = None
    batch_1_day_max_input_tokens: Annotated[Union[StrictInt, None], NotNull] = None


class ProjectRateLimitListResponse(ContractModel):
    object: Literal["list"]
    data: list[ProjectRateLimit]
    first_id: Union[str, None] = None
    last_id: Union[str, None] = None
    has_more: StrictBool


class ProjectRateLimitUpdateRequest(ContractModel):
    max_requests_per_1_minute: Annotated[Union[StrictInt, None], NotNull] = None
    max_tokens_per_1_minute: Annotated[Union[StrictInt, None], NotNull] = None
    max_images_per_1_minute: Annotated[Union[StrictInt, None], NotNull] = None
    max_audio_megabytes_per_1_minute: Annotated[Union[StrictInt, None], NotNull] = None
    max_requests_per_1_day: Annotated[Union[StrictInt, None], NotNull] = None
    batch_1_day_max_input_tokens: Annotated[Union[StrictInt, None], NotNull] = None


class ProjectServiceAccount(ContractModel):
    object: Literal["organization.project.service_account"]
    id: str
    name: str
    role: Literal["owner", "member", "none"]
    created_at: StrictInt


class ProjectServiceAccountApiKey(ContractModel):
    object: Literal["organization.project.service_account.api_key"]
    value: str
    name: str
    created_at: StrictInt
    id: str


class ProjectServiceAccountCreateRequest(ContractModel):
    name: str
    create_service_account_only: Union[StrictBool, None] = None


class ProjectServiceAccountCreateResponse(ContractModel):
    object: Literal["organization.project.service_account"]
    id: str
    name: str
    role: Literal["member", "none"]
    created_at: StrictInt
    api_key: Union[ProjectServiceAccountApiKey, None]


class ProjectServiceAccountDeleteResponse(ContractModel):
    object: Literal["organization.project.service_account.deleted"]
    id: str
    deleted: StrictBool


class ProjectServiceAccountListResponse(ContractModel):
    object: Literal["list"]
    data: list[ProjectServiceAccount]
    first_id: Union[str, None] = None
    last_id: Union[str, None] = None
    has_more: StrictBool


class ProjectUpdateRequest(ContractModel):
    name: Union[str, None] = None
    external_key_id: Union[str, None] = None


class ProjectUser(ContractModel):
    object: Literal["organization.project.user"]
    id: str
    name: Union[str, None] = None
    email: Union[str, None] = None
    role: str
    added_at: StrictInt


class ProjectUserCreateRequest(ContractModel):
    user_id: Union[str, None] = None
    email: Union[str, None] = None
    role: str


class ProjectUserDeleteResponse(ContractModel):
    object: Literal["organization.project.user.deleted"]
    id: str
    deleted: StrictBool


class ProjectUserListResponse(ContractModel):
    object: str
    data: list[ProjectUser]
    first_id: Union[str, None] = None
    last_id: Union[str, None] = None
    has_more: StrictBool


class ProjectUserUpdateRequest(ContractModel):
    role: Union[str, None] = None


class ServiceAccountApiKeyBody(ContractModel):
    object: Literal["organization.project.service_account.api_key"]
    value: str
    name: str
    created_at: StrictInt
    id: str


class UpdateProjectServiceAccountBody(ContractModel):
    name: Annotated[Union[str, None], NotNull] = None
    role: Annotated[Union[Literal["member", "owner"], None], NotNull] = None
