"""Parameters of the operations of Admin API keys. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class AdminApiKeysListParameters(BaseModel):
    """GET /organization/admin_api_keys"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    after: Annotated[str | None, Field(alias="after")] = None
    order: Annotated[Literal["asc", "desc"] | None, Field(alias="order")] = None
    limit: Annotated[int | None, Field(alias="limit")] = None


class AdminApiKeysGetParameters(BaseModel):
    """GET /organization/admin_api_keys/{key_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    key_id: Annotated[str, Field(alias="key_id")]


class AdminApiKeysDeleteParameters(BaseModel):
    """DELETE /organization/admin_api_keys/{key_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    key_id: Annotated[str, Field(alias="key_id")]
