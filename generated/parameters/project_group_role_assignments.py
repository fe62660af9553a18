"""Parameters of the operations of Project group role assignments. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class ListProjectGroupRoleAssignmentsParameters(BaseModel):
    """GET /projects/{project_id}/groups/{group_id}/roles"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]
    group_id: Annotated[str, Field(alias="group_id")]
    limit: Annotated[Annotated[int, Field(le=1000.0, ge=0.0)] | None, Field(alias="limit")] = None
    after: Annotated[str | None, Field(alias="after")] = None
    order: Annotated[Literal["asc", "desc"] | None, Field(alias="order")] = None


class AssignProjectGroupRoleParameters(BaseModel):
    """POST /projects/{project_id}/groups/{group_id}/roles"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]
    group_id: Annotated[str, Field(alias="group_id")]


class RetrieveProjectGroupRoleParameters(BaseModel):
    """GET /projects/{project_id}/groups/{group_id}/roles/{role_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]
    group_id: Annotated[str, Field(alias="group_id")]
    role_id: Annotated[str, Field(alias="role_id")]


class UnassignProjectGroupRoleParameters(BaseModel):
    """DELETE /projects/{project_id}/groups/{group_id}/roles/{role_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]
    group_id: Annotated[str, Field(alias="group_id")]
    role_id: Annotated[str, Field(alias="role_id")]
