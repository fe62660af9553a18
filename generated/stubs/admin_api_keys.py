"""Admin API keys: 4 operations of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..operations import BY_ID
from ..runtime import Call, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class AdminApiKeysStub:
    """Admin API keys: subclass it and override what you implement."""

    async def admin_api_keys_list(
        self,
        call: Call[Any],
        *,
        after: str | None = None,
        order: Literal["asc", "desc"] = "asc",
        limit: int = 20,
    ) -> models.ApiKeyList | Relay:
        """GET /organization/admin_api_keys, for admin keys: 200 application/json."""
        not_implemented(BY_ID["admin_api_keys_list"])

    async def admin_api_keys_create(
        self, call: Call[Any], *, body: models.AdminApiKeysCreateRequest
    ) -> models.AdminApiKeyCreateResponse | Relay:
        """POST /organization/admin_api_keys, for admin keys: 200 application/json."""
        not_implemented(BY_ID["admin_api_keys_create"])

    async def admin_api_keys_get(self, call: Call[Any], *, key_id: str) -> models.AdminApiKey | Relay:
        """GET /organization/admin_api_keys/{key_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["admin_api_keys_get"])

    async def admin_api_keys_delete(
        self, call: Call[Any], *, key_id: str
    ) -> models.AdminApiKeysDeleteResponse200 | Relay:
        """DELETE /organization/admin_api_keys/{key_id}, for admin keys: 200 application/json."""
        not_implemented(BY_ID["admin_api_keys_delete"])
