"""Parameters of the operations of Projects. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class ListProjectsParameters(BaseModel):
    """GET /organization/projects"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    limit: Annotated[int | None, Field(alias="limit")] = None
    after: Annotated[str | None, Field(alias="after")] = None
    include_archived: Annotated[bool | None, Field(alias="include_archived")] = None


class RetrieveProjectParameters(BaseModel):
    """GET /organization/projects/{project_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]


class ModifyProjectParameters(BaseModel):
    """POST /organization/projects/{project_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]


class ListProjectApiKeysParameters(BaseModel):
    """GET /organization/projects/{project_id}/api_keys"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]
    limit: Annotated[int | None, Field(alias="limit")] = None
    after: Annotated[str | None, Field(alias="after")] = None
    owner_project_access: Annotated[
        Literal["active", "inactive", "any"] | None, Field(alias="owner_project_access")
    ] = None


class RetrieveProjectApiKeyParameters(BaseModel):
    """GET /organization/projects/{project_id}/api_keys/{api_key_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]
    api_key_id: Annotated[str, Field(alias="api_key_id")]


class DeleteProjectApiKeyParameters(BaseModel):
    """DELETE /organization/projects/{project_id}/api_keys/{api_key_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]
    api_key_id: Annotated[str, Field(alias="api_key_id")]


class ArchiveProjectParameters(BaseModel):
    """POST /organization/projects/{project_id}/archive"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]


class RetrieveProjectModelPermissionsParameters(BaseModel):
    """GET /organization/projects/{project_id}/model_permissions"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]


class UpdateProjectModelPermissionsParameters(BaseModel):
    """POST /organization/projects/{project_id}/model_permissions"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]


class DeleteProjectModelPermissionsParameters(BaseModel):
    """DELETE /organization/projects/{project_id}/model_permissions"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]


class ListProjectRateLimitsParameters(BaseModel):
    """GET /organization/projects/{project_id}/rate_limits"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]
    limit: Annotated[int | None, Field(alias="limit")] = None
    after: Annotated[str | None, Field(alias="after")] = None
    before: Annotated[str | None, Field(alias="before")] = None


class UpdateProjectRateLimitsParameters(BaseModel):
    """POST /organization/projects/{project_id}/rate_limits/{rate_limit_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]
    rate_limit_id: Annotated[str, Field(alias="rate_limit_id")]


class ListProjectServiceAccountsParameters(BaseModel):
    """GET /organization/projects/{project_id}/service_accounts"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]
    limit: Annotated[int | None, Field(alias="limit")] = None
    after: Annotated[str | None, Field(alias="after")] = None


class CreateProjectServiceAccountParameters(BaseModel):
    """POST /organization/projects/{project_id}/service_accounts"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]


class RetrieveProjectServiceAccountParameters(BaseModel):
    """GET /organization/projects/{project_id}/service_accounts/{service_account_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]
    service_account_id: Annotated[str, Field(alias="service_account_id")]


class UpdateProjectServiceAccountParameters(BaseModel):
    """POST /organization/projects/{project_id}/service_accounts/{service_account_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]
    service_account_id: Annotated[str, Field(alias="service_account_id")]


class DeleteProjectServiceAccountParameters(BaseModel):
    """DELETE /organization/projects/{project_id}/service_accounts/{service_account_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]
    service_account_id: Annotated[str, Field(alias="service_account_id")]


class CreateServiceAccountApiKeyParameters(BaseModel):
    """POST /organization/projects/{project_id}/service_accounts/{service_account_id}/api_keys"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]
    service_account_id: Annotated[str, Field(alias="service_account_id")]


class ListProjectUsersParameters(BaseModel):
    """GET /organization/projects/{project_id}/users"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]
    limit: Annotated[int | None, Field(alias="limit")] = None
    after: Annotated[str | None, Field(alias="after")] = None


class CreateProjectUserParameters(BaseModel):
    """POST /organization/projects/{project_id}/users"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]


class RetrieveProjectUserParameters(BaseModel):
    """GET /organization/projects/{project_id}/users/{user_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]
    user_id: Annotated[str, Field(alias="user_id")]


class ModifyProjectUserParameters(BaseModel):
    """POST /organization/projects/{project_id}/users/{user_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]
    user_id: Annotated[str, Field(alias="user_id")]


class DeleteProjectUserParameters(BaseModel):
    """DELETE /organization/projects/{project_id}/users/{user_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]
    user_id: Annotated[str, Field(alias="user_id")]
