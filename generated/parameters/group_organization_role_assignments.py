"""Parameters of the operations of Group organization role assignments. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class ListGroupRoleAssignmentsParameters(BaseModel):
    """GET /organization/groups/{group_id}/roles"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    group_id: Annotated[str, Field(alias="group_id")]
    limit: Annotated[Annotated[int, Field(le=1000.0, ge=0.0)] | None, Field(alias="limit")] = None
    after: Annotated[str | None, Field(alias="after")] = None
    order: Annotated[Literal["asc", "desc"] | None, Field(alias="order")] = None


class AssignGroupRoleParameters(BaseModel):
    """POST /organization/groups/{group_id}/roles"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    group_id: Annotated[str, Field(alias="group_id")]


class RetrieveGroupRoleParameters(BaseModel):
    """GET /organization/groups/{group_id}/roles/{role_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    group_id: Annotated[str, Field(alias="group_id")]
    role_id: Annotated[str, Field(alias="role_id")]


class UnassignGroupRoleParameters(BaseModel):
    """DELETE /organization/groups/{group_id}/roles/{role_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    group_id: Annotated[str, Field(alias="group_id")]
    role_id: Annotated[str, Field(alias="role_id")]
