"""Parameters of the operations of Hosted tools. Written by codegen."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class RetrieveProjectHostedToolPermissionsParameters(BaseModel):
    """GET /organization/projects/{project_id}/hosted_tool_permissions"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]


class UpdateProjectHostedToolPermissionsParameters(BaseModel):
    """POST /organization/projects/{project_id}/hosted_tool_permissions"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]
