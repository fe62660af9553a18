"""Parameters of the operations of Roles. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class ListRolesParameters(BaseModel):
    """GET /organization/roles"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    limit: Annotated[Annotated[int, Field(le=1000.0, ge=0.0)] | None, Field(alias="limit")] = None
    after: Annotated[str | None, Field(alias="after")] = None
    order: Annotated[Literal["asc", "desc"] | None, Field(alias="order")] = None


class RetrieveRoleParameters(BaseModel):
    """GET /organization/roles/{role_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    role_id: Annotated[str, Field(alias="role_id")]


class UpdateRoleParameters(BaseModel):
    """POST /organization/roles/{role_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    role_id: Annotated[str, Field(alias="role_id")]


class DeleteRoleParameters(BaseModel):
    """DELETE /organization/roles/{role_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    role_id: Annotated[str, Field(alias="role_id")]


class ListProjectRolesParameters(BaseModel):
    """GET /projects/{project_id}/roles"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]
    limit: Annotated[Annotated[int, Field(le=1000.0, ge=0.0)] | None, Field(alias="limit")] = None
    after: Annotated[str | None, Field(alias="after")] = None
    order: Annotated[Literal["asc", "desc"] | None, Field(alias="order")] = None


class CreateProjectRoleParameters(BaseModel):
    """POST /projects/{project_id}/roles"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]


class RetrieveProjectRoleParameters(BaseModel):
    """GET /projects/{project_id}/roles/{role_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]
    role_id: Annotated[str, Field(alias="role_id")]


class UpdateProjectRoleParameters(BaseModel):
    """POST /projects/{project_id}/roles/{role_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]
    role_id: Annotated[str, Field(alias="role_id")]


class DeleteProjectRoleParameters(BaseModel):
    """DELETE /projects/{project_id}/roles/{role_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]
    role_id: Annotated[str, Field(alias="role_id")]
