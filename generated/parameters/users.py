"""Parameters of the operations of Users. Written by codegen."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class ListUsersParameters(BaseModel):
    """GET /organization/users"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    limit: Annotated[int | None, Field(alias="limit")] = None
    after: Annotated[str | None, Field(alias="after")] = None
    emails: Annotated[list[str] | None, Field(alias="emails")] = None


class RetrieveUserParameters(BaseModel):
    """GET /organization/users/{user_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    user_id: Annotated[str, Field(alias="user_id")]


class ModifyUserParameters(BaseModel):
    """POST /organization/users/{user_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    user_id: Annotated[str, Field(alias="user_id")]


class DeleteUserParameters(BaseModel):
    """DELETE /organization/users/{user_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    user_id: Annotated[str, Field(alias="user_id")]
