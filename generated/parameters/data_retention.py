"""Parameters of the operations of Data retention. Written by codegen."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class RetrieveProjectDataRetentionParameters(BaseModel):
    """GET /organization/projects/{project_id}/data_retention"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]


class UpdateProjectDataRetentionParameters(BaseModel):
    """POST /organization/projects/{project_id}/data_retention"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]
