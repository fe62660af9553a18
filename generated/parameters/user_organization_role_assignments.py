"""Parameters of the operations of User organization role assignments. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class ListUserRoleAssignmentsParameters(BaseModel):
    """GET /organization/users/{user_id}/roles"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    user_id: Annotated[str, Field(alias="user_id")]
    limit: Annotated[Annotated[int, Field(le=1000.0, ge=0.0)] | None, Field(alias="limit")] = None
    after: Annotated[str | None, Field(alias="after")] = None
    order: Annotated[Literal["asc", "desc"] | None, Field(alias="order")] = None


class AssignUserRoleParameters(BaseModel):
    """POST /organization/users/{user_id}/roles"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    user_id: Annotated[str, Field(alias="user_id")]


class RetrieveUserRoleParameters(BaseModel):
    """GET /organization/users/{user_id}/roles/{role_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    user_id: Annotated[str, Field(alias="user_id")]
    role_id: Annotated[str, Field(alias="role_id")]


class UnassignUserRoleParameters(BaseModel):
    """DELETE /organization/users/{user_id}/roles/{role_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    user_id: Annotated[str, Field(alias="user_id")]
    role_id: Annotated[str, Field(alias="role_id")]
