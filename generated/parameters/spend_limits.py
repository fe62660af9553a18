"""Parameters of the operations of Spend limits. Written by codegen."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class GetProjectSpendLimitParameters(BaseModel):
    """GET /organization/projects/{project_id}/spend_limit"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]


class UpdateProjectSpendLimitParameters(BaseModel):
    """POST /organization/projects/{project_id}/spend_limit"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]


class DeleteProjectSpendLimitParameters(BaseModel):
    """DELETE /organization/projects/{project_id}/spend_limit"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]
