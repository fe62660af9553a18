"""Projects: 24 operations of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..operations import BY_ID
from ..runtime import Call, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class ProjectsStub:
    """Projects: subclass it and override what you implement."""

    async def list_projects(
        self, call: Call[Any], *, limit: int = 20, after: str | None = None, include_archived: bool = False
    ) -> models.ProjectListResponse | Relay:
        """GET /organization/projects, for admin keys: 200 application/json."""
        not_implemented(BY_ID["list_projects"])

    async def create_project(
        self, call: Call[Any], *, body: models.ProjectCreateRequest
    ) -> models.Project | Relay:
        """POST /organization/projects, for admin keys: 200 application/json."""
        not_implemented(BY_ID["create_project"])

    async def retrieve_project(self, call: Call[Any], *, project_id: str) -> models.Project | Relay:
        """GET /organization/projects/{project_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["retrieve_project"])

    async def modify_project(
        self, call: Call[Any], *, project_id: str, body: models.ProjectUpdateRequest
    ) -> models.Project | Relay:
        """POST /organization/projects/{project_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["modify_project"])

    async def list_project_api_keys(
        self,
        call: Call[Any],
        *,
        project_id: str,
        limit: int = 20,
        after: str | None = None,
        owner_project_access: Literal["active", "inactive", "any"] | None = None,
    ) -> models.ProjectApiKeyListResponse | Relay:
        """GET /organization/projects/{project_id}/api_keys, for admin keys: 200 application/json."""
        not_implemented(BY_ID["list_project_api_keys"])

    async def retrieve_project_api_key(
        self, call: Call[Any], *, project_id: str, api_key_id: str
    ) -> models.ProjectApiKey | Relay:
        """GET /organization/projects/{project_id}/api_keys/{api_key_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["retrieve_project_api_key"])

    async def delete_project_api_key(
        self, call: Call[Any], *, project_id: str, api_key_id: str
    ) -> models.ProjectApiKeyDeleteResponse | Relay:
        """DELETE /organization/projects/{project_id}/api_keys/{api_key_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["delete_project_api_key"])

    async def archive_project(self, call: Call[Any], *, project_id: str) -> models.Project | Relay:
        """POST /organization/projects/{project_id}/archive, for admin keys: 200 application/json."""
        not_implemented(BY_ID["archive_project"])

    async def retrieve_project_model_permissions(
        self, call: Call[Any], *, project_id: str
    ) -> models.ProjectModelPermissions | Relay:
        """GET /organization/projects/{project_id}/model_permissions, for admin keys: 200 application/json."""
        not_implemented(BY_ID["retrieve_project_model_permissions"])

    async def update_project_model_permissions(
        self, call: Call[Any], *, project_id: str, body: models.ProjectModelPermissionsUpdateRequest
    ) -> models.ProjectModelPermissions | Relay:
        """POST /organization/projects/{project_id}/model_permissions, for admin keys: 200 application/json."""
        not_implemented(BY_ID["update_project_model_permissions"])

    async def delete_project_model_permissions(
        self, call: Call[Any], *, project_id: str
    ) -> models.ProjectModelPermissionsDeleteResponse | Relay:
        """DELETE /organization/projects/{project_id}/model_permissions, for admin keys: 200 application/json."""
        not_implemented(BY_ID["delete_project_model_permissions"])

    async def list_project_rate_limits(
        self,
        call: Call[Any],
        *,
        project_id: str,
        limit: int = 100,
        after: str | None = None,
        before: str | None = None,
    ) -> models.ProjectRateLimitListResponse | Relay:
        """GET /organization/projects/{project_id}/rate_limits, for admin keys: 200 application/json."""
        not_implemented(BY_ID["list_project_rate_limits"])

    async def update_project_rate_limits(
        self,
        call: Call[Any],
        *,
        project_id: str,
        rate_limit_id: str,
        body: models.ProjectRateLimitUpdateRequest,
    ) -> models.ProjectRateLimit | Relay:
        """POST /organization/projects/{project_id}/rate_limits/{rate_limit_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["update_project_rate_limits"])

    async def list_project_service_accounts(
        self, call: Call[Any], *, project_id: str, limit: int = 20, after: str | None = None
    ) -> models.ProjectServiceAccountListResponse | Relay:
        """GET /organization/projects/{project_id}/service_accounts, for admin keys: 200 application/json."""
        not_implemented(BY_ID["list_project_service_accounts"])

    async def create_project_service_account(
        self, call: Call[Any], *, project_id: str, body: models.ProjectServiceAccountCreateRequest
    ) -> models.ProjectServiceAccountCreateResponse | Relay:
        """POST /organization/projects/{project_id}/service_accounts, for admin keys: 200 application/json."""
        not_implemented(BY_ID["create_project_service_account"])

    async def retrieve_project_service_account(
        self, call: Call[Any], *, project_id: str, service_account_id: str
    ) -> models.ProjectServiceAccount | Relay:
        """GET /organization/projects/{project_id}/service_accounts/{service_account_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["retrieve_project_service_account"])

    async def update_project_service_account(
        self,
        call: Call[Any],
        *,
        project_id: str,
        service_account_id: str,
        body: models.UpdateProjectServiceAccountBody,
    ) -> models.ProjectServiceAccount | Relay:
        """POST /organization/projects/{project_id}/service_accounts/{service_account_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["update_project_service_account"])

    async def delete_project_service_account(
        self, call: Call[Any], *, project_id: str, service_account_id: str
    ) -> models.ProjectServiceAccountDeleteResponse | Relay:
        """DELETE /organization/projects/{project_id}/service_accounts/{service_account_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["delete_project_service_account"])

    async def create_service_account_api_key(
        self,
        call: Call[Any],
        *,
        project_id: str,
        service_account_id: str,
        body: models.CreateProjectServiceAccountApiKeyBody | None = None,
    ) -> models.ServiceAccountApiKeyBody | Relay:
        """POST /organization/projects/{project_id}/service_accounts/{service_account_id}/api_keys, for admin keys: 200 application/json."""
        not_implemented(BY_ID["create_service_account_api_key"])

    async def list_project_users(
        self, call: Call[Any], *, project_id: str, limit: int = 20, after: str | None = None
    ) -> models.ProjectUserListResponse | Relay:
        """GET /organization/projects/{project_id}/users, for admin keys: 200 application/json."""
        not_implemented(BY_ID["list_project_users"])

    async def create_project_user(
        self, call: Call[Any], *, project_id: str, body: models.ProjectUserCreateRequest
    ) -> models.ProjectUser | Relay:
        """POST /organization/projects/{project_id}/users, for admin keys: 200 application/json."""
        not_implemented(BY_ID["create_project_user"])

    async def retrieve_project_user(
        self, call: Call[Any], *, project_id: str, user_id: str
    ) -> models.ProjectUser | Relay:
        """GET /organization/projects/{project_id}/users/{user_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["retrieve_project_user"])

    async def modify_project_user(
        self, call: Call[Any], *, project_id: str, user_id: str, body: models.ProjectUserUpdateRequest
    ) -> models.ProjectUser | Relay:
        """POST /organization/projects/{project_id}/users/{user_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["modify_project_user"])

    async def delete_project_user(
        self, call: Call[Any], *, project_id: str, user_id: str
    ) -> models.ProjectUserDeleteResponse | Relay:
        """DELETE /organization/projects/{project_id}/users/{user_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["delete_project_user"])
