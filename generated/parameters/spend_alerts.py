"""Parameters of the operations of Spend alerts. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class ListProjectSpendAlertsParameters(BaseModel):
    """GET /organization/projects/{project_id}/spend_alerts"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]
    limit: Annotated[Annotated[int, Field(le=100.0, ge=0.0)] | None, Field(alias="limit")] = None
    order: Annotated[Literal["asc", "desc"] | None, Field(alias="order")] = None
    after: Annotated[str | None, Field(alias="after")] = None
    before: Annotated[str | None, Field(alias="before")] = None


class CreateProjectSpendAlertParameters(BaseModel):
    """POST /organization/projects/{project_id}/spend_alerts"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]


class RetrieveProjectSpendAlertParameters(BaseModel):
    """GET /organization/projects/{project_id}/spend_alerts/{alert_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]
    alert_id: Annotated[str, Field(alias="alert_id")]


class UpdateProjectSpendAlertParameters(BaseModel):
    """POST /organization/projects/{project_id}/spend_alerts/{alert_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]
    alert_id: Annotated[str, Field(alias="alert_id")]


class DeleteProjectSpendAlertParameters(BaseModel):
    """DELETE /organization/projects/{project_id}/spend_alerts/{alert_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    project_id: Annotated[str, Field(alias="project_id")]
    alert_id: Annotated[str, Field(alias="alert_id")]


class ListOrganizationSpendAlertsParameters(BaseModel):
    """GET /organization/spend_alerts"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    limit: Annotated[Annotated[int, Field(le=100.0, ge=0.0)] | None, Field(alias="limit")] = None
    order: Annotated[Literal["asc", "desc"] | None, Field(alias="order")] = None
    after: Annotated[str | None, Field(alias="after")] = None
    before: Annotated[str | None, Field(alias="before")] = None


class RetrieveOrganizationSpendAlertParameters(BaseModel):
    """GET /organization/spend_alerts/{alert_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    alert_id: Annotated[str, Field(alias="alert_id")]


class UpdateOrganizationSpendAlertParameters(BaseModel):
    """POST /organization/spend_alerts/{alert_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    alert_id: Annotated[str, Field(alias="alert_id")]


class DeleteOrganizationSpendAlertParameters(BaseModel):
    """DELETE /organization/spend_alerts/{alert_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    alert_id: Annotated[str, Field(alias="alert_id")]
