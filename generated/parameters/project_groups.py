"""Parameters of the operations of Project groups. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class ListProjectGroupsParameters(BaseModel):
    """GET /organization/projects/{project_id}/groups"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]
    limit: Annotated[Annotated[int, Field(le=100.0, ge=0.0)] | None, Field(alias="limit")] = None
    after: Annotated[str | None, Field(alias="after")] = None
    order: Annotated[Literal["asc", "desc"] | None, Field(alias="order")] = None


class AddProjectGroupParameters(BaseModel):
    """POST /organization/projects/{project_id}/groups"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]


class RetrieveProjectGroupParameters(BaseModel):
    """GET /organization/projects/{project_id}/groups/{group_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]
    group_id: Annotated[str, Field(alias="group_id")]
    group_type: Annotated[Literal["group", "tenant_group"] | None, Field(alias="group_type")] = None


class RemoveProjectGroupParameters(BaseModel):
    """DELETE /organization/projects/{project_id}/groups/{group_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]
    group_id: Annotated[str, Field(alias="group_id")]
